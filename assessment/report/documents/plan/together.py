"""Zo werk je het best met mij: half a page to hand over, in the words of the owner.

It tells what was preferred, shown often and held dear, and nothing that is less.
"""

from collections.abc import Iterator

from assessment.phrases import joined
from assessment.report.composition.importance import value_names
from assessment.report.composition.material import Material
from assessment.report.documents.plan.often import HANDED_OVER, list_often
from assessment.report.documents.plan.texts import listed, say, say_to
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section, Start, WritingSpace

_VALUES = 3


def tell_together(material: Material) -> Section:
    """Return the chapter, on a page of its own so that it can be handed over."""
    blocks = tuple(_blocks(material))
    return Section("samen-met-mij", say("together.title"), blocks, starts=Start.PAGE)


def _blocks(material: Material) -> Iterator[Block]:
    yield Paragraph(say("together.lead"), "lead")
    if about := " ".join(_about_me(material)):
        yield Paragraph(about)
    if often := list_often(material)[:HANDED_OVER]:
        yield Heading(say_to(material, "together.often"))
        yield Bullets(tuple(material.statement(item.id) for item in often))
    styles = [style.id for style in material.preferred]
    for part in ("helps", "careful") if _is_asked(material) else ():
        yield Heading(say(f"together.{part}"))
        own = tuple(say(f"together.{part}_{style}") for style in styles)
        yield Bullets(own or listed(f"together.{part}_open"))
    yield WritingSpace(say("together.notes"), 2)


def _is_asked(material: Material) -> bool:
    """Return whether enough pairs were answered to say anything of style, if only that it is open.

    Of who answered none no habit is known, and none is handed over.
    """
    return any(material.profile.style.axes.values())


def _about_me(material: Material) -> Iterator[str]:
    """Yield in the first person what stands out; no virtue, for others read it."""
    values = material.foremost(_VALUES, virtues=False)
    if values and material.profile.importance.is_told:
        key = "together.values" if len(values) > 1 else "together.value"
        yield say(key, values=value_names(material, values))
    if material.preferred:
        names = joined([style.name for style in material.preferred])
        yield say_to(material, "together.styles", styles=names)
    elif _is_asked(material):
        yield say("together.no_style")
