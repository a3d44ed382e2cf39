"""How often what is named of the two views is true: simulated people whose truth is known.

``python -m study.others`` writes docs/manual/studie/anderen.json. A rater's answer is what others
see, plus the statement, plus how high this rater answers everything, plus chance; it is rounded to
the five steps. True is what the answers would be on average, over all such raters and statements.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assessment.instruments import load_library
from assessment.instruments.others_file import load_others
from assessment.scoring.others import Named, Own, name_differences
from assessment.scoring.shrinking import shrink_competencies
from values import load_value_map

Floats = npt.NDArray[np.float64]
FILE = Path(__file__).parent.parent / "docs" / "manual" / "studie" / "anderen.json"
KINDS = ("both_more", "both_less", "others_more", "self_more")
RATERS = (3, 5, 9, 15)
PEOPLE = 400


@dataclass(frozen=True, slots=True)
class Supposed:
    """How simulated people and raters are: standard deviations in points."""

    name: str
    gap: float  # of the true differences between the two views
    profile: float = 10.0  # of the true differences between competencies
    leniency: float = 8.0  # of how much higher somebody answers about the own conduct
    halo: float = 12.0
    statement: float = 10.0
    chance: float = 20.0
    unseen: float = 0.15  # the share of statements that a rater did not see


WORLDS = (
    Supposed("geen verschil", gap=0.0, leniency=0.0),
    Supposed("weinig verschil", gap=8.0),
    Supposed("veel verschil", gap=16.0),
    Supposed("eigenzinnige anderen", gap=8.0, halo=20.0, chance=28.0),
    Supposed("zonder profiel", gap=8.0, profile=3.0),
)


@dataclass(frozen=True, slots=True)
class Person:
    """What was answered about one person, and what is true."""

    ratings: Floats
    own: dict[str, Own]
    own_truth: Floats
    seen_truth: Floats


def simulate(random: np.random.Generator, raters: int, world: Supposed) -> Person:
    """Return one person with the answers of so many raters."""
    names = list_names()
    count = len(names)
    seen = 60 + random.normal(0, 6) + random.normal(0, world.profile, count)
    own = seen + random.normal(0, world.leniency) + random.normal(0, world.gap, count)
    answers = np.stack([
        _round(own + random.normal(0, world.chance, count)) for _ in range(5)
    ])  # fmt: skip
    other = seen + random.normal(0, world.statement, (2, 1, count))
    halo = random.normal(0, world.halo, raters)[:, np.newaxis]
    rated = _round(other + halo + random.normal(0, world.chance, (2, raters, count)))
    rated[random.random(rated.shape) < world.unseen] = np.nan
    spread_seen = np.sqrt(world.statement**2 + world.halo**2 + world.chance**2)
    return Person(
        _mean(rated),
        _own(answers, names),
        _expect(own, world.chance),
        _expect(seen, float(spread_seen)),
    )


def list_names() -> list[str]:
    """Return the competencies of which something may be named."""
    return [c.id for c in load_value_map().competencies if not c.virtue]


def is_true(kind: str, place: int, person: Person) -> bool:
    """Return whether one competency may be named so."""
    own, seen = person.own_truth, person.seen_truth
    more = {
        "both_more": own[place] > own.mean() and seen[place] > seen.mean(),
        "both_less": own[place] < own.mean() and seen[place] < seen.mean(),
        "others_more": seen[place] > own[place],
        "self_more": own[place] > seen[place],
    }
    return bool(more[kind])


def measure(raters: int, world: Supposed, *, people: int, seed: int) -> dict[str, Any]:
    """Return how often each kind is said, and how often that is true."""
    random, rule, names = np.random.default_rng(seed), load_others().scoring, list_names()
    said, true = dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0)
    some = 0
    for _ in range(people):
        person = simulate(random, raters, world)
        kept = [place for place in range(len(names)) if _raters(person, place) >= 3]
        found = name_differences(
            [names[p] for p in kept], person.ratings[:, kept], person.own, rule
        )
        some += any(getattr(found, kind) for kind in KINDS)
        for kind, name in _list_named(found):
            said[kind] += 1
            true[kind] += is_true(kind, names.index(name), person)
    return {"world": world.name, "raters": raters, "people": people, "some": some,
            "said": said, "true": true}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every world with every number of raters, write the figures and return 0."""
    parser = argparse.ArgumentParser(prog="python -m study.others", description=__doc__)
    parser.add_argument("-n", "--people", type=int, default=PEOPLE)
    parser.add_argument("-o", "--output", type=Path, default=FILE)
    given = parser.parse_args(arguments)
    rows = [
        measure(raters, world, people=given.people, seed=1000 * place + raters)
        for place, world in enumerate(WORLDS)
        for raters in RATERS
    ]
    made = {"worlds": [asdict(world) for world in WORLDS], "rows": rows}
    given.output.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _list_named(named: Named) -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        yield from ((kind, name) for name in getattr(named, kind))


def _raters(person: Person, place: int) -> int:
    return int((~np.isnan(person.ratings[:, place])).sum())


def _own(answers: Floats, names: list[str]) -> dict[str, Own]:
    """Return the own scores with their errors as the product makes them, of about five answers."""
    rule = load_library().gedrag.scoring
    score = answers.mean(axis=0)
    squares = float(((answers - score) ** 2).sum())
    df = answers.size - len(names)
    pooled = (rule.prior_df * rule.prior_sd**2 + squares) / (rule.prior_df + df)
    se = np.full(len(names), np.sqrt(pooled / len(answers)))
    counts = np.ones(len(names), dtype=bool)
    above = shrink_competencies(score[np.newaxis], se[np.newaxis], counts, rule).above[0]
    return {
        name: Own(float(score[n]), float(se[n]), float(above[n])) for n, name in enumerate(names)
    }


def _mean(rated: Floats) -> Floats:
    """Return the mean of the two statements; NaN where neither was seen."""
    seen = (~np.isnan(rated)).sum(axis=0)
    total = np.nansum(rated, axis=0)
    return np.where(seen > 0, total / np.maximum(seen, 1), np.nan)


def _round(points: Floats) -> Floats:
    """Return points as the five steps of the scale."""
    return np.asarray(np.clip(np.round(points / 25), 0, 4) * 25)


def _expect(middle: Floats, spread: float) -> Floats:
    """Return what is answered on average by who would say ``middle``, give or take ``spread``."""
    at = np.linspace(-4, 4, 161)
    weight = np.exp(-0.5 * at**2)
    return np.asarray(
        (_round(middle[:, np.newaxis] + spread * at) * weight).sum(axis=1) / weight.sum()
    )


if __name__ == "__main__":
    sys.exit(main())
