"""What one measured, keer na keer, in the browser of its owner."""

from datetime import timedelta

import pytest

from assessment.phrases import long_date
from assessment.services import planning
from assessment.services.moments import AMSTERDAM, now
from assessment.store import accounts, attempts, database, outcomes
from tests.people import someone, taken
from tests.web.visitor import fields
from values.calendar import years_later
from values.constants import VALID_YEARS

HOME = "/account/verloop"


@pytest.fixture
def measured(engine, content, account):
    """Keep attempts of the account, handed in so many days ago; return their ids."""

    def keep(*days_ago, owner=account):
        made = []
        with database.writing(engine) as db:
            for seed, days in enumerate(days_ago, start=7):
                attempt_id = taken.add_submitted(db, content, seed=seed)
                attempts.set_submitted(db, attempt_id, now() - timedelta(days=days), now=now())
                if owner is not None:
                    accounts.adopt_attempt(db, owner.id, attempt_id, now=now())
                made.append(attempt_id)
            db.commit()
        return made

    return keep


@pytest.fixture
def with_goal(engine, content):
    def keep(attempt_id, about, aim, *, days_ago):
        with database.writing(engine) as db:
            plan, seen = planning.open_plan(db, content, attempt_id)
            plan = planning.with_goal(plan, len(plan.goals) + 1, someone.goal(about, aim=aim))
            at = now() - timedelta(days=days_ago)
            planning.save_plan(db, content, attempt_id, plan, seen=seen, now=at)
            db.commit()

    return keep


def test_who_measured_nothing_is_told_so(noor):
    assert "Je diende nog geen zelfbeoordeling in" in noor.get(HOME).main.text


def test_one_measurement_is_no_history_and_no_figure(noor, measured):
    measured(10)

    page = noor.get(HOME)

    assert "pas na een tweede keer" in page.main.text
    assert page.select("figure") == []
    assert noor.client.get(f"{HOME}/figuur/competencies.svg").status_code == 404
    assert page.select_one('a[href$="/agenda/opnieuw.ics"]')


def test_two_measurements_stand_beside_each_other_with_what_changed(noor, measured):
    measured(400, 10)

    page = noor.get(HOME)

    assert len(page.select("figure")) == 3
    for image in page.select("figure img"):
        assert noor.client.get(str(image["src"])).mimetype == "image/svg+xml"
        narrow = str(image.find_previous("source")["srcset"])
        assert noor.client.get(narrow).data != noor.client.get(str(image["src"])).data
    assert page.select_one("section h3").text.startswith("Van ")
    message = page.select_one("section h3 + p").text
    assert page.select_one("figure img")["alt"].startswith(message)


def test_who_chose_no_goal_may_still_do_so_in_the_newest_alone(noor, measured):
    _, newest = measured(400, 10)

    first, second = noor.get(HOME).select("ol.plain > li")

    assert "Je koos nog geen doelen" in first.text
    assert first.select_one(f'a[href="/afname/{newest}/plan"]')
    assert "Je koos toen geen doelen" in second.text


def test_no_number_of_a_virtue_is_told(noor, measured, content):
    measured(400, 10)

    page = noor.get(HOME)

    told = {row.th.text for row in page.select("figure tbody tr")}
    names = {c.name for c in content.value_map.competencies if c.id in content.value_map.virtues}
    names |= {c.name for c in content.value_map.clusters if c.id in content.value_map.virtues}
    assert names
    assert not told & names


def test_attempts_of_others_and_what_was_not_handed_in_do_not_count(noor, measured, keep, account):
    measured(400, 30, owner=None)
    mine = keep(taken.add)
    keep(lambda db: accounts.adopt_attempt(db, account.id, mine, now=now()))

    assert "nog geen zelfbeoordeling" in noor.get(HOME).main.text


def test_the_last_day_of_use_is_told_as_on_the_document(noor, measured):
    measured(0)
    until = long_date(years_later(now().astimezone(AMSTERDAM).date(), VALID_YEARS))

    assert f"gebruiken tot en met {until}." in noor.get(HOME).main.text


def test_an_old_measurement_is_said_to_be_old(noor, measured):
    measured(800, 400)

    page = noor.get(HOME)

    assert "langer dan een jaar geleden" in page.select_one(".notice").text
    assert page.main.text.count("ouder dan een jaar") == 2


