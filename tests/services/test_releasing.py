from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from assessment.plan import Goal, Plan
from assessment.report.documents.kinds import DocumentRefused
from assessment.services import (
    auditing,
    inviting,
    planning,
    policy,
    releasing,
    retention,
    taking,
)
from assessment.services.policy import Actor, ReleaseState
from assessment.services.releasing import RELEASED_PARTS, ReleaseNotFound
from assessment.store import accounts, attempts, database, releases
from tests.clusters import on_each_database as on_each_database
from tests.people import coached, taken
from tests.people.signed_in import add_account
from tests.report.pdf.reading import read
from values import DILEMMAS
from values.calendar import months_later
from values.constants import KEPT_LOG_MONTHS

NOW, LATER = taken.LATER, taken.LATER + timedelta(days=2)


@pytest.fixture
def pair(db, content):
    return coached.add_pair(db, content, name="Noor de Wit")


def live(db, pair, at=NOW):
    given = releases.list_of_coach(db, pair.coach.id)
    return [one.id for one in given if policy.may_open_release(pair.reader, one, at)]


def test_what_was_not_released_is_read_by_nobody(db, content, pair):
    assert live(db, pair) == []
    with pytest.raises(ReleaseNotFound):
        releasing.open_release(db, pair.reader, uuid4(), now=NOW)


def test_a_coach_reads_the_parts_that_were_released_and_no_other(db, content, pair):
    released = coached.release(db, content, pair, ("story", "style"))

    assert live(db, pair) == [released]
    for part in ("story", "style"):
        held = releasing.read_part(db, pair.reader, released, part, now=NOW)
        assert held.chapter(part).blocks
        assert [section.id for section in held.report.sections] == ["story", "style"]
    for part in set(RELEASED_PARTS) - {"story", "style"} | {"verzonnen", ""}:
        with pytest.raises(ReleaseNotFound):
            releasing.read_part(db, pair.reader, released, part, now=NOW)


def with_dilemmas(db, pair):
    answers = {"regio": "autonomie", "regio-waarom": "Het gaat om ons water."}
    taking.save_page(db, pair.attempt_id, DILEMMAS, answers, seen={}, now=NOW)


def test_choices_in_dilemmas_are_a_part_of_their_own_with_the_own_words(db, content, pair):
    with_dilemmas(db, pair)
    others = tuple(part for part in RELEASED_PARTS if part != "dilemmas")

    without = releasing.open_release(
        db, pair.reader, coached.release(db, content, pair, others), now=NOW
    )[1]
    held = releasing.read_part(
        db, pair.reader, coached.release(db, content, pair, ("dilemmas",)), "dilemmas", now=NOW
    )

    assert "ons water" not in str(without)
    assert "Het gaat om ons water." in str(held.chapter("dilemmas"))
    assert "Het gaat om ons water." in str(held.sheet.section("dilemmas"))


def test_who_chose_in_no_dilemma_releases_that(db, content, pair):
    released = coached.release(db, content, pair, ("dilemmas",))

    held = releasing.read_part(db, pair.reader, released, "dilemmas", now=NOW)

    assert "in geen dilemma gekozen" in str(held.chapter("dilemmas"))
    assert held.sheet is None
    with_dilemmas(db, pair)
    again = releasing.read_part(db, pair.reader, released, "dilemmas", now=NOW)
    assert again == held  # what was released is frozen


@pytest.mark.parametrize(
    "changes",
    [{"role": ""}, {"role": "medewerker"}, {"role": "beheerder"}, {"strong": False},
     {"account": None}, {"account": uuid4()}],
)  # fmt: skip
def test_nobody_but_that_coach_with_that_role_reads_a_release(db, content, pair, changes):
    released = coached.release(db, content, pair)

    with pytest.raises(ReleaseNotFound):
        releasing.open_release(db, replace(pair.reader, **changes), released, now=NOW)


def test_the_owner_has_no_use_of_the_address_of_the_recipient(db, content, pair):
    released = coached.release(db, content, pair)
    owner = Actor(account=pair.owner.id, adopted=(pair.attempt_id,))

    with pytest.raises(ReleaseNotFound):
        releasing.open_release(db, owner, released, now=NOW)


def test_withdrawing_blocking_ending_and_time_each_close_it_at_once(db, content, pair):
    released = coached.release(db, content, pair)
    found = releases.get_release(db, released)
    assert policy.release_state(found, found.until - timedelta(seconds=1)) is ReleaseState.LIVE
    assert policy.release_state(found, found.until) is ReleaseState.EXPIRED

    releasing.withdraw(db, pair.owner.id, released, now=NOW)
    assert live(db, pair) == []

    again = coached.release(db, content, pair)
    assert live(db, pair) == [again]
    releasing.block_coach(db, pair.owner.id, pair.coaching.id, pair.attempt_id, now=NOW)
    assert live(db, pair) == []
    assert releasing.is_blocked(db, pair.coaching.id, pair.attempt_id)

    third = coached.release(db, content, pair)
    assert (live(db, pair), releasing.is_blocked(db, pair.coaching.id, pair.attempt_id)) == (
        [third], False,
    )  # fmt: skip
    inviting.end_coaching(db, pair.owner.id, pair.coaching, now=NOW)
    assert live(db, pair) == []
    states = [one.state for one in releasing.list_for_owner(db, pair.owner.id, now=NOW)]
    assert states == ["ended", "blocked", "blocked", "withdrawn"]


