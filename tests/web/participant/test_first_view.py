"""The first view: a figure, a story, and two goals that one press takes over."""

import pytest

from tests.people import taken
from tests.web.visitor import fields


@pytest.fixture
def attempt_id(keep, content):
    return keep(taken.add_submitted, content)


@pytest.fixture
def goals(participant, home):
    """The forms by which the offered goals are taken over."""
    return participant.get(f"{home}/resultaat").select('form[action$="/plan/doel/overnemen"]')


def test_the_first_view_has_one_figure_and_a_story_that_opens_to_its_grounds(participant, home):
    page = participant.get(f"{home}/resultaat")
    [figure] = page.select("main figure")
    assert figure.find("source")["srcset"].split("?")[0].endswith("/figuur/smal/eerste-beeld.svg")
    told = page.select(".told")
    assert 3 <= len(told) <= 5
    for sentence in told:
        assert sentence.select("details li")
        assert (
            sentence.summary.get_text().strip() != "Waarop dit rust"
        )  # which one, for who listens


def test_each_part_of_the_figure_leads_to_its_chapter(participant, home):
    page = participant.get(f"{home}/resultaat")
    links = {a["href"] for a in page.select("main article p a")}
    for chapter in ("waarden", "competenties", "stijl"):
        assert f"{home}/resultaat/{chapter}" in links


def test_two_goals_are_offered_and_none_is_chosen_beforehand(participant, home, goals):
    assert len(goals) == 2
    page = participant.get(f"{home}/resultaat")
    assert not page.select("input[type=checkbox][checked]")
    assert "Je hebt nog geen doel gekozen" in participant.get(f"{home}/plan").get_text()


def test_one_press_takes_a_goal_over_and_another_undoes_it(participant, home, goals):
    participant.post_and_leave(goals[0]["action"], fields(goals[0]))

    page = participant.get(f"{home}/resultaat")
    assert "Staat in je plan." in page.get_text()
    assert "Vaker doen" in participant.get(f"{home}/plan").select_one("#doel-1").get_text()
    [undo] = page.select('form[action$="/verwijderen"]')

    participant.post_and_leave(undo["action"], fields(undo))

    assert "Staat in je plan." not in participant.get(f"{home}/resultaat").get_text()
    assert participant.get(f"{home}/plan").select_one("#doel-1") is None


def test_a_press_that_comes_twice_takes_it_over_once(participant, home, goals):
    for _ in range(2):
        participant.post_and_leave(goals[0]["action"], fields(goals[0]))

    plan = participant.get(f"{home}/plan")
    assert plan.select_one("#doel-1") is not None
    assert plan.select_one("#doel-2") is None


def test_an_old_page_cannot_change_a_plan_that_is_newer(participant, home, goals):
    participant.post_and_leave(goals[0]["action"], fields(goals[0]))

    page = participant.post(goals[1]["action"], fields(goals[1]), status=409)

    assert page is not None
    assert participant.get(f"{home}/plan").select_one("#doel-2") is None


def test_only_what_is_offered_can_be_taken_over(participant, home, goals):
    form = fields(goals[0])
    form["about"] = "PER1"

    participant.post(goals[0]["action"], form, status=404)

    assert participant.get(f"{home}/plan").select_one("#doel-1") is None


def test_comparing_and_consent_stand_last_and_closed(participant, home):
    page = participant.get(f"{home}/resultaat")
    *_, before, comparing, consent = page.select("main h2")[:-1]
    assert before["id"] == "wat-nu"
    assert (comparing["id"], consent["id"]) == ("vergelijk", "onderzoek")
    assert all(not one.find_parent("details").has_attr("open") for one in (comparing, consent))


def test_a_competency_is_one_line_that_opens_in_its_place(participant, home, content):
    page = participant.get(f"{home}/resultaat/competenties")
    for competency in content.value_map.competencies:
        line = page.find("details", id=competency.id)
        assert line.summary.find("h3").get_text() == competency.name
        if not competency.virtue:
            assert line.summary.select_one("svg.bar rect.bar-interval")
            assert line.summary.select_one(".word").get_text().strip()
            assert line.select("ul.small li")


def test_the_answers_behind_a_score_lead_back_to_its_line_which_is_open(participant, home):
    why = participant.get(f"{home}/resultaat/waarom/BES2")
    [back] = [a["href"] for a in why.select("main .buttons a")]
    address, anchor = back.split("#")
    assert anchor == "BES2"

    page = participant.get(address)

    opened = [one["id"] for one in page.select("details.line[open]")]
    assert opened == ["BES2"]


def test_how_it_was_made_comes_last_and_there_is_no_guide_before_the_scores(participant, home):
    page = participant.get(f"{home}/resultaat")
    chapters = [a["href"].split("/")[-1] for a in page.select("nav.side a")]
    assert chapters[-1] == "verantwoording"
    assert "leeswijzer" not in chapters
    last = participant.get(f"{home}/resultaat/verantwoording").get_text()
    assert "Wat het interval zegt" in last
