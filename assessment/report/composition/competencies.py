"""Competenties: one figure, then per speelveld what the answers say and a next step."""

from collections.abc import Iterable, Iterator

from assessment.phrases import interval, lower_first, quoted, whole
from assessment.report.composition.closer_look import tell_closer_look
from assessment.report.composition.competency_figure import (
    count_answers,
    figure,
    list_in_group,
    summarise_competencies,
)
from assessment.report.composition.material import Material
from assessment.report.composition.norm import in_competencies
from assessment.report.composition.own_step import LEAVES_ROOM
from assessment.report.model import (
    Block,
    Callout,
    Heading,
    Paragraph,
    Section,
    Table,
)
from values import BANDS, Competency, Contribution, Estimate, Group

_OFTEN_OF_FIRST_BAND = 2  # of five answers, "af en toe"; each next band is one answer higher
_MIDDLE = 3  # "ongeveer de helft"
_FAR_APART = 2  # steps between the highest and the lowest answer


def competencies(material: Material) -> Section:
    """Return the chapter; a competency without a score is named once, at the end."""
    if not material.has_scores:
        why = "competencies.nothing_alike" if material.answers_alike else "competencies.nothing"
        lead = Paragraph(material.say(why), "lead")
        return _chapter(material, [lead, *_unscored(material), *_virtues(material)])
    count = len(material.value_map.competencies)
    blocks: list[Block] = [
        Paragraph(material.say("competencies.lead", count=count), "lead"),
        Paragraph(summarise_competencies(material)),
        figure(material),
    ]
    for group in material.value_map.groups:
        blocks += _group(material, group)
    blocks += [*in_competencies(material), *_unscored(material)]
    return _chapter(material, [*blocks, *_virtues(material)])


def _chapter(material: Material, blocks: Iterable[Block]) -> Section:
    return material.section("competenties", blocks)


# The text per speelveld


def _group(material: Material, group: Group) -> Iterator[Block]:
    yield Heading(group.name)
    yield Paragraph(material.say("competencies.group", about=group.about))
    scored = [c for c in list_in_group(material, group) if material.estimate(c.id) is not None]
    if not scored:
        yield Paragraph(material.say("competencies.group_missing", group=quoted([group.name])))
    for competency in scored:
        estimate = material.estimate(competency.id)
        if estimate is not None:
            yield from _competency(material, competency, estimate)


def _competency(material: Material, competency: Competency, estimate: Estimate) -> Iterator[Block]:
    yield Heading(competency.name, 3, about=competency.id)
    yield Paragraph(_definition(material, competency), "small")
    yield _told(material, competency, estimate)
    yield from tell_closer_look(material, competency.id)
    yield Paragraph(_next_step(material, competency, estimate))


def _definition(material: Material, competency: Competency) -> str:
    """Return what the office asks; who only considers it reads that it is about the office."""
    if not material.is_aspirant:
        return competency.definition
    definition = lower_first(competency.definition)
    return material.say("competencies.definition", definition=definition)


def _told(material: Material, competency: Competency, estimate: Estimate) -> Paragraph:
    """Return the score in words with the band's own sentence, or with what was answered."""
    span, answered = material.span(estimate), _extremes(material, competency)
    said = {
        "plain": material.answers_score(competency.id),
        "name": quoted([competency.name]),
        "score": whole(estimate.score),
        "interval": interval(estimate),
        "word": material.band_words(estimate),
    }
    if span is None:
        stand = material.say("competencies.stand_unknown", **said)
    elif not span.is_single:
        often = {
            "low_often": material.say(f"often.{span.low}"),
            "high_often": material.say(f"often.{span.high}"),
        }
        stand = material.say("competencies.stand_between", **said, **often)
    elif is_habit(material, competency, estimate):
        stand = material.say("competencies.stand", **said)
        answered = competency.feedback[span.low].wording(material.answers.phase)
    else:
        key = "stand_mixed" if _lies_far_apart(material, competency) else "stand"
        stand = material.say(f"competencies.{key}", **said)
    told = f"{stand} {answered}" if answered else f"{competency.name}: {lower_first(stand)}"
    return Paragraph(told)


def is_habit(material: Material, competency: Competency, estimate: Estimate) -> bool:
    """Return whether the sentence of the band may be told.

    It is when the interval allows one band, and no answer that the sentence rests on tells less
    than it says: "meestal" needs each of them mostly or more, "weinig" each of them now and then or
    less, and only the middle takes a step either way.
    """
    span = material.span(estimate)
    if span is None or not span.is_single or span.low not in competency.feedback:
        return False
    band = span.low
    often = BANDS.index(band) + _OFTEN_OF_FIRST_BAND
    rests_on = competency.feedback[band].rests_on
    parts = [part for part in material.evidence.get(competency.id, ()) if part.item in rests_on]
    return bool(parts) and all(_bears(part.answer, often) for part in parts)


