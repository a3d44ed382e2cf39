"""What somebody can begin with fits the answer that it rests on, in every phase."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import pytest

from assessment.plan import Goal, Plan
from assessment.plan.model import BY_NEED
from assessment.report.composition.competencies import is_habit
from assessment.report.composition.material import Material
from assessment.report.composition.own_step import begin_with, find_lowest, find_room, quote_room
from assessment.report.composition.programmes import why_text
from assessment.report.documents.composing import compose_document
from assessment.report.documents.registry import find_main_kind
from assessment.report.model import Bullets
from tests.people import simulated
from tests.report.composition import plain
from values import PHASES

ADVISED = ("aspirant", "starter", "zittend")


def answering(phase: str = "zittend", **answers: int) -> Material:
    """Somebody who answered "meestal" but for these; ``pub1_1=2`` is pub1-1 af en toe."""
    given = simulated.flat(4, phase)
    changed = {item.replace("_", "-"): answer for item, answer in answers.items()}
    return simulated.material(replace(given, gedrag={**given.gedrag, **changed}))


def test_the_lowest_answer_is_found_and_of_equals_the_easiest_statement() -> None:
    found = find_lowest(answering(pub1_6=2, pub1_4=2, pub1_3=2), "PUB1")
    levels = {item.id: item.level for item in simulated.library().gedrag.items}

    assert found is not None
    assert found.id == min(("pub1-6", "pub1-4", "pub1-3"), key=lambda item: (levels[item], item))


def test_an_answer_of_mostly_leaves_no_room_to_do_it_more_often() -> None:
    assert find_room(answering(), "PUB1") is None
    assert find_room(answering(pub1_1=3), "PUB1") is not None
    assert quote_room(answering(), "PUB1") == ""


@pytest.mark.parametrize("about", ["PER1", "POL3", "eerlijkheid", "eerbied"])
def test_no_answer_about_a_virtue_is_told_as_one_that_leaves_room(about: str) -> None:
    drawn_on = simulated.material(simulated.flat(2))

    assert find_lowest(drawn_on, about) is None
    assert quote_room(drawn_on, about) == ""


@pytest.mark.parametrize("phase", ADVISED)
def test_every_answer_that_leaves_room_has_a_step_of_its_own(phase: str) -> None:
    for item in simulated.library().gedrag.items:
        drawn_on = answering(phase, **{item.id.replace("-", "_"): 1})
        room = find_room(drawn_on, item.competency)
        if room is None:
            assert not item.step
        else:
            assert room.id == item.id
            step = begin_with(drawn_on, item.competency)
            assert item.begin(phase).lower().startswith(step[:30].lower())


@pytest.mark.parametrize("phase", ["vertrekkend", "oud-wethouder"])
def test_who_leaves_or_left_gets_no_step_from_a_low_answer(phase: str) -> None:
    drawn_on = answering(phase, pub1_1=1)

    assert find_room(drawn_on, "PUB1") is not None
    assert begin_with(drawn_on, "PUB1") == ""


@pytest.mark.parametrize("phase", PHASES)
def test_a_plan_never_puts_a_step_below_another_answer(phase: str) -> None:
    """Whoever reads a step of a statement reads that statement right above it."""
    goals = (Goal(about="BES2"), Goal(about="lef"), Goal(about="PUB1"))
    steps = {item.begin(phase).lower(): item for item in simulated.library().gedrag.items
             if item.step}  # fmt: skip
    told = 0
    for seed, plan in product((2, 7, 12), (Plan(), Plan(goals=goals))):
        drawn_on = simulated.material(simulated.person(seed, phase), plan)
        texts = [
            text
            for section in compose_document(find_main_kind(phase).name, drawn_on).sections
            for _, text in plain.texts(section)
        ]
        for before, text in pairwise(texts):
            for step, item in steps.items():
                if step in text.lower():
                    assert drawn_on.statement(item.id) in before
                    told += 1
    assert bool(told) is (phase in ADVISED)


def test_a_programme_and_a_goal_rest_on_the_same_answer() -> None:
    compared = 0
    for seed in range(1, 30):
        drawn_on = simulated.material(simulated.person(seed))
        for suggestion in drawn_on.suggestions.programmes:
            if suggestion.kind == BY_NEED:
                competency = suggestion.reasons[0].need.competency
                lowest = find_lowest(drawn_on, competency)
                assert lowest is not None
                assert drawn_on.statement(lowest.id) in why_text(drawn_on, suggestion)
                compared += 1
    assert compared


@pytest.mark.parametrize(
    ("band", "answers", "told"),
    [
        ("stevig", (4, 4), True),
        ("stevig", (5, 4), True),
        ("stevig", (3, 4), False),
        ("sterk", (5, 5), True),
        ("sterk", (4, 5), False),
        ("in-ontwikkeling", (1, 2), True),
        ("in-ontwikkeling", (2, 3), False),
        ("op-weg", (2, 3), True),
        ("op-weg", (4, 3), True),
        ("op-weg", (1, 3), False),
    ],
)
def test_a_sentence_of_a_band_is_told_only_when_every_answer_under_it_says_as_much(
    band: str, answers: tuple[int, int], told: bool
) -> None:
    middle = {"in-ontwikkeling": 20.0, "op-weg": 50.0, "stevig": 70.0, "sterk": 95.0}[band]
    drawn_on = simulated.material(simulated.person(7))
    competency = drawn_on.value_map.competency["POL1"]
    line = replace(competency.feedback[band], rests_on=("pol1-1", "pol1-3"))
    competency = replace(competency, feedback={**competency.feedback, band: line})
    parts = [
        replace(part, answer=dict(zip(line.rests_on, answers, strict=True))[part.item])
        for part in drawn_on.evidence["POL1"]
        if part.item in line.rests_on
    ]
    estimate = drawn_on.estimate("POL1")
    assert estimate is not None
    sure = replace(estimate, score=middle, se=1.0, low=middle - 2, high=middle + 2)

    changed = replace(drawn_on, evidence={**drawn_on.evidence, "POL1": parts})

    assert is_habit(changed, competency, sure) is told


@pytest.mark.parametrize(
    ("hours", "said"),
    [("tot-twee-uur", "vraagt meer tijd dan je invulde"), ("dag", "")],
)
def test_a_wish_without_a_programme_is_told_with_the_reason(hours: str, said: str) -> None:
    told = {"wens-speelveld": "ambtelijk", "ontwikkeling-tijd": hours}
    drawn_on = simulated.material(replace(simulated.person(7), verdieping=told))
    text = "\n".join(text for _, text in plain.everything(compose_document("plan", drawn_on)))

    assert ("Je vroeg om groei op het ambtelijke speelveld. " in text) is bool(said)
    assert said in text


def test_nobody_is_told_to_have_asked_for_what_they_only_said() -> None:
    told = {"ontwikkeling-gesprek": ("nog-niemand",), "wens-speelveld": "bestuurlijk"}
    drawn_on = simulated.material(replace(simulated.person(7), verdieping=told))
    reasons = [why_text(drawn_on, one) for one in drawn_on.suggestions.programmes]

    assert any("je vulde in dat je nog niemand hebt" in reason for reason in reasons)
    assert not any("vroeg om iemand" in reason for reason in reasons)


def test_two_things_that_were_said_are_told_as_two() -> None:
    told = {"stap-richting": ("studie", "maatschappelijk")}
    drawn_on = simulated.material(replace(simulated.person(7, "vertrekkend"), verdieping=told))
    reasons = [why_text(drawn_on, one) for one in drawn_on.suggestions.programmes]

    said = "dat een studie je trekt, en dat een maatschappelijke organisatie je trekt"
    assert any(said in reason for reason in reasons)


def test_answers_that_are_all_the_same_are_told_instead_of_a_doubt_about_a_word() -> None:
    alike = {f"pub3-{number}": 3 for number in range(1, 5)}
    given = simulated.person(101, "starter")
    drawn_on = simulated.material(replace(given, gedrag={**given.gedrag, **alike}))
    text = "\n".join(text for _, text in plain.everything(compose_document("bijlage", drawn_on)))

    said = "Bij ‘Helder en zichtbaar communiceren’ antwoordde je op elke uitspraak:"
    assert f"{said} ongeveer de helft." in text


@pytest.mark.parametrize(
    ("phase", "told"),
    [
        ("zittend", "Wat ik het eerst doe, past"),
        ("oud-wethouder", "in het ambt het eerst deed, past"),
    ],
)
def test_who_left_hands_over_what_was_done_first_and_not_what_is(phase: str, told: str) -> None:
    someone = next(
        drawn_on
        for seed in range(1, 30)
        if (drawn_on := simulated.material(simulated.person(seed, phase))).preferred
    )
    text = "\n".join(text for _, text in plain.everything(compose_document("plan", someone)))

    assert told in text


def test_an_exercise_without_a_lower_score_beside_it_names_no_score() -> None:
    flat = next(
        drawn_on
        for seed in range(1, 60)
        if not (drawn_on := simulated.material(simulated.person(seed, "aspirant"))).standing_out[1]
        and drawn_on.has_scores
    )
    found = compose_document("orientatieverslag", flat).section("antwoorden").blocks
    lines = [text for block in found if isinstance(block, Bullets) for text in block.texts]

    assert any(line.startswith("Krachtenveld lezen. ") for line in lines)
    assert not any(line.startswith("Krachtenveld lezen, score") for line in lines)
