"""What each finder of the gesprekswijzer yields, in which order, and with what beside it."""

from __future__ import annotations

from dataclasses import astuple, replace
from datetime import date
from typing import Any

import pytest

from assessment.instruments import Answers
from assessment.plan.model import Goal, Plan
from assessment.report.composition.claims import Leaning
from assessment.report.composition.material import Material
from assessment.report.composition.outstanding import list_outstanding
from assessment.report.documents.gesprekswijzer.findings import FINDERS, Finding
from assessment.report.documents.gesprekswijzer.texts import TEXTS
from tests.each import holds_for_each
from tests.people import simulated, varied
from values import PHASES, ClusterImportance, Estimate, Gap, Importance, Likely, Nameable

HIGH, MIDDLE, LOW = 90.0, 60.0, 20.0  # sure of a band but for the middle, which two words fit
Z90 = 1.645


def find(name: str, material: Material, **rule: Any) -> list[Finding]:
    return list(FINDERS[name](material, rule))


def subjects(name: str, material: Material, **rule: Any) -> list[str]:
    return [finding.subject for finding in find(name, material, **rule)]


def estimate(score: float, se: float = 2.0, *, low: float = 0, high: float = 100) -> Estimate:
    return Estimate(score, se, max(low, score - Z90 * se), min(high, score + Z90 * se), 5, 5)


def somebody(answers: Answers | None = None, plan: Plan | None = None, **parts: Any) -> Material:
    """A person with other ``parts`` of the profile than the answers give: told as they are."""
    answers = answers or simulated.person(7)
    profile = replace(simulated.profile_of(answers), **{"likely": {}} | parts)
    return simulated.material(answers, plan, profile=profile)


def scored(**scores: float) -> Material:
    """A person with these scores for competencies and 50 for the others, and as likely ones."""
    named = {c: estimate(scores.get(c, 50.0)) for c in simulated.value_map().competency}
    likely = {
        c: Likely(*astuple(one), share=1.0, above=(one.score > 60) + 0.5 * (40 <= one.score <= 60))
        for c, one in named.items()
    }
    return somebody(competencies=named, likely=likely)


# Competencies


def test_above_and_below_are_the_competencies_that_stand_out_with_an_answer_that_shows_it() -> None:
    material = scored(POL2=HIGH, BES1=HIGH, PUB1=LOW, PER3=LOW)

    assert subjects("above", material) == ["POL2", "BES1"]
    assert subjects("below", material) == ["PUB1", "PER3"]
    assert shows(find("above", material)[0], material, most=True)
    assert shows(find("below", material)[0], material, most=False)


def shows(finding: Finding, material: Material, *, most: bool) -> bool:
    """Whether the answer told is the highest of all, or the lowest."""
    parts = sorted(material.evidence[finding.subject], key=lambda part: (part.answer, part.item))
    assert parts[0].answer < parts[-1].answer
    return material.statement(parts[-most].item) in str(finding.values["answer"])


def test_often_are_those_that_surely_show_often_the_surest_first() -> None:
    material = scored(POL2=70, BES1=HIGH, PUB1=LOW, PER1=80, PER4=MIDDLE)

    assert subjects("often", material) == ["BES1", "POL2"]
    assert shows(find("often", material)[0], material, most=True)


def test_two_bands_are_those_that_one_word_does_not_fit() -> None:
    material = scored(POL2=59, BES1=HIGH, PER4=MIDDLE)

    assert subjects("two_bands", material) == ["POL2", "PER4"]
    assert shows(find("two_bands", material)[0], material, most=True)


@pytest.mark.parametrize("name", ["above", "often", "two_bands"])
def test_a_competency_without_a_score_is_never_found_and_one_without_answers_tells_none(
    name: str,
) -> None:
    material = scored(POL2=HIGH, BES1=59)
    unknown = replace(material.profile, competencies=dict.fromkeys(material.profile.competencies))

    assert find(name, replace(material, profile=unknown)) == []
    assert {one.values["answer"] for one in find(name, replace(material, evidence={}))} == {""}


def test_answers_that_are_not_known_lie_nowhere() -> None:
    answers = simulated.flat(3)
    first, second, *_ = [i.id for i in simulated.library().gedrag.items if i.competency == "POL1"]
    material = simulated.material(replace(answers, gedrag={**answers.gedrag, first: 1, second: 5}))

    (finding,) = find("mixed", material)

    assert finding.values["least"] == material.statement(first)
    assert finding.values["most"] == material.statement(second)
    assert finding.values["least_option"] == material.option(1)
    assert finding.values["most_option"] == material.option(5)
    assert find("mixed", replace(material, evidence={})) == []