def _lies_far_apart(material: Material, competency: Competency) -> bool:
    """Return whether the highest and the lowest answer lie two steps apart or more."""
    ends = _ends(material, competency)
    return ends is not None and ends[0].answer - ends[1].answer >= _FAR_APART


def _bears(answer: float, often: int) -> bool:
    """Return whether an answer bears a sentence that says so often, both of 1 to 5."""
    if often == _MIDDLE:
        return abs(answer - often) <= 1
    return answer >= often if often > _MIDDLE else answer <= often


def _next_step(material: Material, competency: Competency, estimate: Estimate) -> str:
    """Return the person's own lowest answered statement; without one, the advice for the band.

    It must leave room, lie below another answer, and not have been quoted with the score. Of a
    virtue nothing is named as less.
    """
    ends = _ends(material, competency)
    if ends is not None and is_habit(material, competency, estimate):
        least = ends[1]
        value = material.value_map.values[material.statements[least.item].value]
        if not value.virtue and least.answer <= LEAVES_ROOM:
            return material.say(
                "competencies.next_step",
                statement=material.statement(least.item),
                answer=material.option(least.answer),
            )
    advice = lower_first(_advice(material, competency, estimate))
    return material.say("competencies.advice", advice=advice)


def _advice(material: Material, competency: Competency, estimate: Estimate) -> str:
    """Return the advice for the score's band; an aspirant gets an exercise outside the office."""
    if material.is_aspirant:
        return competency.actions_aspirant[-1]
    return competency.advice[material.library.gedrag.scoring.band(whole(estimate.score))]


def _extremes(material: Material, competency: Competency) -> str:
    """Return a sentence with the statements answered highest and lowest, or that all are alike."""
    own, ends = order_answers(material, competency), _ends(material, competency)
    if not own:
        return ""
    if ends is None:
        answer = material.option(own[0].answer)
        return material.say("competencies.alike", name=quoted([competency.name]), answer=answer)
    most, least = ends
    return material.say(
        "competencies.extremes",
        most=material.statement(most.item),
        most_answer=material.option(most.answer),
        least=material.statement(least.item),
        least_answer=material.option(least.answer),
    )


def _ends(material: Material, competency: Competency) -> tuple[Contribution, Contribution] | None:
    """Return the statements answered highest and lowest, or None when all were answered alike."""
    own = order_answers(material, competency)
    if not own or own[0].answer == own[-1].answer:
        return None
    return own[-1], own[0]


def order_answers(material: Material, competency: Competency) -> list[Contribution]:
    """Return all answers on a competency, lowest first, and of those alike the easiest."""

    def height(part: Contribution) -> tuple[float, int, str]:
        return part.answer, material.statements[part.item].level, part.item

    return sorted(material.evidence.get(competency.id, ()), key=height)


def _unscored(material: Material) -> Iterator[Block]:
    if material.answers_alike:
        told = material.say("competencies.unscored_alike")
        yield Callout(material.say("competencies.unscored"), (told,))
        return
    names: list[str] = []
    for competency in material.competencies:
        if material.estimate(competency.id) is None:
            facts = dict(zip(("count", "total"), count_answers(material, competency), strict=True))
            names.append(material.say("competencies.unscored_count", name=competency.name, **facts))
    if names:
        minimum = material.library.gedrag.scoring.minimum_answered
        yield Callout(
            material.say("competencies.unscored"),
            (
                material.say(
                    "competencies.unscored_names", names=material.say("numbers.comma").join(names)
                ),
                material.say("competencies.unscored_rule", minimum=minimum),
                material.say("competencies.unscored_todo"),
            ),
        )


# Competencies without a number


def _virtues(material: Material) -> Iterator[Block]:
    """Yield the answers about each virtue, and why there is no number beside them."""
    answered = [c for c in material.virtues if count_answers(material, c)[0]]
    if not answered:
        return
    yield Heading(material.say("competencies.virtues"))
    yield Paragraph(material.say("competencies.virtues_text"))
    for competency in answered:
        yield Heading(competency.name, 3, about=competency.id)
        yield Paragraph(_definition(material, competency), "small")
        yield _answers(material, competency)


def _answers(material: Material, competency: Competency) -> Table:
    return Table(
        caption=material.say("competencies.virtues_caption", name=quoted([competency.name])),
        header=(
            material.say("priority.answers_statement"),
            material.say("priority.answers_answer"),
        ),
        rows=tuple(
            (material.statement(item.id), material.answer(item.id))
            for item in material.library.gedrag.items
            if item.competency == competency.id
        ),
        widths=(0.72, 0.28),
    )
