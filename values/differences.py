"""Whether there is anything to name: scores that differ more than chance makes them.

Who looks for the highest of fifteen scores always finds one. So before any is named, all of them
together must differ; and answers must look as if they were read (docs/adr/0026).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from values.constants import ALIKE_BEHAVIOUR, ALIKE_FURTHEST, ALIKE_STYLE, SIGNALS_NEEDED
from values.profile import Estimate, Profile, count_signals

ALL_ALIKE = 1.0  # the chance when there is nothing to compare
EXACT = 1e-6  # points: a smaller standard error counts as this


@dataclass(frozen=True, slots=True)
class Nameable:
    """What may be named of one person: behaviour, style, or nothing, for it looks ``unread``."""

    behaviour: bool
    style: bool
    unread: bool


def find_nameable(profile: Profile, virtues: Collection[str]) -> Nameable:
    """Return what may be named of this person."""
    return Nameable(
        behaviour_differs(profile, virtues), style_leans(profile), looks_unread(profile)
    )


def looks_unread(profile: Profile) -> bool:
    """Return whether the answering pattern gives so many signals that nothing may be named."""
    return (count_signals(profile.quality) or 0) >= SIGNALS_NEEDED


def behaviour_differs(profile: Profile, virtues: Collection[str]) -> bool:
    """Return whether any competency or value may be named for how much it shows.

    The plain scores of the competencies that are told must differ, all together or one of them
    from all others. By chance no more than ``ALIKE_BEHAVIOUR`` or ``ALIKE_FURTHEST`` of the people
    whose true scores are all alike get so far.
    """
    scores = [e for c, e in profile.competencies.items() if e is not None and c not in virtues]
    differs = (
        chance_of_alike(scores) <= ALIKE_BEHAVIOUR or chance_of_furthest(scores) <= ALIKE_FURTHEST
    )
    return differs and not looks_unread(profile)


def style_leans(profile: Profile) -> bool:
    """Return whether any style may be named as preferred: the axes together are off the middle."""
    axes = [estimate for estimate in profile.style.axes.values() if estimate is not None]
    return not looks_unread(profile) and chance_of_middle(axes) <= ALIKE_STYLE


def chance_of_alike(scores: Collection[Estimate]) -> float:
    """Return how often scores differ at least this much when all true scores are one.

    Parameters
    ----------
    scores : collection of Estimate
        Independent scores, at least two, each with its standard error; with fewer it is 1.

    References
    ----------
    Cochran (1954), Biometrics 10: Q = Σ(x − m)²/se² round the mean m weighted by 1/se², which is
    χ² with one degree of freedom less than there are scores.

    Examples
    --------
    >>> scores = [Estimate(x, 10, 0, 100, 5, 5) for x in (40, 60, 65, 75)]
    >>> round(chance_of_alike(scores), 2)
    0.09
    """
    known = [(e.score, 1 / max(e.se, EXACT) ** 2) for e in scores]
    if len(known) < 2:
        return ALL_ALIKE
    mean = sum(score * weight for score, weight in known) / sum(weight for _, weight in known)
    return _beyond(((score - mean) ** 2 * weight for score, weight in known), len(known) - 1)


def chance_of_furthest(scores: Collection[Estimate]) -> float:
    """Return how often one score lies at least this far from the mean when all true ones are one.

    It finds a single score that stands apart, which all together can hide. At most 1: the chance
    for one score times their number (Bonferroni), for each of them could have been the furthest.

    Parameters
    ----------
    scores : collection of Estimate
        As `chance_of_alike`.
    """
    count = len(scores)
    if count < 2:
        return ALL_ALIKE
    mean = sum(e.score for e in scores) / count
    total = sum(e.se**2 for e in scores)
    furthest = max(
        abs(e.score - mean) / max(sqrt(e.se**2 * (1 - 2 / count) + total / count**2), EXACT)
        for e in scores
    )
    return min(2 * count * NormalDist().cdf(-furthest), ALL_ALIKE)


def chance_of_middle(scores: Collection[Estimate]) -> float:
    """Return how often scores lie at least this far from 0 together when all true ones are 0."""
    known = [(e.score / max(e.se, EXACT)) ** 2 for e in scores]
    return _beyond(known, len(known)) if known else ALL_ALIKE


def _beyond(squares: Iterable[float], df: int) -> float:
    """Return the probability of χ² beyond the sum, with ``df`` degrees of freedom.

    References
    ----------
    Wilson and Hilferty (1931), PNAS 17: the cube root of χ²/df is nearly normal. Off by
    less than 0.005 where it decides here, which a test compares with SciPy.
    """
    spread = 2 / (9 * df)
    root = (sum(squares) / df) ** (1 / 3)
    return 1 - NormalDist().cdf((root - (1 - spread)) / sqrt(spread))
