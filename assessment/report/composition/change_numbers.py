"""The numbers of what changed beside each other, and what they cannot tell."""

from collections.abc import Iterator

from assessment.phrases import whole
from assessment.report.composition.material import Material
from assessment.report.composition.texts import listed
from assessment.report.model import Block, Callout, Heading, Paragraph, Table
from values import Change

_SCALE = 100  # no difference is larger than the scale


def _printed_difference(moved: Change) -> int:
    """Return the difference of the two scores as they are printed, so that a reader may check."""
    return whole(moved.after) - whole(moved.before)


def list_differences(material: Material) -> Iterator[Block]:
    """Yield the table of everything that is compared, and what can be made of it."""
    rows = tuple(
        _row(material, competency.id, moved)
        for competency in material.competencies
        if (moved := material.change(competency.id)) is not None
    )
    columns = ("name", "before", "after", "difference", "interval", "smallest", "verdict")
    yield Heading(material.say("change.numbers"))
    yield Paragraph(material.say("change.numbers_text"))
    yield Table(
        caption=material.say("change.table_caption"),
        header=tuple(material.say(f"change.table_{column}") for column in columns),
        rows=rows,
        widths=(0.27, 0.09, 0.07, 0.1, 0.16, 0.12, 0.19),
    )
    yield Callout(material.say("change.limits"), listed("change.limits_list"))


def _row(material: Material, competency: str, moved: Change) -> tuple[str, ...]:
    low, high = interval_of(moved)
    return (
        material.name(competency),
        str(whole(moved.before)),
        str(whole(moved.after)),
        _signed(material, _printed_difference(moved)),
        material.say("numbers.interval", low=_signed(material, low), high=_signed(material, high)),
        str(whole(moved.smallest)),
        material.say(f"change.verdict_{moved.verdict}"),
    )


def interval_of(moved: Change) -> tuple[int, int]:
    """Return the ends of the 95 % interval of the own change, within the scale."""
    low, high = moved.own - moved.smallest, moved.own + moved.smallest
    return whole(max(-_SCALE, low)), whole(min(_SCALE, high))


def _signed(material: Material, points: int) -> str:
    if points < 0:
        return material.say("numbers.minus") + str(-points)
    return material.say("numbers.plus") + str(points) if points else str(points)
