"""The gesprekswijzer: five questions for a coach, chosen by rule from the parts that are shared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assessment.phrases import joined, long_date
from assessment.report.composition.material import Material
from assessment.report.documents.gesprekswijzer.findings import FINDERS, Finding
from assessment.report.documents.gesprekswijzer.talks import talk_of_dilemmas, talk_of_others
from assessment.report.documents.gesprekswijzer.texts import TEXTS, listed, say
from assessment.report.model import (
    Bullets,
    Cover,
    Paragraph,
    ReportContent,
    Section,
    WritingSpace,
)

QUESTIONS = 5
PAGES = 2  # and one more for what stands beside the questions
_STEPS = ("situation", "task", "action", "result")
_NOTE_LINES = 3
_LINES = 6


@dataclass(frozen=True, slots=True)
class ChosenQuestion:
    """A rule of the content file with the finding that its sentences tell."""

    rule: Mapping[str, Any]
    finding: Finding


def compose_sheet(material: Material) -> ReportContent:
    """Return the sheet: how to use it, five questions, what else to talk about, and its limits."""
    questions = [
        _question(number, chosen, material.answers.phase)
        for number, chosen in enumerate(choose_questions(material), start=1)
    ]
    seen = "others" if material.others is not None else "alone"
    limits = Bullets((*listed("sheet.limit_list"), say(f"sheet.limit_{seen}")))
    beside = (*talk_of_others(material), *talk_of_dilemmas(material))
    space = WritingSpace(say("sheet.agreements_label"), _LINES)
    return ReportContent(
        cover=_head(material),
        sections=(
            Section("gebruik", say("sheet.use"), (Paragraph(say("sheet.use_text")),)),
            *questions,
            *beside,
            Section("grenzen", say("sheet.limits"), (limits,)),
            Section("afspraken", say("sheet.agreements"), (space,)),
        ),
        footer=say("sheet.footer", date=long_date(material.made_on)),
        created_at=material.created_at,
        pages=PAGES + bool(beside),
    )


def choose_questions(material: Material) -> list[ChosenQuestion]:
    """Return five questions in the order of the talk: what goes well before what asks for room.

    First the best question on a strength, then one for every part that has none yet, then
    whatever stands highest in the file, and last the questions that rest on no part at all.
    """
    rules = [r for r in TEXTS.tables["rules"] if r["part"] in material.parts]
    general = [r for r in TEXTS.tables["rules"] if not r["part"]]
    chosen: list[ChosenQuestion] = []
    _take(
        material, chosen, [*sorted(_strengths(rules), key=_place), *_strengths(general)], at_most=1
    )
    for part in material.parts:
        if part not in {question.rule["part"] for question in chosen}:
            _take(material, chosen, [r for r in rules if r["part"] == part], at_most=1)
    _take(material, chosen, [*rules, *general], at_most=QUESTIONS)
    return sorted(chosen, key=lambda question: _place(question.rule))


def _strengths(rules: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [rule for rule in rules if rule["kind"]]


def _place(rule: Mapping[str, Any]) -> int:
    return int(rule["place"])


def _take(
    material: Material,
    chosen: list[ChosenQuestion],
    rules: Sequence[Mapping[str, Any]],
    *,
    at_most: int,
) -> None:
    """Add the first findings of these rules, each rule and each subject once."""
    taken = 0
    for rule in rules:
        if taken == at_most or len(chosen) == QUESTIONS:
            return
        finding = _find(material, chosen, rule)
        if finding is not None:
            chosen.append(ChosenQuestion(rule, finding))
            taken += 1


def _find(
    material: Material, chosen: Sequence[ChosenQuestion], rule: Mapping[str, Any]
) -> Finding | None:
    """Return the first finding on a subject that no question is about yet."""
    if any(question.rule is rule for question in chosen):
        return None
    subjects = {question.finding.subject for question in chosen}
    findings = FINDERS[rule["find"]](material, rule)
    return next((finding for finding in findings if finding.subject not in subjects), None)


def _head(material: Material) -> Cover:
    name = material.answers.name
    taken = datetime.fromisoformat(material.answers.taken_at).date()
    chosen = say(
        "sheet.chosen",
        name=name or say("sheet.owner"),
        parts=joined([say(f"parts.{part}") for part in material.parts]),
        taken=long_date(taken),
        date=long_date(material.made_on),
    )
    reader = "sheet.reader" if name else "sheet.reader_no_name"
    return Cover(
        title=say("document.title"),
        subtitle=say("sheet.subtitle"),
        name="",
        made_on=material.made_on,
        valid_until=material.valid_until,
        lines=(say(reader, name=name), chosen),
        warning=say("sheet.warning"),
    )


def _question(number: int, chosen: ChosenQuestion, phase: str) -> Section:
    def tell(part: str) -> str:
        text = chosen.rule.get(f"{part}_{phase}") or chosen.rule[part]
        return str(text).format(**chosen.finding.values).strip()

    steps = (say("sheet.step", name=say(f"sheet.{step}"), text=tell(step)) for step in _STEPS)
    blocks = (
        Paragraph(tell("question"), "lead"),
        Paragraph(say("sheet.evidence", evidence=tell("evidence")), "small"),
        Bullets(tuple(steps)),
        WritingSpace(say("sheet.notes"), _NOTE_LINES),
    )
    heading = say("sheet.question", number=number, heading=tell("heading"))
    return Section(f"vraag-{number}", heading, blocks)
