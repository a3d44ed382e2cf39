"""What comes of one member, told to that member alone."""

from collections.abc import Mapping

from assessment.phrases import joined, lower_first
from assessment.report.documents.college.lines import name_zone
from assessment.report.documents.college.texts import listed, say
from assessment.report.model import Bullets, Paragraph, Section
from values import ValueMap


def compose_preview(
    zones: Mapping[str, int],
    value_map: ValueMap,
    *,
    name: str,
    dots: str,
    unnamed: int,
    fewest: int,
) -> tuple[Section, ...]:
    """Return the zone of each axis, in what the values count, and what never comes in.

    ``unnamed`` and ``fewest`` are how many there must be for dots without a name, and for a word.
    """
    lines = tuple(
        say("share.line", question=axis.question,
            zone=lower_first(name_zone(axis, zones[axis.id], value_map)))
        for axis in value_map.axes
    )  # fmt: skip
    names = joined([lower_first(c.name) for c in value_map.clusters if not c.virtue])
    never = tuple(line.format(fewest=fewest) for line in listed("share.never_list"))
    about_dots = say(f"share.lines_{dots}", name=name, fewest=unnamed)
    return (
        Section("lijnen", say("share.lines"), (Bullets(lines), Paragraph(about_dots))),
        Section("waarden", say("share.values"), (
            Paragraph(say("share.values_text")), Paragraph(say("share.values_list", names=names)),
        )),
        Section("nooit", say("share.never"), (Bullets(never),)),
    )  # fmt: skip
