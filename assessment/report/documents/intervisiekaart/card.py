"""The intervisiekaart: one question to bring to a group, on a page without a name."""

from collections.abc import Iterator
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


# The question


def _question(material: Material) -> Iterator[Block]:
    goal = _first(findings.aims(material, {}))
    if goal is not None:
        yield Paragraph(say("card.question_goal", **goal.values), "lead")
        yield Paragraph(say("card.words", words=goal.values["aim"]))
    elif material.needs:
        name = material.name(material.needs[0].competency)
        yield Paragraph(say("card.question_need", name=quoted([name])), "lead")
    elif (gap := _first(findings.gap_more(material, {}))) is not None:
        yield Paragraph(say("card.question_gap", **gap.values), "lead")
    else:
        yield Paragraph(say("card.question_open"), "lead")
    yield WritingSpace(say("card.example"), _EXAMPLE_LINES)


def _first(candidates: Iterator[Finding]) -> Finding | None:
    return next(candidates, None)


# What the group may know


def _known(material: Material) -> Iterator[Block]:
    lines = list(islice(_lines(material), _MOST_LINES - 1))
    if not lines:
        lines = [say("card.know_little")]
    yield Paragraph(say("card.know_lead"))
    yield Bullets((*lines, say("card.know_self")))


def _lines(material: Material) -> Iterator[str]:
    """Yield what the question rests on, a strength, the style and what comes first."""
    yield from _subject(material)
    yield from _strength(material)
    yield from islice(_style(material), 1)
    leading = material.names(material.foremost(_LEADING, virtues=False))
    if leading:
        names = [lower_first(name) for name in leading]
        yield say("card.know_leading", values=joined(names))


def _subject(material: Material) -> Iterator[str]:
    aims = [goal for goal in material.numbered_goals if goal.aim.strip()]
    if aims:
        key, about = "card.know_goal", aims[0].about
    elif material.needs:
        key, about = "card.know_need", material.needs[0].competency
    else:
        gap = _first(findings.gap_more(material, {}))
        if gap is not None:
            yield say("card.know_gap", **gap.values)
        return
    estimate = material.estimate(about)
    if estimate is not None:
        yield say(key, name=quoted([material.name(about)]), score=whole(estimate.score),
                  interval=interval(estimate))  # fmt: skip


def _strength(material: Material) -> Iterator[str]:
    for key, candidates in (
        ("strength", findings.above(material, {})),
        ("often", findings.often(material, {})),
    ):
        strength = _first(candidates)
        if strength is not None:
            yield say(f"card.know_{key}", **strength.values)
            return


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
