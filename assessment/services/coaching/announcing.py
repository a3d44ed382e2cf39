"""A mail that something was said in a conversation, for who asks for it; never what was said."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from assessment.services import mailing, reminding
from assessment.services.coaching.conversing import Talk, said_by_other
from assessment.services.policy import Side
from assessment.store import accounts, conversations

USEFUL = timedelta(days=14)  # later the mail would tell of what was long seen


def tell_of_comment(db: Session, talk: Talk, *, url: str, now: datetime) -> None:
    """Write a mail to the other, who wants it, after something was said.

    One until that other looks again, however much is said meanwhile. A coach who can read nothing
    any more gets none. Call it in the transaction that kept the comment.
    """
    of_owner = talk.side is Side.OWNER
    other = talk.coaching.coach_id if of_owner else talk.coaching.owner_id
    if other is None or (of_owner and talk.live(now) is None):
        return
    side = Side.COACH if of_owner else Side.OWNER
    seen_at = talk.conversation.coach_seen_at if of_owner else talk.conversation.owner_seen_at
    new = said_by_other(conversations.list_comments(db, [talk.id]), side, seen_at)
    account = accounts.find_account(db, other)
    if new == 1 and account and reminding.COMMENTS in reminding.list_wanted(db, other):
        mailing.write_mail(
            db,
            account.address,
            "comment_waits",
            now=now,
            useful_for=USEFUL,
            about=f"{reminding.COMMENTS} {other} {talk.id} {talk.coaching.owner_id}",
            url=url,
        )