def test_a_competency_is_told_beside_the_persons_own_mean_in_words_of_its_bands() -> None:
    # 15 times 50 and once 90: 840 / 16 = 52.5, printed as 53.
    (finding,) = find("above", scored(POL2=HIGH))

    assert (finding.values["score"], finding.values["mean"]) == (90, 53)
    assert finding.values["interval"] == "87 tot 93"
    assert finding.values["often"] == finding.values["low_often"] == finding.values["high_often"]
    both = find("two_bands", scored(POL2=MIDDLE))[0].values
    assert both["often"] == both["low_often"] != both["high_often"]


# Style


def leaning(**axes: float | None) -> Material:
    """A person with these places on the axes, and strengths as large as the places are far."""
    places = {
        axis: None if at is None else estimate(at, 4.0, low=-100) for axis, at in axes.items()
    }
    strengths: dict[str, float | None] = {}
    for axis in simulated.value_map().axes:
        at = axes[axis.id] or 0.0
        strengths |= {axis.pole1: 50 - at / 2, axis.pole2: 50 + at / 2}
    answers = simulated.person(9)
    style = simulated.profile_of(answers).style
    return somebody(answers, style=replace(style, axes=places, strengths=strengths))


def test_preferred_styles_come_strongest_first_with_how_far_they_lean() -> None:
    material = leaning(A=-35, B=80, C=-60)

    findings = find("preferred", material)

    assert [one.subject for one in findings] == ["B", "C", "A"]
    axes = {axis.id: axis for axis in simulated.value_map().axes}
    styles = simulated.value_map().style
    pairs = [(one.values["style"], one.values["other"]) for one in findings]
    assert pairs[:2] == [
        (styles[axes["B"].pole2].name, styles[axes["B"].pole1].name),
        (styles[axes["C"].pole1].name, styles[axes["C"].pole2].name),
    ]
    degrees = [one.values["degree"] for one in findings]
    assert degrees == ["een duidelijke voorkeur voor"] * 2 + ["een voorkeur voor"]


def test_in_the_middle_are_the_axes_on_which_no_side_may_be_named() -> None:
    material = leaning(A=0, B=80, C=None)

    assert subjects("in_the_middle", material) == ["A"]
    assert find("in_the_middle", material)[0].values["place"]


def test_hard_to_switch_is_only_what_surely_is_on_an_axis_that_has_a_place() -> None:
    hard, mixed = estimate(20, 5), estimate(48, 5)
    material = leaning(A=None, B=80, C=-60)
    style = replace(material.profile.style, switching={"A": hard, "B": hard, "C": hard})
    profile = replace(material.profile, style=style)

    assert subjects("hard_to_switch", replace(material, profile=profile)) == ["B", "C"]

    for instead in ({"B": mixed, "C": hard}, {"B": None, "C": hard}, {"C": hard}):
        other = replace(profile, style=replace(style, switching=instead))
        assert subjects("hard_to_switch", replace(material, profile=other)) == ["C"]


def test_who_seems_not_to_have_read_is_not_asked_about_switching() -> None:
    material = leaning(A=0, B=80, C=0)
    style = replace(material.profile.style, switching={"B": estimate(20, 5)})
    material = replace(material, profile=replace(material.profile, style=style))
    unread = replace(material, nameable=Nameable(behaviour=False, style=False, unread=True))

    assert subjects("hard_to_switch", material) == ["B"]
    assert find("hard_to_switch", unread) == []


def test_hard_to_switch_is_told_from_the_side_where_the_person_is() -> None:
    material = leaning(A=0, B=80, C=0)
    style = replace(material.profile.style, switching={"B": estimate(20, 5)})
    axis = next(axis for axis in simulated.value_map().axes if axis.id == "B")

    (finding,) = find(
        "hard_to_switch", replace(material, profile=replace(material.profile, style=style))
    )

    names = simulated.value_map().style
    assert finding.values["style1"] == names[axis.pole2].name
    assert finding.values["style2"] == names[axis.pole1].name
    asked = [item for item in material.library.stijl.switching if item.axis == "B"]
    assert len(asked) == 2
    for item in asked:
        assert item.text in str(finding.values["answers"])


def test_under_pressure_only_a_choice_against_the_own_preference_is_found() -> None:
    material = varied.material("other under pressure")
    scenarios = {pair.id: pair.axis for pair in material.library.stijl.scenarios}
    own = {style.axis for style in material.preferred}

    assert subjects("other_under_pressure", material) == [a for a in scenarios.values() if a in own]
    assert find("other_under_pressure", varied.material("clear styles")) == []

    kept = {pair: step for pair, step in material.answers.stijl.items() if pair not in scenarios}
    silent = replace(material, answers=replace(material.answers, stijl=kept))
    assert find("other_under_pressure", silent) == []


