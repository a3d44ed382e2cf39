"""A conversation of an owner and a coach: who is in it, comments, actions and the next day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import policy
from assessment.services.frozen_content import FrozenContent, read_content
from assessment.services.policy import Actor, Side
from assessment.store import coachings, conversations, releases
from assessment.store.coachings import Coaching
from assessment.store.conversations import Action as Action
from assessment.store.conversations import Comment as Comment
from assessment.store.conversations import Conversation as Conversation
from assessment.store.releases import Release

MAX_COMMENT, MAX_ACTION, MAX_ACTIONS = 1000, 300, 30  # characters, characters, actions


class ConversationNotFound(LookupError):
    """There is no such conversation, or not for who asks: which of the two is never told."""


class ConversationClosed(Exception):
    """What was asked for cannot be done any more: it was agreed, evaluated or ended meanwhile."""


class TooManyActions(Exception):
    """A conversation has room for so many actions and no more."""


class ActionChanged(Exception):
    """The other changed this action meanwhile, or took it away: then ``stored`` is None."""

    def __init__(self, stored: Action | None) -> None:
        super().__init__()
        self.stored = stored


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as somebody is in it: its facts, the coaching, the releases, the side."""

    conversation: Conversation
    coaching: Coaching
    releases: tuple[Release, ...]
    side: Side

    @property
    def id(self) -> UUID:
        """Which conversation this is."""
        return self.conversation.id

    def live(self, moment: datetime) -> Release | None:
        """Return the newest release that the coach can read, or None."""
        return find_live(self.releases, moment)


def find_live(released: Iterable[Release], moment: datetime) -> Release | None:
    """Return the newest of some releases that can be read now by who it is for, or None."""
    live = (r for r in released if policy.release_state(r, moment) is policy.ReleaseState.LIVE)
    return max(live, key=lambda release: release.number, default=None)


def begin(db: Session, coaching_id: UUID, attempt_id: UUID, name: str, *, now: datetime) -> None:
    """Have a conversation about an attempt of which something was released just now.

    What was to be agreed may have changed with it, so a proposal to agree is over.
    """
    conversation_id = conversations.begin(db, coaching_id, attempt_id, name, now=now)
    _note_change(db, conversation_id)


def open_talk(
    db: Session, actor: Actor, conversation_id: UUID, *, lock: bool = False, now: datetime
) -> Talk:
    """Return a conversation for who is in it, or raise ConversationNotFound.

    With ``lock`` nobody else changes it until the transaction ends.
    """
    found = conversations.find_conversation(db, conversation_id, lock=lock)
    if found is None:
        raise ConversationNotFound(conversation_id)
    coaching = coachings.get_coaching(db, found.coaching_id)
    of_both = tuple(
        release
        for release in releases.list_of_attempt(db, found.attempt_id)
        if release.coaching_id == coaching.id
    )
    side = policy.side_in_conversation(actor, coaching.owner_id, of_both, now)
    if side is Side.NONE:
        raise ConversationNotFound(conversation_id)
    return Talk(found, coaching, of_both, side)


def find_talk_id(db: Session, release_id: UUID) -> UUID | None:
    """Return the conversation that a release belongs to; None where nothing was ever released."""
    release = releases.get_release(db, release_id)
    return conversations.find_id(db, release.coaching_id, release.attempt_id)


def list_talks(db: Session, owner_id: UUID) -> list[tuple[Conversation, str, int]]:
    """Return the conversations of an owner, the newest first.

    With each the address of the coach, empty when that account is gone, and how many comments of
    the coach the owner did not see yet.
    """
    addresses = {one.id: one.invited_address for one in coachings.list_of_owner(db, owner_id)}
    known = conversations.list_conversations(db, addresses)
    comments = conversations.list_comments(db, [one.id for one in known])
    return [
        (
            one,
            addresses[one.coaching_id],
            said_by_other(
                [comment for comment in comments if comment.conversation_id == one.id],
                Side.OWNER,
                one.owner_seen_at,
            ),
        )
        for one in known
    ]


def read_released(db: Session, talk: Talk, *, now: datetime) -> FrozenContent | None:
    """Return what the coach can read at this moment, to either of the two; None for nothing."""
    live = talk.live(now)
    return None if live is None else read_content(releases.read_content(db, live.id))


def list_comments(db: Session, talk: Talk) -> dict[str, list[Comment]]:
    """Return what was said, in the order in which it was said, by what the goal is about."""
    by_goal: dict[str, list[Comment]] = {}
    for comment in conversations.list_comments(db, [talk.id]):
        by_goal.setdefault(comment.goal, []).append(comment)
    return by_goal


def add_comment(db: Session, talk: Talk, goal: str, text: str, *, now: datetime) -> bool:
    """Say something about a goal; said again after a lost answer it stands there once.

    Returns whether it is new. Raises ConversationClosed.
    """
    _must_be_open(talk)
    said = [c for c in conversations.list_comments(db, [talk.id]) if c.goal == goal]
    if said and (said[-1].author, said[-1].text) == (talk.side, text):
        return False
    conversations.add_comment(db, talk.id, goal, talk.side, text, now=now)
    return True


