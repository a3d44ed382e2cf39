"""Wat er veranderde: what certainly, possibly and not tellably moved since an earlier attempt."""

from collections.abc import Iterator
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


def change(m: Material) -> tuple[Section, ...]:
    """Return the chapter, or nothing when there is no earlier attempt to compare with."""
    if m.comparison is None:
        return ()
    blocks: list[Block] = [Paragraph(_lead(m), "lead"), Paragraph(_moments(m, m.comparison))]
    if any(m.comparison.changes.values()):
        blocks += [*_certain(m), *_possible(m), *_chance(m), *_missing(m), *_numbers(m)]
    else:
        minimum = m.library.gedrag.scoring.minimum_answered
        blocks.append(Paragraph(m.say("change.nothing_text", minimum=minimum)))
    return (m.section("verandering", blocks),)


def with_verdict(m: Material, verdict: str) -> tuple[str, ...]:
    """Return the competencies with this verdict, in the order of the model."""
    ids = [competency.id for competency in m.value_map.competencies]
    found = {one: m.change(one) for one in ids}
    return tuple(one for one, moved in found.items() if moved and moved.verdict == verdict)


def printed_difference(moved: Change) -> int:
    """Return the difference of the two scores as they are printed, so that a reader may check."""
    return whole(moved.after) - whole(moved.before)


def direction(m: Material, moved: Change) -> str:
    """Return higher or lower: never better or worse."""
    return m.say("change.higher" if moved.difference > 0 else "change.lower")


# What it means


def _lead(m: Material) -> str:
    certain = with_verdict(m, SURE)
    if certain:
        key = "change.lead_certain_one" if len(certain) == 1 else "change.lead_certain"
        return m.say(key, count=len(certain))
    if with_verdict(m, MAYBE):
        return m.say("change.lead_possible")
    return m.say("change.lead_chance" if with_verdict(m, BY_CHANCE) else "change.lead_nothing")


def _moments(m: Material, comparison: Comparison) -> str:
    before, after = day(comparison.taken_at), day(m.answers.taken_at)
    told = [_time_between(m, before, after), m.say("change.same_statements")]
    if any(comparison.changes.values()):
        told.append(m.say("change.intervals"))
    if _has_other_numbers(m):
        told.append(m.say("change.other_numbers"))
    if _is_other_work(m, comparison):
        told.append(m.say("change.other_work"))
    return " ".join(told)


def _time_between(m: Material, before: date, after: date) -> str:
    days = (after - before).days
    if days < 1:
        return m.say("change.same_day", after=long_date(after))
    moments = m.say("change.moments", before=long_date(before), after=long_date(after))
    if days < _IN_MONTHS_FROM:
        between = m.say("change.day" if days == 1 else "change.days", count=days)
    else:
        between = m.say("change.months", count=whole(days / _MONTH))
    return f"{moments} {between}"


def _has_other_numbers(m: Material) -> bool:
    """Return whether a score of now is printed differently elsewhere, by version or calibration."""
    pairs = [(m.estimate(c.id), m.change(c.id)) for c in m.value_map.competencies]
    return any(
        found is not None and moved is not None and whole(found.score) != whole(moved.after)
        for found, moved in pairs
    )


def _is_other_work(m: Material, comparison: Comparison) -> bool:
    """Return whether the answers were about other work: an aspirant's are not about the office."""
    was_aspirant = comparison.phase == ASPIRANT
    return was_aspirant != m.is_aspirant or comparison.office != m.answers.office


def day(taken_at: str) -> date:
    """Return the day of a moment in the answers."""
    return datetime.fromisoformat(taken_at).date()


# The three groups


def _certain(m: Material) -> Iterator[Block]:
    found = with_verdict(m, SURE)
    if not found:
        return
    questions = listed("change.questions")
    yield Heading(m.say("change.certain"))
    yield Paragraph(m.say("change.certain_text"))
    yield Bullets(
        tuple(
            f"{_certain_line(m, one)} {questions[place % len(questions)]}"
            for place, one in enumerate(found)
        )
    )


