import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.instruments import load_library
from assessment.instruments.loader import CONTENT
from assessment.plan import Goal, Plan
from assessment.services import (
    codes,
    comparing,
    erasing,
    planning,
    reporting,
    simulating,
    submitting,
)
from assessment.services.content import Content
from assessment.services.policy import Actor
from assessment.store import attempts
from tests.clusters import on_each_database as on_each_database
from tests.people import someone, taken

EARLIER = "2025-11-23T10:00:00+01:00"
CODE = "ABCD-2345-EFGH-6789"
RATING = st.one_of(st.integers(1, 5), st.just("nvt"))


# --- what changed ---


@given(seed=st.integers(0, 10_000), data=st.data())
def test_an_attempt_compared_with_itself_shows_no_change(content: Content, seed, data):
    items = [item.id for item in content.library.gedrag.items]
    ratings = data.draw(st.lists(RATING, min_size=len(items), max_size=len(items)))
    after = someone.answers(content.library, gedrag=dict(zip(items, ratings, strict=True)))

    found = comparing.compare_answers(content, replace(after, taken_at=EARLIER), after)

    verdicts = {change.verdict for change in found.changes.values() if change is not None}
    assert verdicts <= {"toeval"}
    assert all(change.difference == 0 for change in found.changes.values() if change is not None)


def answered(content, taken_at=someone.TAKEN_AT, **competencies):
    """Everybody's answer is 3, on PER4 4, but for the competencies that are named."""
    items = content.library.gedrag.items
    usual = {"PER4": 4} | competencies  # the same answer everywhere has no score
    gedrag = {item.id: usual.get(item.competency, 3) for item in items}
    return someone.answers(content.library, taken_at=taken_at, gedrag=gedrag)


def test_an_earlier_time_that_was_not_read_is_known(content):
    calm = simulating.simulate(
        0, content.library, content.value_map, phase="zittend", office="wethouder"
    )
    line = dict.fromkeys(calm.gedrag, 4)

    careful, alike = (
        comparing.compare_answers(content, replace(calm, taken_at=EARLIER, **earlier), calm)
        for earlier in ({}, {"gedrag": line})
    )

    assert (careful.unread, alike.unread) == (False, True)


def test_a_changed_score_is_called_certain_only_when_the_change_is_large(content):
    before = answered(content, EARLIER, POL1=1)
    some = [item.id for item in content.library.gedrag.items if item.competency == "POL2"][:2]
    before = replace(before, gedrag={**before.gedrag, **dict.fromkeys(some, 2)})

    found = comparing.compare_answers(
        content, before, answered(content, POL1=5), goals=("POL1", "POL2", "lef")
    )

    assert len(found.changes) == 16
    assert found.changes["POL1"].verdict == "zeker"
    assert (found.changes["POL1"].before, found.changes["POL1"].after) == (0, 100)
    assert found.changes["POL2"].verdict == "mogelijk"
    assert found.changes["POL3"].verdict == "toeval"
    assert found.goals == ("POL1", "POL2")  # a value is not compared
    assert found.general == 0
    assert (found.taken_at, found.phase, found.office) == (EARLIER, "zittend", "wethouder")


def test_what_is_compared_is_the_plain_mean_of_the_answers(content):
    before, after = answered(content, EARLIER, POL1=1), answered(content, POL1=4)

    found = comparing.compare_answers(content, before, after).changes

    assert (found["POL1"].before, found["POL1"].after) == (0, 75)
    assert (found["POL2"].before, found["POL2"].after) == (50, 50)


def test_too_few_answers_are_no_error_and_no_change(content):
    before = someone.answers(content.library, taken_at=EARLIER)

    found = comparing.compare_answers(content, before, answered(content))

    assert set(found.changes.values()) == {None}


@pytest.fixture(scope="module")
def second_version(content: Content, tmp_path_factory):
    """Content with a made-up second version: POL1 lost one text, POL2 two, others kept theirs."""
    folder = shutil.copytree(CONTENT, tmp_path_factory.mktemp("second") / "content")
    text = (folder / "gedrag.v1.toml").read_text(encoding="utf-8")
    text = text.replace("version = 1", "version = 2", 1)
    for item in content.library.gedrag.items:
        if item.id in ("pol1-1", "pol2-1", "pol2-2"):
            text = text.replace(item.text, f"Ik doe nu iets anders dan bij {item.id}.", 1)
    (folder / "gedrag.v2.toml").write_text(text, encoding="utf-8")
    return replace(content, library=load_library(folder))


