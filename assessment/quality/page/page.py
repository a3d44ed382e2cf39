"""One page of HTML that needs nothing beside it: style sheet and drawings are inside."""

from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assessment.phrases import long_date
from assessment.quality.page.model import Link, Page
from assessment.quality.page.names import Names
from assessment.quality.page.notes import noted
from assessment.quality.page.sections import ALARMS, sections
from assessment.quality.page.texts import files, say
from assessment.quality.results import InstrumentQuality

PACKAGE = Path(__file__).resolve().parents[2]
TEMPLATE = "quality/report.html"


def compose_page(quality: InstrumentQuality, names: Names, *, made_on: date) -> Page:
    """Return the page: every sentence and place decided."""
    tables = say("numbers.comma").join(file.name for file in files().values())
    made = say("page.made", date=long_date(made_on), files=tables)
    lead = (say("page.lead"), say("page.reader"), made)
    warning = say("page.simulated") if quality.simulated else ""
    noted_sections = tuple(noted(section) for section in sections(quality, names))
    return Page(say("page.title"), warning, lead, _summary(quality), noted_sections)


def _summary(quality: InstrumentQuality) -> Link | None:
    """Return how many alarms there are; nothing is said about too few people."""
    if quality.people is None:
        return None
    if not quality.alarms:
        return Link(say("page.summary_none"))
    return Link(say("page.summary", count=len(quality.alarms)), ALARMS)


def render_page(page: Page) -> bytes:
    """Return the page as HTML."""
    environment = Environment(
        loader=FileSystemLoader(_templates()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    html = environment.get_template(TEMPLATE).render(
        page=page,
        product=say("page.product"),
        contents=say("page.contents"),
        scroll=say("page.scroll"),
        up=say("page.to_contents"),
    )
    return (html + "\n").encode()


def _templates() -> Path:
    """Return the folder of templates: in a wheel, or beside the package."""
    packed = PACKAGE / "templates"
    return packed if packed.is_dir() else PACKAGE.parent / "templates"
