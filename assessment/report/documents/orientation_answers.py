"""How to read the scores, and what the answers give to somebody who considers the office."""

from collections.abc import Iterator

from assessment.instruments.model import NOT_EXPERIENCED
from assessment.phrases import joined, lower_first, quoted, score, whole
from assessment.report.composition import claims
from assessment.report.composition.material import Material
from assessment.report.documents.kinds import ORIENTATION
from assessment.report.documents.orientation_facts import chapter
from assessment.report.documents.questions import chosen_labels
from assessment.report.documents.texts import listed, say
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section

_EXPERIENCE = "ervaring-soort"  # the question on what experience one brings
_FREE = 2  # exercises for who has nothing that stands out


def reading(m: Material) -> Section:
    """Return the page on scores and intervals, in the words of the plan."""
    options = [option.label for option in m.library.gedrag.options]
    key = "guide.scale_calibrated" if m.is_calibrated else "guide.scale"
    scale = m.say(key, lowest=options[0], middle=options[2], highest=options[-1])
    missing = m.say("guide.missing", missing=m.library.gedrag.missing.label)
    return chapter(
        "lezen",
        Paragraph(say(ORIENTATION, "reading.lead"), "lead"),
        Heading(say(ORIENTATION, "reading.score")),
        Paragraph(scale),
        Paragraph(f"{m.say('guide.scale_meaning')} {missing}"),
        Paragraph(m.say("guide.aspirant")),
        Heading(say(ORIENTATION, "reading.interval")),
        Paragraph(f"{m.say('guide.interval_text')} {m.say('guide.interval_ninety')}"),
        Paragraph(f"{m.say('guide.interval_use')} {m.say('guide.words_two')}"),
        Heading(say(ORIENTATION, "reading.norm")),
        Paragraph(f"{say(ORIENTATION, 'reading.norm_text')} {m.say('guide.self_text')}"),
    )


def answers(m: Material) -> Section:
    """Return what the person brings, can practise and does not know yet; never a verdict."""
    return chapter(
        "antwoorden",
        Paragraph(say(ORIENTATION, "answers.lead"), "lead"),
        *_brings(m),
        *_practise(m),
        *_open(m),
        Heading(say(ORIENTATION, "answers.limits")),
        Bullets(listed(ORIENTATION, "answers.limit_list")),
    )


def _brings(m: Material) -> Iterator[Block]:
    above, _ = m.standing_out
    mean = claims.mean_score(m.profile.competencies)
    yield Heading(say(ORIENTATION, "answers.brings"))
    if mean is None:
        yield Paragraph(say(ORIENTATION, "answers.brings_unknown"))
    elif above:
        yield Paragraph(say(ORIENTATION, "answers.brings_above", mean=whole(mean)))
        yield Bullets(tuple(_scored(m, competency) for competency in above))
    else:
        yield Paragraph(say(ORIENTATION, "answers.brings_none"))
    if m.leading:
        names = [lower_first(name) for name in m.names(m.leading)]
        yield Paragraph(say(ORIENTATION, "answers.brings_values", values=joined(names)))
    if labels := chosen_labels(m, _EXPERIENCE):
        told = joined([lower_first(label) for label in labels])
        yield Paragraph(say(ORIENTATION, "answers.brings_experience", experience=told))


def _scored(m: Material, competency: str) -> str:
    found = m.estimate(competency)
    number = m.say("numbers.none") if found is None else score(found)
    return m.say("numbers.named_score", name=m.name(competency), score=number)


def _practise(m: Material) -> Iterator[Block]:
    """Yield an exercise for what shows less, or two to begin with."""
    _, below = m.standing_out
    yield Heading(say(ORIENTATION, "answers.practise"))
    if below:
        yield Paragraph(say(ORIENTATION, "answers.practise_below"))
        yield Bullets(tuple(_exercise(m, competency) for competency in below))
    else:
        yield Paragraph(say(ORIENTATION, "answers.practise_none"))
        first = m.value_map.competencies[:_FREE]
        yield Bullets(tuple(_exercise(m, competency.id) for competency in first))


def _exercise(m: Material, competency: str) -> str:
    """Return the exercise that the chapter on competencies does not give."""
    found = m.value_map.competency[competency]
    estimate, exercise = m.estimate(competency), found.actions_aspirant[0]
    if estimate is None:
        return say(ORIENTATION, "answers.practise_free", name=found.name, exercise=exercise)
    return say(
        ORIENTATION,
        "answers.practise_line",
        name=found.name,
        score=score(estimate),
        exercise=exercise,
    )


def _open(m: Material) -> Iterator[Block]:
    count = sum(answer == NOT_EXPERIENCED for answer in m.answers.gedrag.values())
    unscored = [c.name for c in m.value_map.competencies if m.estimate(c.id) is None]
    yield Heading(say(ORIENTATION, "answers.open"))
    if count:
        label = m.library.gedrag.missing.label
        yield Paragraph(say(ORIENTATION, "answers.open_missing", count=count, missing=label))
    if unscored:
        yield Paragraph(say(ORIENTATION, "answers.open_unscored", names=quoted(unscored)))
    else:
        yield Paragraph(say(ORIENTATION, "answers.open_none"))