def test_of_two_versions_only_the_statements_with_the_same_id_and_text_count(
    content: Content, second_version
):
    old, new = answered(content, EARLIER), answered(second_version)
    assert (old.instruments["gedrag"], new.instruments["gedrag"]) == (1, 2)
    new = replace(new, gedrag={**new.gedrag, "pol1-1": 5, "pol1-2": 5})

    change = comparing.compare_answers(second_version, old, new).changes["POL1"]

    assert change.before == 50
    assert change.after == pytest.approx((100 + 50 + 50) / 3)


def test_a_competency_with_fewer_than_three_unchanged_statements_is_not_compared(
    content: Content, second_version
):
    found = comparing.compare_answers(
        second_version, answered(content, EARLIER), answered(second_version)
    )

    assert found.reworded == ("POL2",)
    assert [name for name, change in found.changes.items() if change is None] == ["POL2"]


def test_two_attempts_of_the_second_version_are_compared_whole(second_version):
    old, new = answered(second_version, EARLIER), answered(second_version, POL2=5)

    found = comparing.compare_answers(second_version, old, new)

    assert found.reworded == ()
    assert found.changes["POL2"].after == 100


def test_of_a_version_that_is_not_at_hand_nothing_is_compared(content: Content):
    old = answered(content, EARLIER)
    unknown = replace(old, instruments={**old.instruments, "gedrag": 9})

    found = comparing.compare_answers(content, unknown, answered(content))

    assert set(found.changes.values()) == {None}
    assert len(found.reworded) == 16


def test_another_office_or_phase_may_be_compared(content):
    before = replace(answered(content, EARLIER), office="raadslid", phase="starter")

    found = comparing.compare_answers(content, before, answered(content))

    assert (found.office, found.phase) == ("raadslid", "starter")
    assert None not in found.changes.values()


@pytest.mark.parametrize("taken_at", [someone.TAKEN_AT, "2026-11-23T10:00:01+01:00",
                                      "2026-11-23T09:00:00Z"])  # fmt: skip
def test_what_is_not_earlier_is_refused(content, taken_at):
    with pytest.raises(comparing.NotEarlier):
        comparing.compare_answers(content, answered(content, taken_at), answered(content))


# --- the link between two attempts ---


@pytest.fixture
def earlier(db, content):
    return submitted(db, content, taken.NOW, code_hash=codes.hash_code(CODE))


@pytest.fixture
def attempt_id(db, content):
    return submitted(db, content, taken.MUCH_LATER, seed=8)


def submitted(db, content, at, **facts):
    attempt_id = taken.add_filled(db, content, **facts)
    submitting.submit(db, content, attempts.get_attempt(db, attempt_id), now=at)
    return attempt_id


def link(db, attempt_id, code=CODE, actor=None):
    attempt = attempts.get_attempt(db, attempt_id)
    comparing.link(db, actor or Actor([attempt_id]), attempt, code)


def previous(db, attempt_id):
    return comparing.find_previous(db, attempts.get_attempt(db, attempt_id))


def test_the_code_of_an_earlier_attempt_links_it(db, content, earlier, attempt_id):
    link(db, attempt_id, "abcd 2345 efgh 6789")

    assert attempts.get_attempt(db, attempt_id).previous_id == earlier
    assert previous(db, attempt_id) == submitting.answers_of(attempts.get_attempt(db, earlier))
    assert attempts.get_attempt(db, earlier).previous_id is None


def test_undoing_the_link_leaves_both_attempts(db, earlier, attempt_id):
    before = [attempts.get_attempt(db, one) for one in (earlier, attempt_id)]
    link(db, attempt_id)

    comparing.unlink(db, attempt_id)

    assert [attempts.get_attempt(db, one) for one in (earlier, attempt_id)] == before
    assert previous(db, attempt_id) is None


def refused(db, attempt_id, **changes):
    with pytest.raises(comparing.CannotCompare) as refusal:
        link(db, attempt_id, **changes)
    assert attempts.get_attempt(db, attempt_id).previous_id is None
    return str(refusal.value)


def test_an_unknown_code_is_refused(db, earlier, attempt_id):
    assert "kennen we niet" in refused(db, attempt_id, code="AAAA-BBBB-CCCC-DDDD")


def test_who_does_not_own_the_attempt_cannot_link_it(db, earlier, attempt_id):
    for stranger in (Actor(), Actor([earlier])):
        assert "kennen we niet" in refused(db, attempt_id, actor=stranger)


def test_an_attempt_does_not_follow_itself(db, earlier):
    assert "van deze zelfbeoordeling zelf" in refused(db, earlier)


