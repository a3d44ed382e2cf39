"""Draw which options a fictional person chooses: wishes that fit the traits and the phase."""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from assessment.instruments import Library
from assessment.instruments.model import Question
from values import VERDIEPING
from values.toml_reading import read_toml

OPTIONS = Path(__file__).with_name("simulated_options.toml")
USUALLY_AT_MOST = 3  # options of one question

Chosen = dict[str, str | tuple[str, ...]]


@cache
def read_options() -> Mapping[str, Any]:
    """Return how options are drawn, as ``simulated_options.toml`` declares."""
    return read_toml(OPTIONS)


def draw_choices(
    random: Random, library: Library, phase: str, levels: Mapping[str, float]
) -> Chosen:
    """Return the options chosen at each question of the phase that has options, by question.

    ``levels`` are the true competencies 0..100. Who is low somewhere, compared with the own mean,
    asks more often for what helps there. An option that excludes the others stands alone.
    """
    instrument = library.instrument(VERDIEPING, phase)
    return {
        item.id: _draw(random, item, _weigh(item, phase, levels))
        for item in instrument.items_for(phase, 1)
        if isinstance(item, Question) and item.options
    }


def _weigh(item: Question, phase: str, levels: Mapping[str, float]) -> dict[str, float]:
    """Return how likely each option is that somebody in this phase can choose."""
    drawn = read_options()
    asks, comes_with = drawn["asks"].get(item.id, {}), drawn["comes_with"].get(item.id, {})
    weights = drawn["weights"].get(item.id, {})
    never = drawn["never"].get(phase, {}).get(item.id, ())
    mean = sum(levels.values()) / len(levels)

    def below(competencies: Sequence[str]) -> float:
        if not competencies:
            return 0.0
        return mean - sum(levels[c] for c in competencies) / len(competencies)

    return {
        option.id: weights.get(option.id, 1.0)
        * math.exp(
            (below(asks.get(option.id, ())) - below(comes_with.get(option.id, ()))) / drawn["slope"]
        )
        for option in item.options
        if option.id not in never
    }


def _draw(random: Random, item: Question, weights: dict[str, float]) -> str | tuple[str, ...]:
    first = _pick(random, weights)
    if item.kind == "choice":
        return first
    drawn = read_options()
    picked = {first}
    if first not in item.exclusive:
        left = {o: w for o, w in weights.items() if o != first and o not in item.exclusive}
        count = random.randint(1, drawn["most"].get(item.id, USUALLY_AT_MOST))
        while left and len(picked) < count:
            option = _pick(random, left)
            picked.add(option)
            del left[option]
    return tuple(option.id for option in item.options if option.id in picked)


def _pick(random: Random, weights: Mapping[str, float]) -> str:
    return random.choices(list(weights), weights=list(weights.values()))[0]
