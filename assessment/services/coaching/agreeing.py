"""From talking to agreed to evaluated: the coach proposes, the owner says yes and looks back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.report.documents.afspraken import (
    AgreedAction,
    AgreedGoal,
    Agreement,
    compose_agreement,
)
from assessment.report.fingerprint import content_hash
from assessment.services import auditing, evaluating, policy
from assessment.services.auditing import Act
from assessment.services.coaching.conversing import ConversationClosed, Talk, list_actions
from assessment.services.coaching.noting import delete_notes, is_read
from assessment.services.frozen_content import FrozenGoal
from assessment.services.moments import AMSTERDAM
from assessment.services.policy import Side
from assessment.store import conversations
from assessment.store.conversations import Action, AgreedPlan
from assessment.store.conversations import Outcome as Outcome
from assessment.store.database import between_transactions

WENT = ("done", "partly", "dropped")
MAX_WHY = 600  # characters


class NothingToAgree(Exception):
    """There is no goal and no action that two people could agree on."""


class AgreementChanged(Exception):
    """What is proposed is not what was seen; nothing has been written."""


def propose_agreement(
    db: Session, talk: Talk, goals: Sequence[FrozenGoal], *, now: datetime
) -> None:
    """Ask the owner to agree to the released goals, the actions and the next day.

    Who proposes says yes to the day that the owner proposed. Raises ConversationClosed or
    NothingToAgree; then nothing has been written.
    """
    if talk.side is not Side.COACH or not policy.may_arrange(talk.conversation.state):
        raise ConversationClosed(talk.id)
    if not goals and not list_actions(db, talk):
        raise NothingToAgree
    if talk.conversation.proposed_at is None:
        next_by = "" if talk.conversation.next_by == Side.OWNER else talk.conversation.next_by
        conversations.change_conversation(db, talk.id, proposed_at=now, next_by=next_by)
        _note(db, Act.TALK_PROPOSED, talk, talk.coaching.coach_id, now)


def agree_to_plan(
    db: Session, talk: Talk, goals: Sequence[FrozenGoal], *, seen: int, coach: str, now: datetime
) -> None:
    """Say yes as the owner to what the coach proposed: it is frozen, as a PDF that both have.

    The PDF is made between two transactions. ``seen`` is the revision that the owner looked at;
    ``coach`` is how the sheet names the coach. Said twice it is agreed once. Raises
    AgreementChanged when something changed since, or the coach can read nothing any more, and
    ConversationClosed.
    """
    if talk.conversation.state == policy.Talk.AGREED and talk.side is Side.OWNER:
        return
    _must_stand(talk, seen, now)
    sheet = compose_agreement(
        Agreement(
            owner=talk.conversation.name,
            coach=coach,
            goals=tuple(_agreed_goal(goal) for goal in goals),
            actions=tuple(_agreed_action(action) for action in list_actions(db, talk)),
            next_on=talk.conversation.next_on,
            made_at=now.astimezone(AMSTERDAM),
        )
    )
    with between_transactions(db):
        from assessment.report.pdf.report import render_pdf  # slow to import: not for every page

        file = render_pdf(sheet)
    known = conversations.find_conversation(db, talk.id, lock=True)
    if known is None or known.revision != seen or known.proposed_at is None:
        raise AgreementChanged(talk.id)
    if not is_read(db, known, now):  # taken back while it was drawn
        raise AgreementChanged(talk.id)
    told = [{"about": goal.about, "name": goal.name, "aim": goal.aim} for goal in goals]
    conversations.keep_agreed_plan(db, talk.id, told, file, content_hash(sheet), now=now)
    conversations.change_conversation(
        db, talk.id, state=policy.Talk.AGREED, agreed_at=now, next_by=""
    )
    _note(db, Act.TALK_AGREED, talk, talk.coaching.owner_id, now)


def find_agreed_plan(db: Session, conversation_id: UUID) -> AgreedPlan | None:
    """Return what both agreed, or None before they did."""
    return conversations.find_agreed_plan(db, conversation_id)


def read_agreed_file(db: Session, talk: Talk) -> bytes | None:
    """Return the PDF that both have, or None before they agreed."""
    return conversations.read_agreed_file(db, talk.id)


def evaluate_goals(
    db: Session, talk: Talk, outcomes: Mapping[str, tuple[str, str]], *, now: datetime
) -> None:
    """Keep how each agreed goal went and why, which closes the conversation.

    The private notes of the coach go with it. Raises ConversationClosed.
    """
    if talk.conversation.state == policy.Talk.EVALUATED and talk.side is Side.OWNER:
        return
    if not policy.may_evaluate(talk.side, talk.conversation.state):
        raise ConversationClosed(talk.id)
    conversations.keep_outcomes(db, talk.id, outcomes, now=now)
    evaluating.add_outcomes(db, talk.conversation.attempt_id, outcomes, now=now)  # the own history
    conversations.change_conversation(db, talk.id, state=policy.Talk.EVALUATED, evaluated_at=now)
    delete_notes(db, [talk.id])
    _note(db, Act.TALK_EVALUATED, talk, talk.coaching.owner_id, now)


def list_outcomes(db: Session, conversation_id: UUID) -> list[Outcome]:
    """Return how the goals went, as the owner told."""
    return conversations.list_outcomes(db, conversation_id)


def _note(db: Session, act: Act, talk: Talk, actor: UUID | None, now: datetime) -> None:
    auditing.note_act(db, act, actor=actor, subject=talk.coaching.owner_id, about=talk.id, now=now)


def _must_stand(talk: Talk, seen: int, now: datetime) -> None:
    known = talk.conversation
    if talk.side is not Side.OWNER or not policy.may_arrange(known.state):
        raise ConversationClosed(talk.id)
    if not policy.may_speak(known.state, talk.coaching.state):
        raise ConversationClosed(talk.id)
    if known.proposed_at is None or known.revision != seen or talk.live(now) is None:
        raise AgreementChanged(talk.id)


def _agreed_goal(goal: FrozenGoal) -> AgreedGoal:
    return AgreedGoal(
        name=goal.name,
        aim=goal.aim,
        doing=goal.doing,
        noticing=goal.noticing,
        by=goal.day,
        helper=goal.helper,
        programmes=goal.programmes,
        actions=goal.actions,
    )


def _agreed_action(action: Action) -> AgreedAction:
    return AgreedAction(action.what, action.who, action.due_on)
