"""Wat er veranderde: what certainly, possibly and not tellably moved since an earlier attempt."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from assessment.phrases import long_date, quoted, whole
from assessment.report.composition.material import Material
from assessment.report.composition.texts import listed
from assessment.report.model import (
    Block,
    Bullets,
    Callout,
    Heading,
    Paragraph,
    Section,
    Table,
)
from values import ASPIRANT, BY_CHANCE, MAYBE, SURE, Change, Comparison

_SCALE = 100  # no difference is larger than the scale
_IN_MONTHS_FROM = 61  # days between two attempts
_MONTH = 365.25 / 12


def change(material: Material) -> tuple[Section, ...]:
    """Return the chapter, or nothing when there is no earlier attempt to compare with."""
    if material.comparison is None:
        return ()
    blocks: list[Block] = [
        Paragraph(_lead(material), "lead"),
        Paragraph(_moments(material, material.comparison)),
    ]
    if any(material.comparison.changes.values()):
        blocks += [
            *_certain(material),
            *_possible(material),
            *_chance(material),
            *_missing(material),
            *_numbers(material),
        ]
    elif material.comparison.reworded:
        blocks += _missing(material)
    else:
        minimum = material.library.gedrag.scoring.minimum_answered
        blocks.append(Paragraph(material.say("change.nothing_text", minimum=minimum)))
    return (replace(material.section("verandering", blocks), compares=True),)


def with_verdict(material: Material, verdict: str) -> tuple[str, ...]:
    """Return the competencies with this verdict, in the order of the model."""
    ids = [competency.id for competency in material.competencies]
    changes = {construct: material.change(construct) for construct in ids}
    return tuple(
        construct for construct, moved in changes.items() if moved and moved.verdict == verdict
    )


def printed_difference(moved: Change) -> int:
    """Return the difference of the two scores as they are printed, so that a reader may check."""
    return whole(moved.after) - whole(moved.before)


def direction(material: Material, moved: Change) -> str:
    """Return higher or lower: never better or worse."""
    return material.say("change.higher" if moved.difference > 0 else "change.lower")


# What it means


def _lead(material: Material) -> str:
    certain = with_verdict(material, SURE)
    if certain:
        key = "change.lead_certain_one" if len(certain) == 1 else "change.lead_certain"
        return material.say(key, count=len(certain))
    if with_verdict(material, MAYBE):
        return material.say("change.lead_possible")
    return material.say(
        "change.lead_chance" if with_verdict(material, BY_CHANCE) else "change.lead_nothing"
    )


def _moments(material: Material, comparison: Comparison) -> str:
    before, after = day(comparison.taken_at), day(material.answers.taken_at)
    sentences = [_time_between(material, before, after), material.say("change.same_statements")]
    if any(comparison.changes.values()):
        sentences.append(material.say("change.intervals"))
    if material.virtues:
        sentences.append(material.say("change.virtues"))
    if _has_other_numbers(material):
        sentences.append(material.say("change.other_numbers"))
    if _is_other_work(material, comparison):
        sentences.append(material.say("change.other_work"))
    return " ".join(sentences)


def _time_between(material: Material, before: date, after: date) -> str:
    days = (after - before).days
    if days < 1:
        return material.say("change.same_day", after=long_date(after))
    moments = material.say("change.moments", before=long_date(before), after=long_date(after))
    if days < _IN_MONTHS_FROM:
        between = material.say("change.day" if days == 1 else "change.days", count=days)
    else:
        between = material.say("change.months", count=whole(days / _MONTH))
    return f"{moments} {between}"


def _has_other_numbers(material: Material) -> bool:
    """Return whether a score of now is printed differently elsewhere, by version or calibration."""
    pairs = [
        (material.profile.plain_score(c.id), material.change(c.id)) for c in material.competencies
    ]
    return any(
        estimate is not None and moved is not None and whole(estimate.score) != whole(moved.after)
        for estimate, moved in pairs
    )


def _is_other_work(material: Material, comparison: Comparison) -> bool:
    """Return whether the answers were about other work: an aspirant's are not about the office."""
    was_aspirant = comparison.phase == ASPIRANT
    return was_aspirant != material.is_aspirant or comparison.office != material.answers.office


def day(taken_at: str) -> date:
    """Return the day of a moment in the answers."""
    return datetime.fromisoformat(taken_at).date()


# The three groups


def _certain(material: Material) -> Iterator[Block]:
    competencies = with_verdict(material, SURE)
    if not competencies:
        return
    questions = listed("change.questions")
    yield Heading(material.say("change.certain"))
    yield Paragraph(material.say("change.certain_text"))
    yield Bullets(
        tuple(
            f"{_certain_line(material, competency)} {questions[place % len(questions)]}"
            for place, competency in enumerate(competencies)
        )
    )


