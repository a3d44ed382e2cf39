"""What to do with a statement, by the declared bars: keep it, rewrite it, or key it elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from review.forms import SortingForm, Statement
from review.placing import Placement
from review.ratings import Rating
from review.tables import join_words, write_percent
from review.texts import get_bar, say

Action = Literal["no_verdict", "keep", "rewrite", "move"]
FEW = 4  # constructs chosen as often: from here on naming them all says nothing


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do, and why; ``certain`` when the intervals leave no room for another action.

    ``value`` and ``competency`` are the construct to move to, or empty.
    """

    action: Action
    certain: bool
    reasons: tuple[str, ...]
    value: str = ""
    competency: str = ""


@dataclass(frozen=True, slots=True)
class _Failure:
    """A bar that a statement misses; ``target`` is where most raters want it."""

    reason: str
    certain: bool
    target: str = ""


def judge_statement(
    form: SortingForm,
    statement: Statement,
    value: Placement,
    competency: Placement,
    relevance: Rating,
    clarity: Rating,
) -> Verdict:
    """Return what to do with a statement.

    Under ``minimum_raters`` there is no verdict. A construct that at least ``sorting_move`` chose
    instead asks to move there; any other missed bar asks to rewrite. Ratings by too few raters
    decide nothing.
    """
    placements = _list_sides(statement, value, competency)
    sorters = min(placement.count for placement in placements.values())
    if sorters < get_bar("minimum_raters"):
        least = int(get_bar("minimum_raters"))
        return Verdict("no_verdict", False, (say("reasons.few", count=sorters, least=least),))
    names = _names(form)
    sides = [
        failure
        for side, placement in placements.items()
        for failure in _misplaced(side, placement, names)
    ]
    ratings = [
        failure
        for name, rating in (("relevance", relevance), ("clarity", clarity))
        for failure in _weak(name, rating)
    ]
    targets = {side: failure.target for side, failure in sides if failure.target}
    failures = [failure for _, failure in sides] + ratings
    reasons = [failure.reason for failure in failures]
    if targets:
        reasons += _unlinked(form, statement, targets, names)
        certain = any(failure.certain for _, failure in sides if failure.target)
        return Verdict("move", certain, tuple(reasons), **targets)
    if failures:
        return Verdict("rewrite", any(failure.certain for failure in failures), tuple(reasons))
    keep = get_bar("sorting_keep")
    sure = (side.own is not None and side.own.low >= keep for side in placements.values())
    return Verdict("keep", all(sure), ())


def _list_sides(
    statement: Statement, value: Placement, competency: Placement
) -> dict[str, Placement]:
    """Return what a statement was sorted by: an extra one has no value."""
    if not statement.value:
        return {"competency": competency}
    return {"value": value, "competency": competency}


def _names(form: SortingForm) -> dict[str, str]:
    return {
        **{value.id: value.name for value in form.values},
        **{competency.id: competency.name for competency in form.competencies},
    }


def _misplaced(
    side: str, placement: Placement, names: dict[str, str]
) -> Iterator[tuple[str, _Failure]]:
    own, keep = placement.own, get_bar("sorting_keep")
    if own is None or own.share >= keep:
        return
    others = [names[construct] for construct in placement.others]
    listed = join_words(others, say("reasons.and")) if others else ""
    others_text = listed if len(others) < FEW else say("reasons.many")
    moves = len(others) == 1 and placement.other_share >= get_bar("sorting_move")
    key = f"reasons.{side}_{'elsewhere' if moves else 'scattered'}"
    reason = say(key, share=write_percent(own.share), other=others_text,
                 other_share=write_percent(placement.other_share))  # fmt: skip
    target = placement.others[0] if moves else ""
    yield side, _Failure(reason, own.high < keep, target)


def _weak(name: str, rating: Rating) -> Iterator[_Failure]:
    least, good = get_bar("minimum_raters"), rating.good
    if good is None or rating.count < least:
        return
    if round(good.share, 2) >= get_bar(name):  # as published: 7 of 9 is .78
        return
    reason = say(f"reasons.{name}", share=write_percent(good.share))
    yield _Failure(reason, good.high < get_bar(name))


def _unlinked(
    form: SortingForm, statement: Statement, targets: dict[str, str], names: dict[str, str]
) -> Iterator[str]:
    """Yield a warning when the value and competency of a moved statement have no link."""
    value = targets.get("value", statement.value)
    if not value:
        return
    competency = targets.get("competency", statement.competency)
    linked = next(option.competencies for option in form.values if option.id == value)
    if competency not in linked:
        yield say("reasons.unlinked", value=names[value], competency=names[competency])
