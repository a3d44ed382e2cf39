"""The quality report as a document: its sections under a cover, and its look as HTML."""

from datetime import UTC, date, datetime, time

from assessment.phrases import long_date
from assessment.quality.page.names import Names
from assessment.quality.page.notes import number_notes
from assessment.quality.page.sections import ALARMS, write_sections
from assessment.quality.page.texts import list_files, say
from assessment.quality.results import InstrumentQuality
from assessment.report.html import Appearance, render_html
from assessment.report.model import Cover, Link, ReportContent

APPEARANCE = Appearance(
    template="quality/report.html",
    style_sheet="quality/style.css",
    tables_in_appendix=False,
    forms=("wide",),
)


def compose_page(quality: InstrumentQuality, names: Names, *, made_on: date) -> ReportContent:
    """Return the report: every sentence and place decided."""
    tables = say("numbers.comma").join(file.name for file in list_files().values())
    return ReportContent(
        cover=Cover(
            title=say("page.title"),
            subtitle=say("page.lead"),
            name="",
            made_on=made_on,
            valid_until=None,
            lines=(
                say("page.reader"),
                say("page.made", date=long_date(made_on), files=tables),
                *_no_alarms(quality),
            ),
            warning=say("page.simulated") if quality.simulated else "",
            summary=_summary(quality),
        ),
        sections=tuple(number_notes(section) for section in write_sections(quality, names)),
        footer="",
        created_at=datetime.combine(made_on, time(), UTC),
    )


def render_page(report: ReportContent) -> bytes:
    """Return the report as one HTML file that needs nothing beside it."""
    return render_html(report, APPEARANCE)


def _summary(quality: InstrumentQuality) -> Link | None:
    """Return how many alarms there are, and where."""
    if not quality.alarms:
        return None
    return Link(say("page.summary", count=len(quality.alarms)), ALARMS)


def _no_alarms(quality: InstrumentQuality) -> tuple[str, ...]:
    """Return that there are no alarms; nothing is said about too few people."""
    return () if quality.alarms or quality.people is None else (say("page.summary_none"),)
