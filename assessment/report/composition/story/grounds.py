"""What a sentence of the story rests on: the answers and choices, as the person gave them."""

from collections.abc import Iterator, Sequence

from assessment.phrases import joined, lower_first
from assessment.report.composition.material import Material
from values import Axis, Contribution, Style
from values.number_words import number_word

_MIDDLE = 3.5  # of the six steps of a pair
_HALF = 3  # of the five answers


def explain_leading(material: Material, values: Sequence[str]) -> Iterator[str]:
    """Yield how often each value was picked as weighing most, of how often it came by.

    A value picked in less than half of those weighs because it was never picked as least, and that
    is said instead; where neither holds for any value, the picks are told as they are. Numbers are
    words: a name beside a figure is what travels when a page leaks.
    """
    picks = {value: _count_picks(material, value) for value in values}
    often = [value for value, (seen, best, _) in picks.items() if best and 2 * best >= seen]
    kept = [
        lower_first(material.name(value))
        for value, (seen, _, worst) in picks.items()
        if value not in often and seen and not worst
    ]
    told = often if often or kept else [value for value, (_, best, _) in picks.items() if best]
    counts = [
        material.say(
            "story.chosen",
            value=lower_first(material.name(value)),
            count=number_word(picks[value][1]),
            total=number_word(picks[value][0]),
        )
        for value in told
    ]
    if counts:
        yield material.say("story.because_chosen", values=joined(counts))
    if kept:
        yield material.say("story.because_kept", values=joined(kept))


def _count_picks(material: Material, value: str) -> tuple[int, int, int]:
    """Return how often a value came by, and how often it was picked as most and as least."""
    picked = material.answers.sets
    sets = material.library.waardenkeuze.designs[material.answers.design - 1]
    seen = [picked[one.id] for one in sets if one.id in picked and value in one.values]
    best, worst = (sum(pick[side] == value for pick in seen) for side in ("best", "worst"))
    return len(seen), best, worst


def explain_more(material: Material, competencies: Sequence[str]) -> Iterator[str]:
    """Yield of each competency the statement that was answered highest."""
    for competency in competencies:
        if parts := _told(material, competency):
            yield _answer(material, max(parts, key=lambda part: (part.answer, part.item)))


def explain_less(material: Material, competencies: Sequence[str]) -> Iterator[str]:
    """Yield of each competency the statement that was answered lowest."""
    for competency in competencies:
        if parts := _told(material, competency):
            yield _answer(material, min(parts, key=lambda part: (part.answer, part.item)))


def _told(material: Material, competency: str) -> list[Contribution]:
    """Return the answers of a competency, without those about a virtue."""
    statements = material.statements
    return [
        part
        for part in material.evidence.get(competency, ())
        if not material.is_virtue(statements[part.item].value)
    ]


def _answer(material: Material, part: Contribution) -> str:
    return material.say(
        "story.because_answered",
        answer=material.option(part.answer),
        statement=material.statement(part.item),
    )


def explain_shown(material: Material, values: Sequence[str], *, less: bool) -> Iterator[str]:
    """Yield of each value its own statement, the one answered lowest or highest."""
    given = material.answers.gedrag
    for value in values:
        own = [
            (answer, item.id)
            for item in material.library.gedrag.items
            if item.value == value and isinstance(answer := given.get(item.id), int)
        ]
        if own and not material.is_virtue(value):
            answer, item_id = min(own) if less else max(own)
            yield material.say(
                "story.because_answered",
                answer=material.option(answer),
                statement=material.statement(item_id),
            )


def explain_style(material: Material, style: Style, axis: Axis) -> str:
    """Return on how many pairs of the axis the person chose the side of this style."""
    sign = 1 if style.id == axis.pole2 else -1
    pairs = [pair for pair in material.library.stijl.pairs if pair.axis == axis.id]
    given = material.answers.stijl
    answers = [(given[pair.id] - _MIDDLE) * pair.sign for pair in pairs if pair.id in given]
    return material.say(
        "story.because_paired",
        style=style.name,
        count=number_word(sum(answer * sign > 0 for answer in answers)),
        total=number_word(len(answers)),
    )


def explain_option(material: Material, question: str, option: str) -> str:
    """Return what was chosen at a question."""
    return material.say("story.because_picked", question=question, option=option)


def explain_words(material: Material, question: str) -> str:
    """Return at which question the person wrote this."""
    return material.say("story.because_wrote", question=question)