def _certain_line(m: Material, competency: str) -> str:
    """Return the difference without its sign: the whole interval lies on one side of nothing."""
    moved = m.change(competency)
    assert moved is not None
    low, high = sorted(abs(end) for end in _interval(moved))
    return m.say(
        "change.certain_line",
        **_told(m, competency, moved),
        points=abs(printed_difference(moved)),
        direction=direction(m, moved),
        low=low,
        high=high,
    )


def _possible(m: Material) -> Iterator[Block]:
    found = with_verdict(m, MAYBE)
    if found:
        yield Heading(m.say("change.possible"))
        yield Paragraph(_possible_text(m, found))
        yield Bullets(tuple(_possible_line(m, one) for one in found))


def _possible_text(m: Material, found: tuple[str, ...]) -> str:
    """Return what the group means, and why a difference that is large can be in it."""
    text = m.say("change.possible_text")
    moves = [moved for one in found if (moved := m.change(one)) is not None]
    if any(abs(moved.difference) > moved.smallest for moved in moves):
        return f"{text} {m.say('change.possible_large')}"
    return text


def _possible_line(m: Material, competency: str) -> str:
    moved = m.change(competency)
    assert moved is not None
    low, high = _interval(moved)
    return m.say(
        "change.possible_line",
        **_told(m, competency, moved),
        low=_end(m, low),
        high=_end(m, high),
    )


def _told(m: Material, competency: str, moved: Change) -> dict[str, object]:
    return {
        "name": quoted([m.name(competency)]),
        "before": whole(moved.before),
        "after": whole(moved.after),
    }


def _end(m: Material, points: int) -> str:
    if not points:
        return m.say("change.end_same")
    return m.say("change.end_higher" if points > 0 else "change.end_lower", points=abs(points))


def _chance(m: Material) -> Iterator[Block]:
    found = with_verdict(m, BY_CHANCE)
    if found:
        yield Heading(m.say("change.chance"))
        yield Paragraph(m.say("change.chance_text", names=quoted(m.names(found))))


def _missing(m: Material) -> Iterator[Block]:
    missing = [c.id for c in m.value_map.competencies if m.change(c.id) is None]
    if missing:
        yield Heading(m.say("change.missing"))
        minimum = m.library.gedrag.scoring.minimum_answered
        names = quoted(m.names(missing))
        yield Paragraph(m.say("change.missing_text", names=names, minimum=minimum))


# The numbers, and what they cannot tell


def _numbers(m: Material) -> Iterator[Block]:
    rows = tuple(
        _row(m, competency.id, moved)
        for competency in m.value_map.competencies
        if (moved := m.change(competency.id)) is not None
    )
    columns = ("name", "before", "after", "difference", "interval", "smallest", "verdict")
    yield Heading(m.say("change.numbers"))
    yield Paragraph(m.say("change.numbers_text"))
    yield Table(
        caption=m.say("change.table_caption"),
        header=tuple(m.say(f"change.table_{column}") for column in columns),
        rows=rows,
        widths=(0.27, 0.09, 0.07, 0.1, 0.16, 0.12, 0.19),
    )
    yield Callout(m.say("change.limits"), listed("change.limits_list"))


def _row(m: Material, competency: str, moved: Change) -> tuple[str, ...]:
    low, high = _interval(moved)
    return (
        m.name(competency),
        str(whole(moved.before)),
        str(whole(moved.after)),
        _signed(m, printed_difference(moved)),
        m.say("numbers.interval", low=_signed(m, low), high=_signed(m, high)),
        str(whole(moved.smallest)),
        m.say(f"change.verdict_{moved.verdict}"),
    )


def _interval(moved: Change) -> tuple[int, int]:
    """Return the ends of the 95 % interval of the difference, within the scale."""
    low, high = moved.difference - moved.smallest, moved.difference + moved.smallest
    return whole(max(-_SCALE, low)), whole(min(_SCALE, high))


def _signed(m: Material, points: int) -> str:
    if points < 0:
        return m.say("numbers.minus") + str(-points)
    return m.say("numbers.plus") + str(points) if points else str(points)
