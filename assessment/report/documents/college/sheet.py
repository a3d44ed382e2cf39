"""A college beside each other: for a page, and as a sheet of one page for an hour together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessment.instruments.model import Dilemma
from assessment.phrases import joined, long_date, lower_first
from assessment.report.documents.college.lines import (
    Dots,
    count_rows,
    draw_lines,
    has_dots,
    tell_lines,
)
from assessment.report.documents.college.questions import Told, choose_questions
from assessment.report.documents.college.texts import say
from assessment.report.model import (
    Block,
    Bullets,
    Cover,
    Drawing,
    Gallery,
    Paragraph,
    ReportContent,
    Section,
)
from values import ValueMap

_ROWS_ON_PAPER = 14  # of dots under each other, on all lines together


@dataclass(frozen=True, slots=True)
class Together:
    """Everything that a college is told.

    ``members`` are those of ``pictured_at``; ``left`` of them are gone, and with ``joined`` there
    are others who are not counted. ``dots`` are by axis. ``tells_styles`` is False where dots and
    words together would give away a member without a dot.
    """

    name: str
    members: int
    left: int
    joined: bool
    told: Told
    tells_styles: bool
    dots: Mapping[str, Dots]
    pictured_at: datetime


def compose_page(
    together: Together, value_map: ValueMap, dilemmas: Sequence[Dilemma]
) -> ReportContent:
    """Return what a page shows: the lines as a figure that opens to its table."""
    return _compose(together, value_map, dilemmas, pages=0)


def compose_sheet(
    together: Together, value_map: ValueMap, dilemmas: Sequence[Dilemma]
) -> ReportContent:
    """Return the sheet of one page; the same picture and members give the same control code."""
    return _compose(together, value_map, dilemmas, pages=1)


def _compose(
    together: Together, value_map: ValueMap, dilemmas: Sequence[Dilemma], *, pages: int
) -> ReportContent:
    day = long_date(together.pictured_at.date())
    questions = choose_questions(together.told, value_map, dilemmas)
    return ReportContent(
        cover=Cover(
            title=say("document.title"),
            subtitle=say("college.subtitle", name=together.name),
            name="",
            made_on=together.pictured_at.date(),
            valid_until=None,
            lines=(" ".join(_about(together, day)),),
            warning=say("college.warning"),
        ),
        sections=(
            _section("lijnen", "lines", *_lines(together, value_map, on_paper=pages > 0)),
            _section("stijlen", "styles", *_styles(together, value_map, on_paper=pages > 0)),
            _section("waarden", "values", *_values(together, value_map)),
            _section("uur", "hour", Bullets(questions, True)),
        ),
        footer=say("college.footer", day=day),
        created_at=together.pictured_at,
        pages=pages,
    )


def _section(section_id: str, title: str, *blocks: Block) -> Section:
    return Section(section_id, say(f"college.{title}"), blocks)


def _about(together: Together, day: str) -> Iterator[str]:
    yield say("college.of", count=together.members, day=day)
    if together.left == 1:
        yield say("college.left_one")
    elif together.left:
        yield say("college.left_more", left=together.left)
    if together.joined:
        yield say("college.new")


def _lines(together: Together, value_map: ValueMap, *, on_paper: bool) -> Iterator[Block]:
    if not has_dots(together.dots):
        yield Paragraph(say("college.lines_none"))
        return
    figure = draw_lines(together.dots, value_map)
    if not on_paper:
        yield figure
    elif count_rows(together.dots) > _ROWS_ON_PAPER:  # then the drawing takes the page alone
        yield Bullets(tell_lines(together.dots, value_map))
    else:
        drawing = Drawing(figure.id, figure.data, figure.alt)
        yield Gallery((drawing,), figure.caption)  # a sheet has no appendix: its words say it all


def _styles(together: Together, value_map: ValueMap, *, on_paper: bool) -> Iterator[Block]:
    if not together.tells_styles:
        yield Paragraph(say("college.styles_unsaid"))
        return
    lines = _name_styles(together, value_map) if on_paper else _tell_styles(together, value_map)
    if lines:
        yield Bullets(tuple(lines))
    elif together.left < 2:
        yield Paragraph(say("college.styles_none"))
    if together.left > 1:
        yield Paragraph(say("college.styles_gone"), "small")


def _name_styles(together: Together, value_map: ValueMap) -> list[str]:
    """Return the styles by name, which is what a sheet has room for."""
    return [
        say(f"college.{kind}_names",
            names=joined([lower_first(value_map.style[one].name) for one in ids]))
        for kind, ids in (("often", together.told.often), ("missing", together.told.missing))
        if ids
    ]  # fmt: skip


def _tell_styles(together: Together, value_map: ValueMap) -> list[str]:
    told, style = together.told, value_map.style
    lines = [
        say("college.often", style=style[one].name, pitfall=style[one].pitfall)
        for one in told.often
    ]
    lines += [
        say(
            "college.missing",
            style=style[one].name,
            effect=style[one].missing_effect,
            advice=style[one].missing_advice,
        )
        for one in told.missing
    ]
    return lines


def _values(together: Together, value_map: ValueMap) -> Iterator[Block]:
    names = {cluster.id: lower_first(cluster.name) for cluster in value_map.clusters}
    lines = [
        say(f"college.{kind}{'_one' * (len(ids) == 1)}", names=joined([names[one] for one in ids]))
        for kind, ids in (("close", together.told.close), ("apart", together.told.apart))
        if ids
    ]
    if lines:
        yield Bullets(tuple(lines))
    elif together.left < 2:
        yield Paragraph(say("college.values_none"))
    if together.left > 1:
        yield Paragraph(say("college.values_gone"), "small")
    unsaid = [names[cluster.id] for cluster in value_map.clusters if cluster.virtue]
    if unsaid:
        yield Paragraph(say("college.values_note", names=joined(unsaid)), "small")
