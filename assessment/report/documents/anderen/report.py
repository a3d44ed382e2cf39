"""Compose what others said: what both see, where the views differ, the figure, and the texts."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from assessment.phrases import joined, long_date, quoted
from assessment.report.documents.anderen.brief import KINDS, STEP
from assessment.report.documents.anderen.texts import listed, say
from assessment.report.figures import data
from assessment.report.model import (
    Block,
    Bullets,
    Cover,
    Figure,
    Heading,
    Paragraph,
    ReportContent,
    Section,
    Table,
)
from values import Axis, ValueMap
from values.others import Outcome, Told, View

THEMES = ("houden", "proberen")


def compose_others(
    outcome: Outcome,
    value_map: ValueMap,
    *,
    name: str,
    begun_on: date,
    created_at: datetime,
    beside: Sequence[Section] = (),
) -> ReportContent:
    """Return the whole result, for a page and for a file.

    Parameters
    ----------
    name : str
        Of the owner, as the others read it.
    created_at : datetime
        In the reader's time zone.
    beside : sequence of Section
        What an earlier result said, if there is one.
    """
    return ReportContent(
        cover=Cover(
            title=say("others.title"),
            subtitle=say("others.subtitle"),
            name=name,
            made_on=created_at.date(),
            valid_until=None,
            lines=(say("others.asked_in", day=long_date(begun_on)),),
            warning=say("others.warning"),
        ),
        sections=(
            Section("beeld", say("others.sides"), tuple(_sides(outcome, value_map))),
            Section("stijl", say("others.style"), tuple(_style(outcome, value_map))),
            Section("woorden", say("others.words"), tuple(_words(outcome))),
            *beside,
            Section("gesprek", say("others.talk"), tuple(_talk())),
        ),
        footer=say("others.footer"),
        created_at=created_at,
    )


def list_blocks(outcome: Outcome, value_map: ValueMap) -> Iterator[Block]:
    """Yield the whole result as one chapter."""
    yield from _sides(outcome, value_map)
    yield Heading(say("others.style"))
    yield from _style(outcome, value_map)
    yield from _words(outcome)


def _sides(outcome: Outcome, value_map: ValueMap) -> list[Block]:
    names = {c.id: c.name for c in value_map.competencies}
    blocks: list[Block] = [
        Paragraph(say("others.lead", raters=outcome.raters)),
        Paragraph(_tell_groups(outcome)),
    ]
    if outcome.overall:
        key = "overall_self" if outcome.overall > 0 else "overall_others"
        blocks.append(Paragraph(say(f"others.{key}")))
    if not outcome.names_any:
        blocks.append(Paragraph(say("others.nothing")))
    for kind in KINDS:
        if found := [names[one] for one in outcome.named[kind]]:
            blocks.append(Heading(say(f"others.{kind}")))
            blocks.append(Paragraph(say(f"others.{kind}_text", names=quoted(found))))
    virtues = [names[c.id] for c in value_map.competencies if c.virtue]
    often = [names[one] for one in outcome.often]
    key, told = ("often", often) if often else ("virtues", virtues)
    return [
        *blocks,
        Paragraph(say(f"others.{key}", names=quoted(told))),
        _figure(outcome, names),
        Paragraph(say("others.sure"), "small"),
    ]


def _tell_groups(outcome: Outcome) -> str:
    if len(outcome.groups) < 2:
        return say("others.groups_together")
    return say("others.groups", groups="; ".join(map(_name, outcome.groups)))


def _name(groups: Sequence[str]) -> str:
    names = joined([say(f"groups.{group}") for group in groups])
    return names if len(groups) == 1 else say("others.group_together", names=names)


def _figure(outcome: Outcome, names: dict[str, str]) -> Figure:
    rows = tuple(_figure_row(told, names[told.about]) for told in outcome.competencies)
    words = data.CompetencyWords(
        score=say("others.figure_score"),
        interval=say("others.figure_interval"),
        previous=say("others.figure_own"),
        missing=say("others.figure_missing"),
    )
    scores = "; ".join(
        say("others.alt_score", name=names[told.about], seen=_short(told.together),
            own=_short(told.own))
        for told in outcome.competencies
    )  # fmt: skip
    return Figure(
        id="anderen",
        data=data.Competencies((data.CompetencyGroup("", rows),), (), words),
        alt=say("others.alt", scores=scores),
        caption=say("others.caption", step=STEP),
        table=_table(outcome, names),
    )


def _figure_row(line: Told, name: str) -> data.CompetencyRow:
    seen = line.together
    if seen is None:
        return data.CompetencyRow(name, None)
    return data.CompetencyRow(
        name,
        data.Reading(seen.score, seen.low, seen.high),
        previous=None if line.own is None else line.own.score,
        score_text=str(seen.score),
    )


def _table(outcome: Outcome, names: dict[str, str]) -> Table:
    columns = ("name", "own", "seen", "groups", "agreement")
    return Table(
        caption=say("others.table_caption"),
        header=tuple(say(f"others.table_{column}") for column in columns),
        rows=tuple(
            (
                names[told.about],
                _score(told.own),
                _score(told.together),
                "; ".join(map(_of_group, told.views)) or say("others.together"),
                say(f"others.{told.agreement or 'unsure'}"),
            )
            for told in outcome.competencies
        ),
        widths=(0.26, 0.16, 0.16, 0.26, 0.16),
    )


def _of_group(view: View) -> str:
    return say("others.of_group", group=_name(view.groups), score=view.score)


def _score(view: View | None) -> str:
    if view is None:
        return say("others.none")
    return say("others.score", score=view.score, low=view.low, high=view.high)


def _short(view: View | None) -> str:
    return say("others.none") if view is None else str(view.score)


def _style(outcome: Outcome, value_map: ValueMap) -> list[Block]:
    axes = {axis.id: axis for axis in value_map.axes}
    rows = tuple(
        (
            say("others.style_axis", low=value_map.style[axes[told.about].pole1].name,
                high=value_map.style[axes[told.about].pole2].name),
            _lean(told.own, axes[told.about], value_map),
            _lean(told.together, axes[told.about], value_map),
        )
        for told in outcome.axes
    )  # fmt: skip
    header = (say("others.table_name_axis"), say("others.style_own"), say("others.style_seen"))
    return [
        Paragraph(say("others.style_lead")),
        Table(say("others.style_caption"), header, rows, (0.4, 0.3, 0.3)),
    ]


def _lean(view: View | None, axis: Axis, value_map: ValueMap) -> str:
    if view is None:
        return say("others.none")
    if view.score == 0:
        return say("others.middle")
    pole = axis.pole2 if view.score > 0 else axis.pole1
    return say("others.towards", score=abs(view.score), style=value_map.style[pole].name)


def _words(outcome: Outcome) -> list[Block]:
    blocks: list[Block] = []
    for theme in THEMES:
        texts = outcome.texts.get(theme, ())
        blocks.append(Heading(say(f"others.{theme}")))
        blocks += [Paragraph(text, "quote") for text in texts]
        if not texts:
            blocks.append(Paragraph(say("others.no_words")))
    return [*blocks, Paragraph(say("others.shuffled"), "small")]


def _talk() -> list[Block]:
    return [Paragraph(say("others.talk_lead")), Bullets(listed("others.talk_steps"))]
