"""The gesprekswijzer: five questions for a coach, chosen by rule from the parts that are shared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assessment.report.composition.material import Material
from assessment.report.composition.words import joined, long_date
from assessment.report.documents.findings import FINDERS, Finding
from assessment.report.documents.kinds import GUIDE
from assessment.report.documents.sharing import only
from assessment.report.documents.texts import listed, say, table
from assessment.report.model import (
    Bullets,
    Cover,
    Paragraph,
    ReportContent,
    Section,
    WritingSpace,
)

PAGES = 2
QUESTIONS = 5
_STEPS = ("situation", "task", "action", "result")
_NOTE_LINES = 3
_LINES = 6


@dataclass(frozen=True, slots=True)
class Chosen:
    """A rule of the content file with what it found."""

    rule: Mapping[str, Any]
    finding: Finding


def guide(whole: Material, parts: Sequence[str]) -> ReportContent:
    """Return the sheet, made from ``parts`` and nothing else."""
    material = only(whole, parts)
    questions = [
        _question(number, one) for number, one in enumerate(choose(material, parts), start=1)
    ]
    limits = Bullets(listed(GUIDE, "sheet.limit_list"))
    space = WritingSpace(say(GUIDE, "sheet.agreements_label"), _LINES)
    return ReportContent(
        cover=_head(material, parts),
        sections=(
            Section("gebruik", say(GUIDE, "sheet.use"), (Paragraph(say(GUIDE, "sheet.use_text")),)),
            *questions,
            Section("grenzen", say(GUIDE, "sheet.limits"), (limits,)),
            Section("afspraken", say(GUIDE, "sheet.agreements"), (space,)),
        ),
        footer=say(GUIDE, "sheet.footer", date=long_date(material.made_on)),
        created_at=material.created_at,
        pages=PAGES,
    )


def choose(material: Material, parts: Sequence[str]) -> list[Chosen]:
    """Return five questions in the order of the talk: what goes well before what asks for room.

    First the best question on a strength, then one for every part that has none yet, then
    whatever stands highest in the file, and last the questions that rest on no part at all.
    """
    rules = [r for r in table(GUIDE)["rules"] if r["part"] in parts]
    general = [r for r in table(GUIDE)["rules"] if not r["part"]]
    chosen: list[Chosen] = []
    _take(
        material, chosen, [*sorted(_strengths(rules), key=_place), *_strengths(general)], at_most=1
    )
    for part in parts:
        if part not in {one.rule["part"] for one in chosen}:
            _take(material, chosen, [r for r in rules if r["part"] == part], at_most=1)
    _take(material, chosen, [*rules, *general], at_most=QUESTIONS)
    return sorted(chosen, key=lambda one: _place(one.rule))


def _strengths(rules: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [rule for rule in rules if rule["kind"]]


def _place(rule: Mapping[str, Any]) -> int:
    return int(rule["place"])


def _take(
    material: Material, chosen: list[Chosen], rules: Sequence[Mapping[str, Any]], *, at_most: int
) -> None:
    """Add the first findings of these rules, each rule and each subject once."""
    taken = 0
    for rule in rules:
        if taken == at_most or len(chosen) == QUESTIONS:
            return
        found = _found(material, chosen, rule)
        if found is not None:
            chosen.append(Chosen(rule, found))
            taken += 1


def _found(material: Material, chosen: Sequence[Chosen], rule: Mapping[str, Any]) -> Finding | None:
    if any(one.rule is rule for one in chosen):
        return None
    subjects = {one.finding.subject for one in chosen}
    found = FINDERS[rule["find"]](material, rule)
    return next((one for one in found if one.subject not in subjects), None)


def _head(material: Material, parts: Sequence[str]) -> Cover:
    name = material.answers.name
    taken = datetime.fromisoformat(material.answers.taken_at).date()
    chosen = say(
        GUIDE,
        "sheet.chosen",
        name=name or say(GUIDE, "sheet.owner"),
        parts=joined([say(GUIDE, f"parts.{part}") for part in parts]),
        taken=long_date(taken),
        date=long_date(material.made_on),
    )
    reader = "sheet.reader" if name else "sheet.reader_no_name"
    return Cover(
        title=say(GUIDE, "sheet.title"),
        subtitle=say(GUIDE, "sheet.subtitle"),
        name="",
        made_on=material.made_on,
        valid_until=material.valid_until,
        lines=(say(GUIDE, reader, name=name), chosen),
        warning=say(GUIDE, "sheet.warning"),
    )


def _question(number: int, chosen: Chosen) -> Section:
    rule, values = chosen.rule, chosen.finding.values
    evidence = str(rule["evidence"]).format(**values).strip()
    heading = say(GUIDE, "sheet.question", number=number, heading=rule["heading"])
    blocks = (
        Paragraph(str(rule["question"]).format(**values), "lead"),
        Paragraph(say(GUIDE, "sheet.evidence", evidence=evidence), "small"),
        Bullets(tuple(_steps(rule, values))),
        WritingSpace(say(GUIDE, "sheet.notes"), _NOTE_LINES),
    )
    return Section(f"vraag-{number}", heading, blocks)


def _steps(rule: Mapping[str, Any], values: Mapping[str, object]) -> Iterator[str]:
    for step in _STEPS:
        text = str(rule[step]).format(**values)
        yield say(GUIDE, "sheet.step", name=say(GUIDE, f"sheet.{step}"), text=text)
