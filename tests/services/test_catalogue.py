"""The catalogue as the desk edits it: a draft, a version that stays, and what serves each plan."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.jobs import Worker
from assessment.plan import offer_file
from assessment.plan.model import ENDED, Programme
from assessment.services import interests, planning, reporting, retention, simulating
from assessment.services.catalogue import advising, drafting, reviewing, serving, trying
from assessment.services.catalogue.drafting import CatalogueRefused, DraftChanged, NoSuchVersion
from assessment.services.erasing import delete_everything
from assessment.store import attempts, audit, catalogues, mail, reminders
from assessment.store import interests as store_interests
from assessment.store.database import writing
from tests.clusters import on_each_database as on_each_database
from tests.people import taken
from tests.people.signed_in import add_account

TODAY = taken.NOW.date()
NEW = {
    "id": "DEB", "name": "Training debatteren", "kind": "training", "phases": ["zittend"],
    "form": "Een dag in een kleine groep.", "trains": "Je oefent het debat in de raad.",
    "entry": "", "requires": [], "support": False, "competencies": {"POL2": 3}, "values": [],
    "sources": ["de vereniging"], "as_of": "2026-11", "review_by": "2027-11",
    "contact": "vereniging", "dates": {"2027-03-12": "Utrecht"}, "price": "gratis",
    "pe_hours": 6,
}  # fmt: skip


@pytest.fixture
def db(engine):
    with writing(engine) as db:
        yield db


def desk_of(db, content):
    return drafting.open_desk(db, content, today=TODAY)


def publish_new(db, content, **changes):
    drafting.keep_programme(
        db, content, desk_of(db, content), Programme(**(NEW | changes)), now=taken.NOW
    )
    return drafting.publish(db, content, desk_of(db, content), actor=None, now=taken.LATER)


def test_nobody_sees_a_draft_until_it_is_published(db, content):
    drafting.keep_programme(db, content, desk_of(db, content), Programme(**NEW), now=taken.NOW)

    assert desk_of(db, content).find("DEB").pe_hours == 6
    assert serving.content_in_use(db, content) == content

    number = drafting.publish(db, content, desk_of(db, content), actor=None, now=taken.LATER)

    served = serving.content_in_use(db, content).catalogue
    assert (number, served.version) == (1, content.catalogue.version + 1)
    assert served.programme("DEB").dates == {"2027-03-12": "Utrecht"}
    assert not desk_of(db, content).is_draft
    assert [one.act for one in audit.list_entries(db, most=9)] == ["catalogue_published"]


def test_a_version_never_changes_and_can_be_taken_out_as_toml(db, content):
    publish_new(db, content)
    publish_new(db, content, name="Training debat")

    first = drafting.export_version(db, content, 1, today=TODAY)

    assert 'name = "Training debatteren"' in first
    assert 'name = "Training debat"' in drafting.export_version(db, content, 2, today=TODAY)
    assert "DEB" not in drafting.export_version(db, content, 0, today=TODAY)
    assert [one.number for one in drafting.list_versions(db)] == [2, 1]
    with pytest.raises(NoSuchVersion):
        drafting.export_version(db, content, 3, today=TODAY)


def test_what_was_taken_out_can_be_taken_in(db, content):
    publish_new(db, content)
    text = drafting.export_version(db, content, None, today=TODAY).replace("Utrecht", "Zwolle")

    drafting.take_over(db, content, desk_of(db, content), text, now=taken.NOW)

    assert desk_of(db, content).find("DEB").dates == {"2027-03-12": "Zwolle"}


def test_a_file_with_mistakes_is_refused_with_all_of_them_and_nothing_is_kept(db, content):
    text = offer_file.write_offer(offer_file.tabulate_offer(content.catalogue))
    wrong = text.replace('contact = "vereniging"', 'contact = "nergens"').replace(
        'id = "LOO"', 'id = "loo"'
    )

    with pytest.raises(CatalogueRefused) as refused:
        drafting.take_over(db, content, desk_of(db, content), wrong, now=taken.NOW)

    assert any("nergens" in problem for problem in refused.value.problems)
    assert any("LOO" in problem for problem in refused.value.problems)
    assert any("loo" in problem for problem in refused.value.problems)
    assert not desk_of(db, content).is_draft


def test_a_programme_that_does_not_fit_says_why_and_others_do_not_matter(db, content):
    with pytest.raises(CatalogueRefused) as refused:
        drafting.keep_programme(
            db,
            content,
            desk_of(db, content),
            Programme(**(NEW | {"review_by": "2026-01"})),
            now=taken.NOW,
        )

    assert [("DEB" in problem) for problem in refused.value.problems] == [True]
    assert not desk_of(db, content).is_draft


def test_two_people_do_not_overwrite_each_other(db, content):
    seen = desk_of(db, content)
    drafting.keep_programme(db, content, seen, Programme(**NEW), now=taken.NOW)

    with pytest.raises(DraftChanged):
        drafting.keep_programme(
            db, content, seen, Programme(**(NEW | {"id": "DEB2"})), now=taken.NOW
        )
    with pytest.raises(DraftChanged):
        drafting.discard_draft(db, seen)

    drafting.discard_draft(db, desk_of(db, content))
    assert not desk_of(db, content).is_draft


def test_a_draft_that_was_thrown_away_is_not_taken_for_a_later_one(db, content):
    drafting.keep_programme(db, content, desk_of(db, content), Programme(**NEW), now=taken.NOW)
    seen = desk_of(db, content)
    drafting.discard_draft(db, seen)
    other = Programme(**(NEW | {"id": "DEB2"}))
    drafting.keep_programme(db, content, desk_of(db, content), other, now=taken.LATER)

    with pytest.raises(DraftChanged):
        drafting.publish(db, content, seen, actor=None, now=taken.LATER)


def test_a_draft_of_an_older_version_is_not_published_over_a_newer_one(db, content):
    publish_new(db, content)
    table = offer_file.tabulate_offer(content.catalogue)
    catalogues.keep_draft(db, table, based_on=0, seen=0, now=taken.NOW)

    with pytest.raises(CatalogueRefused, match="versie 0"):
        drafting.publish(db, content, desk_of(db, content), actor=None, now=taken.NOW)


def test_nothing_changed_is_nothing_published(db, content):
    with pytest.raises(CatalogueRefused):
        drafting.publish(db, content, desk_of(db, content), actor=None, now=taken.NOW)
    same = offer_file.write_offer(offer_file.tabulate_offer(content.catalogue))
    drafting.take_over(db, content, desk_of(db, content), same, now=taken.NOW)

    with pytest.raises(CatalogueRefused):
        drafting.publish(db, content, desk_of(db, content), actor=None, now=taken.NOW)


def test_the_desk_hears_when_a_review_date_has_passed(db, content):
    publish_new(db, content)

    assert not any("DEB" in due for due in desk_of(db, content).due)
    later = drafting.open_desk(db, content, today=TODAY.replace(year=2028))
    assert any("DEB" in due for due in later.due)


def test_each_medewerker_is_written_to_once_a_month_as_long_as_something_is_overdue(db, content):
    add_account(db, "mia@bond.example", at=taken.NOW, role="medewerker")
    add_account(db, "bea@bond.example", at=taken.NOW, role="beheerder")

    def write(at):
        return reviewing.write_overdue(db, content, url="https://bop.example", now=at)

    late = taken.NOW.replace(year=2029)
    assert write(taken.NOW) == 0
    assert [write(late), write(late), write(late + timedelta(days=35))] == [1, 0, 1]
    letters = mail.list_mail(db)
    assert {one.recipient for one in letters} == {"mia@bond.example"}


def test_a_medewerker_is_written_to_when_names_came_and_the_mail_tells_of_nobody(db, content):
    add_account(db, "mia@bond.example", at=taken.NOW, role="medewerker")
    add_account(db, "bea@bond.example", at=taken.NOW, role="beheerder")
    first, second = taken.add(db), taken.add(db)
    day = timedelta(days=1)

    def tell(attempt_id, name, at):
        interests.tell_interest(db, attempt_id, "LBG", name=name, reach="06", now=at)

    def write(at):
        return reviewing.write_interest(db, url="https://bop.example", now=at)

    tell(first, "", taken.NOW)  # who only counts brings no mail
    assert write(taken.NOW + day) == 0
    tell(first, "Noor", taken.NOW + day)
    tell(second, "Omar", taken.NOW + day)
    assert [write(taken.NOW + 2 * day), write(taken.NOW + 3 * day)] == [1, 0]
    tell(second, "Omar", taken.NOW + 3 * day)
    assert write(taken.NOW + 4 * day) == 1

    newest, oldest = mail.list_mail(db)
    assert {newest.recipient, oldest.recipient} == {"mia@bond.example"}
    assert "vorige mail: 2." in oldest.text
    assert "vorige mail: 1." in newest.text
    told = "".join((one.subject + one.text) for one in (newest, oldest))
    assert not any(word in told for word in ("Noor", "Omar", "06", "LBG", "Loopbaan"))


def test_interest_of_long_ago_brings_no_mail(db, content):
    add_account(db, "mia@bond.example", at=taken.NOW, role="medewerker")
    interests.tell_interest(db, taken.add(db), "LBG", name="Noor", reach="06", now=taken.NOW)

    late = taken.NOW + timedelta(days=15)
    assert reviewing.write_interest(db, url="https://bop.example", now=late) == 0


def test_no_second_mail_on_interest_follows_on_the_same_day_however_often_is_looked(db, content):
    """The worker looks again and again while a person has to look at a large deletion."""
    add_account(db, "mia@bond.example", at=taken.NOW, role="medewerker")
    hour = timedelta(hours=1)

    def tell_and_write(at):
        interests.tell_interest(db, taken.add(db), "LBG", name="Noor", reach="06", now=at)
        return reviewing.write_interest(db, url="https://bop.example", now=at)

    hours = (0, 1, 19, 20)
    assert [tell_and_write(taken.NOW + n * hour) for n in hours] == [1, 0, 0, 1]
    assert "vorige mail: 3." in mail.list_mail(db)[0].text


def test_a_mail_of_a_wrong_clock_keeps_no_later_interest_from_the_desk(db, content):
    add_account(db, "mia@bond.example", at=taken.NOW, role="medewerker")
    for at in (taken.NOW + timedelta(days=4000), taken.NOW):
        interests.tell_interest(db, taken.add(db), "LBG", name="Noor", reach="06", now=at)
        assert reviewing.write_interest(db, url="https://bop.example", now=at) == 1


def test_that_a_mail_was_written_is_forgotten_once_it_keeps_no_other_away(db, content):
    mia = add_account(db, "mia@bond.example", at=taken.NOW, role="medewerker")
    interests.tell_interest(db, taken.add(db), "LBG", name="Noor", reach="06", now=taken.NOW)
    assert reviewing.write_interest(db, url="https://bop.example", now=taken.NOW) == 1
    reminders.note_written(db, mia.id, "goals 7", now=taken.NOW)  # of a reminder: kept for good

    for days, left in ((61, 2), (63, 1)):
        moment = taken.NOW + timedelta(days=days)
        retention.carry_out(db, retention.find_due(db, now=moment))
        assert len(reminders.list_written(db, mia.id)) == left


def test_interest_is_forgotten_after_a_year_and_with_the_attempt(db, content):
    attempt_id, other = taken.add(db), taken.add(db)
    for one, at in ((attempt_id, taken.NOW), (other, taken.NOW + timedelta(days=30))):
        interests.tell_interest(db, one, "LBG", name="Noor", reach="06", now=at)
    year_later = taken.NOW + timedelta(days=366)

    assert interests.delete_old(db, now=taken.NOW + timedelta(days=364)) == 0
    retention.carry_out(db, replace(retention.find_due(db, now=year_later), to_delete=()))
    assert [one.attempt_id for one in store_interests.list_of_programme(db, "LBG")] == [other]

    delete_everything(db, other)
    assert store_interests.list_of_programme(db, "LBG") == []


# What serves a plan


def test_a_plan_keeps_the_catalogue_that_it_was_made_with(db, content):
    early = taken.add_submitted(db, content, seed=3)
    number = publish_new(db, content)
    late = taken.add_submitted(db, content, seed=4)

    def catalogue_of(attempt_id):
        return reporting.open_result(db, content, attempts.get_attempt(db, attempt_id)).catalogue

    assert catalogue_of(early) == content.catalogue
    assert catalogue_of(late) == serving.find_catalogue(db, content, number)
    assert serving.has_newer(db, early)
    assert not serving.has_newer(db, late)

    serving.keep_number(db, early, now=taken.LATER)

    assert catalogue_of(early) == catalogue_of(late)


def test_a_goal_may_point_to_a_programme_of_its_own_version_only(db, content):
    publish_new(db, content)
    attempt_id = taken.add_submitted(db, content)
    plan = planning.with_goal(
        planning.Plan(), 1, planning.Goal(about="POL2", aim="Ik wil winnen.", programmes=("DEB",))
    )

    planning.save_plan(db, content, attempt_id, plan, seen=0, now=taken.LATER)

    assert planning.open_plan(db, content, attempt_id)[0].goals[0].programmes == ("DEB",)


def test_a_version_that_was_not_committed_is_not_taken_for_the_next(db, content):
    publish_new(db, content, name="Nooit gepubliceerd")
    assert serving.content_in_use(db, content).catalogue.programme("DEB").name.startswith("Nooit")
    db.rollback()
    drafting.keep_programme(db, content, desk_of(db, content), Programme(**NEW), now=taken.NOW)
    later = taken.LATER + timedelta(seconds=1)
    drafting.publish(db, content, desk_of(db, content), actor=None, now=later)

    assert serving.content_in_use(db, content).catalogue.programme("DEB").name == NEW["name"]


def test_what_a_newer_program_cannot_read_gives_way_to_what_came_with_it(db, content, caplog):
    number = serving.VERSIONS.keep(db, {"version": 9, "zomaar": True}, now=taken.NOW)
    serving.VERSIONS.put_into_use(db, number, now=taken.NOW)

    assert serving.content_in_use(db, content) == content
    assert "cannot be read" in caplog.text


def test_a_plan_of_before_reaches_who_answers_now(db, content):
    early = taken.add_submitted(db, content, seed=3)
    number = publish_new(db, content)
    contact = advising.find_contact(desk_of(db, content), "vereniging")
    new = replace(contact, telephone="070 999 88 77")
    advising.keep_contact(db, content, desk_of(db, content), new, now=taken.NOW)
    drafting.publish(db, content, desk_of(db, content), actor=None, now=taken.LATER)

    served = serving.content_of(db, content, early).catalogue

    assert served.contact("vereniging").telephone == "070 999 88 77"
    assert served.programmes == content.catalogue.programmes
    before = serving.find_catalogue(db, content, number)
    assert before.contact("vereniging") == contact


def test_a_contact_that_went_is_at_no_programme_of_a_plan_of_before(db, content):
    new = replace(content.catalogue.contacts[0], id="loket", name="Loket")
    advising.keep_contact(db, content, desk_of(db, content), new, now=taken.NOW)
    publish_new(db, content, contact="loket")
    early = taken.add_submitted(db, content)
    publish_new(db, content)
    advising.drop_contact(db, content, desk_of(db, content), new, now=taken.NOW)
    drafting.publish(db, content, desk_of(db, content), actor=None, now=taken.LATER)

    served = serving.content_of(db, content, early).catalogue

    assert served.programme("DEB").contact == ""
    assert "loket" not in {one.id for one in served.contacts}


def test_a_version_of_before_serves_beside_support_and_wishes_of_a_newer_program(db, content):
    publish_new(db, content)
    wish = advising.find_wish(desk_of(db, content), "stap-hulp", "kijken")
    advising.keep_wish(db, content, desk_of(db, content), wish, ("DEB", "KEU"), now=taken.NOW)
    number = drafting.publish(db, content, desk_of(db, content), actor=None, now=taken.LATER)
    first, *others = content.catalogue.asked.wishes
    loket = replace(content.catalogue.contacts[0], id="loket", name="Loket")
    help_ = replace(content.catalogue.support[0], id="leren", contacts=("loket",))
    newer = replace(
        content.catalogue,
        asked=replace(content.catalogue.asked, wishes=(replace(first, option="x"), *others)),
        contacts=(*content.catalogue.contacts, loket),
        support=(*content.catalogue.support, help_),
    )
    serving._READ.clear()  # the newer program starts

    served = serving.find_catalogue(db, replace(content, catalogue=newer), number)

    serving._READ.clear()
    assert served.programme("DEB").name == NEW["name"]
    assert served.contact("loket").name == "Loket"
    found = {(w.question, w.option): w.programmes for w in served.asked.wishes}
    assert found["stap-hulp", "kijken"] == ("DEB", "KEU")
    assert found[first.question, "x"] == first.programmes


# What a change does


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(trying, "TRIAL_PEOPLE", 40)
    monkeypatch.setattr(trying, "STEP", 15)


def try_it(engine, content, tmp_path):
    Worker(engine, content, tmp_path / "queue.db", immediate=True).enqueue_waiting()


def test_a_trial_counts_who_is_advised_what_before_and_after(engine, content, few, tmp_path):
    with writing(engine) as db:
        desk = desk_of(db, content)
        ended = replace(desk.find("BAS"), status=ENDED)
        drafting.keep_programme(db, content, desk, ended, now=taken.NOW)
        trying.ask_trial(db, desk_of(db, content), now=taken.NOW)
        trying.ask_trial(db, desk_of(db, content), now=taken.LATER)
        assert len(trying.list_waiting(db)) == 1
        db.commit()

    try_it(engine, content, tmp_path)

    with writing(engine) as db:
        found = trying.find_outcome(db, desk_of(db, content))
    assert (found.state, found.done, found.total) == ("ready", 40, 40)
    (basic,) = [one for one in found.moved if one.programme == "BAS"]
    assert (basic.phase, basic.people, basic.before, basic.after) == ("starter", 8, 8, 0)
    assert found.changed >= 8
    assert found.is_current


def test_a_change_of_words_changes_no_advice(engine, content, few, tmp_path):
    with writing(engine) as db:
        desk = desk_of(db, content)
        free = replace(desk.catalogue.programmes[0], price="gratis")
        drafting.keep_programme(db, content, desk, free, now=taken.NOW)
        trying.ask_trial(db, desk_of(db, content), now=taken.NOW)
        db.commit()

    try_it(engine, content, tmp_path)

    with writing(engine) as db:
        found = trying.find_outcome(db, desk_of(db, content))
        assert found.changed == 0
        assert all(one.before == one.after for one in found.moved)
        assert found.none_before == found.none_after


def test_a_wish_that_gives_another_programme_moves_its_advice(engine, content, few, tmp_path):
    with writing(engine) as db:
        drafting.keep_programme(db, content, desk_of(db, content), Programme(**NEW), now=taken.NOW)
        for wish in desk_of(db, content).catalogue.asked.wishes:
            desk = desk_of(db, content)
            advising.keep_wish(db, content, desk, wish, ("DEB", *wish.programmes), now=taken.NOW)
        trying.ask_trial(db, desk_of(db, content), now=taken.NOW)
        db.commit()

    try_it(engine, content, tmp_path)

    with writing(engine) as db:
        found = trying.find_outcome(db, desk_of(db, content))
    moved = {one.phase: one.after - one.before for one in found.moved if one.programme == "DEB"}
    assert moved.keys() == {"zittend"}
    assert moved["zittend"] > 0


def test_a_trial_of_what_does_not_fit_any_more_fails_and_keeps_no_other(
    engine, content, few, tmp_path
):
    with writing(engine) as db:
        catalogues.keep_draft(db, {"zomaar": 1}, based_on=0, seen=0, now=taken.NOW)
        catalogues.add_trial(db, catalogues.find_draft(db), now=taken.NOW)
        db.commit()

    try_it(engine, content, tmp_path)

    with writing(engine) as db:
        assert trying.find_outcome(db, desk_of(db, content)).state == "failed"


def test_a_trial_goes_on_after_a_step_that_another_worker_counted(engine, content, few):
    with writing(engine) as db:
        drafting.keep_programme(db, content, desk_of(db, content), Programme(**NEW), now=taken.NOW)
        trying.ask_trial(db, desk_of(db, content), now=taken.NOW)
        (trial_id,) = trying.list_waiting(db)
        step = trying.find_step(db, content, trial_id)
        counts = trying.count_step(content, *step)

        assert trying.keep_step(db, step[0], counts) is True
        assert trying.keep_step(db, step[0], counts) is False  # the second is not kept
        assert trying.find_outcome(db, desk_of(db, content)).done == 15


def test_a_trial_that_fails_says_so_and_can_be_asked_again(
    engine, content, few, tmp_path, monkeypatch
):
    with writing(engine) as db:
        drafting.keep_programme(db, content, desk_of(db, content), Programme(**NEW), now=taken.NOW)
        trying.ask_trial(db, desk_of(db, content), now=taken.NOW)
        db.commit()
    with monkeypatch.context() as broken:
        broken.setattr(trying, "suggest_programmes", None)
        try_it(engine, content, tmp_path)

    with writing(engine) as db:
        assert trying.find_outcome(db, desk_of(db, content)).state == "failed"
        trying.ask_trial(db, desk_of(db, content), now=taken.LATER)
        assert len(trying.list_waiting(db)) == 1


def test_simulated_people_are_advised_as_the_whole_rule_would(content):
    """Leaving out choices between values, which takes most of the time, changes no advice."""
    from assessment.scoring import score
    from assessment.services.planning import make_suggestions
    from values import PHASES

    for number in range(10):
        situation, needs = trying.draw_person(content, number)
        told = simulating.simulate(
            trying._FIRST + number, content.library, content.value_map,
            phase=PHASES[number % len(PHASES)], office="wethouder",
        )  # fmt: skip
        profile = score(told, content.library, content.value_map)
        whole = make_suggestions(content, profile, planning.Plan(), told)

        shown = trying.suggest_programmes(content.catalogue, situation, needs)
        assert shown == {one.programme for one in whole.programmes}
