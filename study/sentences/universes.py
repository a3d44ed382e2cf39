"""The universes of the truth table: who lives in them, and what they answer when asked twice."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from assessment.psychometrics.arrays import Floats
from study.assumptions import Assumptions, Condition, Gaps, Style, Universe
from study.people import Meanings, Rng, Traits, draw_meanings, draw_traits
from study.responding import Answered, draw_answers
from study.sentences.disturbing import CARELESS, disturb_answers
from study.sentences.skewing import skew_meanings, skew_traits, skew_universe
from study.world import World

FILE = Path(__file__).with_name("universes.toml")


@dataclass(frozen=True, slots=True)
class Place:
    """One universe. ``plausible`` ones must meet the bars; in ``alike`` ones nobody differs inside.

    ``moved`` is by how many points one goal truly changes before the second time; ``disturbed``
    names what happens to answers that were given with care.
    """

    id: str
    kind: str
    skewed: bool = False
    alike: bool = False
    choice: float = 1.0
    missing: float = 0.0
    higher: float = 0.0
    disturbed: str = ""
    moved: float = 0.0
    plausible: bool = False


@dataclass(frozen=True)
class Inhabitants:
    """People of one universe, with what the universe and its questions are like to them."""

    place: Place
    universe: Universe
    who: Condition
    traits: Traits
    meanings: Meanings


@cache
def load_settings() -> Mapping[str, Any]:
    """Return what ``universes.toml`` declares."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def list_places() -> tuple[Place, ...]:
    """Return every universe, in the order of the file; an unknown field is an error."""
    return tuple(Place(**fields) for fields in load_settings()["universes"])


def draw_inhabitants(
    rng: Rng, world: World, assumed: Assumptions, place: Place, count: int
) -> Inhabitants:
    """Return ``count`` people of ``place``."""
    skewed = load_settings()["skewed"]
    universe = _universe(assumed, place)
    who = _condition(assumed, place)
    traits = draw_traits(rng, world, universe, who, count)
    if place.skewed:
        traits = skew_traits(rng, world, traits, skewed, who)
        meanings = skew_meanings(rng, world, skewed, universe, count)
    else:
        meanings = draw_meanings(rng, world, universe, count)
    if place.disturbed == CARELESS:
        traits = replace(traits, utilities=np.zeros_like(traits.utilities))
    return Inhabitants(place, universe, who, traits, meanings)


def _universe(assumed: Assumptions, place: Place) -> Universe:
    """Return the spreads of a universe; where all is alike, axes and switching are so too."""
    universe = assumed.universe
    if place.alike:
        universe = replace(universe, axis=0.0, switching=0.0, switching_general=0.0)
    return skew_universe(universe, load_settings()["skewed"]) if place.skewed else universe


def _condition(assumed: Assumptions, place: Place) -> Condition:
    plain = assumed.styles["plain"]
    style = Style(
        **{name: getattr(plain, name) for name in Style.__slots__} | {"choice": place.choice}
    )
    gaps = Gaps(statements=place.missing, pairs=0.0, sets=assumed.gaps["none"].sets)
    mean = assumed.universe.mean + place.higher
    return Condition(place.id, assumed.kinds[place.kind], style, gaps, mean)


def answer_once(rng: Rng, world: World, people: Inhabitants) -> tuple[Answered, Traits]:
    """Return what everybody answers on one occasion, and what they are like with that day's mood.

    With all statements of that day an interval is about the person in that mood; a change is not.
    """
    settings = load_settings()["study"]
    traits = people.traits
    mood = rng.normal(0.0, settings["again_general"], (len(traits), 1))
    sd = 0.0 if people.place.alike else settings["again_competency"]
    own = rng.normal(0.0, sd, traits.competencies.shape)
    today = replace(traits, competencies=traits.competencies + mood + own)
    answered = draw_answers(rng, world, people.universe, people.who, (today, people.meanings))
    return disturb_answers(rng, world, answered, people.place.disturbed), today


def move_goals(people: Inhabitants, shift: Floats) -> Inhabitants:
    """Return the people later, when each competency is ``shift`` points of trait further."""
    later = replace(people.traits, competencies=people.traits.competencies + np.asarray(shift))
    return replace(people, traits=later)
