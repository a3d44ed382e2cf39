"""The oriëntatieverslag: chapters for who considers the office, around those of the plan."""

from collections.abc import Iterator
from dataclasses import replace

from assessment.phrases import long_date
from assessment.report.composition.competencies import competencies
from assessment.report.composition.cover import cover
from assessment.report.composition.experience import experience
from assessment.report.composition.importance import importance
from assessment.report.composition.material import Material
from assessment.report.composition.style import style
from assessment.report.documents.kinds import ORIENTATION
from assessment.report.documents.orientation_answers import answers, reading
from assessment.report.documents.orientation_choice import asking, days, home, next_steps
from assessment.report.documents.orientation_facts import office, sources
from assessment.report.documents.texts import say
from assessment.report.model import Cover, ReportContent, Section


def orientation(whole: Material) -> ReportContent:
    """Return the whole document; it places nobody in a norm, whether there is one or not."""
    m = replace(whole, profile=replace(whole.profile, norm=None, placements={}))
    return ReportContent(
        cover=_cover(m),
        sections=tuple(_sections(m)),
        footer=_footer(m),
        created_at=m.created_at,
        document_id=m.document_id,
    )


def _sections(m: Material) -> Iterator[Section]:
    """Yield the office first, then the person, then what comes of the two."""
    yield office(m)
    yield experience(m)
    yield reading(m)
    yield answers(m)
    yield competencies(m)
    yield style(m)
    yield importance(m, announcing=False)
    yield home(m)
    yield asking(m)
    yield days()
    yield next_steps(m)
    yield sources(m)


def _cover(m: Material) -> Cover:
    of_plan = cover(m)
    return Cover(
        title=say(ORIENTATION, "cover.title"),
        subtitle=say(ORIENTATION, "cover.subtitle", office=m.office.name),
        name=of_plan.name,
        made_on=of_plan.made_on,
        valid_until=of_plan.valid_until,
        lines=of_plan.lines,
        warning=say(ORIENTATION, "cover.warning"),
    )


def _footer(m: Material) -> str:
    key = "cover.footer" if m.answers.name else "cover.footer_no_name"
    return say(ORIENTATION, key, name=m.answers.name, date=long_date(m.made_on))
