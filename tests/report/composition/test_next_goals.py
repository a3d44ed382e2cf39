"""Two goals that could be somebody's: where they want to grow, and what matters in their office."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.plan import Goal, Plan
from assessment.report.composition.next_goals import list_proposals, propose_goals
from assessment.report.composition.outstanding import list_weighty
from assessment.report.documents.composing import compose_document
from assessment.report.documents.registry import find_main_kind
from assessment.report.model import Heading
from tests.each import holds_for_each
from tests.people import simulated
from tests.people.varied import PEOPLE, material
from values import LOOKING_AHEAD, Nameable

EVERYONE = holds_for_each("name", PEOPLE.keys())


@EVERYONE
def test_at_most_two_goals_are_offered_and_none_is_about_a_virtue(name: str) -> None:
    drawn_on = material(name)
    offered = propose_goals(drawn_on)
    assert len(offered) == len({one.about for one in offered}) <= 2
    assert not any(drawn_on.is_virtue(one.about) for one in offered)


def test_the_first_goal_is_where_the_person_wants_to_grow() -> None:
    answers = replace(simulated.person(2), verdieping={"wens-speelveld": "publiek"})
    first, second = propose_goals(simulated.material(answers))
    assert simulated.value_map().competency[first.about].group == "PUB"
    assert "het publieke speelveld" in first.because
    assert second.about in simulated.value_map().office["wethouder"].priority


def test_answers_that_look_unread_give_no_goal() -> None:
    answers = replace(simulated.person(2), verdieping={"wens-speelveld": "publiek"})
    read = simulated.material(answers)
    unread = replace(read, nameable=Nameable(behaviour=False, style=False, unread=True))
    first, *_ = propose_goals(read)
    assert first.about not in {one.about for one in propose_goals(unread)}
    assert all(one.about in read.profile.priority for one in propose_goals(unread))


@pytest.mark.parametrize("phase", LOOKING_AHEAD)
def test_who_leaves_or_left_is_offered_nothing_to_do_in_the_office(phase: str) -> None:
    for seed in range(1, 9):
        assert propose_goals(simulated.material(simulated.person(seed, phase))) == ()


@EVERYONE
def test_a_priority_is_said_to_fit_only_when_its_cluster_is_told_to_weigh_more(name: str) -> None:
    drawn_on = material(name)
    cluster_of, weighty = drawn_on.value_map.cluster_of, list_weighty(drawn_on)
    for one in propose_goals(drawn_on):
        if one.about in cluster_of:
            assert ("waardenkeuze" in one.because) == (cluster_of[one.about] in weighty)


def test_a_goal_begins_with_the_own_statement_that_leaves_most_room() -> None:
    items = [i for i in simulated.library().gedrag.items if i.competency == "PUB1"]
    [lowest, *others] = [i for i in items if not simulated.value_map().values[i.value].virtue]
    gedrag = {i.id: 5 for i in simulated.library().gedrag.items} | {i.id: 3 for i in others}
    gedrag |= {lowest.id: 1}
    answers = replace(simulated.person(2), gedrag=gedrag, verdieping={"wens-speelveld": "publiek"})
    [first, *_] = propose_goals(simulated.material(answers))
    assert first.about == "PUB1"
    assert first.aim == f"Vaker doen: {lowest.text}"


def test_a_goal_that_is_in_the_plan_is_still_offered_so_that_it_can_be_undone() -> None:
    answers = simulated.person(2)
    offered = propose_goals(simulated.material(answers))
    plan = Plan(goals=tuple(Goal(about=one.about, aim=one.aim) for one in offered))
    assert propose_goals(simulated.material(answers, plan)) == offered


def test_nothing_is_offered_to_who_answered_nothing() -> None:
    assert propose_goals(simulated.material(simulated.silent())) == ()


@EVERYONE
def test_a_document_proposes_what_the_page_offers_and_before_what_follows_from_a_score(
    name: str,
) -> None:
    drawn_on = material(name)
    offered = [one.about for one in propose_goals(drawn_on)]
    proposed = [one.about for one in list_proposals(drawn_on)]
    assert proposed[: len(offered)] == offered
    assert len(proposed) == len(set(proposed)) <= drawn_on.catalogue.rules.needs


@pytest.mark.parametrize("phase", ["zittend", "starter", "aspirant"])
def test_the_goals_of_the_document_are_those_of_the_page(phase: str) -> None:
    for seed in range(200, 215):
        drawn_on = simulated.material(simulated.person(seed, phase))
        main = compose_document(find_main_kind(phase).name, drawn_on)
        [chapter] = [section for section in main.sections if section.id == "doelen"]
        titles = [block.text for block in chapter.blocks if isinstance(block, Heading)]
        for one in propose_goals(drawn_on):
            assert any(title.endswith(drawn_on.name(one.about)) for title in titles), seed
