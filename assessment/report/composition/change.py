"""Wat er veranderde: what certainly, possibly and not tellably moved since an earlier attempt."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from assessment.phrases import long_date, quoted, whole
from assessment.report.composition.change_numbers import interval_of, list_differences
from assessment.report.composition.material import Material
from assessment.report.composition.texts import listed
from assessment.report.model import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Section,
)
from values import ASPIRANT, BY_CHANCE, FORMER, MAYBE, SURE, Change, Comparison

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
    if material.comparison.unread:
        blocks.append(Paragraph(material.say("change.unread")))
    elif any(material.comparison.changes.values()):
        blocks += [
            Paragraph(_general(material, material.comparison)),
            *_goals(material, material.comparison),
            *_certain(material),
            *_possible(material),
            *_chance(material),
            *_speelvelden(material, material.comparison),
            *_missing(material),
            *list_differences(material),
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


def direction(material: Material, moved: Change) -> str:
    """Return higher or lower, beside the general shift: never better or worse."""
    return _direction(material, moved.own)


def _direction(material: Material, points: float) -> str:
    return material.say("change.higher" if points > 0 else "change.lower")


# What it means


def _lead(material: Material) -> str:
    if material.comparison is not None and material.comparison.unread:
        return material.say("change.lead_unread")
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
    between = _time_between(material, before, after)
    if comparison.unread:
        return between
    sentences = [between, material.say("change.same_statements")]
    if any(comparison.changes.values()):
        sentences.append(material.say("change.intervals"))
    if material.virtues:
        sentences.append(material.say("change.virtues"))
    if _has_other_numbers(material):
        sentences.append(material.say("change.other_numbers"))
    if _is_other_work(material, comparison):
        sentences.append(material.say("change.other_work"))
    elif material.answers.phase == FORMER != comparison.phase:
        sentences.append(material.say("change.other_time"))
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


# What all moved by, and the goals


def _general(material: Material, comparison: Comparison) -> str:
    """Return by how much the answers moved over the whole, which is told apart from the rest."""
    if comparison.general is None:
        return material.say("change.general_unknown")
    points = whole(abs(comparison.general))
    if points <= 1:
        return material.say("change.general_same")
    direction = _direction(material, comparison.general)
    return material.say("change.general", points=points, direction=direction)


def _goals(material: Material, comparison: Comparison) -> Iterator[Block]:
    """Yield of what a change may be called certain, and what was to be expected without any.

    Where the general shift is unknown nothing may, which was said already.
    """
    if comparison.general is None:
        return
    tested = [c for c in comparison.goals if (moved := material.change(c)) and moved.is_goal]
    if not tested:
        yield Paragraph(material.say("change.no_goals"))
        return
    key = "change.goals_one" if len(tested) == 1 else "change.goals"
    expected = [
        material.say(
            "change.expected_one" if points == 1 else "change.expected",
            name=quoted([material.name(competency)]),
            points=points,
            direction=_direction(material, moved.expected),
        )
        for competency in tested
        if (moved := material.change(competency)) is not None
        and (points := whole(abs(moved.expected)))
    ]
    told = material.say(key, names=quoted(material.names(tested)))
    why = [material.say("change.expected_why"), *expected] if expected else []
    yield Paragraph(" ".join([told, *why]))


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
    """Return the change without its sign: the whole interval lies on one side of nothing."""
    moved = material.change(competency)
    assert moved is not None
    low, high = sorted(abs(end) for end in interval_of(moved))
    return material.say(
        "change.certain_line",
        **_told(material, competency, moved),
        points=whole(abs(moved.own)),
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
    """Return what the group means, and why a change that is large can be in it."""
    text = material.say("change.possible_text")
    moves = [
        moved for competency in competencies if (moved := material.change(competency)) is not None
    ]
    if any(abs(moved.own) > moved.smallest for moved in moves):
        return f"{text} {material.say('change.possible_large')}"
    return text


def _possible_line(material: Material, competency: str) -> str:
    moved = material.change(competency)
    assert moved is not None
    low, high = interval_of(moved)
    return material.say(
        "change.possible_line",
        **_told(material, competency, moved),
        apart=_apart(material),
        low=_end(material, low),
        high=_end(material, high),
    )


def _apart(material: Material) -> str:
    """Return that the shift over the whole was taken off, or nothing where none is known."""
    unknown = material.comparison is None or material.comparison.general is None
    return "" if unknown else material.say("change.apart")


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


def _speelvelden(material: Material, comparison: Comparison) -> Iterator[Block]:
    """Yield which speelveld possibly moved as a whole; none is ever certain."""
    if not any(comparison.groups.values()):
        return
    lines = [
        material.say(
            "change.group_line",
            name=quoted([group.name]),
            apart=_apart(material),
            direction=_direction(material, moved.own),
        )
        for group in material.value_map.groups
        if (moved := comparison.groups.get(group.id)) is not None and moved.verdict == MAYBE
    ]
    yield Heading(material.say("change.group"))
    yield Paragraph(material.say("change.group_text" if lines else "change.group_none"))
    if lines:
        yield Bullets(tuple(lines))


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
