"""Two attempts of one person: which may be compared, and what changed between them."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.instruments import Answers
from assessment.scoring import compare, notice_signals
from assessment.scoring.answering_pattern import read_pattern
from assessment.services import planning, policy, taking
from assessment.services.content import Content
from assessment.services.policy import Actor
from assessment.services.submitting import answers_of
from assessment.store import accounts, attempts, results
from assessment.store.attempts import Attempt, AttemptFacts
from assessment.wording import say
from values import GEDRAG, Change, Comparison


class CannotCompare(Exception):
    """The two attempts cannot be compared; the message says why and what to do, in Dutch."""


class NotEarlier(ValueError):
    """The attempt that was named as the earlier one is not earlier."""


def is_earlier(before: Answers, after: Answers) -> bool:
    """Return whether ``before`` was handed in earlier than ``after``."""
    first, second = (datetime.fromisoformat(answers.taken_at) for answers in (before, after))
    return first < second


def compare_answers(
    content: Content, before: Answers, after: Answers, goals: Collection[str] = ()
) -> Comparison:
    """Return what changed per competency, over the statements that are the same in both attempts.

    The same is: by id and text, in the versions that each was asked and in that of now, the extra
    statements among them. A competency with fewer of those than a score needs is not compared.
    Both are told as plain means of the answers, so what differs between versions of the scoring
    cannot look like change. Another office or phase is allowed: the competencies are the same.
    ``goals`` are what the goals were about that were chosen after ``before``.

    Raises
    ------
    NotEarlier
        If ``before`` is not earlier than ``after``.
    """
    if not is_earlier(before, after):
        raise NotEarlier(f"{before.taken_at} is not earlier than {after.taken_at}")
    versions = (before.instruments[GEDRAG], after.instruments[GEDRAG])
    shared = content.library.unchanged_statements(*versions)
    value_map = content.value_map
    virtues = value_map.virtues
    groups = {
        g.id: [c.id for c in value_map.in_group(g.id) if c.id not in virtues]
        for g in value_map.groups
    }
    first, second = ({**answers.gedrag, **answers.extra} for answers in (before, after))
    found = compare(
        content.library.gedrag,
        first,
        second,
        list(value_map.competency),
        groups=groups,
        shared=shared,
        goals=goals,
    )
    return Comparison(
        before.taken_at,
        before.phase,
        before.office,
        changes=found.competencies,
        reworded=_reworded(content, shared, found.competencies),
        groups=found.groups,
        general=found.general,
        goals=tuple(c.id for c in value_map.competencies if c.id in goals),
        unread=bool(notice_signals(content.library, read_pattern(content.library, before))),
    )


def _reworded(
    content: Content, shared: set[str], changes: Mapping[str, Change | None]
) -> tuple[str, ...]:
    """Return the competencies of which too few statements stayed the same to compare them."""
    gedrag = content.library.gedrag
    kept = Counter(item.competency for item in gedrag.items if item.id in shared)
    minimum = gedrag.scoring.minimum_answered
    return tuple(
        c.id
        for c in content.value_map.competencies
        if kept[c.id] < minimum and changes[c.id] is None
    )


# The link between two attempts


def link(db: Session, actor: Actor, attempt: Attempt, code: str) -> None:
    """Note that ``attempt`` follows the one that the return code opens.

    Raises
    ------
    CannotCompare
        If the code opens nothing, this attempt itself, an attempt that was not handed in, or one
        that is not earlier; nothing has been written.
    AttemptNotFound
        If the earlier attempt is deleted at this moment.
    """
    earlier_id = taking.find_by_code(db, code)
    if earlier_id is None:
        raise CannotCompare(say("forms.code_unknown"))
    _link(db, replace(actor, proven=(earlier_id,)), attempt, earlier_id)


def link_own(db: Session, actor: Actor, attempt: Attempt, earlier_id: UUID) -> None:
    """Note that ``attempt`` follows another one in the same account, which needs no return code.

    Raises as `link` does.
    """
    _link(db, actor, attempt, earlier_id)


def list_earlier(db: Session, actor: Actor, attempt_id: UUID) -> list[AttemptFacts]:
    """Return the attempts in the account that were handed in before this one, the latest first."""
    if actor.account is None:
        return []
    earlier = accounts.list_handed_in_before(db, actor.account, attempt_id)
    return [attempts.get_attempt_facts(db, one) for one in earlier]


def _link(db: Session, actor: Actor, attempt: Attempt, earlier_id: UUID) -> None:
    if not policy.may_compare(actor, attempt.id, earlier_id):
        raise CannotCompare(say("forms.code_unknown"))
    if earlier_id == attempt.id:
        raise CannotCompare(say("forms.compare_same"))
    earlier = attempts.get_attempt(db, earlier_id)
    if earlier.submitted_at is None:
        raise CannotCompare(say("forms.compare_open"))
    if not is_earlier(answers_of(earlier), answers_of(attempt)):
        raise CannotCompare(say("forms.compare_later"))
    attempts.get_attempt_facts(db, earlier_id, lock=True)  # so that it is not deleted meanwhile
    attempts.set_previous(db, attempt.id, earlier_id)


def unlink(db: Session, attempt_id: UUID) -> None:
    """Forget which attempt this one follows; both stay as they are."""
    attempts.set_previous(db, attempt_id, None)


def find_goals(db: Session, content: Content, attempt: Attempt) -> tuple[str, ...]:
    """Return what the goals were about that followed from the attempt that this one follows.

    None of a plan that was saved after this attempt was handed in: a goal that is chosen once the
    change is there to see was not chosen beforehand.
    """
    if attempt.previous_id is None or attempt.submitted_at is None:
        return ()
    saved_at = results.find_plan_moment(db, attempt.previous_id)
    if saved_at is None or saved_at > attempt.submitted_at:
        return ()
    plan, _ = planning.open_plan(db, content, attempt.previous_id)
    return tuple(dict.fromkeys(goal.about for goal in plan.goals))


def find_previous(db: Session, attempt: Attempt) -> Answers | None:
    """Return the answers of the attempt that this one follows, or None.

    Also None when that one was opened again since: it is not handed in, or no longer earlier.
    """
    if attempt.previous_id is None or attempt.submitted_at is None:
        return None
    earlier = taking.find_attempt(db, attempt.previous_id)
    if earlier is None or earlier.submitted_at is None:
        return None
    before = answers_of(earlier)
    return before if is_earlier(before, answers_of(attempt)) else None
