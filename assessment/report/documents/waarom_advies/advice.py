"""Waarom dit advies: each suggestion opened up to its numbers, and why others are not suggested.

A page beside the report: the PDF holds the shorter chapter of ``programmes``.
"""

from collections.abc import Iterator

from assessment.phrases import decimal, joined, one_decimal, quoted
from assessment.plan.choosing import measure_fit
from assessment.plan.model import BY_NEED, PassedOver, Programme, Suggestion
from assessment.report.composition import programmes as chapter
from assessment.report.composition.material import Material
from assessment.report.composition.why_not import NUMBERED, reason_text, score_text
from assessment.report.documents.waarom_advies.texts import say
from assessment.report.model import Block, Heading, Paragraph, Section, Table

OTHERS, RULE = "andere", "regel"


def explain_suggestions(material: Material) -> tuple[Section, ...]:
    """Return a section for each suggestion, by programme id; then the others, and the rule."""
    return (
        *(_suggested(material, suggestion) for suggestion in material.suggestions.programmes),
        Section(OTHERS, say("advice.why_not"), tuple(_others(material))),
        Section(RULE, material.say("programmes.rule"), tuple(_rule(material))),
    )


# A suggestion


def _suggested(material: Material, suggestion: Suggestion) -> Section:
    programme = material.catalogue.programme(suggestion.programme)
    by_need = suggestion.kind == BY_NEED
    blocks = (
        Paragraph(material.say("programmes.why", reason=chapter.why_text(material, suggestion))),
        *(_by_need(material, programme, suggestion) if by_need else _no_score()),
        Heading(say("advice.entry")),
        Paragraph(programme.entry or say("advice.entry_none")),
        Heading(say("advice.pays")),
        Paragraph(_pays(material, programme)),
    )
    return Section(programme.id, programme.name, blocks)


def _no_score() -> Iterator[Block]:
    yield Paragraph(say("advice.no_score"))


def _by_need(material: Material, programme: Programme, suggestion: Suggestion) -> Iterator[Block]:
    yield from _reasons(material, suggestion)
    yield _numbers(material, programme, suggestion)
    yield from _change(material, programme, suggestion)


def _reasons(material: Material, suggestion: Suggestion) -> Iterator[Block]:
    first, *others = suggestion.reasons
    yield Paragraph(
        say(
            "advice.because",
            competency=quoted([material.name(first.need.competency)]),
            score=score_text(material, first.need.competency),
            role=say(f"advice.role_{first.weight}"),
        )
    )
    if others:
        names = quoted(material.names(reason.need.competency for reason in others))
        yield Paragraph(say("advice.also", competencies=names))


def _numbers(material: Material, programme: Programme, suggestion: Suggestion) -> Table:
    need, weight = suggestion.reasons[0].need, suggestion.reasons[0].weight
    lift = material.catalogue.rules.priority_lift if need.lifted else 1.0
    rows = (
        ("room", one_decimal(need.mean - need.score)),
        ("certainty", decimal(need.certainty)),
        ("choice", one_decimal(need.importance / lift)),
        ("lift", one_decimal(lift)),
        ("weight", one_decimal(100 * need.need)),
        ("role", str(weight)),
        ("total", one_decimal(100 * suggestion.fit)),
    )
    said = {
        "competency": quoted([material.name(need.competency)]),
        "choice": chapter.choice_text(material, need.competency),
        "lifted": material.say("programmes.yes" if need.lifted else "programmes.no"),
        "role": material.say(f"programmes.weight_{weight}"),
    }
    return Table(
        caption=say("advice.numbers_caption", programme=programme.name),
        header=(say("advice.number"), say("advice.value")),
        rows=tuple((say(f"advice.{key}", **said), number) for key, number in rows),
        widths=(0.75, 0.25),
    )


def _change(material: Material, programme: Programme, suggestion: Suggestion) -> Iterator[Block]:
    competency = quoted([material.name(suggestion.reasons[0].need.competency)])
    yield Heading(say("advice.change"))
    yield Paragraph(chapter.counterfactual(material, programme, suggestion))
    yield Paragraph(say("advice.change_choice", competency=competency))


def _pays(material: Material, programme: Programme) -> str:
    for note in material.catalogue.payment:
        if note.id == programme.payment:
            return f"{note.text} {say('advice.pays_source', source=note.source)}"
    return say("advice.pays_unknown")


# The others


def _others(material: Material) -> Iterator[Block]:
    passed = material.suggestions.passed_over
    here = [passed_over for passed_over in passed if passed_over.because not in chapter.ELSEWHERE]
    if here:
        yield Paragraph(say("advice.why_not_text"))
        yield _table(material, here)
    else:
        yield Paragraph(say("advice.why_not_none"))
    other_phase = [
        passed_over.programme for passed_over in passed if passed_over.because == "phase"
    ]
    names = [_name_with_phases(material.catalogue.programme(id)) for id in other_phase]
    if names:
        yield Paragraph(say("advice.other_phases", programmes=joined(names)))
    yield Paragraph(say("advice.support"))


def _table(material: Material, passed: list[PassedOver]) -> Table:
    """Return why each is not suggested; the numbers only where one of them has any."""
    header = (
        material.say("programmes.why_not_programme"),
        material.say("programmes.why_not_reason"),
        say("advice.why_not_total"),
    )
    rows = [
        (
            material.catalogue.programme(passed_over.programme).name,
            reason_text(material, passed_over),
            _behind(material, passed_over),
        )
        for passed_over in passed
    ]
    numbered = any(passed_over.because in NUMBERED for passed_over in passed)
    columns = 3 if numbered else 2
    return Table(
        caption=say("advice.why_not_caption"),
        header=header[:columns],
        rows=tuple(row[:columns] for row in rows),
        widths=(0.3, 0.54, 0.16) if numbered else (0.3, 0.7),
    )


def _behind(material: Material, passed: PassedOver) -> str:
    """Return the weight times role of what the programme does best, or a dash."""
    if passed.because not in NUMBERED or passed.reason is None:
        return material.say("numbers.none")
    return one_decimal(100 * measure_fit(passed.reason))


def _name_with_phases(programme: Programme) -> str:
    return say("advice.other_phase", programme=programme.name, phases=_phases(programme))


def _phases(programme: Programme) -> str:
    return joined([say(f"advice.phase_{phase}") for phase in programme.phases])


# The rule


def _rule(material: Material) -> Iterator[Block]:
    yield chapter.rule_sentences(material)
    yield chapter.tell_sources(material)