@holds_for_each("name", ["clear styles", "in the middle", "one axis missing", "zittend 1"])
def test_every_axis_with_a_place_is_preferred_or_in_the_middle_and_not_both(name: str) -> None:
    material = varied.material(name)
    known = [a.id for a in material.value_map.axes if material.profile.style.axes[a.id]]

    both = subjects("preferred", material) + subjects("in_the_middle", material)

    assert sorted(both) == known
    for axis in material.value_map.axes:
        if material.leaning(axis) is Leaning.CLEAR:
            assert axis.id in subjects("preferred", material)


# Values


def valued(**groups: str) -> Material:
    importance = {
        v: Importance(0.0, 0.1, 0.3, 0.5, groups.get(v, "niet-genoemd"))
        for v in simulated.value_map().values
    }
    profile = simulated.profile_of(simulated.person(7))
    return somebody(importance=replace(profile.importance, values=importance))


def test_leading_values_are_those_of_the_office_first_then_as_on_the_map() -> None:
    material = valued(bekwaamheid="leidend", autonomie="leidend", lef="leidend", gezag="leidend")
    office = material.profile.priority
    assert {"lef", "bekwaamheid"} <= set(office)

    found = subjects("leading", material)

    order = list(simulated.value_map().values)
    firsts = sorted(("lef", "bekwaamheid"), key=order.index)
    others = sorted(("autonomie", "gezag"), key=order.index)
    assert found == [*firsts, *others]


def test_visible_values_are_those_that_scoring_named_in_its_order() -> None:
    material = somebody(most_visible=("lef", "gezag"), least_visible=("bekwaamheid",))

    assert subjects("most_visible", material) == ["lef", "gezag"]
    assert subjects("least_visible", material) == ["bekwaamheid"]


def test_a_priority_value_is_found_when_it_has_a_score() -> None:
    material = simulated.material(simulated.person(7))
    first, *others = material.profile.priority
    values = {**material.profile.values, first: None}

    assert subjects("priority", material) == [first, *others]
    assert subjects("priority", somebody(values=values)) == others


def test_a_value_is_told_with_its_score_and_the_first_answer_to_a_statement_of_its_own() -> None:
    own = [item for item in simulated.library().gedrag.items if item.value == "lef"]
    answers = simulated.person(8)  # whose competencies surely differ
    asked = {**answers.gedrag, own[0].id: 2, own[1].id: 5}
    values = {**simulated.profile_of(answers).values, "lef": estimate(64, 4)}

    def told(gedrag: dict[str, int | str]) -> dict[str, object]:
        material = somebody(replace(answers, gedrag=gedrag), values=values, most_visible=("lef",))
        return dict(find("most_visible", material)[0].values)

    assert told(asked)["scored"] == "score 64 (interval 57 tot 71)"
    assert own[0].text in str(told(asked)["answer"])
    without = {item: answer for item, answer in asked.items() if item != own[0].id}
    assert own[1].text in str(told(without)["answer"])
    assert told({i: a for i, a in asked.items() if i not in {o.id for o in own}})["answer"] == ""


def test_a_value_without_a_score_is_said_to_have_none() -> None:
    values = {**simulated.profile_of(simulated.person(7)).values, "lef": None}

    (finding,) = find("most_visible", somebody(values=values, most_visible=("lef",)))

    assert finding.values["scored"] == "nog geen score"


def gapped(
    *, behaviour: dict[str, Estimate | None] | None = None, **gaps: tuple[float, float]
) -> Material:
    """A person with these gaps named, and some others that are not sure enough to name."""
    answers = simulated.person(11)
    profile = simulated.profile_of(answers)
    found = {
        c.id: Gap(*gaps.get(c.id, (0.8, 0.3)), c.id in gaps) for c in simulated.value_map().clusters
    }
    matters = {c.id: ClusterImportance(0.5, 0.1, 0.3, 0.7) for c in simulated.value_map().clusters}
    importance = replace(profile.importance, gaps=found, clusters=matters)
    scores = {c.id: estimate(55, 4) for c in simulated.value_map().clusters}
    return somebody(answers, importance=importance, clusters={**scores, **(behaviour or {})})