def list_actions(db: Session, talk: Talk) -> list[Action]:
    """Return what the two will do."""
    return conversations.list_actions(db, [talk.id])


def find_action(db: Session, talk: Talk, action_id: UUID) -> Action | None:
    """Return an action of this conversation, or None when there is no such one any more."""
    return next((one for one in list_actions(db, talk) if one.id == action_id), None)


def add_action(
    db: Session, talk: Talk, what: str, who: str, due_on: date | None, *, now: datetime
) -> None:
    """Add what somebody will do; added again after a lost answer it stands there once.

    Raises ConversationClosed or TooManyActions; then nothing has been written.
    """
    _must_be_arranging(talk)
    known = list_actions(db, talk)
    if any((one.what, one.who, one.due_on) == (what, who, due_on) for one in known):
        return
    if len(known) >= MAX_ACTIONS:
        raise TooManyActions
    conversations.add_action(db, talk.id, what=what, who=who, due_on=due_on, now=now)
    _note_change(db, talk.id)


def change_action(
    db: Session, talk: Talk, action_id: UUID, facts: tuple[str, str, date | None], *, seen: int
) -> None:
    """Change what is done, by whom and by when, as who saw revision ``seen`` wants it.

    Raises ConversationClosed, or ActionChanged when the other wrote something else meanwhile.
    """
    _must_be_arranging(talk)
    stored = find_action(db, talk, action_id)
    if stored is None:
        raise ActionChanged(None)
    if (stored.what, stored.who, stored.due_on) == facts:
        return
    if stored.revision != seen:
        raise ActionChanged(stored)
    what, who, due_on = facts
    conversations.change_action(db, action_id, what=what, who=who, due_on=due_on)
    _note_change(db, talk.id)


def drop_action(db: Session, talk: Talk, action_id: UUID, *, seen: int) -> None:
    """Take an action away; pressed twice it is gone once.

    Raises ConversationClosed, or ActionChanged when the other changed it meanwhile.
    """
    _must_be_arranging(talk)
    stored = find_action(db, talk, action_id)
    if stored is None:
        return
    if stored.revision != seen:
        raise ActionChanged(stored)
    conversations.delete_action(db, action_id)
    _note_change(db, talk.id)


def mark_done(db: Session, talk: Talk, action_id: UUID, *, done: bool, now: datetime) -> None:
    """Note that an action was done, or was not after all; either of the two may.

    Raises ConversationClosed, or ActionChanged when it was taken away.
    """
    _must_be_open(talk)
    stored = find_action(db, talk, action_id)
    if stored is None:
        raise ActionChanged(None)
    if (stored.done_at is not None) != done:
        conversations.change_action(db, action_id, done_at=now if done else None)


def propose_day(db: Session, talk: Talk, day: date) -> None:
    """Propose a day for the next talk; the other says yes, or proposes another one.

    The same day proposed by the other is a yes. Raises ConversationClosed.
    """
    _must_be_open(talk)
    known = talk.conversation
    if (known.next_on, known.next_by) in ((day, talk.side), (day, "")):
        return
    both_want_it = known.next_on == day
    by = "" if both_want_it else talk.side
    conversations.change_conversation(db, talk.id, next_on=day, next_by=by)
    if not both_want_it:  # the sheet would show another day
        _note_change(db, talk.id)


def accept_day(db: Session, talk: Talk, day: date) -> bool:
    """Say yes to the day that the other proposed; False when that is another day by now.

    Raises ConversationClosed.
    """
    _must_be_open(talk)
    known = talk.conversation
    if known.next_on != day:
        return False
    if known.next_by not in ("", talk.side):
        conversations.change_conversation(db, talk.id, next_by="")
    return True


def note_seen(db: Session, conversation_id: UUID, side: Side, *, now: datetime) -> None:
    """Note that one of the two looked at the conversation: what comes later is new to them."""
    column = "coach_seen_at" if side is Side.COACH else "owner_seen_at"
    conversations.change_conversation(db, conversation_id, **{column: now})


def is_open_action(action: Action) -> bool:
    """Return whether an action is still to be done."""
    return action.done_at is None


def said_by_other(comments: Sequence[Comment], side: Side, since: datetime | None) -> int:
    """Return how many comments of the other came since a moment; of all time with None."""
    others = [c for c in comments if c.author != side]
    return sum(since is None or comment.written_at > since for comment in others)


def _must_be_open(talk: Talk) -> None:
    if not policy.may_speak(talk.conversation.state, talk.coaching.state):
        raise ConversationClosed(talk.id)


def _must_be_arranging(talk: Talk) -> None:
    _must_be_open(talk)
    if not policy.may_arrange(talk.conversation.state):
        raise ConversationClosed(talk.id)


def _note_change(db: Session, conversation_id: UUID) -> None:
    """Note that what is to be agreed changed: a proposal of before is over."""
    conversations.note_change(db, conversation_id)
