"""What members of a college have in common, told so that it never comes down to one of them.

Everything is a word about the whole group. What stays after somebody left follows from the words
of before alone, never from a new count: so who holds both learns nothing (docs/adr/0037).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import erf, exp, pi, sqrt

CLOSE_WITHIN = 1.75
"""Logits of importance: members within this distance of each other lie close together."""

APART_FROM = 1.5
"""Logits of importance between two members, whoever is left out, from which they lie apart."""

SURE = 0.8
"""The probability from which one of the two is said."""

OFTEN = Fraction(1, 2)
"""The share of the members who lean to one style, from which it is there often."""

_STEPS = 80  # of the integral
_REACH = 5.0  # standard errors beyond the outermost member


@dataclass(frozen=True, slots=True)
class Position:
    """Where a cluster of values lies for one member: its importance in logits, with its error."""

    u: float
    se: float


@dataclass(frozen=True, slots=True)
class Share:
    """What one member brings in: nothing of competencies, and no answer.

    ``lean`` gives for each axis -2 to 2: clearly the first style, somewhat, in the middle, and so
    on; None where nothing is to be said.
    """

    lean: Mapping[str, int | None]
    clusters: Mapping[str, Position]


@dataclass(frozen=True, slots=True)
class Common:
    """What is said of a group: ids of clusters, and of styles."""

    close: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()  # never of a cluster in which they lie close too
    often: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def find_common(
    shares: Sequence[Share], axes: Mapping[str, tuple[str, str]], virtues: Collection[str] = ()
) -> Common:
    """Return what may be said of this group.

    Parameters
    ----------
    axes : mapping of axis id to both styles
        The style at -2 first.
    virtues : collection of str
        Clusters of which nothing is said: to lie apart in them would read as a reproach.
    """
    clusters = [one for one in shares[0].clusters if one not in virtues]
    often, missing = _count_styles(shares, axes)
    close = tuple(c for c in clusters if chance_within(_at(shares, c), CLOSE_WITHIN) >= SURE)
    return Common(
        close=close,
        apart=tuple(c for c in clusters if c not in close and _lies_apart(_at(shares, c))),
        often=often,
        missing=missing,
    )


def keep_after_leaving(common: Common, left: int) -> Common:
    """Return what is still true of those who stayed when ``left`` members are gone.

    Who lies close together without some does so the more, and a style that nobody has is missing
    without some as well. What is apart or often was only said when it is so without any one of
    the members: it is still so when one left, and is not said any more when more did.
    """
    if left == 0:
        return common
    one_left = left == 1
    return Common(
        close=common.close,
        apart=common.apart if one_left else (),
        often=common.often if one_left else (),
        missing=common.missing,
    )


def find_asked_for(common: Common, axes: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    """Return the styles that a college may ask for in public: at most one of each axis.

    Where both styles of an axis are missing, neither: then every member stands in the middle,
    and whoever reads that knows where each of them stands.
    """
    pairs = [[style for style in styles if style in common.missing] for styles in axes.values()]
    return tuple(found[0] for found in pairs if len(found) == 1)


def chance_within(positions: Sequence[Position], reach: float) -> float:
    """Return the probability that all true positions lie within ``reach`` of each other.

    Each is normal round what was measured. With densities f and cumulative F it is the integral
    of sum f_i(x) prod_{j != i} (F_j(x + reach) - F_j(x)) over x, the place of the lowest.
    """
    if len(positions) < 2:
        return 1.0
    low = min(p.u - _REACH * p.se for p in positions)
    high = max(p.u + _REACH * p.se for p in positions)
    step = (high - low) / _STEPS
    return min(1.0, sum(_lowest_at(positions, low + n * step, reach) for n in range(_STEPS)) * step)


def _lowest_at(positions: Sequence[Position], x: float, reach: float) -> float:
    inside = [_below(p, x + reach) - _below(p, x) for p in positions]
    total = 0.0
    for i, position in enumerate(positions):
        product = _density(position, x)
        for j, chance in enumerate(inside):
            product *= 1.0 if i == j else chance
        total += product
    return total


def _below(position: Position, x: float) -> float:
    return (1 + erf((x - position.u) / (position.se * sqrt(2)))) / 2


def _density(position: Position, x: float) -> float:
    z = (x - position.u) / position.se
    return exp(-z * z / 2) / (position.se * sqrt(2 * pi))


def _lies_apart(positions: Sequence[Position]) -> bool:
    """Return whether the members lie apart, and would without any one of them."""
    return all(
        1 - chance_within([*positions[:i], *positions[i + 1 :]], APART_FROM) >= SURE
        for i in range(len(positions))
    )


def _at(shares: Sequence[Share], cluster: str) -> list[Position]:
    return [share.clusters[cluster] for share in shares]


def _count_styles(
    shares: Sequence[Share], axes: Mapping[str, tuple[str, str]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the styles that are there often, and those that nobody leans to.

    Of an axis on which nothing is to be said of most members, neither is.
    """
    often, missing = [], []
    for axis, styles in axes.items():
        known = [lean for share in shares if (lean := share.lean.get(axis)) is not None]
        if 2 * len(known) < len(shares):
            continue
        for style, side in zip(styles, (-1, 1), strict=True):
            count = sum(lean * side > 0 for lean in known)
            if count == 0:
                missing.append(style)
            elif count - 1 >= OFTEN * (len(shares) - 1):  # it is so without any one of them too
                often.append(style)
    return tuple(often), tuple(missing)
