"""Whom a coach reviews: what is new, the next talks, what was agreed and is due."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from assessment.services import inviting
from assessment.services.coaching import queueing
from assessment.services.moments import day_of, now
from assessment.web.access import allows, current_actor, notes_reading, only_coach
from assessment.web.account import current_account

bp = Blueprint("queue", __name__, url_prefix="/coach")


@bp.get("")
@notes_reading
@allows(only_coach)
def show() -> ResponseReturnValue:
    """Show everybody whom the coach can read now, what asks for attention first.

    What was sent to the mailbox of this coach meanwhile is theirs from now on.
    """
    moment, account = now(), current_account()
    inviting.claim_coachings(g.db, account, now=moment)
    people = queueing.list_people(g.db, account.id, now=moment)
    at_work = [one for one in people if not one.is_over]
    with_day = [one for one in at_work if one.conversation.next_on is not None]
    return render_template(
        "coach/queue.html",
        people=at_work,
        over=[one for one in people if one.is_over],
        new=[one for one in people if one.is_new or one.said],
        talks=sorted(with_day, key=lambda one: str(one.conversation.next_on)),
        due=[(one, action) for one in at_work for action in one.due],
        today=day_of(moment),
        is_participant=bool(current_actor().adopted),
    )
