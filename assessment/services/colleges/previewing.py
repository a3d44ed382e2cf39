"""What a member brings in, told to that member alone before anybody else sees anything of it."""

from collections.abc import Sequence

from assessment.report.documents.college.preview import compose_preview
from assessment.report.model import Section
from assessment.scoring.college import Share
from assessment.services.colleges.shares import FEWEST_UNNAMED, find_zone
from assessment.services.content import Content
from assessment.services.disclosure import FEWEST_MEMBERS


def tell_share(content: Content, share: Share, name: str, dots: str) -> Sequence[Section]:
    """Return what comes of a member, and what never does."""
    value_map = content.value_map
    zones = {axis.id: find_zone(share, axis.id) for axis in value_map.axes}
    return compose_preview(
        zones, value_map, name=name, dots=dots, unnamed=FEWEST_UNNAMED, fewest=FEWEST_MEMBERS
    )