def test_every_reason_gives_the_same_refusal(db, content, pair):
    released = coached.release(db, content, pair)
    refusals = []
    for moment in (NOW, LATER + timedelta(days=100)):
        if moment == NOW:
            releasing.withdraw(db, pair.owner.id, released, now=NOW)
        with pytest.raises(ReleaseNotFound) as refusal:
            releasing.read_part(db, pair.reader, released, "story", now=moment)
        refusals.append(str(refusal.value))
    with pytest.raises(ReleaseNotFound) as refusal:
        releasing.read_part(db, pair.reader, released, "values", now=NOW)

    assert {*refusals, str(refusal.value)} == {str(released)}


def test_a_release_stays_as_it_was_when_result_and_plan_change(db, content, pair):
    planning.save_plan(
        db, content, pair.attempt_id, Plan(goals=(Goal("lef", aim="Vaker nee zeggen"),)),
        seen=0, now=NOW,
    )  # fmt: skip
    released = coached.release(db, content, pair, ("plan",))
    _, before = releasing.open_release(db, pair.reader, released, now=NOW)
    assert [goal.aim for goal in before.goals] == ["Vaker nee zeggen"]

    planning.save_plan(
        db, content, pair.attempt_id, Plan(goals=(Goal("lef", aim="Iets anders"),)),
        seen=1, now=NOW,
    )  # fmt: skip

    assert releasing.open_release(db, pair.reader, released, now=NOW)[1] == before


def test_a_release_is_refused_when_the_plan_changed_since_the_owner_looked(db, content, pair):
    attempt = attempts.get_attempt(db, pair.attempt_id)
    seen = releasing.draft_release(db, content, attempt, ("plan",), now=NOW).seen
    planning.save_plan(
        db, content, pair.attempt_id, Plan(goals=(Goal("lef", aim="In een andere tab"),)),
        seen=0, now=NOW,
    )  # fmt: skip

    with pytest.raises(releasing.SeenChanged):
        releasing.release(
            db, content, pair.owner.id, pair.coaching.id, attempt, ("plan",),
            until=LATER, seen=seen, now=NOW,
        )  # fmt: skip
    assert live(db, pair) == []


def test_a_second_release_takes_the_place_of_the_first_and_pressed_twice_it_is_one(
    db, content, pair
):
    first = coached.release(db, content, pair, ("story", "style"), until=LATER)
    second = coached.release(db, content, pair, ("story",), until=LATER)

    assert coached.release(db, content, pair, ("story",), until=LATER) == second
    assert live(db, pair) == [second]
    history = releasing.list_for_owner(db, pair.owner.id, now=NOW)
    assert [(one.release.id, one.release.number) for one in history] == [(second, 2), (first, 1)]


def test_what_is_released_to_a_coach_who_has_not_signed_in_waits_for_that(db, content):
    attempt_id = taken.add_submitted(db, content)
    owner = add_account(db, at=NOW, attempts=(attempt_id,))
    made = inviting.invite_coach(db, owner, "els@gemeente.example", url="x", secret="s", now=NOW)
    coach = add_account(db, "els@gemeente.example", at=NOW, role="coach")
    pair = coached.Pair(owner, coach, made, attempt_id)
    released = coached.release(db, content, pair)
    assert live(db, pair) == []

    inviting.claim_coachings(db, coach, now=NOW)

    assert live(db, pair) == [released]


def test_a_coach_who_was_asked_at_the_second_mailbox_gets_it_too(db, content):
    attempt_id = taken.add_submitted(db, content)
    owner = add_account(db, at=NOW, attempts=(attempt_id,))
    coach = add_account(db, "els@gemeente.example", at=NOW, role="coach")
    accounts.set_addresses(db, coach.id, coach.address, "els@thuis.example", now=NOW)
    made = inviting.invite_coach(db, owner, "els@thuis.example", url="x", secret="s", now=NOW)

    inviting.claim_coachings(db, coach, now=NOW)

    assert inviting.get_coaching(db, made.id).coach_id == coach.id


def test_nobody_coaches_the_own_account_from_either_mailbox(db):
    owner = add_account(db, at=NOW)
    desk = add_account(db, "iris@gemeente.example", at=NOW, role="medewerker")
    accounts.set_addresses(db, owner.id, owner.address, "noor@thuis.example", now=NOW)

    for address in (owner.address, "noor@thuis.example"):
        with pytest.raises(inviting.OwnAddress):
            inviting.invite_coach(db, owner, address, url="x", secret="s", now=NOW)
        for known_as in (owner.address, "noor@thuis.example"):
            inviting.propose_coach(db, desk, known_as, address, url="x", now=NOW)

    assert inviting.list_coaches(db, owner.id) == []