def test_goals_are_told_with_how_they_went(noor, measured, with_goal):
    before, _ = measured(400, 10)
    with_goal(before, "POL1", "Beter lezen wie wat wil", days_ago=390)
    with_goal(before, "lef", "Vaker beginnen", days_ago=390)

    noor.post_and_leave(
        f"/afname/{before}/terugblik",
        {"hoe-POL1": "partly", "waarom-POL1": "De coalitie viel.", "hoe-lef": "forged"},
    )

    text = noor.get(HOME).main.text
    assert "Voor een deel gelukt" in text
    assert "De coalitie viel." in text
    assert text.count("Nog niet verteld hoe het ging") == 1


def test_an_old_tab_replaces_nothing_that_was_told_of_goals_since(noor, measured, with_goal):
    (attempt_id,) = measured(10)
    with_goal(attempt_id, "POL1", "Luisteren", days_ago=9)
    with_goal(attempt_id, "lef", "Beginnen", days_ago=9)
    address = f"/afname/{attempt_id}/terugblik"
    old = fields(noor.get(address).select_one("form:has(textarea)"))
    noor.post_and_leave(address, {**old, "hoe-POL1": "done", "waarom-POL1": "Het hielp."})

    page = noor.post(address, {**old, "hoe-lef": "partly"}, status=409)

    assert "ergens anders veranderd" in page.select_one(".error-summary").text
    assert "Het hielp." in page.select_one(".error-summary").text
    assert "Het hielp." in noor.get(address).main.text
    again = fields(page.select_one("form:has(textarea)"))
    noor.post_and_leave(address, again)
    noor.post_and_leave(address, again)  # pressed twice
    assert "Het hielp." not in noor.get(address).main.text
    assert "Voor een deel gelukt" in noor.get(HOME).main.text


def test_a_look_back_that_is_too_long_keeps_what_was_typed(noor, measured, with_goal, engine):
    (attempt_id,) = measured(10)
    with_goal(attempt_id, "POL1", "Luisteren", days_ago=9)

    page = noor.post(
        f"/afname/{attempt_id}/terugblik",
        {"hoe-POL1": "dropped", "waarom-POL1": "x" * 601},
        status=422,
    )

    assert "x" * 601 in page.select_one("textarea").text
    assert page.select_one("input[checked]")["value"] == "dropped"
    with database.reading(engine) as db:
        assert outcomes.list_outcomes(db, attempt_id) == {}


def test_the_plan_asks_for_last_years_goals(noor, measured, with_goal):
    before, after = measured(400, 10)
    with_goal(before, "POL1", "Luisteren", days_ago=390)

    page = noor.get(f"/afname/{after}/plan")

    assert page.select_one(f'a[href="/afname/{before}/terugblik"]')


def test_two_attempts_in_one_account_are_compared_without_a_code(noor, measured):
    before, after = measured(400, 10)
    form = noor.get(f"/afname/{after}/resultaat/verandering").select_one('form[action$="/eigen"]')
    assert [one["value"] for one in form.select('input[name="earlier"]')] == [str(before)]

    noor.post_and_leave(str(form["action"]), {"earlier": str(before)})

    page = noor.get(f"/afname/{after}/resultaat/verandering")
    assert page.select_one('form[action$="/los"]')


@pytest.mark.parametrize("which", ["foreign", "later", "itself", "forged", "nothing"])
def test_nothing_else_is_compared_that_way(noor, measured, which):
    first, second = measured(400, 10)
    (foreign,) = measured(800, owner=None)
    chosen = {"foreign": foreign, "later": second, "itself": first, "forged": "x", "nothing": ""}

    page = noor.post(
        f"/afname/{first}/resultaat/verandering/eigen", {"earlier": str(chosen[which])}, status=422
    )

    assert "Kies een zelfbeoordeling" in page.select_one(".error-summary").text


def test_the_calendar_holds_every_day_that_is_still_to_come(noor, measured, with_goal):
    measured(10)

    answer = noor.client.get("/account/agenda.ics")

    assert answer.mimetype == "text/calendar"
    assert answer.data.count(b"BEGIN:VEVENT") == 1
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_choices_of_a_plan_tell_what_the_logbook_counts_as_followed(
    noor, measured, content, engine, account
):
    (attempt_id,) = measured(10)
    programme = next(
        p for p in content.catalogue.programmes if p.kind == "leergang" and not p.support
    )
    address = f"/afname/{attempt_id}/plan/keuzes"
    assert "Uit je logboek" not in noor.get(address).main.text

    noor.post_and_leave(
        "/account/logboek/nieuw",
        {
            "what": "Gevolgd",
            "day": "01-06-2026",
            "hours": "8",
            "about": "",
            "programme": programme.id,
        },
    )

    assert f"Uit je logboek tellen al mee: {programme.name}." in noor.get(address).main.text
