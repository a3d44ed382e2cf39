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
from assessment.report.composition.claims import Leaning, Switching
from assessment.report.composition.material import Material
from assessment.report.composition.style import chosen_side
from assessment.report.composition.style_college import opposite
from assessment.report.composition.style_figure import axis_name, interval_words, place
from assessment.report.documents.kinds import GUIDE
from assessment.report.documents.questions import asked, chosen_labels, own_words
from assessment.report.documents.texts import say
from values import BANDS, Axis, Competency, Contribution, Estimate

_WORDS_LENGTH = 200  # characters of a person's own words, so that five questions fit two pages
_WIDE_APART = 3  # of the steps between five answers
_OFTEN = BANDS[2:]


@dataclass(frozen=True, slots=True)
class Finding:
    """A subject that no other question may be about, and what fills the rule's sentences."""

    subject: str
    values: Mapping[str, object]


Finder = Callable[[Material, Mapping[str, object]], Iterator[Finding]]


# Competencies


def above(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the competencies surely above the person's own mean."""
    for competency, found in _scored(m, m.standing_out[0]):
        yield _competency(m, competency, found, _answer(m, competency, highest=True))


def below(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the competencies surely below the person's own mean."""
    for competency, found in _scored(m, m.standing_out[1]):
        yield _competency(m, competency, found, _answer(m, competency, highest=False))


def often(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the competencies that show often beyond doubt, the surest first."""
    sure = [
        (competency, found)
        for competency, found in _scored(m, m.value_map.competency)
        if m.span(found).is_single and m.span(found).low in _OFTEN
    ]
    for competency, found in sorted(sure, key=lambda one: -one[1].low):
        yield _competency(m, competency, found, _answer(m, competency, highest=True))


def mixed(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the competencies whose answers lie wide apart."""
    for competency, found in _scored(m, m.value_map.competency):
        least, most = _ends(m, competency)
        if least is not None and most is not None and most.answer - least.answer >= _WIDE_APART:
            made = _competency(m, competency, found, "")
            ends = {
                "most": m.statement(most.item),
                "most_option": m.option(most.answer),
                "least": m.statement(least.item),
                "least_option": m.option(least.answer),
            }
            yield Finding(made.subject, {**made.values, **ends})


def two_bands(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the competencies that two words fit."""
    for competency, found in _scored(m, m.value_map.competency):
        if not m.span(found).is_single:
            yield _competency(m, competency, found, _answer(m, competency, highest=True))


def _scored(
    m: Material, competencies: Mapping[str, Competency] | tuple[str, ...]
) -> Iterator[tuple[Competency, Estimate]]:
    for competency in competencies:
        found = m.profile.competencies[competency]
        if found is not None:
            yield m.value_map.competency[competency], found


def _competency(m: Material, competency: Competency, found: Estimate, answer: str) -> Finding:
    span = m.span(found)
    values = {
        "name": quoted([competency.name]),
        "score": whole(found.score),
        "interval": interval(found),
        "mean": whole(claims.mean_score(m.profile.competencies) or 0),
        "word": m.band_words(found),
        "often": m.say(f"often.{span.low}"),
        "low_often": m.say(f"often.{span.low}"),
        "high_often": m.say(f"often.{span.high}"),
        "answer": answer,
    }
    return Finding(competency.id, values)


def _ends(m: Material, competency: Competency) -> tuple[Contribution | None, Contribution | None]:
    """Return the statements answered lowest and highest."""
    parts = sorted(m.evidence.get(competency.id, ()), key=lambda part: (part.answer, part.item))
    return (parts[0], parts[-1]) if parts else (None, None)


def _answer(m: Material, competency: Competency, *, highest: bool) -> str:
    part = _ends(m, competency)[highest]
    if part is None:
        return ""
    statement, option = m.statement(part.item), m.option(part.answer)
    return say(GUIDE, "sheet.answer", statement=statement, option=option)


# Style


def preferred(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the preferred styles, the strongest first."""
    strengths = m.profile.style.strengths
    for style in sorted(m.preferred, key=lambda style: -(strengths[style.id] or 0.0)):
        axis = _axis(m, style.axis)
        degree = "clear" if m.leaning(axis) is Leaning.CLEAR else "light"
        values = {
            "style": style.name,
            "other": opposite(m, style).name,
            "degree": say(GUIDE, f"sheet.{degree}"),
        }
        yield Finding(axis.id, {**values, **_placed(m, axis)})


def in_the_middle(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the axes on which no side may be named."""
    for axis in m.value_map.axes:
        found = m.leaning(axis)
        if found is not None and not found.is_preference:
            yield Finding(axis.id, {"asked": axis.question, **_placed(m, axis)})


def hard_to_switch(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the axes on which switching is surely hard."""
    for axis in m.value_map.axes:
        found = m.profile.style.switching.get(axis.id)
        if found is None or m.profile.style.axes[axis.id] is None:
            continue
        if claims.switching(found) is Switching.HARD:
            nearest = m.nearest_style(axis)
            values = {
                "style1": nearest.name,
                "style2": opposite(m, nearest).name,
                "axis": axis_name(m, axis),
                "score": whole(found.score),
                "interval": interval(found),
            }
            yield Finding(axis.id, values)


def other_under_pressure(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the scenarios in which the person chose against the own preference."""
    own = {style.axis: style for style in m.preferred}
    for pair in m.library.stijl.scenarios:
        if pair.id in m.answers.stijl and pair.axis in own:
            chosen, text = chosen_side(m, pair)
            if chosen.id != own[pair.axis].id:
                axis = _axis(m, pair.axis)
                values = {"own": own[axis.id].name, "style": chosen.name, "text": text}
                yield Finding(axis.id, {**values, **_placed(m, axis)})


def _axis(m: Material, axis_id: str) -> Axis:
    return next(axis for axis in m.value_map.axes if axis.id == axis_id)


def _placed(m: Material, axis: Axis) -> dict[str, object]:
    found = m.profile.style.axes[axis.id]
    if found is None:
        return {}
    return {
        "axis": axis_name(m, axis),
        "place": place(m, axis, found),
        "interval": interval_words(m, axis, found),
    }


# Values


def leading(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the values that the person puts first, those of the office before the others."""
    for value in sorted(m.leading, key=lambda value: value not in m.profile.priority):
        yield _value(m, value)


def most_visible(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the values that surely show more than the person's mean value."""
    for value in m.profile.most_visible:
        yield _value(m, value)


def least_visible(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the values that surely show less than the person's mean value."""
    for value in m.profile.least_visible:
        yield _value(m, value)


def priority(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the priority values of the office that have a score, with an answer."""
    for value in m.profile.priority:
        if m.profile.values.get(value) is not None:
            yield _value(m, value)


def gap_more(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the clusters that surely matter more than behaviour shows, the largest gap first."""
    yield from _gaps(m, sign=-1)


def gap_less(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the clusters that behaviour surely shows more than they matter."""
    yield from _gaps(m, sign=1)


def _value(m: Material, value: str) -> Finding:
    found = m.profile.values.get(value)
    scored = say(GUIDE, "sheet.no_score")
    if found is not None:
        scored = say(GUIDE, "sheet.score", score=whole(found.score), interval=interval(found))
    values = {"name": lower_first(m.name(value)), "scored": scored, "answer": _own(m, value)}
    return Finding(value, values)


def _own(m: Material, value: str) -> str:
    """Return the first answered statement of the value itself."""
    for item in m.library.gedrag.items:
        if item.value == value and item.id in m.answers.gedrag:
            statement, option = m.statement(item.id), m.answer(item.id)
            return say(GUIDE, "sheet.answer", statement=statement, option=option)
    return ""


def _gaps(m: Material, *, sign: int) -> Iterator[Finding]:
    found = m.profile.importance.gaps
    named = [c for c in m.value_map.clusters if c.id in found and found[c.id].named]
    for cluster in sorted(named, key=lambda one: -sign * found[one.id].gap):
        behaviour = m.profile.clusters.get(cluster.id)
        if behaviour is None or sign * found[cluster.id].gap <= 0:
            continue
        weight = claims.weight(m.profile.importance.clusters[cluster.id])
        values = {
            "name": cluster.name,
            "word": say(GUIDE, f"sheet.{weight}"),
            "score": whole(behaviour.score),
            "interval": interval(behaviour),
        }
        yield Finding(f"cluster {cluster.id}", values)


# Own words and goals


def told(m: Material, rule: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the person's own words on the questions that the rule names, in its order."""
    texts = {question.id: question.text for question in asked(m)}
    named = rule["questions"]
    assert isinstance(named, list)
    for question_id in named:
        words = own_words(m, question_id)
        if question_id in texts and words:
            cut = shortened(" ".join(words.split()), _WORDS_LENGTH)
            yield Finding(question_id, {"asked": texts[question_id], "words": cut})


def picked(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield what the person chose from a list on experience or wishes."""
    for question in asked(m):
        labels = chosen_labels(m, question.id)
        if labels:
            words = joined([lower_first(label) for label in labels])
            yield Finding(question.id, {"asked": question.text, "words": words})


def aims(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the goals that have an aim."""
    for number, goal in enumerate(m.plan.goals):
        if goal.aim.strip():
            due = "" if goal.by is None else say(GUIDE, "sheet.due", date=long_date(goal.by))
            aim = shortened(" ".join(goal.aim.split()), _WORDS_LENGTH)
            values = {"name": quoted([m.name(goal.about)]), "aim": aim, "due": due}
            yield Finding(f"goal {number}", values)


def subjects(m: Material, _: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the goals of which only the subject was chosen."""
    for number, goal in enumerate(m.plan.goals):
        if not goal.aim.strip():
            yield Finding(f"goal {number}", {"name": quoted([m.name(goal.about)])})


def always(_: Material, rule: Mapping[str, object]) -> Iterator[Finding]:
    """Yield a question that rests on nothing of the person."""
    yield Finding(str(rule["id"]), {})


FINDERS: Mapping[str, Finder] = {
    finder.__name__: finder
    for finder in (
        above, below, often, mixed, two_bands, preferred, in_the_middle, hard_to_switch,
        other_under_pressure, leading, most_visible, least_visible, priority, gap_more, gap_less,
        told, picked, aims, subjects, always,
    )
}  # fmt: skip
