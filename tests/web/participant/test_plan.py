"""The plan builder: what matters, and up to four goals in the owner's own words."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from werkzeug.datastructures import MultiDict

from assessment.phrases import long_date
from assessment.plan.model import ENDED
from assessment.services import planning
from assessment.services.moments import AMSTERDAM
from assessment.store import database
from tests.people import taken
from tests.web.visitor import fields

TODAY = datetime.now(AMSTERDAM).date()
HORIZON = f"{TODAY.year + 1}-06-01"
GOAL = {"about": "lef", "aim": "Vaker nee zeggen", "doing": "Elke week een keer",
        "noticing": "Ik slaap beter", "by": HORIZON, "helper": "de griffier",
        "own_actions": "Bel een inwoner\nSchrijf op wat ik leer"}  # fmt: skip


@pytest.fixture
def attempt_id(keep, content):
    return keep(taken.add_submitted, content)


@pytest.fixture
def plan(engine, content, attempt_id):
    def read():
        with database.reading(engine) as db:
            return planning.open_plan(db, content, attempt_id)

    return read


@pytest.fixture
def add(participant, home, plan):
    """Add a goal, or fill its place again."""

    def post(number=1, **changes):
        sent = {**GOAL, "revision": str(plan()[1]), **changes}
        return participant.post_and_leave(f"{home}/plan/doel/{number}", sent)

    return post


# --- the plan page ---


def test_the_plan_begins_with_suggestions_and_their_reasons(participant, home):
    page = participant.get(f"{home}/plan")

    assert "nog geen doel" in page.get_text()
    offered = [a["href"] for a in page.select(".choices a")]
    assert 4 <= len(offered) <= 8
    assert all("over=" in address for address in offered)
    for address in (offered[0], offered[-1]):
        about = address.split("over=")[1]
        chosen = participant.get(address).select_one("#about option[selected]")
        assert chosen["value"] == about


@pytest.mark.parametrize("over", ["bestaat-niet", "", "<script>", "POL1'--", "%ff"])
def test_a_subject_that_does_not_exist_is_no_subject(participant, home, over):
    page = participant.get(f"{home}/plan/doel/1?over={over}")

    selected = page.select_one("#about option[selected]")
    assert selected is None or selected["value"] == ""


# --- why this advice ---


def test_the_plan_leads_to_the_advice_and_each_suggestion_to_what_explains_it(participant, home):
    assert participant.get(f"{home}/plan").select(f'a[href="{home}/plan/waarom"]')
    why = participant.get(f"{home}/plan/waarom")
    links = [a["href"] for a in why.select(".explain a")]
    assert links

    for link in links:
        address, anchor = link.split("#")
        assert address == f"{home}/plan/waarom"
        section = why.find(id=anchor).parent
        told = section.get_text()
        for heading in ("Wat het anders zou maken", "Voorwaarde vooraf", "Wie betaalt"):
            assert heading in told
        for answers in section.select(f'a[href^="{home}/resultaat/waarom/"]'):
            participant.get(answers["href"])


def test_a_programme_that_was_followed_moves_to_the_ones_that_are_not_suggested(
    participant, home, plan
):
    links = participant.get(f"{home}/plan/waarom").select(".explain a")
    first = links[0]["href"].split("#")[1]
    form = fields(participant.get(f"{home}/plan/keuzes").select_one("main form"))
    form.setlist("followed", [first])

    participant.post_and_leave(f"{home}/plan/keuzes", form)

    page = participant.get(f"{home}/plan/waarom")
    assert page.find(id=first) is None
    others = page.find(id="andere").parent.get_text()
    assert "Je gaf aan dat je dit al hebt gevolgd." in others


# --- goals ---


def test_a_goal_is_kept_and_shown_as_it_was_written(participant, home, add, plan):
    assert add() == f"{home}/plan#doel-1"

    [goal] = plan()[0].goals
    assert (goal.about, goal.aim, goal.helper) == ("lef", "Vaker nee zeggen", "de griffier")
    assert goal.by.isoformat() == HORIZON
    assert goal.actions == ("Bel een inwoner", "Schrijf op wat ik leer")
    card = participant.get(f"{home}/plan").select_one("#doel-1").get_text()
    for told in (
        "Vaker nee zeggen",
        "Elke week",
        "slaap beter",
        long_date(date.fromisoformat(HORIZON)),
        "de griffier",
    ):
        assert told in card


def test_a_goal_keeps_its_lines_and_its_direction_on_the_plan(participant, home, add):
    lines = "Eerst dit.\nDan dat."
    add(aim=lines, doing=lines, noticing=lines, helper="عمدة", own_actions="مرحبا")

    card = participant.get(f"{home}/plan").select_one("#doel-1")
    for told in (lines, "عمدة", "مرحبا"):
        for shown in card.find_all(string=told):
            assert shown.parent["dir"] == "auto"
    assert [one.get_text() for one in card.select(".typed")] == [lines, lines, lines, "عمدة"]


def test_a_day_may_be_typed_the_dutch_way(add, plan):
    add(by=f"{date.fromisoformat(HORIZON):%d-%m-%Y}")

    assert plan()[0].goals[0].by.isoformat() == HORIZON


def test_a_goal_from_before_keeps_its_day_when_that_has_passed(
    participant, home, add, plan, engine, content, attempt_id
):
    add()
    passed = TODAY - timedelta(days=30)
    stored, revision = plan()
    late = replace(stored, goals=(replace(stored.goals[0], by=passed),))
    with database.writing(engine) as db:
        planning.save_plan(
            db, content, attempt_id, late, seen=revision, now=datetime.now(AMSTERDAM)
        )
        db.commit()

    form = fields(participant.get(f"{home}/plan/doel/1").select_one("main form"))
    form["aim"] = "Alsnog"
    participant.post_and_leave(f"{home}/plan/doel/1", form)

    assert (plan()[0].goals[0].aim, plan()[0].goals[0].by) == ("Alsnog", passed)


def test_a_goal_is_edited_from_what_was_kept(participant, home, add, plan):
    add()
    form = fields(participant.get(f"{home}/plan/doel/1").select_one("main form"))
    assert {name: form[name].replace("\r\n", "\n") for name in GOAL} == GOAL

    form["aim"] = "Eerder nee zeggen"
    participant.post_and_leave(f"{home}/plan/doel/1", form)

    [goal] = plan()[0].goals
    assert (goal.aim, goal.doing) == ("Eerder nee zeggen", "Elke week een keer")


def test_a_goal_shows_the_score_that_it_is_about_but_for_a_virtue(participant, home):
    for about, shown in (("POL1", True), ("PER1", False), ("lef", True), ("eerlijkheid", False)):
        page = participant.get(f"{home}/plan/doel/1?over={about}")
        assert ("Je antwoorden hierbij:" in page.get_text()) == shown, about


def test_a_programme_that_ended_is_not_offered_in_a_goal(participant, home, content):
    page = participant.get(f"{home}/plan/doel/1?over=POL1")
    offered = {c["value"] for c in page.select("[name=programmes]")}
    ended = {p.id for p in content.catalogue.programmes if p.status == ENDED}
    assert offered
    assert ended
    assert not offered & ended


def test_programmes_and_actions_are_chosen_and_can_be_let_go(participant, home, plan):
    page = participant.get(f"{home}/plan/doel/1?over=POL1")
    form = fields(page.select_one("main form"))
    programmes = [c["value"] for c in page.select("[name=programmes]")][:2]
    actions = [c["value"] for c in page.select("[name=actions]")][:2]
    form.setlist("programmes", programmes)
    form.setlist("actions", actions)
    form["aim"] = "Luisteren"
    participant.post_and_leave(f"{home}/plan/doel/1", form)
    [goal] = plan()[0].goals
    assert (list(goal.programmes), list(goal.actions)) == (programmes, actions)

    page = participant.get(f"{home}/plan/doel/1")
    form = fields(page.select_one("main form"))
    assert form.getlist("programmes") == programmes
    assert form.getlist("actions") == actions
    assert form["own_actions"] == ""
    form.poplist("programmes")
    form.poplist("actions")
    participant.post_and_leave(f"{home}/plan/doel/1", form)

    [goal] = plan()[0].goals
    assert (goal.programmes, goal.actions) == ((), ())


def test_who_changes_the_subject_loses_no_action(participant, home, plan):
    page = participant.get(f"{home}/plan/doel/1?over=POL1")
    form = fields(page.select_one("main form"))
    ticked = page.select_one("[name=actions]")["value"]
    form["aim"], form["about"] = "Anders", "lef"
    form.setlist("actions", [ticked])

    participant.post_and_leave(f"{home}/plan/doel/1", form)

    assert plan()[0].goals[0].actions == (ticked,)
    page = participant.get(f"{home}/plan/doel/1")
    assert ticked in page.select_one("#own_actions").get_text()


@pytest.mark.parametrize(
    ("changes", "anchor"),
    [
        ({"aim": ""}, "#aim"),
        ({"aim": "  \n "}, "#aim"),
        ({"about": ""}, "#about"),
        ({"about": "bestaat-niet"}, "#about"),
        ({"doing": "x" * 601}, "#doing"),
        ({"noticing": "\ufb2c" * 400}, "#noticing"),  # 1200 characters once it is normalised
        ({"helper": "x" * 121}, "#helper"),
        ({"own_actions": "x" * 601}, "#own_actions"),
        ({"by": "morgen"}, "#by"),
        ({"by": "2027-02-30"}, "#by"),
        ({"by": "0027-06-01"}, "#by"),
        ({"by": "99999-01-01"}, "#by"),
        ({"by": "9999-12-31"}, "#by"),
        ({"by": f"{TODAY - timedelta(days=1)}"}, "#by"),
        ({"programmes": "bestaat-niet"}, "#programmes-0"),
        ({"actions": "bestaat-niet"}, "#actions-0"),
    ],
)
def test_what_does_not_fit_is_told_and_every_text_stays(participant, home, plan, changes, anchor):
    sent = {**GOAL, "revision": "0", **changes}

    page = participant.post(f"{home}/plan/doel/1", sent, status=422)

    assert [a["href"] for a in page.select(".error-summary a")] == [anchor]
    kept = fields(page.select_one("main form"))
    for name in {"doing", "noticing", "helper", "own_actions"} - changes.keys():
        assert kept[name].replace("\r\n", "\n") == GOAL[name]
    assert plan() == (planning.Plan(), 0)


def test_an_empty_post_is_told_what_a_goal_needs(participant, home, plan):
    page = participant.post(f"{home}/plan/doel/1", {}, status=422)

    assert [a["href"] for a in page.select(".error-summary a")] == ["#about", "#aim"]
    assert plan() == (planning.Plan(), 0)


def test_a_text_of_exactly_the_limit_is_kept_however_lines_end(participant, home, add, plan):
    text = "\r\n".join(["e" * 49] * 11 + ["e" * 50])
    assert len(text.replace("\r\n", "\n")) == 600

    add(doing=text)

    assert plan()[0].goals[0].doing == text.replace("\r\n", "\n")


def test_hostile_text_is_kept_and_shown_as_text(participant, home, add, plan):
    add(aim="<script>alert(1)</script>{{ 7*7 }}", own_actions="</li></ul><h1>x</h1>")

    text = participant.client.get(f"{home}/plan").get_data(as_text=True)
    assert "<script>alert" not in text
    assert "</li></ul><h1>" not in text
    assert "{{ 7*7 }}" in text  # as text: it is not worked out


def test_four_goals_is_the_most(participant, home, add, plan):
    for number in (1, 2, 3, 4):
        add(number, aim=f"Doel {number}")

    page = participant.get(f"{home}/plan")
    assert page.select(".choices a") == []
    assert "Een doel toevoegen" not in page.get_text()
    participant.get(f"{home}/plan/doel/5", status=404)
    participant.post(f"{home}/plan/doel/5", {**GOAL, "revision": "4"}, status=404)
    assert len(plan()[0].goals) == 4


@pytest.mark.parametrize("number", [0, 2, 99, 10**30])
def test_a_goal_that_has_no_place_yet_is_not_found(participant, home, number):
    participant.get(f"{home}/plan/doel/{number}", status=404)


def test_a_goal_is_taken_out(participant, home, add, plan):
    add(1, aim="Een")
    add(2, aim="Twee")

    location = participant.post_and_leave(f"{home}/plan/doel/1/verwijderen", {"revision": "2"})

    assert location == f"{home}/plan"
    assert [goal.aim for goal in plan()[0].goals] == ["Twee"]
    participant.post(f"{home}/plan/doel/2/verwijderen", {"revision": "3"}, status=404)


# --- two tabs ---


def test_an_old_tab_is_told_and_its_text_and_the_newer_goal_are_both_shown(
    participant, home, add, plan
):
    add(aim="Uit het andere venster")

    page = participant.post(f"{home}/plan/doel/1", {**GOAL, "revision": "0"}, status=409)

    assert plan()[0].goals[0].aim == "Uit het andere venster"
    assert "Uit het andere venster" in page.select_one(".error-summary").get_text()
    kept = fields(page.select_one("main form"))
    assert kept["aim"] == GOAL["aim"]
    assert kept["helper"] == GOAL["helper"]

    participant.post_and_leave(page.select_one("main form")["action"], kept)

    assert plan()[0].goals[0].aim == GOAL["aim"]


def test_an_old_tab_with_a_mistake_in_it_still_replaces_nothing_unseen(
    participant, home, add, plan
):
    add(aim="Uit het andere venster")
    old = {**GOAL, "revision": "0"}

    page = participant.post(f"{home}/plan/doel/1", {**old, "by": "morgen"}, status=422)
    again = fields(page.select_one("main form"))
    again["by"] = HORIZON
    participant.post(f"{home}/plan/doel/1", again, status=409)

    assert plan()[0].goals[0].aim == "Uit het andere venster"


@pytest.mark.parametrize("revision", [None, "", "-1", "x", "9" * 30, "٣"])
def test_a_lost_revision_replaces_nothing(participant, home, add, plan, revision):
    add(aim="Uit het andere venster")
    sent = {**GOAL} if revision is None else {**GOAL, "revision": revision}

    participant.post(f"{home}/plan/doel/1", sent, status=409)

    assert plan()[0].goals[0].aim == "Uit het andere venster"


def test_a_goal_whose_place_was_taken_out_elsewhere_is_not_lost(participant, home, add, plan):
    add(1, aim="Een")
    participant.post_and_leave(f"{home}/plan/doel/1/verwijderen", {"revision": "1"})

    page = participant.post(f"{home}/plan/doel/2", {**GOAL, "revision": "1"}, status=409)
    form = page.select_one("main form")
    participant.post_and_leave(form["action"], fields(form))

    assert [goal.aim for goal in plan()[0].goals] == [GOAL["aim"]]


def test_pressing_save_twice_is_no_conflict(participant, home, add, plan):
    add()

    location = participant.post_and_leave(f"{home}/plan/doel/1", {**GOAL, "revision": "0"})

    assert location.endswith("#doel-1")
    assert plan()[1] == 1


def test_a_goal_of_which_the_button_is_pressed_twice_is_taken_out_once(
    participant, home, add, plan
):
    for number in (1, 2, 3):
        add(number, aim=f"Doel {number}")

    for _ in range(2):
        address = f"{home}/plan/doel/2/verwijderen"
        assert participant.post_and_leave(address, {"revision": "3"}) == f"{home}/plan"

    assert [goal.aim for goal in plan()[0].goals] == ["Doel 1", "Doel 3"]
    participant.post(f"{home}/plan/doel/1/verwijderen", {"revision": "3"}, status=409)


def test_an_old_tab_takes_no_other_goal_out(participant, home, add, plan):
    add(1, aim="Een")
    add(2, aim="Twee")

    page = participant.post(f"{home}/plan/doel/1/verwijderen", {"revision": "1"}, status=409)

    assert page.select_one(f'main a[href="{home}/plan"]')
    assert len(plan()[0].goals) == 2


# --- what matters ---


def test_what_matters_is_kept_and_changes_what_is_suggested(participant, home, plan):
    page = participant.get(f"{home}/plan")
    first = page.select_one(".choices a")["href"].split("over=")[1]
    form = fields(participant.get(f"{home}/plan/keuzes").select_one("main form"))
    assert form[first] == "gewoon"
    form[first] = "weinig"

    participant.post_and_leave(f"{home}/plan/keuzes", form)

    assert plan()[0].importance == {first: 0.5}
    again = fields(participant.get(f"{home}/plan/keuzes").select_one("main form"))
    assert again[first] == "weinig"


def test_what_was_followed_is_kept_and_can_be_let_go(participant, home, plan):
    form = participant.get(f"{home}/plan/keuzes").select_one("main form")
    offered = [c["value"] for c in form.select("[name=followed]")]
    sent = fields(form)
    sent.setlist("followed", offered[:2])
    participant.post_and_leave(f"{home}/plan/keuzes", sent)
    assert list(plan()[0].followed) == offered[:2]

    sent = fields(participant.get(f"{home}/plan/keuzes").select_one("main form"))
    assert sent.getlist("followed") == offered[:2]
    sent.poplist("followed")
    participant.post_and_leave(f"{home}/plan/keuzes", sent)

    assert plan()[0].followed == ()


def test_choices_that_do_not_exist_are_left_alone(participant, home, plan):
    sent = {"POL1": "veel", "POL2": "heel veel", "POL99": "veel", "followed": "bestaat-niet"}

    participant.post_and_leave(f"{home}/plan/keuzes", {**sent, "revision": "0"})

    assert (plan()[0].importance, plan()[0].followed) == ({"POL1": 1.5}, ())


def test_choices_leave_the_goals_alone(participant, home, add, plan):
    add()

    participant.post_and_leave(f"{home}/plan/keuzes", {"POL1": "veel", "revision": "1"})

    assert plan()[0].goals[0].aim == GOAL["aim"]


def test_an_old_tab_with_choices_is_told_and_its_choices_stay(participant, home, add, plan):
    form = fields(participant.get(f"{home}/plan/keuzes").select_one("main form"))
    form["POL1"] = "veel"
    add()

    page = participant.post(f"{home}/plan/keuzes", form, status=409)

    assert plan()[0].importance == {}
    again = fields(page.select_one("main form"))
    assert again["POL1"] == "veel"
    participant.post_and_leave(f"{home}/plan/keuzes", again)
    assert plan()[0].importance == {"POL1": 1.5}
    assert plan()[0].goals[0].aim == GOAL["aim"]


def test_a_programme_that_left_the_catalogue_takes_no_plan_with_it(
    participant, home, add, plan, engine, attempt_id
):
    from assessment.plan import write_plan
    from assessment.store import results

    add()
    table = write_plan(plan()[0])
    table["followed"] = ["weg-uit-de-catalogus"]
    table["goals"][0]["programmes"] = ["weg-uit-de-catalogus"]
    with database.writing(engine) as db:
        results.keep_plan(db, attempt_id, table, seen=1, now=taken.LATER)
        db.commit()

    page = participant.get(f"{home}/plan")

    assert GOAL["aim"] in page.get_text()
    assert plan()[0].goals[0].programmes == ()


def test_several_ticks_come_in_the_order_of_the_page(participant, home, plan):
    page = participant.get(f"{home}/plan/doel/1?over=POL1")
    actions = [c["value"] for c in page.select("[name=actions]")]
    sent = MultiDict({**GOAL, "about": "POL1", "own_actions": "", "revision": "0"})
    sent.setlist("actions", actions[::-1])

    participant.post_and_leave(f"{home}/plan/doel/1", sent)

    assert set(plan()[0].goals[0].actions) == set(actions)


# --- taking a goal out, and putting it back ---


def test_a_goal_that_was_taken_out_can_be_put_back_where_it_was(participant, home, add, plan):
    add(1)
    add(2, aim="Het tweede")
    before = plan()[0]
    participant.post_and_leave(f"{home}/plan/doel/1/verwijderen", {"revision": "2"})
    page = participant.get(f"{home}/plan")
    assert "Doel weggehaald: Vaker nee zeggen" in page.get_text()
    back = fields(page.select_one(f"form[action='{home}/plan/doel/terug']"))

    for _ in range(2):  # pressed twice
        participant.post_and_leave(f"{home}/plan/doel/terug", back)

    assert plan()[0] == before
    assert "Doel weggehaald" not in participant.get(f"{home}/plan").get_text()


def test_a_goal_stays_out_once_the_plan_is_saved_again(participant, home, add, plan):
    add()
    participant.post_and_leave(f"{home}/plan/doel/1/verwijderen", {"revision": "1"})
    add(1, aim="Iets anders")

    participant.post_and_leave(f"{home}/plan/doel/terug", {"revision": str(plan()[1])})

    assert [goal.aim for goal in plan()[0].goals] == ["Iets anders"]


def test_an_old_tab_cannot_put_a_goal_back_over_a_newer_plan(participant, home, add):
    add()
    participant.post_and_leave(f"{home}/plan/doel/1/verwijderen", {"revision": "1"})

    page = participant.post(f"{home}/plan/doel/terug", {"revision": "1"}, status=409)

    assert "niets overschreven" in page.get_text()
