"""What the report names: visible values, leading values and gaps; how often wrongly or briefly."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, stdtr

from assessment.psychometrics.arrays import Bools, Floats
from assessment.psychometrics.best_worst.person_utilities import Utilities
from assessment.scoring.behaviour import StatementScores, has_score
from assessment.scoring.gaps import is_gap
from assessment.scoring.importance import name_values
from assessment.scoring.likely import VISIBLE_AT_MOST, likely_clusters, likely_values
from assessment.scoring.paired_change import adjust_rows
from study.assumptions import Assumptions, Condition
from study.measuring import Measured, draw_people, measure_crowd, truth_of
from study.people import Rng
from study.world import World
from values.constants import CHANCE_BELOW, NAMED_FROM

NOTHING = 1e-9  # a true difference below this is none
DISCOVERY = 0.10  # share of false names that the proposal allows


@dataclass(frozen=True)
class Named:
    """What is named on one occasion: 1 above, −1 below, 0 not; shape (people, constructs)."""

    side: Floats


def name_visible(world: World, behaviour: StatementScores) -> tuple[Named, Named]:
    """Return what the product's rule names as most and least visible, and what another names.

    The product names at most five a side that surely lie there, by their likely scores, and no
    virtue. The other rule takes the plain scores: beyond 1.645 standard errors, and still so when
    thirty-nine are looked at (Benjamini-Hochberg, 10 %).
    """
    rule = world.library.gedrag.scoring
    above = likely_values(world.value_map, rule, behaviour).above
    told = np.array([not value.virtue for value in world.value_map.values.values()])
    sure = np.maximum(above, 1 - above) >= rule.sure_value
    product = _largest(np.where(told, above - 0.5, 0.0)) * sure
    z = value_distances(behaviour)
    p = 2 * stdtr(behaviour.pooled.df[:, None], -np.abs(z))
    side = _largest(z) * (np.abs(z) > NAMED_FROM)
    return Named(product), Named(side * (adjust_rows(p) < DISCOVERY))


def value_distances(arrays: StatementScores) -> Floats:
    """Return how far each value lies from the mean of the person's values, in standard errors.

    The standard error is that of the difference, from the joint covariance of the values.

    Returns
    -------
    array of float, shape (people, values)
        NaN for a value without a score, and for who has fewer than two scores.

    References
    ----------
    design.md section 5.2.
    """
    rows = arrays.value_weights
    scored = has_score(rows)
    count = scored.sum(axis=1)[:, None]
    total = np.where(scored[:, :, None], rows, 0.0).sum(axis=1)
    contrast = rows - (total / np.maximum(count, 1))[:, None, :]
    distance = (contrast @ np.nan_to_num(arrays.points)[:, :, None])[:, :, 0]
    se = np.sqrt(arrays.pooled.variance[:, None] * (contrast**2).sum(axis=2))
    comparable = scored & (count > 1)
    return np.asarray(np.divide(distance, se, out=np.full(se.shape, np.nan), where=comparable))


def _largest(z: Floats) -> Floats:
    """Return 1 for the five largest and −1 for the five smallest of each row."""
    rank = (-z).argsort(1, kind="stable").argsort(1, kind="stable")
    low = rank >= z.shape[1] - VISIBLE_AT_MOST
    return np.where((rank < VISIBLE_AT_MOST) & (z > 0), 1.0, np.where(low & (z < 0), -1.0, 0.0))


def name_leading(world: World, utilities: Utilities) -> tuple[Named, Floats]:
    """Return leading values (1), and P(among the person's own highest)."""
    found = name_values(world.library.waardenkeuze.scoring, utilities)
    return Named(found.leading.astype(float)), found.top


def name_gaps(world: World, measured: Measured) -> Named:
    """Return clusters that matter more than they show (−1), and those that show more (1)."""
    rule, wanted = world.library.waardenkeuze.scoring, measured.scores["importance_clusters"]
    important = ndtr(wanted.score / wanted.se)
    gedrag = world.library.gedrag.scoring
    shown = likely_clusters(world.value_map, gedrag, measured.behaviour).above
    told = is_gap(rule, important, shown) & (measured.utilities.evidence >= CHANCE_BELOW)[:, None]
    told &= ~np.isin([c.id for c in world.value_map.clusters], list(world.value_map.virtues))
    return Named(np.where(told, np.sign(shown - important), 0.0))


def true_gaps(truth: dict[str, Floats]) -> Floats:
    """Return 1 where behaviour truly shows more and importance is less than the own mean.

    −1 the other way round; 0 where both lie on one side.
    """
    shown = truth["clusters"] - truth["clusters"].mean(1, keepdims=True)
    wanted = truth["importance_clusters"]
    opposite = (np.abs(wanted) > NOTHING) & (shown * wanted < 0)
    return np.where(opposite, np.sign(shown), 0.0)


def true_top(utilities: Floats, top: int) -> Floats:
    """Return 1 for the person's own highest values, −1 for the others; 0 for who has no order."""
    rank = (-utilities).argsort(1, kind="stable").argsort(1, kind="stable")
    differs = np.ptp(utilities, axis=1, keepdims=True) > NOTHING
    return np.where(differs, np.where(rank < top, 1.0, -1.0), 0.0)


def name_twice(
    rng: Rng, world: World, assumed: Assumptions, who: Condition
) -> dict[tuple[str, str], dict[str, float]]:
    """Return, by what is named and by rule, how names hold against the truth and a second time.

    The second occasion brings the same statements and other choice sets.
    """
    people = draw_people(rng, world, assumed, who, assumed.naming["people"])
    truth = truth_of(world, assumed, people[0])
    first, second = (measure_crowd(rng, world, assumed, who, people) for _ in range(2))
    distance = truth["values"] - truth["values"].mean(1, keepdims=True)
    seen = zip(
        name_visible(world, first.behaviour), name_visible(world, second.behaviour), strict=True
    )
    found = {
        ("visible", rule): _held(one, two, distance)
        for rule, (one, two) in zip(("product", "proposal"), seen, strict=True)
    }
    found["leading", "product"] = _leading(world, (first, second), truth["importance"])
    gaps = (name_gaps(world, first), name_gaps(world, second))
    found["gaps", "product"] = _held(*gaps, true_gaps(truth))
    return found


def _leading(world: World, measured: tuple[Measured, Measured], truth: Floats) -> dict[str, float]:
    (first, p), (second, _) = (name_leading(world, one.utilities) for one in measured)
    top = world.library.waardenkeuze.scoring.own_top
    chosen = first.side > 0
    claimed = 100 * float(p[chosen].mean()) if chosen.any() else float("nan")
    return _held(first, second, true_top(truth, top)) | {"claimed": claimed}


def _held(first: Named, second: Named, truth: Floats) -> dict[str, float]:
    """Return, in per cent of the names: wrong, again, gone and turned round the second time.

    ``names`` is the number per person, ``people`` the share who get any, ``people_wrong`` the
    share who get at least one wrong name. A name is wrong when the truth lies on the other side,
    or nowhere.
    """
    named = first.side != 0
    wrong = named & (first.side * truth <= NOTHING)
    again = named & (second.side == first.side)
    turned = named & (second.side == -first.side)
    return {
        "names": float(named.sum(1).mean()),
        "people": 100 * float(named.any(1).mean()),
        "wrong": _share(wrong, named),
        "people_wrong": 100 * float(wrong.any(1).mean()),
        "again": _share(again, named),
        "turned": _share(turned, named),
        "gone": _share(named & ~again & ~turned, named),
    }


def _share(part: Bools, whole: Bools) -> float:
    return 100 * float(part.sum() / whole.sum()) if whole.any() else float("nan")
