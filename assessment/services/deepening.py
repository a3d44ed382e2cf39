"""A closer look at what may become a goal: extra statements, answered after the result.

They are asked once the result is there, because only then it is known what may become a goal. What
is seen already can colour an answer, so the extra answers touch nothing else: no score, no advice,
no norm. They say more exactly where a candidate goal stands, and are asked again the next time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from assessment.instruments.model import ExtraStatement
from assessment.services.content import Content
from assessment.services.refusals import PageNotFound
from assessment.services.reporting import NotSubmitted, Result
from assessment.services.submitting import PlanMade, may_reopen
from assessment.store.attempts import Attempt, AttemptFacts
from values import DEEPENING, CloserLook, Competency


@dataclass(frozen=True, slots=True)
class Candidate:
    """A competency that may be looked at more closely; ``number`` is that of its page.

    ``look`` is what the extra answers made of it; None before them, and for a virtue, which has no
    number anywhere. ``answered`` counts the extra statements that have an answer. ``again`` says
    whether it was looked at more closely at the earlier attempt that this one is compared with.
    """

    competency: Competency
    number: int
    items: tuple[ExtraStatement, ...]
    answered: int
    look: CloserLook | None
    again: bool


@dataclass(frozen=True, slots=True)
class ExtraPage:
    """The extra statements of one competency with what was answered."""

    candidate: Candidate
    answers: Mapping[str, Any]
    seen: Mapping[str, int]  # by item: the revision of the answer that is shown; 0 without one


def may_deepen(db: Session, attempt: AttemptFacts) -> bool:
    """Return whether extra answers may be given: handed in, and no plan document asked for yet."""
    return attempt.submitted_at is not None and may_reopen(db, attempt)


def require_deepening(db: Session, attempt: AttemptFacts) -> None:
    """Raise NotSubmitted before handing in, PlanMade once a plan document was asked for."""
    if attempt.submitted_at is None:
        raise NotSubmitted(attempt.id)
    if not may_reopen(db, attempt):
        raise PlanMade(attempt.id)


def list_candidates(content: Content, result: Result) -> tuple[Candidate, ...]:
    """Return what may be looked at more closely, in the order of the model.

    The goals of the plan, or without goals what is proposed as one; and what was looked at more
    closely already, now or the time before, so that both times have the same statements.
    """
    earlier = {} if result.previous is None else result.previous.extra
    before = _looked_at(content, earlier)
    goals = {goal.about for goal in result.plan.goals}
    proposed = goals or {need.competency for need in result.suggestions.needs}
    chosen = proposed | before | _looked_at(content, result.answers.extra)
    return tuple(
        _candidate(content, result, competency, number, again=competency.id in before)
        for number, competency in enumerate(content.value_map.competencies, start=1)
        if competency.id in chosen
    )


def open_extra(content: Content, attempt: Attempt, result: Result, number: int) -> ExtraPage:
    """Return the page of a candidate, or raise PageNotFound for anything else."""
    for candidate in list_candidates(content, result):
        if candidate.number == number:
            saved = attempt.answers.get(DEEPENING, {})
            return ExtraPage(
                candidate=candidate,
                answers=attempt.kept(DEEPENING),
                seen={
                    item.id: saved[item.id].revision if item.id in saved else 0
                    for item in candidate.items
                },
            )
    raise PageNotFound(f"{DEEPENING} {number}")


def _looked_at(content: Content, extra: Mapping[str, int | str]) -> set[str]:
    return {item.competency for item in content.library.gedrag.extra if item.id in extra}


def _candidate(
    content: Content, result: Result, competency: Competency, number: int, *, again: bool
) -> Candidate:
    items = content.library.gedrag.extra_of(competency.id)
    virtue = competency.id in content.value_map.virtues
    return Candidate(
        competency=competency,
        number=number,
        items=items,
        answered=sum(item.id in result.answers.extra for item in items),
        look=None if virtue else result.profile.closer.get(competency.id),
        again=again,
    )
