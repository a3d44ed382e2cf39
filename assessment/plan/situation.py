"""What somebody told beside the scores, and which programmes are open to them because of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from assessment.plan.model import ENDED, Asked, Catalogue, Programme, Wish

MONTHS = 12
Told: TypeAlias = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Situation:
    """A person's phase, own goals and choices; ``told`` holds answers to the open questions.

    ``goals`` are ids of competencies and values. ``told`` gives per question the option or
    options chosen; free text and questions that no content names play no part. ``followed`` are
    the programmes that the person says to have done.
    """

    phase: str
    told: Told = field(default_factory=dict)
    goals: tuple[str, ...] = ()
    importance: Mapping[str, float] = field(default_factory=dict)
    followed: tuple[str, ...] = ()

    def chose(self, question: str, option: str) -> bool:
        """Return whether ``option`` is what, or is among what, was answered to ``question``."""
        answer = self.told.get(question, ())
        return answer == option if isinstance(answer, str) else option in answer


def list_wishes(situation: Situation, asked: Asked) -> tuple[Wish, ...]:
    """Return what the person asked for, in the order of the content."""
    return tuple(w for w in asked.wishes if situation.chose(w.question, w.option))


def list_done(situation: Situation, asked: Asked) -> tuple[str, ...]:
    """Return the programmes that the person did or has, by the plan and by the answers."""
    told = (p for d in asked.done if situation.chose(d.question, d.option) for p in d.programmes)
    return tuple(dict.fromkeys((*situation.followed, *told)))


def hours_a_year(situation: Situation, asked: Asked) -> int | None:
    """Return the hours to learn in a year, or None when the person did not say."""
    hours = [t.hours for t in asked.times if situation.chose(t.question, t.option)]
    return MONTHS * min(hours) if hours else None


def list_suitable(situation: Situation, catalogue: Catalogue) -> Iterator[Programme]:
    """Yield the programmes that may be suggested but for what they ask to have followed first.

    They are for this phase, still there, not done, and fit in the time there is. Support stands
    open to everybody and is never suggested.
    """
    done = list_done(situation, catalogue.asked)
    hours = hours_a_year(situation, catalogue.asked)
    for programme in catalogue.programmes:
        if not programme.support and why_unsuitable(programme, situation, done, hours) is None:
            yield programme


def why_unsuitable(
    programme: Programme, situation: Situation, done: Sequence[str], hours: int | None
) -> str | None:
    """Return why the programme is not for this person now, or None when it may be."""
    if programme.id in done:
        return "followed"
    if situation.phase not in programme.phases:
        return "phase"
    if programme.status == ENDED:
        return "ended"
    if hours is not None and programme.load_hours > hours:
        return "time"
    return None


def may_enter(programme: Programme, done: Sequence[str]) -> bool:
    """Return whether every programme that this one builds on was followed."""
    return set(programme.requires) <= set(done)
