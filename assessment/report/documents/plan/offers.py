"""Programmes in short: what is suggested and why, what can be done now, and whom to ask."""

from collections.abc import Iterator

from assessment.phrases import upper_first
from assessment.report.composition.material import Material
from assessment.report.composition.programmes import (
    list_facts,
    tell_actions,
    tell_none,
    tell_time,
    tell_unmet,
    why_text,
)
from assessment.report.composition.reaching import reach_programme
from assessment.report.documents.plan.texts import say
from assessment.report.model import Block, Bullets, Heading, Paragraph, Reach, Section, Start


def tell_offers(material: Material) -> Section:
    """Return the chapter; how the advice came about stands in the bijlage.

    What is handed over begins a page after it, so a few lines that went on would stand alone.
    """
    title, blocks = material.title("programmas"), tuple(_blocks(material))
    return Section("plan-programmas", title, blocks, starts=Start.TOGETHER)


def _blocks(material: Material) -> Iterator[Block]:
    yield from tell_actions(material)
    if not material.suggestions.programmes:
        yield from tell_none(material)
    ways, suggested = _list_ways(material), material.suggestions.programmes
    alone = ways if len(suggested) == 1 else ()
    for suggestion in suggested:
        programme = material.catalogue.programme(suggestion.programme)
        yield Heading(programme.name, advises=programme.id)
        yield Paragraph(upper_first(why_text(material, suggestion)))
        yield Bullets((*list_facts(material, programme), *alone))
    yield from tell_time(material)
    yield from tell_unmet(material)
    if ways and not alone:
        yield Heading(say("offers.reach"))
        yield Bullets(ways)


def _list_ways(material: Material) -> tuple[Reach, ...]:
    """Return each way to ask about these programmes once."""
    catalogue = material.catalogue
    offered = (catalogue.programme(one.programme) for one in material.suggestions.programmes)
    return tuple(dict.fromkeys(way for one in offered for way in reach_programme(catalogue, one)))
