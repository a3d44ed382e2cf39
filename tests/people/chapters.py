"""Every chapter that is told of a person, whole: what documents and pages choose from."""

from dataclasses import replace

from assessment.report.composition.change import change
from assessment.report.composition.competencies import competencies
from assessment.report.composition.cover import cover, footer
from assessment.report.composition.experience import experience
from assessment.report.composition.glance import glance
from assessment.report.composition.goals import goals
from assessment.report.composition.importance import importance
from assessment.report.composition.material import Material
from assessment.report.composition.method import method
from assessment.report.composition.practice_cards import practice_cards
from assessment.report.composition.priority import priorities
from assessment.report.composition.programmes import programmes, tell_grounds
from assessment.report.composition.reading_guide import reading_guide
from assessment.report.composition.style import style
from assessment.report.composition.support import support
from assessment.report.model import ReportContent, Section


def compose_chapters(material: Material) -> ReportContent:
    """Return every chapter, whatever the phase."""
    return ReportContent(
        cover=cover(material),
        sections=_sections(material),
        footer=footer(material),
        created_at=material.created_at,
        document_id=material.document_id,
    )


def _sections(material: Material) -> tuple[Section, ...]:
    """Return the chapters; for whom the end was hard, what helps comes first."""
    first = (support(material),) if material.needs_support_first else ()
    return (
        *first,
        glance(material),
        reading_guide(material),
        competencies(material),
        style(material),
        importance(material),
        *priorities(material),
        *change(material),
        experience(material),
        goals(material),
        _with_grounds(programmes(material), material),
        *practice_cards(material),
        *(() if first else (support(material),)),
        method(material),
    )


def _with_grounds(chapter: Section, material: Material) -> Section:
    told = [block for block in tell_grounds(material) if block not in chapter.blocks]
    return replace(chapter, blocks=(*chapter.blocks, *told))