def test_a_coaching_of_somebody_else_takes_no_release(db, content, pair):
    other = coached.add_pair(db, content, owner="iris@gemeente.example", seed=8)
    stolen = replace(pair, coaching=other.coaching)

    with pytest.raises(inviting.CoachingNotFound):
        coached.release(db, content, stolen)
    released = coached.release(db, content, pair)
    with pytest.raises(ReleaseNotFound):
        releasing.withdraw(db, other.owner.id, released, now=NOW)


def test_who_did_or_opened_what_goes_after_twelve_months_and_not_before(db, content, pair):
    released = coached.release(db, content, pair)
    releasing.read_part(db, pair.reader, released, "story", now=LATER)
    db.commit()

    def clean(now):
        retention.carry_out(db, retention.find_due(db, now=now))
        acts = auditing.list_entries(db, account_id=pair.owner.id)
        openings = releasing.list_openings(db, pair.owner.id)
        return [e.act for e in acts if e.act == "opened"], [o.what for o in openings]

    over = months_later(LATER, KEPT_LOG_MONTHS)
    assert clean(over - timedelta(days=1)) == (["opened"], ["story"])
    assert clean(over + timedelta(days=1)) == ([], [])


@pytest.mark.parametrize("parts", [(), ("verzonnen",), ("explanation",), ("explanation", "story")])
def test_parts_that_make_no_release_are_refused(db, content, pair, parts):
    with pytest.raises(DocumentRefused):
        coached.release(db, content, pair, parts)


def test_every_opening_stands_in_the_list_of_the_owner_and_in_the_log(db, content, pair):
    released = coached.release(db, content, pair)
    releasing.read_part(db, pair.reader, released, "story", now=LATER)
    db.commit()
    pdf = releasing.make_pdf(
        db, pair.reader, released, kind=releasing.DOCUMENT, recipient=pair.coach.address, now=LATER
    )

    opened, taken_out = sorted(releasing.list_openings(db, pair.owner.id), key=lambda o: o.what)
    assert (opened.address, opened.what, opened.at) == (pair.coach.address, "story", LATER)
    assert taken_out.what == releasing.DOCUMENT
    acts = [entry.act for entry in auditing.list_entries(db, account_id=pair.owner.id)]
    assert acts == ["downloaded", "opened", "released", "coach_invited"]
    assert releases.find_made_by_code(db, taken_out.code[:16]) == LATER
    pages = read(pdf)
    copies = [text for _, text in pages.artifacts if pair.coach.address in text]
    assert len(copies) >= len(pages.pdf.pages)
    assert all("25 november 2026" in text for text in copies)


def test_a_kept_content_that_was_changed_is_not_shown(db, content, pair):
    coached.release(db, content, pair, ("style",))
    released = coached.release(db, content, pair, ("story",))
    first = "(SELECT content FROM release WHERE number = 1)"
    db.execute(text(f"UPDATE release SET content = {first} WHERE number = 2"))

    with pytest.raises(releases.ContentChanged):
        releasing.open_release(db, pair.reader, released, now=NOW)


def test_what_was_released_stands_locked_in_the_database(db, content, pair):
    coached.release(db, content, pair)

    [kept] = db.execute(text("SELECT content FROM release")).scalars()

    assert len(kept) > 1000
    assert "Noor" not in kept


def test_what_is_withdrawn_while_a_pdf_is_drawn_is_not_handed_over(
    db, content, pair, engine, monkeypatch
):
    released = coached.release(db, content, pair)
    db.commit()

    def withdraw_meanwhile(_):
        with database.writing(engine) as other:
            releasing.withdraw(other, pair.owner.id, released, now=NOW)
            other.commit()
        return b"%PDF"

    monkeypatch.setattr("assessment.report.pdf.report.render_pdf", withdraw_meanwhile)
    with pytest.raises(ReleaseNotFound):
        releasing.make_pdf(
            db, pair.reader, released, kind=releasing.DOCUMENT, recipient="x", now=NOW
        )
    assert releasing.list_openings(db, pair.owner.id) == []


def test_a_clock_that_is_an_hour_off_ends_a_release_for_that_hour_and_loses_nothing(
    db, content, pair
):
    until = NOW + timedelta(days=1)
    released = coached.release(db, content, pair, ("story",), until=until)
    hour = timedelta(hours=1)

    assert live(db, pair, until - hour / 2) == [released]
    assert live(db, pair, until + hour / 2) == []  # too early by an hour, and closed
    assert live(db, pair, until - hour) == [released]  # and put right again


def test_with_two_coaches_each_reads_the_own_release_and_ends_alone(db, content, pair):
    other = coached.add_coach(db, pair, "ans@coach.example")
    first = coached.release(db, content, pair, ("story",))
    second = coached.release(db, content, other, ("plan",))
    assert (live(db, pair), live(db, other)) == ([first], [second])

    releasing.withdraw(db, pair.owner.id, first, now=NOW)

    assert (live(db, pair), live(db, other)) == ([], [second])
