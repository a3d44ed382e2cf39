"""Write a profielschets: what somebody chose, as conduct, with questions for the talk."""

from collections.abc import Iterator
from datetime import datetime

from assessment.phrases import joined
from assessment.report.model import (
    Block,
    Bullets,
    Callout,
    Cover,
    Heading,
    Paragraph,
    ReportContent,
    Section,
    Start,
)
from assessment.report.office_profile.choice import Choice, put_in_order
from assessment.report.office_profile.texts import QUESTIONS, TEXTS, say
from values import ValueMap

_SEEN = 3  # indicators shown of the four: the fourth is of who knows the office for years


def compose_profile(choice: Choice, value_map: ValueMap, *, created_at: datetime) -> ReportContent:
    """Return the profielschets as a document.

    The choice holds only what the content has; KeyError is raised otherwise. Everything in the
    document is about an office: no name, no result, no score.
    """
    choice = put_in_order(choice, value_map)
    office = value_map.office[choice.office].name
    subtitle = say("page.subtitle_at", place=choice.place) if choice.place else say("page.subtitle")
    return ReportContent(
        cover=Cover(
            title=say("page.title", office=office),
            subtitle=subtitle,
            name="",
            made_on=created_at.date(),
            valid_until=None,
            lines=(say(f"audience.{choice.audience}"), say("page.lead")),
            warning=say("page.warning"),
        ),
        sections=tuple(_sections(choice, value_map)),
        footer=say("page.footer", office=office),
        created_at=created_at,
    )


def _sections(choice: Choice, value_map: ValueMap) -> Iterator[Section]:
    if choice.ahead:
        yield _section("ahead", Paragraph(choice.ahead))
    conduct = [block for one in choice.competencies for block in _conduct(one, value_map)]
    yield _section("conduct", Paragraph(say("conduct.intro")), *conduct)
    if choice.values:
        found = [value_map.values[value_id] for value_id in choice.values]
        lines = tuple(f"{value.name}: {value.choice}" for value in found)
        yield _section(
            "values", Paragraph(say("values.intro")), Bullets(lines),
            Paragraph(say("values.question")),
        )  # fmt: skip
    if choice.tensions or choice.rub:
        lines = tuple(_tension(number, value_map) for number in choice.tensions)
        own = (say("tensions.own", text=choice.rub),) if choice.rub else ()
        yield _section("tensions", Paragraph(say("tensions.intro")), Bullets(lines + own))
    if choice.styles:
        yield _section("styles", *_styles(choice, value_map))
    yield _section("talk", Bullets(TEXTS.listed("talk.rules"), ordered=True))
    yield _section(
        "not_asked",
        Paragraph(say("not_asked.intro")),
        Bullets(TEXTS.listed("not_asked.items")),
        Paragraph(say("not_asked.integrity")),
    )


def _section(name: str, *blocks: Block) -> Section:
    return Section(name.replace("_", "-"), say(f"sections.{name}"), blocks, starts=Start.RUN_ON)


def _conduct(competency_id: str, value_map: ValueMap) -> Iterator[Block]:
    competency = value_map.competency[competency_id]
    yield Heading(competency.name)
    yield Paragraph(competency.definition)
    yield Heading(say("conduct.seen"), level=3)
    yield Bullets(competency.indicators[:_SEEN])
    yield Heading(say("conduct.asked"), level=3)
    yield Bullets(QUESTIONS.listed(f"questions.{competency_id}"))


def name_tension(number: int, value_map: ValueMap) -> str:
    """Return the names of the two values of a tension; numbers count from 0."""
    names = [value_map.values[value_id].name for value_id in value_map.tensions[number].values]
    return joined(names)


def _tension(number: int, value_map: ValueMap) -> str:
    return f"{name_tension(number, value_map)}: {value_map.tensions[number].text}"


def _styles(choice: Choice, value_map: ValueMap) -> Iterator[Block]:
    yield Paragraph(say("styles.intro"))
    for style in (value_map.style[style_id] for style_id in choice.styles):
        effect = say("styles.effect", effect=style.missing_effect, advice=style.missing_advice)
        yield Callout(style.name, (style.definition, effect))
