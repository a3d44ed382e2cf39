"""The logbook to take along: a document, and a table."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.report.documents.logboek.report import Line, compose_logbook
from assessment.report.model import ReportContent
from assessment.services import accounts, certificates, logbook
from assessment.services.accounts import Account
from assessment.services.catalogue.serving import content_in_use
from assessment.services.content import Content
from assessment.services.moments import AMSTERDAM
from assessment.spreadsheets import for_excel, write_csv
from assessment.wording import say

_COLUMNS = ("day", "hours", "what", "learned", "goal", "programme", "certificates")


def write_report(
    db: Session, content: Content, account: Account, *, now: datetime
) -> ReportContent:
    """Return the logbook of an account as a document."""
    entries = logbook.list_entries(db, account.id)
    sums = {
        year: logbook.write_hours(hours) for year, hours in logbook.sum_by_year(entries).items()
    }
    return compose_logbook(
        list_lines(db, content, account.id),
        name=_name_of(db, account),
        total=logbook.write_hours(sum(entry.hundredths for entry in entries)),
        sums=sums,
        created_at=now.astimezone(AMSTERDAM),
    )


def write_table(db: Session, content: Content, account_id: UUID) -> bytes:
    """Return the logbook of an account as CSV for a Dutch Excel; no cell is run as a formula."""
    header = [say(f"logbook.column_{column}") for column in _COLUMNS]
    rows = [
        [
            f"{line.day:%d-%m-%Y}",
            line.hours.replace(",", "."),
            line.what,
            line.learned,
            line.goal,
            line.programme,
            str(line.certificates),
        ]
        for line in list_lines(db, content, account_id)
    ]
    return for_excel(write_csv([header, *rows]))


def list_lines(db: Session, content: Content, account_id: UUID) -> list[Line]:
    """Return the entries of an account with names instead of ids, the newest day first."""
    subjects = logbook.list_goal_subjects(content)
    served = content_in_use(db, content).catalogue
    programmes = {programme.id: programme.name for programme in served.programmes}
    shown_by = certificates.list_by_entry(db, account_id)
    return [
        Line(
            entry.day,
            logbook.write_hours(entry.hundredths),
            entry.what,
            entry.learned,
            subjects.get(entry.about, ""),
            programmes.get(entry.programme, ""),
            len(shown_by.get(entry.id, ())),
        )
        for entry in logbook.list_entries(db, account_id)
    ]


def _name_of(db: Session, account: Account) -> str:
    """Return the name that somebody gave last, or else the mailbox."""
    names = [attempt.name for attempt in accounts.list_attempt_facts(db, account.id)]
    return next(filter(None, names), account.address)


def draw_pdf(report: ReportContent) -> bytes:
    """Return a document as a tagged PDF."""
    from assessment.report.pdf.report import render_pdf  # slow to import: not for every page

    return render_pdf(report)
