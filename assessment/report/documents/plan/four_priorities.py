"""The priority values of the office on one page, ordered by what the person's own answers say."""

from collections.abc import Iterator

from assessment.instruments.model import NOT_EXPERIENCED, Statement
from assessment.phrases import lower_first
from assessment.report.composition.material import Material
from assessment.report.composition.outstanding import shown_mean
from assessment.report.composition.priority import choose_action
from assessment.report.documents.plan.texts import say, say_to
from assessment.report.model import Block, Heading, Paragraph, Section, WritingSpace
from values import LOOKING_AHEAD, Value

_WITH_ADVICE = 2  # so many have a question and an action, or all when no score asks for any


def four_priorities(material: Material) -> Section:
    """Return the chapter: of each value the own answers, of the first two what to do."""
    return Section("plan-prioriteiten", say("priorities.title"), tuple(_blocks(material)))


def _blocks(material: Material) -> Iterator[Block]:
    scored = sum(material.estimate(value) is not None for value in material.profile.priority)
    ordered = material.differs and scored > 1
    key = "priorities.lead" if ordered else "priorities.lead_unordered"
    yield Paragraph(say_to(material, key), "lead")
    advised = _WITH_ADVICE if material.has_scores else len(material.profile.priority)
    for place, value in enumerate(order_priorities(material)):
        yield Heading(value.name)
        yield Paragraph(" ".join(_tell(material, value)))
        if place < advised and (texts := tuple(_advise(material, value, first=place == 0))):
            yield Paragraph(" ".join(texts))
    yield WritingSpace(say("priorities.notes"), 2)


def order_priorities(material: Material) -> tuple[Value, ...]:
    """Return the priority values, those of which the answers tell least first.

    A value without a score comes after them, and a virtue last: it is never told as less. Where
    the scores do not differ more than chance makes them, what weighs most comes first; where that
    is not known either, the order is that of the office.
    """
    importance = material.profile.importance
    dear = importance.values if importance.is_told else {}

    def place(value: Value) -> tuple[int, float]:
        estimate = material.estimate(value.id)
        if material.is_virtue(value.id):
            return 2, 0.0
        if not material.differs:
            return 0, -dear[value.id].u if value.id in dear else 0.0
        return (1, 0.0) if estimate is None else (0, estimate.score)

    values = (material.value_map.values[value] for value in material.profile.priority)
    return tuple(sorted(values, key=place))


def _tell(material: Material, value: Value) -> Iterator[str]:
    """Yield the own answers that were highest and lowest, and how much the value weighs."""
    given = _answered(material, value)
    if not given:
        yield _tell_nothing(material, value)
    elif len(given) > 1 and len(set(given.values())) == 1:
        yield say("priorities.alike", answer=material.option(next(iter(given.values()))))
    elif len(given) == 1 or material.is_virtue(value.id):
        most = max(given, key=given.__getitem__)
        yield say("priorities.only", **_quote(material, most, given[most]))
    else:
        most, least = max(given, key=given.__getitem__), min(given, key=given.__getitem__)
        yield say("priorities.most", **_quote(material, most, given[most]))
        yield say("priorities.least", **_quote(material, least, given[least]))
    told = material.profile.importance
    importance = told.values.get(value.id) if told.is_told else None
    if importance is not None and f"priorities.weighs_{importance.group}" in _KEYS:
        yield say(f"priorities.weighs_{importance.group}", value=lower_first(value.name))


def _tell_nothing(material: Material, value: Value) -> str:
    """Return why there is no answer to tell: none was given, or only that it never happened."""
    chosen = [material.answers.gedrag.get(item.id) for item in _asked(material, value)]
    if all(choice == NOT_EXPERIENCED for choice in chosen):
        missing = material.library.gedrag.missing.label
        return say("priorities.not_experienced", missing=lower_first(missing))
    return say("priorities.unanswered")


_KEYS = ("priorities.weighs_leidend", "priorities.weighs_boven-gemiddeld")


def _answered(material: Material, value: Value) -> dict[str, int]:
    """Return the answers to the statements of a value, by statement."""
    answers = material.answers.gedrag
    return {
        item.id: int(answers[item.id])
        for item in _asked(material, value)
        if answers.get(item.id, NOT_EXPERIENCED) != NOT_EXPERIENCED
    }


def _asked(material: Material, value: Value) -> list[Statement]:
    return [item for item in material.library.gedrag.items if item.value == value.id]


def _quote(material: Material, item: str, answer: int) -> dict[str, str]:
    return {"statement": material.statement(item), "answer": material.option(answer)}


def _advise(material: Material, value: Value, *, first: bool) -> Iterator[str]:
    """Yield a question and an action; who leaves or left is asked one thing, and once."""
    if first or material.answers.phase not in LOOKING_AHEAD:
        yield say_to(material, "priorities.question", question=_question(material, value))
    if action := choose_action(material, value):
        yield say_to(material, "priorities.action", action=lower_first(action))


def _question(material: Material, value: Value) -> str:
    """Return a question of a value: the last for who differs and shows it more than the own mean.

    That last one is often about too much of it, which fits nobody who shows it less.
    """
    estimate, mean = material.estimate(value.id), shown_mean(material)
    if estimate is None or mean is None or material.is_virtue(value.id) or not material.differs:
        return value.questions[0]
    return value.questions[0 if estimate.score < mean else -1]
