"""How sure a competency is at each level, two together, and when it was picked for being low."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from assessment.psychometrics.arrays import Floats
from assessment.scoring import SCORING_VERSION
from assessment.scoring.behaviour import score_statements
from assessment.scoring.uncertainty import Scores
from study.assumptions import Assumptions, Condition
from study.measuring import draw_people, statement_points, truth_of
from study.people import Meanings, Rng, Traits
from study.responding import draw_answers
from study.tasks import load_world

RESULTS = "precisie.json"
PEOPLE = 1400
SEED = (20261123, 8)
BANDS = (0.0, 40.0, 55.0, 65.0, 85.0, 95.0, 100.1)
LOWEST = 4  # as many as a plan has goals


def write_precision(assumed: Assumptions, folder: Path) -> None:
    """Write the tables as JSON."""
    found = {"format": "bop-precision/1", "scoring": SCORING_VERSION, **measure_precision(assumed)}
    (folder / RESULTS).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def measure_precision(assumed: Assumptions, *, people: int = PEOPLE) -> dict[str, Any]:
    """Return the rows of three tables, over people with known scores of each kind.

    ``levels``: by observed score, how far it lies from the truth, how wide the interval is and how
    often it holds the truth. ``differences``: the reliability of a difference between two
    competencies of one person, over people. ``regression``: how much the four lowest scores rise
    at a second time without any change.
    """
    levels, differences, regression = [], [], []
    for place, name in enumerate(assumed.naming["kinds"]):
        who = assumed.condition(name)
        rng = np.random.default_rng((*SEED, place))
        drawn = draw_people(rng, load_world(), assumed, who, people)
        truth = truth_of(load_world(), assumed, drawn[0])["competencies"]
        first, second = (_observe(rng, assumed, who, drawn) for _ in (1, 2))
        levels += [{"kind": name} | row for row in _by_level(first, truth)]
        differences.append({"kind": name} | _differences(first.score, truth))
        regression.append({"kind": name} | _regression(first.score, second.score))
    return {
        "people": people,
        "levels": levels,
        "differences": differences,
        "regression": regression,
    }


def _observe(
    rng: Rng, assumed: Assumptions, who: Condition, people: tuple[Traits, Meanings]
) -> Scores:
    answered = draw_answers(rng, load_world(), assumed.universe, who, people)
    world = load_world()
    return score_statements(world.linear_map, statement_points(world, answered)).competencies


def _by_level(scores: Scores, truth: Floats) -> Iterator[dict[str, Any]]:
    for low, high in zip(BANDS, BANDS[1:], strict=False):
        chosen = (scores.score >= low) & (scores.score < high)
        if chosen.sum() < 100:  # a rate over fewer says little
            continue
        error = (scores.score - truth)[chosen]
        held = ((scores.low <= truth) & (truth <= scores.high))[chosen]
        yield {
            "low": low,
            "high": min(high, 100.0),
            "scores": int(chosen.sum()),
            "bias": round(float(error.mean()), 1),
            "rmse": round(float(np.sqrt((error**2).mean())), 1),
            "half_width": round(float(((scores.high - scores.low) / 2)[chosen].mean()), 1),
            "coverage": round(100 * float(held.mean()), 1),
        }


def _differences(observed: Floats, truth: Floats) -> dict[str, Any]:
    """Return the squared correlation of observed and true differences, over pairs and people."""
    one, other = np.triu_indices(observed.shape[1], 1)
    seen, true = (scores[:, one] - scores[:, other] for scores in (observed, truth))
    each = np.array([_correlate(a, b) ** 2 for a, b in zip(seen.T, true.T, strict=True)])
    low, high = np.quantile(each, [0.1, 0.9])
    return {
        "reliability": round(float(each.mean()), 2),
        "low": round(float(low), 2),
        "high": round(float(high), 2),
        "error": round(float((seen - true).std()), 1),
        "spread": round(float(true.std()), 1),
    }


def _correlate(seen: Floats, true: Floats) -> float:
    return float(np.corrcoef(seen, true)[0, 1])


def _regression(first: Floats, second: Floats) -> dict[str, Any]:
    """Return the mean rise of the four lowest, and of the lowest, when nobody changed."""
    order = np.argsort(first, axis=1)
    rise = np.take_along_axis(second - first, order, axis=1)
    return {
        "lowest_four": round(float(rise[:, :LOWEST].mean()), 1),
        "lowest": round(float(rise[:, 0].mean()), 1),
        "again": round(float(_returning(first, second).mean()), 1),
    }


def _returning(first: Floats, second: Floats) -> Floats:
    """Return how many of each person's four lowest are among the four lowest again."""
    low = [np.argsort(scores, axis=1)[:, :LOWEST] for scores in (first, second)]
    return np.array([len(set(a) & set(b)) for a, b in zip(*low, strict=True)], dtype=np.float64)
