"""Dilemmas: what somebody chose between two good values, told back to talk about."""

from collections.abc import Iterator
from dataclasses import replace

from assessment.instruments.dilemmas import Chosen, read_chosen
from assessment.phrases import lower_first
from assessment.report.composition.material import Material
from assessment.report.model import Block, Heading, Paragraph, Section
from values import DILEMMAS


def tell_dilemmas(material: Material) -> tuple[Section, ...]:
    """Return a chapter with each choice and the reason for it; none when nothing was chosen."""
    chosen = read_chosen(material.library.dilemmas, material.answers.dilemmas)
    if not chosen:
        return ()
    lead = Paragraph(material.say("dilemmas.lead"), "lead")
    blocks = [lead, *(block for one in chosen for block in _tell(material, one))]
    return (replace(material.section(DILEMMAS, blocks), has_page=False),)


def _tell(material: Material, chosen: Chosen) -> Iterator[Block]:
    names = material.value_map.values
    value, other = names[chosen.value].name, lower_first(names[chosen.other].name)
    yield Heading(material.say("dilemmas.heading", value=value, other=other))
    yield Paragraph(chosen.dilemma.scene)
    yield Paragraph(material.say("dilemmas.chose", text=chosen.text))
    if chosen.why:
        yield Paragraph(chosen.why, "quote")
