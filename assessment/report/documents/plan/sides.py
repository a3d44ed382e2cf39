"""Bestuursstijl in short: what a preference can bring, and in a line what is not to say."""

from collections.abc import Iterator, Sequence

from assessment.report.composition.claims import Leaning
from assessment.report.composition.material import Material
from assessment.report.composition.style import choose_scenario, tell_side
from assessment.report.composition.style_figure import summarise_style
from assessment.report.documents.plan.texts import say, say_to
from assessment.report.model import Block, Heading, Paragraph, Section
from values import Axis

_UNSAID = (None, Leaning.OPEN)


def tell_sides(material: Material) -> Section:
    """Return the chapter; without any axis score it says what is needed."""
    return Section("plan-stijl", material.title("stijl"), tuple(_blocks(material)))


def _blocks(material: Material) -> Iterator[Block]:
    axes = material.value_map.axes
    if all(material.leaning(axis) is None for axis in axes):
        minimum = material.library.stijl.scoring.minimum_answered
        yield Paragraph(material.say("style.nothing", minimum=minimum), "lead")
        return
    yield Paragraph(summarise_style(material), "lead")
    for axis in axes:
        if material.leaning(axis) not in _UNSAID:
            yield from tell_side(material, axis)
    if left := [axis for axis in axes if material.leaning(axis) in _UNSAID]:
        yield Paragraph(_tell_open(material, left))
    if scenario := choose_scenario(material):
        yield Heading(material.say("style.pressure"))
        yield scenario


def _tell_open(material: Material, axes: Sequence[Axis]) -> str:
    """Return of which axes no side can be named."""
    styles = material.value_map.style
    names = (
        say("sides.either", first=styles[axis.pole1].name, second=styles[axis.pole2].name)
        for axis in axes
    )
    return say_to(material, "sides.open", pairs=say("sides.also").join(names))
