"""Draw a coherent fictional person: traits first, answers from them, the same for the same seed."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from random import Random

from assessment.instruments import NOT_EXPERIENCED, Answers, Library
from assessment.instruments.answer_scale import AnswerScale
from assessment.instruments.answers import Picked
from assessment.instruments.library import Asked
from assessment.instruments.model import Pair, Question, Statement
from assessment.services.simulated_choices import draw_choices
from values import ASPIRANT, FORMER, LEAVING, SITTING, STARTER, VERDIEPING, ValueMap
from values.toml_reading import read_toml

TAKEN_AT = "2026-11-23T10:00:00+01:00"
TEXTS = Path(__file__).with_name("simulated_texts.toml")

# Spread of the traits, in points 0..100 for behaviour and axes, in logits for utilities.
GENERAL, GROUP, COMPETENCY, VALUE, STATEMENT = (62.0, 9.0), 6.0, 9.0, 6.0, 15.0
LEVEL_STEP = 3.0  # a statement of a higher level is harder
AXIS, PAIR, SWITCHING = 35.0, 30.0, (65.0, 18.0)
CLUSTER_U, VALUE_U, SHOWN_U = 0.7, 1.0, 0.05
SHARE_NOT_EXPERIENCED: dict[str, float] = {
    ASPIRANT: 0.10,
    STARTER: 0.06,
    SITTING: 0.02,
    LEAVING: 0.01,
    FORMER: 0.01,
}


@dataclass(frozen=True)
class Traits:
    """A fictional person's true values: behaviour 0..100, axes −100..100, utilities in logits."""

    competencies: dict[str, float]
    values: dict[str, float]
    axes: dict[str, float]
    utilities: dict[str, float]


def simulate(
    seed: int,
    library: Library,
    value_map: ValueMap,
    *,
    phase: str,
    office: str,
    deepened: Collection[str] = (),
    design: int | None = None,
) -> Answers:
    """Return a complete set of answers of a fictional person in ``phase``.

    ``design`` is which sets of values they get, or None to draw it, numbered from 1.
    Of the ``deepened`` competencies the extra statements are answered too; they are drawn apart,
    so that all other answers stay the same.
    """
    random = Random(seed)
    traits = draw_traits(random, value_map)
    drawn = random.randrange(len(library.waardenkeuze.designs)) + 1
    design = design or drawn
    return Answers(
        phase=phase,
        office=office,
        taken_at=TAKEN_AT,
        name=random.choice(read_toml(TEXTS)["names"]),
        instruments=library.versions(phase),
        gedrag={
            item.id: _rate_statement(random, item, library.gedrag.answer_scale, traits, phase)
            for item in library.gedrag.items
        },
        stijl={
            item.id: _choose_step(random, item, library.stijl.pair_scale, traits)
            if isinstance(item, Pair)
            else _nearest_step(library.stijl.switching_scale, random.gauss(*SWITCHING))
            for item in library.stijl.items
        },
        design=design,
        sets={
            item.id: _choose_best_and_worst(random, item.values, traits)
            for item in library.waardenkeuze.designs[design - 1]
        },
        verdieping=_answer_questions(random, library, phase, traits),
        extra=_rate_extra(Random(f"{seed} extra"), library, traits, phase, deepened),
        simulated=True,
    )


def draw_traits(random: Random, value_map: ValueMap) -> Traits:
    """Return traits that resemble each other within a person, by a general level and by group."""
    general = random.gauss(*GENERAL)
    groups = {group.id: random.gauss(0, GROUP) for group in value_map.groups}
    competencies = {
        c.id: general + groups[c.group] + random.gauss(0, COMPETENCY)
        for c in value_map.competencies
    }
    values = {value_id: random.gauss(0, VALUE) for value_id in value_map.values}
    clusters = {cluster.id: random.gauss(0, CLUSTER_U) for cluster in value_map.clusters}
    utilities = {
        value_id: clusters[value_map.cluster_of[value_id].id]
        + random.gauss(0, VALUE_U)
        + SHOWN_U * values[value_id]
        for value_id in value_map.values
    }
    axes = {axis.id: random.gauss(0, AXIS) for axis in value_map.axes}
    return Traits(competencies, values, axes, utilities)


def _rate_extra(
    random: Random, library: Library, traits: Traits, phase: str, deepened: Collection[str]
) -> dict[str, int | str]:
    scale = library.gedrag.answer_scale
    return {
        item.id: _rate_statement(random, item, scale, traits, phase)
        for item in library.gedrag.extra
        if item.competency in deepened
    }


def _rate_statement(
    random: Random, item: Asked, scale: AnswerScale, traits: Traits, phase: str
) -> int | str:
    if random.random() < SHARE_NOT_EXPERIENCED[phase] * item.level / 2:
        return NOT_EXPERIENCED
    points = traits.competencies[item.competency]
    points += traits.values[item.value] if isinstance(item, Statement) else 0.0
    points += random.gauss(0, STATEMENT) - LEVEL_STEP * (item.level - 2.5)
    return min(scale.highest, max(scale.lowest, round(scale.answer(points))))


def _choose_step(random: Random, item: Pair, scale: AnswerScale, traits: Traits) -> int:
    towards_second = traits.axes[item.axis] * item.sign
    return _nearest_step(scale, towards_second + random.gauss(0, PAIR))


def _nearest_step(scale: AnswerScale, points: float) -> int:
    """Return the answer whose points are nearest; halfway between two, the higher."""
    return min(scale.highest, max(scale.lowest, math.floor(scale.answer(points) + 0.5)))


def _choose_best_and_worst(random: Random, shown: tuple[str, ...], traits: Traits) -> Picked:
    """Draw best and worst by the sequential best-worst logit."""

    def gumbel() -> float:
        return -math.log(-math.log(random.random() or 1e-12))

    best = max(shown, key=lambda v: traits.utilities[v] + gumbel())
    rest = [value_id for value_id in shown if value_id != best]
    worst = max(rest, key=lambda v: -traits.utilities[v] + gumbel())
    return {"best": best, "worst": worst}


def _answer_questions(
    random: Random, library: Library, phase: str, traits: Traits
) -> dict[str, str | tuple[str, ...]]:
    """Return an answer to each question of the verdieping or intake that the phase gets."""
    table = read_toml(TEXTS)
    chosen = draw_choices(random, library, phase, traits.competencies)
    return {
        item.id: chosen[item.id]
        if item.id in chosen
        else str(random.choice(table["answers"].get(item.id, table["any_question"])))
        for item in library.instrument(VERDIEPING, phase).items_for(phase, 1)
        if isinstance(item, Question)
    }
