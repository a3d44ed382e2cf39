"""What a rule of the gesprekswijzer may find: subjects with the evidence a question rests on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from assessment.phrases import (
    interval,
    joined,
    long_date,
    lower_first,
    quoted,
    shortened,
    whole,
)
from assessment.report.composition import claims
from assessment.report.composition.claims import Switching
from assessment.report.composition.material import Material
from assessment.report.composition.style import chosen_side
from assessment.report.composition.style_college import opposite
from assessment.report.composition.style_figure import axis_name, interval_words, place
from assessment.report.documents.gesprekswijzer.texts import say
from assessment.report.documents.questions import asked, chosen_labels
from values import BANDS, Axis, Competency, Contribution, Estimate

_WORDS_LENGTH = 200  # characters of a person's own words, so that five questions fit two pages
_WIDE_APART = 3  # of the steps between five answers
_OFTEN = BANDS[2:]
_EVEN = 0.5  # probability that it lies above the own mean


@dataclass(frozen=True, slots=True)
class Finding:
    """A subject that no other question may be about, and what fills the rule's sentences."""

    subject: str
    values: Mapping[str, object]


Finder = Callable[[Material, Mapping[str, object]], Iterator[Finding]]


# Competencies


def above(material: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the competencies surely above the person's own mean."""
    for competency, estimate in _scored(material, material.standing_out[0]):
        yield _competency(
            material, competency, estimate, _answer(material, competency, highest=True)
        )


def below(material: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the competencies surely below the person's own mean."""
    for competency, estimate in _scored(material, material.standing_out[1]):
        yield _competency(
            material, competency, estimate, _answer(material, competency, highest=False)
        )


def often(material: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the competencies that show often beyond doubt, the surest first.

    None that rather lies below the own mean: that is no strength to begin a talk with.
    """
    likely = material.profile.likely
    sure = [
        (competency, estimate)
        for competency, estimate in _scored(material, material.value_map.competency)
        if competency.id not in likely
        or likely[competency.id].above >= _EVEN
        and (span := material.span(estimate))
        and span.is_single
        and span.low in _OFTEN
    ]
    for competency, estimate in sorted(sure, key=lambda pair: -pair[1].low):
        yield _competency(
            material, competency, estimate, _answer(material, competency, highest=True)
        )


def mixed(material: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the competencies whose answers lie wide apart."""
    for competency, estimate in _scored(material, material.value_map.competency):
        least, most = _ends(material, competency)
        if least is not None and most is not None and most.answer - least.answer >= _WIDE_APART:
            made = _competency(material, competency, estimate, "")
            ends = {
                "most": material.statement(most.item),
                "most_option": material.option(most.answer),
                "least": material.statement(least.item),
                "least_option": material.option(least.answer),
            }
            yield Finding(made.subject, {**made.values, **ends})


def two_bands(material: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the competencies that two words fit."""
    for competency, estimate in _scored(material, material.value_map.competency):
        if (span := material.span(estimate)) and not span.is_single:
            yield _competency(
                material, competency, estimate, _answer(material, competency, highest=True)
            )


def _scored(
    material: Material, competencies: Mapping[str, Competency] | tuple[str, ...]
) -> Iterator[tuple[Competency, Estimate]]:
    for competency in competencies:
        estimate = material.estimate(competency)
        if estimate is not None:
            yield material.value_map.competency[competency], estimate


def _competency(
    material: Material, competency: Competency, estimate: Estimate, answer: str
) -> Finding:
    span = material.span(estimate)
    values: dict[str, object] = {
        "name": quoted([competency.name]),
        "score": whole(estimate.score),
        "interval": interval(estimate),
        "mean": whole(material.own_mean or 0),
        "word": material.band_words(estimate),
        "answer": answer,
    }
    if span is not None:
        values |= {
            "often": material.say(f"often.{span.low}"),
            "low_often": material.say(f"often.{span.low}"),
            "high_often": material.say(f"often.{span.high}"),
        }
    return Finding(competency.id, values)


def _ends(
    material: Material, competency: Competency
) -> tuple[Contribution | None, Contribution | None]:
    """Return the statements answered lowest and highest."""
    parts = sorted(
        material.evidence.get(competency.id, ()), key=lambda part: (part.answer, part.item)
    )
    return (parts[0], parts[-1]) if parts else (None, None)


def _answer(material: Material, competency: Competency, *, highest: bool) -> str:
    part = _ends(material, competency)[highest]
    if part is None:
        return ""
    statement, option = material.statement(part.item), material.option(part.answer)
    return say("sheet.answer", statement=statement, option=option)


# Style


def preferred(material: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the preferred styles, the strongest first."""
    strengths = material.profile.style.strengths
    for style in sorted(material.preferred, key=lambda style: -(strengths[style.id] or 0.0)):
        axis = _axis(material, style.axis)
        values = {
            "style": style.name,
            "other": opposite(material, style).name,
            "degree": say(f"sheet.{material.leaning(axis)}"),
        }
        yield Finding(axis.id, {**values, **_placed(material, axis)})


def in_the_middle(material: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the axes on which no side may be named."""
    for axis in material.value_map.axes:
        leaning = material.leaning(axis)
        if leaning is not None and not leaning.is_preference:
            yield Finding(axis.id, {"asked": axis.question, **_placed(material, axis)})


def hard_to_switch(material: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the axes on which switching is surely hard."""
    for axis in material.value_map.axes:
        if material.profile.style.axes[axis.id] is None:
            continue
        if material.switching(axis) is Switching.HARD:
            nearest = material.nearest_style(axis)
            values = {
                "style1": nearest.name,
                "style2": opposite(material, nearest).name,
                "axis": axis_name(material, axis),
                "answers": joined(_switching_answers(material, axis)),
            }
            yield Finding(axis.id, values)


def _switching_answers(material: Material, axis: Axis) -> list[str]:
    """Return the statements on switching with their answers: two answers are no measurement."""
    labels = {option.value: option.label for option in material.library.stijl.switching_options}
    return [
        say(
            "sheet.switching_answer",
            statement=item.wording(material.answers.phase),
            answer=labels[material.answers.stijl[item.id]],
        )
        for item in material.library.stijl.switching
        if item.axis == axis.id and item.id in material.answers.stijl
    ]


def other_under_pressure(material: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the scenarios in which the person chose against the own preference."""
    own = {style.axis: style for style in material.preferred}
    for pair in material.library.stijl.scenarios:
        if pair.id in material.answers.stijl and pair.axis in own:
            chosen, text = chosen_side(material, pair)
            if chosen.id != own[pair.axis].id:
                axis = _axis(material, pair.axis)
                values = {"own": own[axis.id].name, "style": chosen.name, "text": text}
                yield Finding(axis.id, {**values, **_placed(material, axis)})


def _axis(material: Material, axis_id: str) -> Axis:
    return next(axis for axis in material.value_map.axes if axis.id == axis_id)


def _placed(material: Material, axis: Axis) -> dict[str, object]:
    estimate = material.profile.style.axes[axis.id]
    if estimate is None:
        return {}
    return {
        "axis": axis_name(material, axis),
        "place": place(material, axis, estimate),
        "interval": interval_words(material, axis, estimate),
    }


# Values


def leading(material: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the values that the person puts first, those of the office before the others."""
    leading = material.foremost(len(material.leading), virtues=False)
    for value in sorted(leading, key=lambda value: value not in material.profile.priority):
        yield _value(material, value)


def most_visible(material: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the values that surely show more than the person's mean value."""
    for value in material.profile.most_visible:
        yield _value(material, value)


def least_visible(material: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the values that surely show less than the person's mean value."""
    for value in material.profile.least_visible:
        yield _value(material, value)


def priority(material: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the priority values of the office that have a score, with an answer."""
    for value in material.profile.priority:
        if material.estimate(value) is not None:
            yield _value(material, value)


def gap_more(material: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the clusters that surely matter more than behaviour shows, the surest gap first."""
    yield from _gaps(material, wants_more=True)


def gap_less(material: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the clusters that behaviour surely shows more than they matter."""
    yield from _gaps(material, wants_more=False)


def _value(material: Material, value: str) -> Finding:
    estimate = material.estimate(value)
    scored = say("sheet.no_score")
    if estimate is not None:
        scored = say("sheet.score", score=whole(estimate.score), interval=interval(estimate))
    values = {
        "name": lower_first(material.name(value)),
        "scored": scored,
        "answer": _own(material, value),
    }
    return Finding(value, values)


def _own(material: Material, value: str) -> str:
    """Return the first answered statement of the value itself."""
    for item in material.library.gedrag.items:
        if item.value == value and item.id in material.answers.gedrag:
            statement, option = material.statement(item.id), material.answer(item.id)
            return say("sheet.answer", statement=statement, option=option)
    return ""


def _gaps(material: Material, *, wants_more: bool) -> Iterator[Finding]:
    gaps = material.profile.importance.gaps
    named = [c for c in material.clusters if c.id in gaps and gaps[c.id].named]
    surest = sorted(named, key=lambda c: -abs(gaps[c.id].important - gaps[c.id].shown))
    for cluster in surest:
        behaviour = material.estimate(cluster.id)
        if behaviour is None or gaps[cluster.id].wants_more is not wants_more:
            continue
        weight = claims.weight(material.profile.importance.clusters[cluster.id])
        values = {
            "name": cluster.name,
            "word": say(f"sheet.{weight}"),
            "score": whole(behaviour.score),
            "interval": interval(behaviour),
        }
        yield Finding(f"cluster {cluster.id}", values)


# Own words and goals


def in_own_words(material: Material, rule: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the person's own words on the questions that the rule names, in its order."""
    texts = {question.id: question.text for question in asked(material)}
    for question_id in _named_questions(rule):
        words = material.written(question_id)
        if question_id in texts and words:
            cut = shortened(" ".join(words.split()), _WORDS_LENGTH)
            yield Finding(question_id, {"asked": texts[question_id], "words": cut})


def picked(material: Material, rule: Mapping[str, object]) -> Iterator[Finding]:
    """Yield what the person chose from a list, at the questions that the rule names."""
    texts = {question.id: question.text for question in asked(material)}
    for question_id in _named_questions(rule):
        labels = chosen_labels(material, question_id)
        if labels:
            words = joined([lower_first(label) for label in labels])
            yield Finding(question_id, {"asked": texts[question_id], "words": words})


def _named_questions(rule: Mapping[str, object]) -> list[str]:
    named = rule["questions"]
    assert isinstance(named, list)
    return named


def aims(material: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the goals that have an aim."""
    for number, goal in enumerate(material.numbered_goals):
        if goal.aim.strip():
            due = "" if goal.by is None else say("sheet.due", date=long_date(goal.by))
            aim = shortened(" ".join(goal.aim.split()), _WORDS_LENGTH)
            values = {"name": quoted([material.name(goal.about)]), "aim": aim, "due": due}
            yield Finding(f"goal {number}", values)


def subjects(material: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the goals of which only the subject was chosen."""
    for number, goal in enumerate(material.numbered_goals):
        if not goal.aim.strip():
            yield Finding(f"goal {number}", {"name": quoted([material.name(goal.about)])})


def always(_: Material, rule: Mapping[str, object]) -> Iterator[Finding]:
    """Yield a question that rests on nothing of the person."""
    yield Finding(str(rule["id"]), {})


FINDERS: Mapping[str, Finder] = {
    finder.__name__: finder
    for finder in (
        above, below, often, mixed, two_bands, preferred, in_the_middle, hard_to_switch,
        other_under_pressure, leading, most_visible, least_visible, priority, gap_more, gap_less,
        in_own_words, picked, aims, subjects, always,
    )
}  # fmt: skip
