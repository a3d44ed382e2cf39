"""What must hold for the report of anyone; each rule yields what breaks it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from assessment.plan import Plan
from assessment.report.model import Block, Bullets, Figure, Heading, Paragraph, ReportContent, Table
from tests.people import simulated
from tests.report.composition import plain

FORBIDDEN = (
    "bovengemiddeld", "ondergemiddeld", "gemiddelde wethouder", "zwak", "slecht",
    "onvoldoende", "uitstekend", "geweldig", "fantastisch", "tekortkoming", "beter dan andere",
    "slechter", "dan andere wethouders", "dan anderen", "persoonlijkheid", "jij bent een",
    "je bent een koersbepaler", "geschikt", "ongeschikt", "faal", "gezakt", "geslaagd",
)  # fmt: skip
# Headings and labels name parts of a form; cells and lines of numbers are data.
PROSE = ("paragraph", "bullet", "callout", "caption", "cover")
ENDS = re.compile(r"(?<=[.!?])\s+")

Rule = Callable[[ReportContent, Plan], Iterator[str]]


def blocks(content: ReportContent, kind: type[Block]) -> list[Block]:
    """Return every block of one kind."""
    return [b for s in content.sections for b in s.blocks if isinstance(b, kind)]


def prose(content: ReportContent, plan: Plan) -> list[str]:
    """Return every sentence of the report's own wording."""
    own = {action for goal in plan.goals for action in goal.actions}
    own |= {goal.aim for goal in plan.goals}
    found = [
        text
        for kind, text in plain.everything(content, own_words=False)
        if kind.startswith(PROSE) and not any(words and words in text for words in own)
    ]
    return [sentence for text in found for sentence in ENDS.split(text)]


def opens_with_a_lead(content: ReportContent, _: Plan) -> Iterator[str]:
    """Every chapter opens with what it means, before any figure."""
    for section in content.sections:
        first = section.blocks[0]
        if not (isinstance(first, Paragraph) and first.style == "lead"):
            yield section.id


def is_filled_in(content: ReportContent, _: Plan) -> Iterator[str]:
    """Every placeholder is filled and every number known."""
    for kind, text in plain.everything(content):
        if re.search(r"[{}]|\bNone\b|\bnan\b|\binf\b", text) or text.strip() != text or not text:
            yield f"{kind}: {text}"


def does_not_judge(content: ReportContent, _: Plan) -> Iterator[str]:
    """No text judges the reader or compares them with others."""
    said = "\n".join(text for _, text in plain.everything(content, own_words=False))
    said = re.sub("‘[^’]*’", "", said)  # statements are quoted
    for value in simulated.value_map().values.values():
        said = said.replace(value.daily, "")  # a story in which policy may turn out badly
    yield from (words for words in FORBIDDEN if re.search(rf"\b{words}", said, re.IGNORECASE))


def repeats_nothing(content: ReportContent, plan: Plan) -> Iterator[str]:
    """No sentence and no paragraph stands twice."""
    long = [
        s.casefold()
        for s in prose(content, plan)
        if len(s.split()) > 4 and not s.lower().startswith("je antwoorden: ") and s[-1] in ".!?"
    ]
    yield from (s for s, times in Counter(long).items() if times > 1)
    told = Counter(
        b for b in blocks(content, Paragraph) if isinstance(b, Paragraph) and b.style != "quote"
    )
    yield from (b.text for b, times in told.items() if times > 1)


def tables_are_whole(content: ReportContent, _: Plan) -> Iterator[str]:
    """Every table has rows, as wide as its header; widths are shares of 1."""
    figures = [f.table for f in blocks(content, Figure) if isinstance(f, Figure)]
    for table in [*blocks(content, Table), *figures]:
        assert isinstance(table, Table)
        even = {len(row) for row in table.rows} == {len(table.header)} == {len(table.widths)}
        if not even or abs(sum(table.widths) - 1) > 1e-6:
            yield table.caption


def figures_are_told(content: ReportContent, _: Plan) -> Iterator[str]:
    """Every alternative text names numbers of its figure, after what it shows, in at most 800."""
    for figure in blocks(content, Figure):
        assert isinstance(figure, Figure)
        told = len(figure.alt) <= 800 and figure.alt != figure.caption
        if not told or not re.search(r"\d", figure.alt):
            yield f"{figure.id}: {figure.alt}"


def nothing_stands_alone(content: ReportContent, _: Plan) -> Iterator[str]:
    """No list is empty, no heading ends a chapter or stands over one of the same level."""
    yield from ("an empty list" for b in blocks(content, Bullets) if not b.items)  # type: ignore[union-attr]
    for section in content.sections:
        if isinstance(section.blocks[-1], Heading):
            yield f"{section.id} ends with a heading"
        for one, other in zip(section.blocks, section.blocks[1:], strict=False):
            if isinstance(one, Heading) and isinstance(other, Heading) and one.level >= other.level:
                yield f"{one.text}: {other.text}"


def numbers_agree(content: ReportContent, _: Plan) -> Iterator[str]:
    """A score and its interval are the same wherever they stand."""
    known: dict[str, str] = {}
    for figure in blocks(content, Figure):
        if isinstance(figure, Figure) and figure.id == "competenties":
            known |= {name: likely for name, _, likely, *_ in figure.table.rows}
        elif isinstance(figure, Figure) and figure.id == "waardenkaart":
            known |= {name: f"{score} ({span})" for name, score, span, *_ in figure.table.rows}
    for name, told in _told(content):
        if known.get(name, told) != told:
            yield f"{name}: {told}, elsewhere {known[name]}"


_SCORE = r"(\d+) \((?:interval )?(\d+ tot \d+)\)"
_BESIDE = r"(?:: je antwoorden \d+,| zijn je antwoorden \d+;) waarschijnlijk"
_NAMED = re.compile(rf"(?:^|[ ‘])([A-ZÉa-zé][^:‘’,.]*?)’?(?::| heeft score| is|{_BESIDE}) {_SCORE}")
_CELL = re.compile(rf"^{_SCORE}$")


def _told(content: ReportContent) -> Iterator[tuple[str, str]]:
    """Yield a name and the score told of it, from running text and from tables."""
    for _, text in plain.everything(content, own_words=False):
        for name, score, span in _NAMED.findall(text):
            short = name.removeprefix("Voor ")
            yield short[0].upper() + short[1:], f"{score} ({span})"
    for table in blocks(content, Table):
        assert isinstance(table, Table)
        for name, *cells in table.rows:
            found = [match for cell in cells if (match := _CELL.match(cell))]
            yield from ((name, f"{one[1]} ({one[2]})") for one in found[:1])


RULES: tuple[Rule, ...] = (
    opens_with_a_lead, is_filled_in, does_not_judge, repeats_nothing, tables_are_whole,
    figures_are_told, nothing_stands_alone, numbers_agree,
)  # fmt: skip
