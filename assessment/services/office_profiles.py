"""The profielschets: what can be chosen, the sets of values at hand, and the document made."""

from collections.abc import Sequence
from datetime import datetime

from assessment.report.docx import render_docx
from assessment.report.model import ReportContent
from assessment.report.office_profile.choice import LONGEST_PLACE as LONGEST_PLACE
from assessment.report.office_profile.choice import LONGEST_TEXT as LONGEST_TEXT
from assessment.report.office_profile.choice import MOST_COMPETENCIES as MOST_COMPETENCIES
from assessment.report.office_profile.choice import MOST_STYLES as MOST_STYLES
from assessment.report.office_profile.choice import MOST_VALUES as MOST_VALUES
from assessment.report.office_profile.choice import Choice as Choice
from assessment.report.office_profile.composing import compose_profile, name_tension
from assessment.report.office_profile.texts import AUDIENCES as AUDIENCES
from assessment.report.office_profile.texts import say as say
from assessment.services.content import Content
from assessment.services.moments import AMSTERDAM


def list_sets(content: Content) -> list[tuple[str, str, Sequence[str]]]:
    """Return the priority values of each office of the waardenkaart: its id, name and values."""
    return [(office.id, office.name, office.priority) for office in content.value_map.offices]


def list_tensions(content: Content) -> list[str]:
    """Return the tensions that can be chosen, by their number from 0."""
    value_map = content.value_map
    return [name_tension(number, value_map) for number in range(len(value_map.tensions))]


def write_profile(content: Content, choice: Choice, *, now: datetime) -> ReportContent:
    """Return the profielschets of a choice that a form accepted."""
    return compose_profile(choice, content.value_map, created_at=now.astimezone(AMSTERDAM))


def make_pdf(report: ReportContent) -> bytes:
    """Return the document as a tagged PDF."""
    from assessment.report.pdf.report import render_pdf  # slow to import: not for every page

    return render_pdf(report)


def make_docx(report: ReportContent) -> bytes:
    """Return the document as DOCX, to change in a word processor."""
    return render_docx(report)
