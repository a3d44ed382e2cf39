"""Everything that somebody measured, in time: scores beside each other, goals, and what changed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.instruments import Answers
from assessment.report.composition.change import change
from assessment.report.documents.verloop.history import Moment, compose_history
from assessment.report.documents.verloop.texts import say
from assessment.report.model import Paragraph, ReportContent, Section
from assessment.scoring import score
from assessment.services import accounts, evaluating, reporting
from assessment.services.content import Content
from assessment.services.evaluating import OUTCOMES as OUTCOMES
from assessment.services.evaluating import LookedBack
from assessment.services.moments import AMSTERDAM, day_of
from assessment.services.submitting import answers_of
from assessment.store import attempts
from assessment.store.attempts import Attempt
from values import GEDRAG, STIJL
from values.calendar import years_later
from values.constants import VALID_YEARS


@dataclass(frozen=True, slots=True)
class Measured:
    """One attempt that was handed in, with its goals; ``valid_until`` is when it gets old."""

    id: UUID
    at: datetime
    phase: str
    valid_until: date
    is_old: bool
    goals: tuple[LookedBack, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """What the comparison of two attempts after each other says, as its chapter tells it."""

    before: datetime
    after: datetime
    chapter: Section

    @property
    def message(self) -> str:
        """The first sentence: whether anything certainly or possibly changed."""
        first = self.chapter.blocks[0]
        return first.text if isinstance(first, Paragraph) else ""


@dataclass(frozen=True, slots=True)
class History:
    """What an account measured, the newest first; ``figures`` is None after one measurement."""

    measured: tuple[Measured, ...]
    changes: tuple[Changed, ...]
    figures: ReportContent | None


def open_history(db: Session, content: Content, account_id: UUID, *, now: datetime) -> History:
    """Return everything that was measured and handed in by the owner of an account."""
    opened = _open_handed_in(db, account_id)
    changes = tuple(
        changed
        for before, after in pairwise(opened)
        if (changed := _compare(db, content, before, after, now=now)) is not None
    )
    newest = changes[-1].message if changes else say("history.message_none")
    return History(
        measured=tuple(_measured(db, content, attempt, now=now) for attempt in reversed(opened)),
        changes=changes[::-1],
        figures=draw_history(content, opened, message=newest, now=now),
    )


def open_figures(
    db: Session, content: Content, account_id: UUID, *, now: datetime
) -> ReportContent | None:
    """Return what is drawn of an account's measurements; None with fewer than two."""
    opened = _open_handed_in(db, account_id)
    return draw_history(content, opened, message=say("history.message_none"), now=now)


def draw_history(
    content: Content, opened: Sequence[Attempt], *, message: str, now: datetime
) -> ReportContent | None:
    """Return the measurements beside each other, over the statements that all of them share."""
    if len(opened) < 2:
        return None
    answers = [answers_of(attempt) for attempt in opened]
    shared = content.library.unchanged_statements(*(one.instruments[GEDRAG] for one in answers))
    return compose_history(
        [_moment(content, one, shared) for one in answers],
        content.value_map,
        message=message,
        reworded=list_reworded(content, shared),
        minimum=content.library.gedrag.scoring.minimum_answered,
        created_at=now.astimezone(AMSTERDAM),
    )


def list_reworded(content: Content, shared: set[str]) -> tuple[str, ...]:
    """Return the names of competencies of which too few statements stayed the same."""
    gedrag = content.library.gedrag
    kept = Counter(item.competency for item in gedrag.items if item.id in shared)
    minimum = gedrag.scoring.minimum_answered
    return tuple(c.name for c in content.value_map.competencies if kept[c.id] < minimum)


def _open_handed_in(db: Session, account_id: UUID) -> list[Attempt]:
    """Return the attempts of an account that were handed in, the earliest first."""
    own = [attempts.get_attempt(db, one) for one in accounts.list_attempts(db, account_id)]
    handed_in = [(one.submitted_at, one) for one in own if one.submitted_at is not None]
    return [one for _, one in sorted(handed_in, key=lambda pair: pair[0])]


def _moment(content: Content, answers: Answers, shared: set[str]) -> Moment:
    """Return one measurement, scored as now over the shared statements alone."""
    given = {item: answer for item, answer in answers.gedrag.items() if item in shared}
    same_style = answers.instruments[STIJL] == content.library.stijl.header.version
    told = replace(
        answers, gedrag=given, stijl=answers.stijl if same_style else {}, sets={}, extra={}
    )
    profile = score(told, content.library, content.value_map)
    return Moment(datetime.fromisoformat(answers.taken_at).date(), profile, same_style)


def _measured(db: Session, content: Content, attempt: Attempt, *, now: datetime) -> Measured:
    at = attempt.submitted_at or attempt.created_at
    valid_until = years_later(day_of(at), VALID_YEARS)
    goals = evaluating.look_back(db, content, attempt.id)
    return Measured(attempt.id, at, attempt.phase, valid_until, valid_until < day_of(now), goals)


def _compare(
    db: Session, content: Content, before: Attempt, after: Attempt, *, now: datetime
) -> Changed | None:
    """Return what changed between two attempts, linked by their owner or not."""
    following = replace(after, previous_id=before.id)
    result = reporting.open_result(db, content, following)
    if result.previous is None:
        return None
    material = reporting.build_material(content, result, created_at=now.astimezone(AMSTERDAM))
    first, then = (one.submitted_at or one.created_at for one in (before, after))
    return Changed(first, then, change(material)[0])
