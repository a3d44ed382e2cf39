"""From one person's answers, profile and plan to the whole report as data."""

from collections.abc import Mapping
from datetime import datetime

from assessment.instruments.answers import Answers
from assessment.instruments.library import Library
from assessment.plan.model import Catalogue, Plan, Suggestions
from assessment.report.composition.change import change
from assessment.report.composition.competencies import competencies
from assessment.report.composition.cover import cover, footer
from assessment.report.composition.experience import experience
from assessment.report.composition.glance import glance
from assessment.report.composition.goals import goals
from assessment.report.composition.importance import importance
from assessment.report.composition.material import Material
from assessment.report.composition.method import method
from assessment.report.composition.priority import priorities
from assessment.report.composition.programmes import programmes
from assessment.report.composition.reading_guide import reading_guide
from assessment.report.composition.style import style
from assessment.report.composition.support import support
from assessment.report.model import ReportContent, Section
from values import Comparison, Contribution, Profile, ValueMap


def compose(
    *,
    answers: Answers,
    profile: Profile,
    plan: Plan,
    suggestions: Suggestions,
    library: Library,
    value_map: ValueMap,
    catalogue: Catalogue,
    evidence: Mapping[str, tuple[Contribution, ...]],
    smallest_changes: Mapping[str, float | None],
    comparison: Comparison | None,
    created_at: datetime,
    document_id: str,
) -> ReportContent:
    """Return everything the report says; the same input gives the same report.

    ``evidence`` holds the contributions of competencies and priority values by id; what is absent
    is not told. ``smallest_changes`` tells per competency which change would be certain next time,
    ``comparison`` what changed since an earlier attempt, if any. ``created_at`` stands in the
    reader's time zone: its day is the day on the cover.
    """
    material = Material(
        answers=answers,
        profile=profile,
        plan=plan,
        suggestions=suggestions,
        library=library,
        value_map=value_map,
        catalogue=catalogue,
        evidence=evidence,
        smallest_changes=smallest_changes,
        comparison=comparison,
        created_at=created_at,
        document_id=document_id,
    )
    return ReportContent(
        cover=cover(material),
        sections=_sections(material),
        footer=footer(material),
        created_at=created_at,
        document_id=document_id,
    )


def _sections(material: Material) -> tuple[Section, ...]:
    return (
        glance(material),
        reading_guide(material),
        competencies(material),
        style(material),
        importance(material),
        *priorities(material),
        *change(material),
        experience(material),
        goals(material),
        programmes(material),
        support(material),
        method(material),
    )
