"""The plan: the chapters that somebody uses, in their order, in about ten pages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assessment.report.composition.cover import cover, footer
from assessment.report.composition.experience import experience
from assessment.report.composition.glance import glance
from assessment.report.composition.material import Material
from assessment.report.documents.plan.clearest import tell_clearest
from assessment.report.documents.plan.closing import support, tell_making
from assessment.report.documents.plan.dear import tell_dear
from assessment.report.documents.plan.four_priorities import four_priorities
from assessment.report.documents.plan.offers import tell_offers
from assessment.report.documents.plan.own_goals import own_goals
from assessment.report.documents.plan.sides import tell_sides
from assessment.report.documents.plan.together import tell_together
from assessment.report.model import Block, Grounded, Heading, Paragraph, ReportContent, Section

_WITH_GROUNDS, _LETTERS = 3, 980  # sentences, and letters of all: more does not fit the page


def compose_plan(material: Material) -> ReportContent:
    """Return the plan; the same material gives the same plan."""
    return ReportContent(
        cover=cover(material),
        sections=list_chapters(material),
        footer=footer(material),
        created_at=material.created_at,
        document_id=material.document_id,
    )


def list_chapters(material: Material) -> tuple[Section, ...]:
    """Return the chapters; for whom the end was hard, what helps comes first."""
    first = (support(material),) if material.needs_support_first else ()
    return (
        *first,
        _first_page(material),
        *_own_words(material),
        tell_clearest(material),
        tell_sides(material),
        tell_dear(material),
        four_priorities(material),
        own_goals(material),
        tell_offers(material),
        tell_together(material),
        *(() if first else (support(material),)),
        tell_making(material),
    )


def _first_page(material: Material) -> Section:
    """Return picture and story on one page; the first sentences with what they first rest on.

    The story has a word before it, so it needs no other and no title of its own. All that it
    rests on stands in the bijlage.
    """
    page = glance(material)
    told = tuple(block for block in page.blocks if isinstance(block, Grounded))
    if not told:
        return page
    shorter = dict(zip(told, _shorten(told), strict=True))
    kept = (block for block in page.blocks[1:] if not isinstance(block, Heading))
    blocks = (shorter[b] if isinstance(b, Grounded) else b for b in kept)
    return replace(page, blocks=tuple(blocks))


def _shorten(sentences: Sequence[Grounded]) -> Iterator[Block]:
    """Yield the sentences, the first ones with what they first rest on, as far as there is room."""
    room = _LETTERS - sum(len(block.text) for block in sentences)
    for place, block in enumerate(sentences):
        first = block.grounds[:1] if place < _WITH_GROUNDS else ()
        room -= sum(map(len, first))
        yield Grounded(block.text, first) if first and room >= 0 else Paragraph(block.text)


def _own_words(material: Material) -> tuple[Section, ...]:
    """Return what somebody wrote, for who has no scores: then that is what there is to build on."""
    chapter = experience(material)
    written = any(isinstance(block, Heading) for block in chapter.blocks)
    return (chapter,) if written and not material.has_scores else ()
