"""Gather people for a group: consent first, and never two attempts of one person."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

from assessment.json_reading import InputError
from assessment.norms.candidates import Admitted, Candidate, Reason, reasons_against
from assessment.services.content import Content
from assessment.services.moments import day_of
from assessment.store import research
from assessment.store.research import ResearchAttempt
from assessment.wording import say
from values import GEDRAG, count_signals
from values.constants import SIGNALS_NEEDED

T = TypeVar("T")


class TooFewPeople(InputError):
    """Fewer people count than are needed; ``people`` may be too small a number to tell."""

    def __init__(self, problem: str, people: int) -> None:
        super().__init__([problem])
        self.people = people


@dataclass(frozen=True, slots=True)
class Sample(Generic[T]):
    """People who count in a group, each once, and how many do not for which ``Reason``."""

    people: tuple[T, ...]
    left_out: Mapping[str, int]


def gather_attempts(
    db: Session,
    content: Content,
    *,
    purpose: str,
    parts: Sequence[str],
    reason_against: Callable[[ResearchAttempt], Reason | None],
) -> Sample[ResearchAttempt]:
    """Return the attempts in the database that count, with the answers to some parts.

    Answers of people who did not hand in or did not consent are not even read. Attempts at
    another version of a part never count. Of several attempts of one person the last that counts
    does; of equal answers to these parts the first.

    Parameters
    ----------
    purpose : str
        To what people must have said yes, such as "norm".
    parts : sequence of str
        Which answers are read, such as "gedrag".
    reason_against : callable
        Returns why an attempt does not count in this group, or None when it does.
    """
    left_out: Counter[str] = Counter(
        {
            Reason.UNSUBMITTED: research.count_unsubmitted(db),
            Reason.WITHOUT_CONSENT: research.count_without_consent(db, purpose),
        }
    )
    last = {}
    for attempt in research.list_consenting(db, purpose, parts):
        reason = _reason_everywhere(content, attempt, parts) or reason_against(attempt)
        if reason is not None:
            left_out[reason] += 1
            continue
        left_out[Reason.EARLIER] += attempt.person in last
        last[attempt.person] = attempt
    kept = keep_first(last.values(), key=lambda one: identify_answers(one.answers))
    left_out[Reason.DUPLICATE] = len(last) - len(kept)
    return Sample(kept, left_out)


def keep_first(everyone: Iterable[T], *, key: Callable[[T], str]) -> tuple[T, ...]:
    """Return the first of each with the same key.

    Examples
    --------
    >>> keep_first(["a", "A", "b"], key=str.lower)
    ('a', 'b')
    """
    by_key: dict[str, T] = {}
    for one in everyone:
        by_key.setdefault(key(one), one)
    return tuple(by_key.values())


def identify_answers(answers: Mapping[str, Mapping[str, Any]]) -> str:
    """Return a text that equal answers share, in whatever order or file they stand.

    Answers that are equal to the last one are one person twice, or a copy: people who think for
    themselves never give them.

    Examples
    --------
    >>> identify_answers({"b": {"x": 1, "y": 2}}) == identify_answers({"b": {"y": 2, "x": 1}})
    True
    """
    return json.dumps(answers, sort_keys=True, default=dict)


def _reason_everywhere(
    content: Content, attempt: ResearchAttempt, parts: Sequence[str]
) -> Reason | None:
    """Return why an attempt counts in no group that is about these parts."""
    if attempt.consented_at is None:  # not even read; looked at again all the same
        return Reason.WITHOUT_CONSENT
    asked = content.library.versions(attempt.phase)
    if any(attempt.versions.get(part) != asked[part] for part in parts):
        return Reason.OTHER_VERSION
    return None


def gather_candidates(
    db: Session, content: Content, purpose: str, *, offices: Sequence[str], phases: Sequence[str]
) -> Admitted:
    """Return who may count in a norm or calibration about people in these offices and phases.

    ``purpose`` is to what they must have said yes.
    """
    make = partial(_candidate, content)

    def reason_against(attempt: ResearchAttempt) -> Reason | None:
        if attempt.office not in offices or attempt.phase not in phases:
            return Reason.OTHER_PEOPLE
        return next(iter(reasons_against(make(attempt))), None)

    sample = gather_attempts(
        db, content, purpose=purpose, parts=(GEDRAG,), reason_against=reason_against
    )
    return Admitted(tuple(map(make, sample.people)), _in_order(sample.left_out))


def list_reasons(left_out: Mapping[str, int]) -> str:
    """Return who were left out and why, as one phrase."""
    phrases = [f"{say(f'left_out.{reason}')} {count}" for reason, count in left_out.items()]
    return ", ".join(phrases) or say("left_out.nobody")


def is_clean(quality: Mapping[str, Any]) -> bool:
    """Return whether the answers look read: less than ``SIGNALS_NEEDED`` signals.

    Unknown is not clean. Choices that chance explains are one signal and not enough by themselves:
    who has no preference chooses so too, and a norm without them would be of others (ADR 0026).
    """
    signals = count_signals(quality)
    return signals is not None and signals < SIGNALS_NEEDED


def _candidate(content: Content, attempt: ResearchAttempt) -> Candidate:
    answers = attempt.answers[GEDRAG]
    return Candidate(
        person=str(attempt.person),
        taken_on=day_of(attempt.submitted_at),
        simulated=attempt.simulated,
        consent=attempt.consented_at is not None,
        complete=all(item.id in answers for item in content.library.gedrag.items),
        clean=is_clean(attempt.quality),
        background={"office": attempt.office, "phase": attempt.phase},
        answers=answers,
    )


def _in_order(left_out: Mapping[str, int]) -> dict[str, int]:
    """Return what a norm tells of who were left out.

    First who could not be asked, then what was found in the answers, most frequent first. An
    attempt that was never handed in is nobody who was left out.
    """
    first = (Reason.WITHOUT_CONSENT, Reason.OTHER_VERSION, Reason.OTHER_PEOPLE)
    last = (Reason.EARLIER, Reason.DUPLICATE)
    in_answers = Counter(
        {
            reason: count
            for reason, count in left_out.items()
            if reason not in (*first, *last, Reason.UNSUBMITTED)
        }
    )
    order = (*first, *(reason for reason, _ in in_answers.most_common()), *last)
    return {reason: left_out[reason] for reason in order if left_out.get(reason)}
