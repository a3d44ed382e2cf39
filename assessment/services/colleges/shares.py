"""What a member brings in to a college, and how that and what is common stand in the database."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace

from assessment.report.composition import claims
from assessment.report.composition.claims import Leaning
from assessment.scoring.college import Common, Position, Share, find_common
from assessment.services.content import Content
from assessment.services.disclosure import FEWEST_MEMBERS
from values import Axis, Profile
from values.differences import looks_unread, style_leans

NAMED, UNNAMED, HIDDEN = "named", "unnamed", "none"
DOTS = (HIDDEN, UNNAMED, NAMED)  # as they are offered: who chooses nothing has no dot
FEWEST_UNNAMED = FEWEST_MEMBERS + 1
"""So many dots without a name at least: whose is one's own leaves three others to guess from."""

_SHORTEST = 3  # decimals that are kept of an importance


class NothingToShare(Exception):
    """A result says nothing of style, or too little of what somebody holds dear."""


@dataclass(frozen=True, slots=True)
class Pictured:
    """What is kept of a group: what is common, and by axis how many dots without a name.

    ``tells_styles`` is False where dots and words together would give away somebody without a dot.
    """

    common: Common
    unnamed: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    tells_styles: bool = True


def make_share(content: Content, profile: Profile) -> Share:
    """Return what a result brings in; raises NothingToShare."""
    axes = content.value_map.axes
    is_known = any(profile.style.axes.get(axis.id) is not None for axis in axes)
    if not is_known or not profile.importance.is_told:
        raise NothingToShare
    return Share(
        lean={axis.id: _lean(content, profile, axis) for axis in axes},
        clusters={
            name: Position(round(one.u, _SHORTEST), round(one.se, _SHORTEST))
            for name, one in profile.importance.clusters.items()
        },
    )


def _lean(content: Content, profile: Profile, axis: Axis) -> int | None:
    """Return the zone of an axis, as its owner reads it in the own plan."""
    estimate = profile.style.axes.get(axis.id)
    if estimate is None or looks_unread(profile):
        return None
    word = claims.leaning(estimate, content.library.stijl.scoring)
    if word is Leaning.BALANCED:
        return 0
    if not word.is_preference or not style_leans(profile):
        return None
    steps = 2 if word is Leaning.CLEAR else 1
    return steps if estimate.score > 0 else -steps


def picture_group(content: Content, members: Iterable[tuple[Share, str]]) -> Pictured:
    """Return what members have in common; each comes with how its dots are shown."""
    known = list(members)
    value_map = content.value_map
    axes = {axis.id: (axis.pole1, axis.pole2) for axis in value_map.axes}
    common = find_common([share for share, _ in known], axes, value_map.virtues)
    without = [share for share, dots in known if dots == UNNAMED]
    drawn = len(without) if len(without) >= FEWEST_UNNAMED else 0
    unseen = len(known) - drawn - sum(dots == NAMED for _, dots in known)
    tells_styles = unseen == 0 or unseen >= FEWEST_MEMBERS
    if not tells_styles:  # who sees all other dots would know these from the words
        common = replace(common, often=(), missing=())
    counts = {axis: dict(Counter(find_zone(one, axis) for one in without)) for axis in axes}
    return Pictured(common, counts if drawn else {}, tells_styles)


def find_zone(share: Share, axis: str) -> int:
    """Return in which zone of an axis a member stands; in the middle where nothing is said."""
    return share.lean.get(axis) or 0


def write_share(share: Share) -> str:
    """Return a share as JSON."""
    return json.dumps(asdict(share))


def read_share(text: str) -> Share:
    """Return the share that ``write_share`` wrote."""
    table = json.loads(text)
    clusters = {name: Position(**one) for name, one in table["clusters"].items()}
    return Share(table["lean"], clusters)


def write_pictured(pictured: Pictured) -> str:
    """Return what is kept of a group as JSON."""
    return json.dumps(asdict(pictured), sort_keys=True)


def read_pictured(text: str) -> Pictured:
    """Return what ``write_pictured`` wrote."""
    table = json.loads(text)
    common = Common(**{name: tuple(ids) for name, ids in table["common"].items()})
    unnamed = {
        axis: {int(zone): count for zone, count in zones.items()}
        for axis, zones in table["unnamed"].items()
    }
    return Pictured(common, unnamed, table["tells_styles"])
