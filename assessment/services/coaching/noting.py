"""The private notes of a coach: saved as they are typed, and gone when access ends."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import mailing, policy, reminding
from assessment.services.coaching.conversing import ConversationClosed, Talk, find_live
from assessment.store import coachings, conversations, releases
from assessment.store.conversations import Note as Note

MAX_NOTE = 8000  # characters


class NotesChanged(Exception):
    """Another window of the coach saved something else meanwhile; nothing has been written."""

    def __init__(self, stored: Note) -> None:
        super().__init__(stored.revision)
        self.stored = stored


def find_note(db: Session, talk: Talk) -> Note:
    """Return the notes, for the coach alone; for anybody else there are none."""
    if not policy.may_note(talk.side, talk.conversation.state):
        return Note()
    return conversations.find_note(db, talk.id)


def save_note(db: Session, talk: Talk, text: str, *, seen: int, now: datetime) -> int:
    """Keep the notes as who saw revision ``seen`` wants them, and return their revision.

    The same text is no conflict. Raises ConversationClosed, or NotesChanged.
    """
    coach_id = talk.coaching.coach_id
    if coach_id is None or not policy.may_note(talk.side, talk.conversation.state):
        raise ConversationClosed(talk.id)
    stored = conversations.find_note(db, talk.id)
    if stored.text == text:
        return stored.revision
    if stored.revision != seen:
        raise NotesChanged(stored)
    conversations.keep_note(db, talk.id, coach_id, text, revision=seen + 1, now=now)
    return seen + 1


def delete_notes(db: Session, conversation_ids: Collection[UUID]) -> None:
    """Delete the notes in some conversations, also what the coach is saving at this moment."""
    for conversation_id in sorted(conversation_ids):
        conversations.find_conversation(db, conversation_id, lock=True)
    conversations.delete_notes(db, conversation_ids)


def delete_of_coaching(db: Session, coaching_id: UUID, *, now: datetime) -> None:
    """Delete the notes about who can be read no more, after a release or a coaching ended.

    A mail to the coach that something was said goes too, and what the coach proposed to agree. Call
    it in the transaction that ended it, after that was written.
    """
    known = conversations.list_conversations(db, [coaching_id])
    unread = [one.id for one in known if not is_read(db, one, now)]
    delete_notes(db, unread)
    coach_id = coachings.get_coaching(db, coaching_id).coach_id
    for conversation_id in unread:
        conversations.note_change(db, conversation_id)
        mailing.forget_about(db, f"{reminding.COMMENTS} {coach_id} {conversation_id}")


def delete_of_coach(db: Session, coach_id: UUID) -> None:
    """Delete all notes of who is a coach no more."""
    delete_notes(db, conversations.list_noted_of(db, coach_id))


def delete_unread(db: Session, *, now: datetime) -> int:
    """Delete the notes about whom can be read no more because time passed; return how many.

    Those of a conversation that somebody uses at this moment wait for the next time.
    """
    noted = (conversations.find_conversation(db, one) for one in conversations.lock_noted(db))
    gone = [one.id for one in noted if one is not None and not is_read(db, one, now)]
    conversations.delete_notes(db, gone)
    return len(gone)


def is_read(db: Session, conversation: conversations.Conversation, now: datetime) -> bool:
    """Return whether something of this conversation can be read by its coach now."""
    of_attempt = releases.list_of_attempt(db, conversation.attempt_id)
    of_both = [one for one in of_attempt if one.coaching_id == conversation.coaching_id]
    return find_live(of_both, now) is not None
