"""The plan: the chapters that somebody uses, in their order, in about ten pages."""

from assessment.report.composition.cover import cover, footer
from assessment.report.composition.experience import experience
from assessment.report.composition.glance import shorten_glance
from assessment.report.composition.material import Material
from assessment.report.documents.plan.clearest import tell_clearest
from assessment.report.documents.plan.closing import support, tell_making
from assessment.report.documents.plan.dear import tell_dear
from assessment.report.documents.plan.four_priorities import four_priorities
from assessment.report.documents.plan.offers import tell_offers
from assessment.report.documents.plan.own_goals import own_goals
from assessment.report.documents.plan.sides import tell_sides
from assessment.report.documents.plan.together import tell_together
from assessment.report.model import Heading, ReportContent, Section


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
        shorten_glance(material),
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


def _own_words(material: Material) -> tuple[Section, ...]:
    """Return what somebody wrote, for who has no scores: then that is what there is to build on."""
    chapter = experience(material)
    written = any(isinstance(block, Heading) for block in chapter.blocks)
    return (chapter,) if written and not material.has_scores else ()
