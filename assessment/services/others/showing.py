"""The result of a round as a report: for the page, its figure and a file."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.report.documents.anderen.again import compare_results
from assessment.report.documents.anderen.report import compose_others
from assessment.report.model import ReportContent, Section
from assessment.scoring.others_again import name_changes
from assessment.services.content import Content
from assessment.services.moments import AMSTERDAM, day_of
from assessment.services.others import rounds
from assessment.services.others.rounds import Round
from assessment.store.database import between_transactions
from values.others import Outcome


def open_report(db: Session, content: Content, owner_id: UUID, round_id: UUID) -> ReportContent:
    """Return what others said, or raise RoundNotFound as long as it was not opened."""
    held, outcome = rounds.read_result(db, owner_id, round_id)
    earlier = rounds.find_earlier(db, held)
    made_at: datetime = held.opened_at or held.begun_at
    return compose_others(
        outcome,
        content.value_map,
        name=held.name,
        begun_on=day_of(held.begun_at),
        created_at=made_at.astimezone(AMSTERDAM),
        beside=() if earlier is None else _compare(content, earlier, outcome),
    )


def _compare(
    content: Content, earlier: tuple[Round, Outcome], outcome: Outcome
) -> tuple[Section, ...]:
    held, before = earlier
    changed = name_changes(before, outcome, content.others.scoring)
    return compare_results(
        before,
        outcome,
        content.value_map,
        more=changed.more,
        less=changed.less,
        begun_before=day_of(held.begun_at),
    )


def make_pdf(db: Session, content: Content, owner_id: UUID, round_id: UUID) -> bytes:
    """Return it as a PDF, or raise RoundNotFound."""
    from assessment.report.pdf.report import render_pdf  # slow to import

    report = open_report(db, content, owner_id, round_id)
    with between_transactions(db):  # drawing takes a second: others may write meanwhile
        return render_pdf(report)
