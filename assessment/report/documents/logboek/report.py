"""Compose the logbook: a table a year, and under it what its owner learned, in their own words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from assessment.phrases import long_date, short_date
from assessment.report.documents.logboek.texts import say
from assessment.report.model import (
    Block,
    Cover,
    Heading,
    Paragraph,
    ReportContent,
    Section,
    Start,
    Table,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is told; ``hours`` as people write them, names instead of ids."""

    day: date
    hours: str
    what: str
    learned: str
    goal: str
    programme: str
    certificates: int


def compose_logbook(
    lines: Sequence[Line], *, name: str, total: str, sums: dict[int, str], created_at: datetime
) -> ReportContent:
    """Return the logbook as a document.

    Parameters
    ----------
    lines : sequence of Line
        The newest day first.
    name : str
        Whose it is, as the first page tells.
    total, sums : str, dict of int to str
        The hours of all, and of each year, as people write them.
    created_at : datetime
        In the reader's time zone.
    """
    years = groupby(lines, key=lambda line: line.day.year)
    sections = [_year(year, sums[year], list(own)) for year, own in years]
    count = len(lines)
    told = say("logbook.total_one" if count == 1 else "logbook.total", count=count, hours=total)
    return ReportContent(
        cover=Cover(
            title=say("logbook.title"),
            subtitle=say("logbook.subtitle"),
            name=name,
            made_on=created_at.date(),
            valid_until=None,
            lines=(told,),
            warning=say("logbook.warning"),
        ),
        sections=tuple(sections) or (_empty(),),
        footer=say("logbook.footer"),
        created_at=created_at,
    )


def _empty() -> Section:
    return Section("leeg", say("logbook.title"), (Paragraph(say("logbook.empty")),))


def _year(year: int, hours: str, lines: list[Line]) -> Section:
    title = say("logbook.year", year=year, hours=hours)
    return Section(f"jaar-{year}", title, (_table(year, lines), *_learned(lines)),
                   starts=Start.RUN_ON)  # fmt: skip


def _table(year: int, lines: list[Line]) -> Table:
    columns = ("what", "day", "hours", "goal", "certificates")
    return Table(
        caption=say("logbook.caption", year=year),
        header=tuple(say(f"logbook.{column}") for column in columns),
        rows=tuple(_row(line) for line in lines),
        widths=(0.42, 0.16, 0.08, 0.24, 0.1),
    )


def _row(line: Line) -> tuple[str, ...]:
    what = line.what
    if line.programme and line.programme != line.what:
        what = say("logbook.programme", what=line.what, programme=line.programme)
    key = "with_certificate" if line.certificates else "without_certificate"
    return (
        what,
        short_date(line.day),
        line.hours,
        line.goal or say("logbook.no_goal"),
        say(f"logbook.{key}"),
    )


def _learned(lines: list[Line]) -> Iterator[Block]:
    told = [line for line in lines if line.learned]
    if told:
        yield Heading(say("logbook.learned"))
    for line in told:
        yield Heading(f"{line.what}, {long_date(line.day)}", 3)
        yield Paragraph(line.learned, "quote")