def _certain_line(material: Material, competency: str) -> str:
    """Return the difference without its sign: the whole interval lies on one side of nothing."""
    moved = material.change(competency)
    assert moved is not None
    low, high = sorted(abs(end) for end in _interval(moved))
    return material.say(
        "change.certain_line",
        **_told(material, competency, moved),
        points=abs(printed_difference(moved)),
        direction=direction(material, moved),
        low=low,
        high=high,
    )


def _possible(material: Material) -> Iterator[Block]:
    competencies = with_verdict(material, MAYBE)
    if competencies:
        yield Heading(material.say("change.possible"))
        yield Paragraph(_possible_text(material, competencies))
        yield Bullets(tuple(_possible_line(material, competency) for competency in competencies))


def _possible_text(material: Material, competencies: tuple[str, ...]) -> str:
    """Return what the group means, and why a difference that is large can be in it."""
    text = material.say("change.possible_text")
    moves = [
        moved for competency in competencies if (moved := material.change(competency)) is not None
    ]
    if any(abs(moved.difference) > moved.smallest for moved in moves):
        return f"{text} {material.say('change.possible_large')}"
    return text


def _possible_line(material: Material, competency: str) -> str:
    moved = material.change(competency)
    assert moved is not None
    low, high = _interval(moved)
    return material.say(
        "change.possible_line",
        **_told(material, competency, moved),
        low=_end(material, low),
        high=_end(material, high),
    )


def _told(material: Material, competency: str, moved: Change) -> dict[str, object]:
    return {
        "name": quoted([material.name(competency)]),
        "before": whole(moved.before),
        "after": whole(moved.after),
    }


def _end(material: Material, points: int) -> str:
    if not points:
        return material.say("change.end_same")
    return material.say(
        "change.end_higher" if points > 0 else "change.end_lower", points=abs(points)
    )


def _chance(material: Material) -> Iterator[Block]:
    competencies = with_verdict(material, BY_CHANCE)
    if competencies:
        yield Heading(material.say("change.chance"))
        yield Paragraph(
            material.say("change.chance_text", names=quoted(material.names(competencies)))
        )


def _missing(material: Material) -> Iterator[Block]:
    none = [c.id for c in material.competencies if material.change(c.id) is None]
    reworded = [] if material.comparison is None else list(material.comparison.reworded)
    few = [competency for competency in none if competency not in reworded]
    if none:
        yield Heading(material.say("change.missing"))
    minimum = material.library.gedrag.scoring.minimum_answered
    for key, names in (("missing_text", few), ("reworded_text", reworded)):
        if names:
            told = quoted(material.names(names))
            yield Paragraph(material.say(f"change.{key}", names=told, minimum=minimum))


# The numbers, and what they cannot tell


def _numbers(material: Material) -> Iterator[Block]:
    rows = tuple(
        _row(material, competency.id, moved)
        for competency in material.competencies
        if (moved := material.change(competency.id)) is not None
    )
    columns = ("name", "before", "after", "difference", "interval", "smallest", "verdict")
    yield Heading(material.say("change.numbers"))
    yield Paragraph(material.say("change.numbers_text"))
    yield Table(
        caption=material.say("change.table_caption"),
        header=tuple(material.say(f"change.table_{column}") for column in columns),
        rows=rows,
        widths=(0.27, 0.09, 0.07, 0.1, 0.16, 0.12, 0.19),
    )
    yield Callout(material.say("change.limits"), listed("change.limits_list"))


def _row(material: Material, competency: str, moved: Change) -> tuple[str, ...]:
    low, high = _interval(moved)
    return (
        material.name(competency),
        str(whole(moved.before)),
        str(whole(moved.after)),
        _signed(material, printed_difference(moved)),
        material.say("numbers.interval", low=_signed(material, low), high=_signed(material, high)),
        str(whole(moved.smallest)),
        material.say(f"change.verdict_{moved.verdict}"),
    )


def _interval(moved: Change) -> tuple[int, int]:
    """Return the ends of the 95 % interval of the difference, within the scale."""
    low, high = moved.difference - moved.smallest, moved.difference + moved.smallest
    return whole(max(-_SCALE, low)), whole(min(_SCALE, high))


def _signed(material: Material, points: int) -> str:
    if points < 0:
        return material.say("numbers.minus") + str(-points)
    return material.say("numbers.plus") + str(points) if points else str(points)
