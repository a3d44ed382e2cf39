"""How to read the scores, and what the answers give to somebody who considers the office."""

from collections.abc import Iterator

from assessment.instruments.model import NOT_EXPERIENCED
from assessment.phrases import joined, lower_first, quoted, score, whole
from assessment.report.composition.material import Material
from assessment.report.composition.outstanding import list_outstanding
from assessment.report.documents.orientatieverslag.facts import chapter
from assessment.report.documents.orientatieverslag.texts import listed, say
from assessment.report.documents.questions import chosen_labels
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section

_EXPERIENCE = "ervaring-soort"  # the question on what experience one brings
_FOREMOST = 5  # values named as coming first
_FREE = 2  # exercises for who has nothing that stands out


def reading(material: Material) -> Section:
    """Return the page on scores and intervals, in the words of the plan."""
    options = [option.label for option in material.library.gedrag.options]
    key = "guide.scale_calibrated" if material.is_calibrated else "guide.scale"
    scale = material.say(key, lowest=options[0], middle=options[2], highest=options[-1])
    missing = material.say("guide.missing", missing=material.library.gedrag.missing.label)
    return chapter(
        "lezen",
        Paragraph(say("reading.lead"), "lead"),
        Heading(say("reading.score")),
        Paragraph(scale),
        Paragraph(f"{material.say('guide.scale_meaning')} {missing}"),
        Paragraph(material.say("guide.aspirant")),
        Heading(say("reading.interval")),
        Paragraph(f"{material.say('guide.interval_text')} {material.say('guide.interval_ninety')}"),
        Paragraph(f"{material.say('guide.interval_use')} {material.say('guide.words_two')}"),
        Heading(say("reading.norm")),
        Paragraph(f"{say('reading.norm_text')} {material.say('guide.self_text')}"),
    )


def answers(material: Material) -> Section:
    """Return what the person brings, can practise and does not know yet; never a verdict."""
    return chapter(
        "antwoorden",
        Paragraph(say("answers.lead"), "lead"),
        *_brings(material),
        *_practise(material),
        *_open(material),
        Heading(say("answers.limits")),
        Bullets(listed("answers.limit_list")),
    )


def _brings(material: Material) -> Iterator[Block]:
    above, _ = material.standing_out
    mean = material.own_mean
    yield Heading(say("answers.brings"))
    if mean is None:
        yield Paragraph(say("answers.brings_unknown"))
    elif above:
        yield Paragraph(say("answers.brings_above", mean=whole(mean)))
        yield Bullets(tuple(_scored(material, competency) for competency in above))
    else:
        yield Paragraph(say("answers.brings_none"))
    if material.leading:
        names = [lower_first(name) for name in material.names(material.foremost(_FOREMOST))]
        key = "answers.brings_values" if len(names) > 1 else "answers.brings_value"
        yield Paragraph(say(key, values=joined(names)))
    if labels := chosen_labels(material, _EXPERIENCE):
        experience = joined([lower_first(label) for label in labels])
        yield Paragraph(say("answers.brings_experience", experience=experience))


def _scored(material: Material, competency: str) -> str:
    estimate = material.estimate(competency)
    number = material.say("numbers.none") if estimate is None else score(estimate)
    return say("answers.brings_score", name=material.name(competency), score=number)


def _practise(material: Material) -> Iterator[Block]:
    """Yield an exercise for what shows less, or two to begin with."""
    _, below = material.standing_out
    yield Heading(say("answers.practise"))
    told = "practise_unknown" if material.own_mean is None else "practise_none"
    yield Paragraph(say("answers.practise_below" if below else f"answers.{told}"))
    yield Bullets(tuple(_exercise(material, competency) for competency in _practised(material)))


def _practised(material: Material) -> tuple[str, ...]:
    """Return what surely shows less, else what likely does, else the first that is no strength."""
    _, below = material.standing_out
    more, less = list_outstanding(material)
    others = tuple(c.id for c in material.competencies if c.id not in more)
    return below or (less or others)[:_FREE]


def list_exercises(material: Material) -> tuple[str, ...]:
    """Return the exercises of this chapter, so that no other gives them again."""
    return tuple(_find_exercise(material, competency) for competency in _practised(material))


def _find_exercise(material: Material, competency: str) -> str:
    """Return the exercise that the chapter on competencies does not give."""
    return material.value_map.competency[competency].actions_aspirant[0]


def _exercise(material: Material, competency: str) -> str:
    model = material.value_map.competency[competency]
    estimate, exercise = material.estimate(competency), _find_exercise(material, competency)
    if estimate is None or not material.standing_out[1]:
        return say("answers.practise_free", name=model.name, exercise=exercise)
    return say(
        "answers.practise_line",
        name=model.name,
        score=score(estimate),
        exercise=exercise,
    )


def _open(material: Material) -> Iterator[Block]:
    count = sum(answer == NOT_EXPERIENCED for answer in material.answers.gedrag.values())
    unscored = [c.name for c in material.competencies if material.estimate(c.id) is None]
    yield Heading(say("answers.open"))
    if count:
        label = material.library.gedrag.missing.label
        key = "answers.open_missing_one" if count == 1 else "answers.open_missing"
        yield Paragraph(say(key, count=count, missing=label))
    if material.answers_alike:
        yield Paragraph(say("answers.open_alike"))
    elif unscored:
        yield Paragraph(say("answers.open_unscored", names=quoted(unscored)))
    else:
        yield Paragraph(say("answers.open_none"))
