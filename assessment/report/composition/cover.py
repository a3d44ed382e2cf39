"""The first page: what this is, whose it is, until when, and what it is not for."""

from datetime import datetime

from assessment.phrases import long_date
from assessment.report.composition.material import Material
from assessment.report.model import Cover


def cover(material: Material) -> Cover:
    """Return what stands on the first page; nothing that points at a party or a municipality."""
    return Cover(
        title=material.say("cover.title"),
        subtitle=material.say("cover.subtitle", office=material.office.name),
        name=material.answers.name or material.say("cover.no_name"),
        made_on=material.made_on,
        valid_until=material.valid_until,
        lines=(
            material.say(
                "cover.taken",
                date=long_date(datetime.fromisoformat(material.answers.taken_at).date()),
            ),
            material.say("cover.valid", date=long_date(material.valid_until)),
            material.say("cover.owner"),
        ),
        warning=material.say("cover.warning"),
    )


def footer(material: Material) -> str:
    """Return the line under every page."""
    key = "cover.footer" if material.answers.name else "cover.footer_no_name"
    return material.say(key, name=material.answers.name, date=long_date(material.made_on))
