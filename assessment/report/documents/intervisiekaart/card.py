"""The intervisiekaart: one question to bring to a group, on a page without a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from assessment.phrases import (
    interval,
    joined,
    long_date,
    lower_first,
    quoted,
    whole,
)
from assessment.report.composition.material import Material
from assessment.report.composition.style_figure import claim_words
from assessment.report.documents.gesprekswijzer import findings
from assessment.report.documents.gesprekswijzer.findings import Finding
from assessment.report.documents.intervisiekaart.texts import TEXTS, listed, say
from assessment.report.documents.kinds import Choosing
from assessment.report.model import (
    Block,
    Bullets,
    Cover,
    Paragraph,
    ReportContent,
    Section,
    Table,
    WritingSpace,
)

_MOST_LINES = 4  # of what the group is told
_LEADING = 5  # values named at most
_EXAMPLE_LINES = 3
_LINES = 6
_QUESTION, _STRENGTH, _VALUES = "vraag", "kracht", "waarden"  # what the owner chooses


def compose_card(material: Material) -> ReportContent:
    """Return the page; it says nothing about who the person is."""
    day = long_date(material.made_on)
    return ReportContent(
        cover=Cover(
            title=say("document.title"),
            subtitle=say("card.subtitle"),
            name="",
            made_on=material.made_on,
            valid_until=material.valid_until,
            lines=(say("card.made", date=day),),
            warning=say("card.warning"),
        ),
        sections=(
            _section("vraag", "question", *_question(material)),
            _section("weten", "know", *_known(material)),
            _section("ronde", "round", _round()),
            _section("afspraken", "rules", Bullets(listed("card.rule_list"))),
            _section("opbrengst", "notes", WritingSpace(say("card.notes_label"), _LINES)),
        ),
        footer=say("card.footer", date=day),
        created_at=material.created_at,
    )


def _section(section_id: str, title: str, *blocks: Block) -> Section:
    return Section(section_id, say(f"card.{title}"), blocks)


# What the owner chooses


@dataclass(frozen=True, slots=True)
class _Question:
    """A question to bring, the own words under it, and what the group may know about it."""

    id: str
    asks: str
    words: str = ""
    rests_on: str = ""


def offer_choices(material: Material) -> tuple[Choosing, ...]:
    """Return the question and, where there are any, the strengths and values for the card."""
    return tuple(_choices(material))


def _choices(material: Material) -> Iterator[Choosing]:
    yield _choose_question(material)
    strengths = [(found.subject, str(found.values["name"])) for _, found in _strengths(material)]
    if strengths:
        options = (*strengths, ("", say("card.no_strength")))
        yield Choosing(_STRENGTH, say("card.choose_strength"), options, (strengths[0][0],))
    leading = material.foremost(len(material.leading), virtues=False)
    if leading:
        yield Choosing(
            _VALUES,
            say("card.choose_values"),
            tuple(zip(leading, material.names(leading), strict=True)),
            material.foremost(_LEADING, virtues=False),
            several=True,
        )


def _choose_question(material: Material) -> Choosing:
    options = tuple((one.id, one.asks) for one in _questions(material))
    return Choosing(_QUESTION, say("card.choose_question"), options, (options[0][0],))


def _taken(material: Material, choice: str) -> tuple[str, ...]:
    """Return what holds of a choice: as the owner picked, or as proposed."""
    offered = {choosing.id: choosing for choosing in offer_choices(material)}
    return offered[choice].taken(material.picked) if choice in offered else ()


# The question


def _questions(material: Material) -> Iterator[_Question]:
    """Yield the questions that could be brought: own goals first, an open one last."""
    goals = [goal for goal in material.numbered_goals if goal.aim.strip()]
    for number, (goal, found) in enumerate(
        zip(goals, findings.aims(material, {}), strict=True), start=1
    ):
        yield _Question(
            f"doel-{number}",
            say("card.question_goal", **found.values),
            say("card.words", words=found.values["aim"]),
            _scored_line(material, "card.know_goal", goal.about),
        )
    for need in material.needs:
        name = quoted([material.name(need.competency)])
        line = _scored_line(material, "card.know_need", need.competency)
        yield _Question(
            f"ruimte-{need.competency}", say("card.question_need", name=name), rests_on=line
        )
    for gap in findings.gap_more(material, {}):
        yield _Question(
            f"verschil-{gap.subject}",
            say("card.question_gap", **gap.values),
            rests_on=say("card.know_gap", **gap.values),
        )
    yield _Question("open", say("card.question_open"))


def _scored_line(material: Material, key: str, about: str) -> str:
    """Return the line with the score behind a question; nothing without a score."""
    estimate = material.estimate(about)
    if estimate is None:
        return ""
    return say(key, name=quoted([material.name(about)]), score=whole(estimate.score),
               interval=interval(estimate))  # fmt: skip


def _chosen_question(material: Material) -> _Question:
    [wanted] = _taken(material, _QUESTION) or ("open",)
    return next(one for one in _questions(material) if one.id == wanted)


def _question(material: Material) -> Iterator[Block]:
    question = _chosen_question(material)
    yield Paragraph(question.asks, "lead")
    if question.words:
        yield Paragraph(question.words)
    yield WritingSpace(say("card.example"), _EXAMPLE_LINES)


# What the group may know


def _known(material: Material) -> Iterator[Block]:
    lines = list(islice(_lines(material), _MOST_LINES - 1))
    if not lines:
        lines = [say("card.know_little")]
    yield Paragraph(say("card.know_lead"))
    yield Bullets((*lines, say("card.know_self")))


def _lines(material: Material) -> Iterator[str]:
    """Yield what the question rests on, a strength, what comes first, and the style."""
    if rests_on := _chosen_question(material).rests_on:
        yield rests_on
    wanted = _taken(material, _STRENGTH)
    for key, strength in _strengths(material):
        if strength.subject in wanted:
            yield say(f"card.know_{key}", **strength.values)
    leading = [lower_first(name) for name in material.names(_taken(material, _VALUES))]
    if leading:
        yield say("card.know_leading", values=joined(leading))
    yield from islice(_style(material), 1)


def _strengths(material: Material) -> Iterator[tuple[str, Finding]]:
    """Yield what the person can build on, the surest first, each once, with how it is told."""
    told = set()
    for key, candidates in (
        ("strength", findings.above(material, {})),
        ("often", findings.often(material, {})),
    ):
        for strength in candidates:
            if strength.subject not in told:
                told.add(strength.subject)
                yield key, strength


def _style(material: Material) -> Iterator[str]:
    for finding in findings.preferred(material, {}):
        axis = next(axis for axis in material.value_map.axes if axis.id == finding.subject)
        yield say("card.know_style", claim=claim_words(material, axis), **finding.values)


# The round


def _round() -> Table:
    steps = TEXTS.tables["steps"]
    total = sum(step["minutes"] for step in steps)
    return Table(
        caption=say("card.round_caption", minutes=total),
        header=tuple(say(f"card.round_{column}") for column in ("step", "what", "minutes")),
        rows=tuple((step["name"], step["what"], str(step["minutes"])) for step in steps),
        widths=(0.18, 0.68, 0.14),
    )
