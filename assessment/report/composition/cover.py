"""The first page: what this is, whose it is, until when, and what it is not for."""

from datetime import datetime

from assessment.phrases import long_date
from assessment.report.composition.material import Material
from assessment.report.model import Cover


def cover(m: Material) -> Cover:
    """Return what stands on the first page; nothing that points at a party or a municipality."""
    return Cover(
        title=m.say("cover.title"),
        subtitle=m.say("cover.subtitle", office=m.office.name),
        name=m.answers.name or m.say("cover.no_name"),
        made_on=m.made_on,
        valid_until=m.valid_until,
        lines=(
            m.say("cover.taken", date=long_date(datetime.fromisoformat(m.answers.taken_at).date())),
            m.say("cover.valid", date=long_date(m.valid_until)),
            m.say("cover.owner"),
        ),
        warning=m.say("cover.warning"),
    )


def footer(m: Material) -> str:
    """Return the line under every page."""
    key = "cover.footer" if m.answers.name else "cover.footer_no_name"
    return m.say(key, name=m.answers.name, date=long_date(m.made_on))
