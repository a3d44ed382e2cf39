"""The result as pages of the app: the essential first, then each chapter, how it is made last."""

from collections.abc import Iterator
from dataclasses import replace

from assessment.report.composition.change import change
from assessment.report.composition.competencies import competencies
from assessment.report.composition.cover import cover, footer
from assessment.report.composition.experience import experience
from assessment.report.composition.glance import glance
from assessment.report.composition.importance import importance
from assessment.report.composition.material import Material
from assessment.report.composition.method import method
from assessment.report.composition.priority import priorities
from assessment.report.composition.reading_guide import reading_guide
from assessment.report.composition.style import style
from assessment.report.composition.support import support
from assessment.report.documents.orientatieverslag.report import compose_orientation
from assessment.report.model import ReportContent, Section


def compose_result(material: Material) -> ReportContent:
    """Return what the pages of a result say; an aspirant's are those of the oriëntatieverslag."""
    if material.is_aspirant:
        return compose_orientation(material)
    return ReportContent(
        cover=cover(material),
        sections=tuple(_sections(material)),
        footer=footer(material),
        created_at=material.created_at,
        document_id=material.document_id,
    )


def _sections(material: Material) -> Iterator[Section]:
    """Yield the chapters; for whom the end was hard, what helps comes right after the first."""
    yield glance(material)
    if material.needs_support_first:
        yield support(material)
    yield competencies(material)
    yield style(material)
    yield importance(material)
    yield from priorities(material)
    yield from change(material)
    yield experience(material)
    if not material.needs_support_first:
        yield support(material)
    yield _explain(material)


def _explain(material: Material) -> Section:
    """Return how to read it and how it was made as one chapter."""
    made, guide = method(material), reading_guide(material)
    return replace(made, blocks=(*guide.blocks, *made.blocks))
