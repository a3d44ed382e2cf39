"""The oriëntatieverslag: all that somebody who considers the office gets, in place of a plan."""

from collections.abc import Iterator
from dataclasses import replace

from assessment.phrases import long_date
from assessment.report.composition.change import change
from assessment.report.composition.competencies import competencies
from assessment.report.composition.cover import cover
from assessment.report.composition.experience import experience
from assessment.report.composition.glance import glance
from assessment.report.composition.goals import goals
from assessment.report.composition.importance import importance
from assessment.report.composition.material import Material
from assessment.report.composition.method import method
from assessment.report.composition.practice_cards import practice_cards
from assessment.report.composition.style import style
from assessment.report.composition.support import support
from assessment.report.documents.orientatieverslag import paper
from assessment.report.documents.orientatieverslag.answers import answers, reading
from assessment.report.documents.orientatieverslag.choice import (
    TOLD,
    asking,
    days,
    home,
    next_steps,
)
from assessment.report.documents.orientatieverslag.facts import office, sources
from assessment.report.documents.orientatieverslag.texts import say
from assessment.report.model import Cover, ReportContent, Section


def compose_orientation(material: Material) -> ReportContent:
    """Return the whole document; it places nobody in a norm, whether there is one or not.

    On paper it is short: what somebody who is choosing reads. Screens hold every chapter whole.
    """
    profile = replace(material.profile, norm=None, placements={})
    material = replace(material, profile=profile)
    return ReportContent(
        cover=_cover(material),
        sections=tuple(_sections(material)),
        footer=_footer(material),
        created_at=material.created_at,
        document_id=material.document_id,
    )


def _sections(material: Material) -> Iterator[Section]:
    """Yield the essential and the office first, then the person, then what comes of the two."""
    yield paper.shorten_first_page(glance(material), material)
    yield paper.shorten_office(office(material))
    yield paper.shorten_experience(experience(material), material, TOLD)
    yield paper.leave_out(reading(material))
    yield paper.shorten_answers(answers(material), material)
    yield paper.leave_out(competencies(material))
    yield paper.shorten_style(style(material), material)
    yield paper.shorten_importance(importance(material, announcing=False), material)
    yield from change(material)
    yield paper.shorten_home(home(material))
    yield paper.shorten_asking(asking(material))
    yield paper.leave_out(days())
    yield paper.shorten_goals(goals(material), material)
    cards = practice_cards(material)
    yield paper.shorten_next_steps(next_steps(material), cards)
    yield from map(paper.leave_out, cards)
    yield paper.shorten_support(support(material), material.catalogue)
    yield paper.shorten_sources(sources(), material)
    yield paper.leave_out(method(material))


def _cover(material: Material) -> Cover:
    of_plan = cover(material)
    return Cover(
        title=say("document.title"),
        subtitle=say("cover.subtitle", office=material.office.name),
        name=of_plan.name,
        made_on=of_plan.made_on,
        valid_until=of_plan.valid_until,
        lines=of_plan.lines,
        warning=say("cover.warning"),
    )


def _footer(material: Material) -> str:
    key = "cover.footer" if material.answers.name else "cover.footer_no_name"
    return say(key, name=material.answers.name, date=long_date(material.made_on))