def test_an_attempt_that_was_not_handed_in_is_refused(db, content, attempt_id):
    taken.add_filled(db, content, code_hash=codes.hash_code(CODE))

    assert "nog niet ingediend" in refused(db, attempt_id)


def test_an_attempt_that_is_later_or_at_the_same_time_is_refused(db, content, attempt_id):
    submitted(db, content, taken.MUCH_LATER, code_hash=codes.hash_code(CODE))

    assert "niet eerder ingediend" in refused(db, attempt_id)


def test_an_earlier_attempt_that_was_opened_again_is_not_compared_until_handed_in(
    db, content, earlier, attempt_id
):
    link(db, attempt_id)
    submitting.reopen(db, attempts.get_attempt(db, earlier), now=taken.LATER)
    assert previous(db, attempt_id) is None

    submitting.submit(db, content, attempts.get_attempt(db, earlier), now=taken.LATER)
    assert previous(db, attempt_id) is not None


def test_an_earlier_attempt_that_was_handed_in_again_later_is_not_compared(
    db, content, earlier, attempt_id
):
    link(db, attempt_id)
    attempts.set_submitted(db, earlier, taken.MUCH_LATER, now=taken.MUCH_LATER)

    assert previous(db, attempt_id) is None


def test_when_the_earlier_attempt_is_deleted_the_link_is_gone(db, content, earlier, attempt_id):
    link(db, attempt_id)

    erasing.delete_everything(db, earlier)

    assert attempts.get_attempt(db, attempt_id).previous_id is None
    report = written(db, content, attempt_id)[1]
    assert "verandering" not in [section.id for section in report.sections]


# --- the goals that came of the earlier attempt ---


def plan_of(db, content, attempt_id, *about, now):
    plan = Plan(goals=tuple(Goal(one, "Vaker") for one in about))
    _, seen = planning.open_plan(db, content, attempt_id)
    planning.save_plan(db, content, attempt_id, plan, seen=seen, now=now)


def test_the_goals_of_the_earlier_plan_are_those_that_a_change_may_be_certain_of(
    db, content, earlier, attempt_id
):
    plan_of(db, content, earlier, "POL1", "lef", now=taken.LATER)
    plan_of(db, content, attempt_id, "PUB3", now=taken.MUCH_LATER)
    link(db, attempt_id)

    result, _ = written(db, content, attempt_id)

    assert result.previous_goals == ("POL1", "lef")
    other = replace(result, previous_goals=())
    assert reporting.document_id(other) != reporting.document_id(result)


def test_goals_that_were_saved_after_the_later_answers_were_handed_in_were_not_chosen_before(
    db, content, earlier, attempt_id
):
    plan_of(db, content, earlier, "POL1", now=taken.MUCH_LATER + timedelta(seconds=1))
    link(db, attempt_id)

    assert written(db, content, attempt_id)[0].previous_goals == ()


def test_without_an_earlier_attempt_or_plan_there_are_no_goals_of_then(
    db, content, earlier, attempt_id
):
    assert written(db, content, attempt_id)[0].previous_goals == ()
    link(db, attempt_id)
    assert written(db, content, attempt_id)[0].previous_goals == ()


# --- the report ---


def written(db, content, attempt_id):
    result = reporting.open_result(db, content, attempts.get_attempt(db, attempt_id))
    return result, reporting.write_document(content, result, "bijlage", created_at=taken.MUCH_LATER)


def test_a_linked_attempt_has_the_chapter_and_another_document_name(
    db, content, earlier, attempt_id
):
    alone, plain = written(db, content, attempt_id)
    link(db, attempt_id)

    result, report = written(db, content, attempt_id)

    assert "verandering" not in [section.id for section in plain.sections]
    assert report.section("verandering").title == "Wat er veranderde"
    other = replace(result, previous=replace(result.previous, gedrag={}))
    names = {reporting.document_id(one) for one in (alone, result, other)}
    assert len(names) == 3


def test_the_plan_that_the_worker_makes_shows_the_previous_time(
    db, content, earlier, attempt_id, monkeypatch
):
    link(db, attempt_id)
    drawn = []
    monkeypatch.setattr(
        "assessment.report.pdf.report.render_pdf", lambda report: drawn.append(report) or b"%PDF"
    )
    attempt = attempts.get_attempt(db, attempt_id)
    document = reporting.ask_document(db, attempt, now=taken.MUCH_LATER)

    reporting.make_document(db, content, document)

    assert any("je antwoorden van vorige keer" in figure.alt for figure in drawn[0].figures)