def test_gaps_are_found_on_their_own_side_the_surest_first() -> None:
    material = gapped(
        vrijheid=(0.95, 0.05),
        empathie=(0.99, 0.01),
        nut=(0.05, 0.95),
        kwaliteit=(0.01, 0.99),
        loyaliteit=(0.97, 0.04),
    )

    assert subjects("gap_more", material) == [
        "cluster empathie", "cluster loyaliteit", "cluster vrijheid",
    ]  # fmt: skip
    assert subjects("gap_less", material) == ["cluster kwaliteit", "cluster nut"]
    told = find("gap_more", material)[0].values
    assert (told["name"], told["word"]) == ("Empathie", "vooraan")
    assert (told["score"], told["interval"]) == (55, "48 tot 62")


def test_a_cluster_that_has_no_score_or_no_gap_is_passed_over_and_the_next_is_found() -> None:
    more, less = (0.97, 0.02), (0.02, 0.97)
    unscored = gapped(behaviour={"empathie": None}, empathie=(0.99, 0.01), vrijheid=more)
    both = gapped(vrijheid=more, kwaliteit=less)

    assert subjects("gap_more", unscored) == ["cluster vrijheid"]
    assert subjects("gap_more", both) == ["cluster vrijheid"]
    assert subjects("gap_less", both) == ["cluster kwaliteit"]


# Own words and goals


def test_own_words_are_found_on_the_questions_of_the_rule_in_its_order() -> None:
    words = {"energie-bron": "  Mensen\n en  dossiers ", "ervaring-spanning": "Alles."}
    material = simulated.material(replace(simulated.person(7), verdieping=words))
    asked = ["ervaring-spanning", "bestaat-niet", "energie-bron"]

    findings = find("in_own_words", material, questions=asked)

    assert [one.subject for one in findings] == ["ervaring-spanning", "energie-bron"]
    assert findings[1].values["words"] == "Mensen en dossiers"
    elsewhere = simulated.material(replace(simulated.person(7, "aspirant"), verdieping=words))
    assert subjects("in_own_words", elsewhere, questions=["ervaring-spanning"]) == []


@pytest.mark.parametrize(("last", "whole"), [("x" * 8, True), ("x" * 9, False)])
def test_of_own_words_and_of_an_aim_two_hundred_characters_are_told(last: str, whole: bool) -> None:
    text = "woord " * 32 + last  # 192 characters and the last word
    wrote = simulated.material(replace(simulated.person(7), verdieping={"energie-bron": text}))
    aims = simulated.material(simulated.person(7), Plan(goals=(Goal("POL1", aim=text),)))

    words = find("in_own_words", wrote, questions=["energie-bron"])[0].values["words"]
    aim = find("aims", aims)[0].values["aim"]

    assert words == aim
    assert (words == text) == whole
    assert str(words).startswith("woord " * 31 + "woord")


def test_what_was_picked_from_a_list_is_told_in_words() -> None:
    material = simulated.material(simulated.person(7))

    wishes = ["stap-richting", "wens-speelveld", "ervaring-eerder"]

    found = find("picked", material, questions=wishes)

    assert [finding.subject for finding in found] == ["wens-speelveld", "ervaring-eerder"]
    assert all(finding.values["words"] for finding in found)
    assert find("picked", simulated.material(simulated.silent()), questions=wishes) == []


def test_no_question_rests_on_a_fact_or_on_why_somebody_leaves() -> None:
    """How long somebody is in office is no story, and why they leave comes in no document."""
    known = {
        q.id for q in (*simulated.library().verdieping.items, *simulated.library().intake.items)
    }
    named = [q for rule in TEXTS.tables["rules"] for q in rule.get("questions", ())]

    assert set(named) <= known
    assert not {"ervaring-duur", "oud-geleden", "oud-terug", "vertrek-reden"} & set(named)


def test_what_is_done_often_is_never_what_the_first_page_names_as_less() -> None:
    for phase in PHASES:
        for seed in range(1, 20):
            material = simulated.material(simulated.person(seed, phase))
            below = list_outstanding(material)[1]
            assert not set(subjects("often", material)) & set(below)


def test_a_goal_has_an_aim_or_only_a_subject() -> None:
    goals = (
        Goal("POL1", aim=" Vaker\n vragen ", by=date(2027, 6, 1)),
        Goal("lef", aim=" \n"),
        Goal("POL2", aim="Eerder bellen"),
    )
    material = simulated.material(simulated.person(7), Plan(goals=goals))

    aims = find("aims", material)

    assert [one.subject for one in aims] == ["goal 0", "goal 2"]
    assert aims[0].values["aim"] == "Vaker vragen"
    assert aims[0].values["due"] == "Klaar op 1 juni 2027."
    assert aims[1].values["due"] == ""
    assert subjects("subjects", material) == ["goal 1"]


def test_what_is_always_found_rests_on_nothing_and_is_named_by_its_rule() -> None:
    assert find("always", simulated.material(simulated.silent()), id="open") == [
        Finding("open", {})
    ]
