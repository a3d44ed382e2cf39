"""Questions on paper: the form of a part, for anybody or in the order of one's own attempt."""

from datetime import datetime

from assessment.instruments.model import Item
from assessment.instruments.office_name import name_office
from assessment.report.forms.questions import Print, compose_form
from assessment.services import taking
from assessment.services.content import Content
from assessment.store.attempts import Attempt
from values import DEFAULT_OFFICE

FIRST_DESIGN = 1


def list_questions(
    content: Content, part: str, phase: str, *, design: int = FIRST_DESIGN
) -> tuple[Item, ...]:
    """Return what somebody in a phase is asked, in the order of the content."""
    items = content.library.instrument(part, phase).items_for(phase, design)
    return name_office(items, content.value_map.office[DEFAULT_OFFICE].name)


def print_questions(
    content: Content, part: str, phase: str, *, design: int = FIRST_DESIGN, created_at: datetime
) -> bytes:
    """Return the questions of a part as PDF, in the order of the content."""
    items = list_questions(content, part, phase, design=design)
    asked = Print(part, phase, items, own=False, design=design)
    return _print(content, asked, created_at)


def print_part(content: Content, attempt: Attempt, part: str, *, created_at: datetime) -> bytes:
    """Return the questions of a part as PDF, in the order of this attempt."""
    items = next(one.items for one in taking.list_parts(content, attempt) if one.id == part)
    asked = Print(part, attempt.phase, items, own=True, design=attempt.design)
    return _print(content, asked, created_at)


def _print(content: Content, asked: Print, created_at: datetime) -> bytes:
    from assessment.report.pdf.questionnaire import render_questionnaire  # slow to import

    form = compose_form(content.library, content.value_map, asked, created_at)
    return render_questionnaire(form)
