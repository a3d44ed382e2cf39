"""What the report names: visible values, leading values and gaps; how often wrongly or briefly."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, stdtr

from assessment.psychometrics.arrays import Bools, Floats
from assessment.scoring.behaviour import VISIBLE_AT_MOST, StatementScores, value_distances
from assessment.scoring.importance import compare_clusters
from assessment.scoring.paired_change import adjust_rows
from assessment.scoring.uncertainty import Scores
from study.assumptions import Assumptions, Condition
from study.choices import Utilities, fit_formerly
from study.measuring import Measured, draw_people, measure_crowd, truth_of
from study.people import Rng
from study.world import World
from values.constants import NAMED_FROM

NOTHING = 1e-9  # a true difference below this is none
DISCOVERY = 0.10  # share of false names that the proposal allows


@dataclass(frozen=True)
class Named:
    """What is named on one occasion: 1 above, −1 below, 0 not; shape (people, constructs)."""

    side: Floats


def name_visible(behaviour: StatementScores) -> tuple[Named, Named]:
    """Return what the product's rule names as most and least visible, and what the proposal names.

    The product names at most five a side beyond 1.645 standard errors. The proposal asks besides
    that the difference still counts when thirty-nine are looked at (Benjamini-Hochberg, 10 %).
    """
    z = value_distances(behaviour)
    p = 2 * stdtr(behaviour.pooled.df[:, None], -np.abs(z))
    side = _largest(z) * (np.abs(z) > NAMED_FROM)
    return Named(side), Named(side * (adjust_rows(p) < DISCOVERY))


def _largest(z: Floats) -> Floats:
    """Return 1 for the five largest and −1 for the five smallest of each row."""
    rank = (-z).argsort(1, kind="stable").argsort(1, kind="stable")
    low = rank >= z.shape[1] - VISIBLE_AT_MOST
    return np.where((rank < VISIBLE_AT_MOST) & (z > 0), 1.0, np.where(low & (z < 0), -1.0, 0.0))


def name_leading(world: World, utilities: Utilities) -> tuple[Named, Floats]:
    """Return leading (1) and less prominent (−1) values, and P(above the person's mean)."""
    se = np.sqrt(np.einsum("pvv->pv", utilities.covariance))
    p = ndtr(utilities.u / se)
    certain = world.library.waardenkeuze.scoring.certain
    return Named(np.where(p >= certain, 1.0, np.where(1 - p >= certain, -1.0, 0.0))), p


def name_gaps(world: World, behaviour: StatementScores, utilities: Utilities) -> Scores:
    """Return behaviour minus importance per cluster, with the limits beyond which it is named."""
    gap, se = compare_clusters(
        world.library.waardenkeuze,
        world.value_map,
        behaviour,
        utilities.u,
        utilities.covariance,
    )
    return Scores(gap, se, gap - NAMED_FROM * se, gap + NAMED_FROM * se)


def true_gaps(world: World, truth: dict[str, Floats]) -> Floats:
    """Return the gaps of the true scores."""
    rule = world.library.waardenkeuze.scoring
    shown, wanted = truth["clusters"], truth["importance_clusters"]
    shown = (shown - shown.mean(1, keepdims=True)) / rule.behaviour_sd
    return np.asarray(shown - (wanted - wanted.mean(1, keepdims=True)) / rule.importance_sd)


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
    seen = zip(name_visible(first.behaviour), name_visible(second.behaviour), strict=True)
    found = {
        ("visible", rule): _held(one, two, distance)
        for rule, (one, two) in zip(("product", "proposal"), seen, strict=True)
    }
    variance = assumed.former["variance"]
    formerly = tuple(fit_formerly(world, one.answered, variance) for one in (first, second))
    choices = {"former": formerly, "product": (first.utilities, second.utilities)}
    for rule, used in choices.items():
        found["leading", rule] = _leading(world, used, truth["importance"])
        found["gaps", rule] = _gaps(world, (first, second), used, true_gaps(world, truth))
    return found


def _leading(world: World, choices: tuple[Utilities, ...], truth: Floats) -> dict[str, float]:
    (first, p), (second, _) = name_leading(world, choices[0]), name_leading(world, choices[1])
    upper = Named(np.maximum(first.side, 0.0))
    held = _held(upper, second, truth)
    chosen = upper.side > 0
    return held | {"claimed": 100 * float(p[chosen].mean()) if chosen.any() else float("nan")}


def _gaps(
    world: World,
    measured: tuple[Measured, Measured],
    choices: tuple[Utilities, ...],
    truth: Floats,
) -> dict[str, float]:
    first, second = (
        name_gaps(world, one.behaviour, used) for one, used in zip(measured, choices, strict=True)
    )
    inside = (first.low <= truth) & (truth <= first.high)
    held = _held(Named(_beyond(first)), Named(_beyond(second)), truth)
    return held | {"coverage": 100 * float(inside.mean())}


def _beyond(scores: Scores) -> Floats:
    return np.where(np.abs(scores.score) > NAMED_FROM * scores.se, np.sign(scores.score), 0.0)


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
