"""One person, as the coach reviews them: what was released, comments, actions, and the notes."""

from datetime import timedelta
from uuid import UUID

from flask import (
    Blueprint,
    flash,
    g,
    jsonify,
    redirect,
)
from flask.typing import ResponseReturnValue

from assessment.services import releasing
from assessment.services.coaching import agreeing, conversing, noting
from assessment.services.coaching.conversing import Talk
from assessment.services.moments import now
from assessment.services.policy import Side
from assessment.web.access import allows, coach_in_conversation, current_actor, notes_reading
from assessment.web.conversation import current_talk, own_page
from assessment.web.conversation.forms import NoteForm, read_seen
from assessment.web.conversation.page import show_talk
from assessment.web.filters import format_clock
from assessment.wording import say

bp = Blueprint("review", __name__, url_prefix="/coach/gesprek/<uuid:conversation_id>")

ONE_VISIT = timedelta(minutes=10)  # who looks again within it has not opened it anew
FILES = {"document": "vrijgegeven-delen", "gesprekswijzer": "gesprekswijzer"}
SHOWN = ("story", "plan")  # what the page itself shows of a release


@bp.get("")
@notes_reading
@allows(coach_in_conversation)
def show(conversation_id: UUID) -> ResponseReturnValue:
    """Show one person; the owner sees in the own list that it was opened."""
    talk = current_talk()
    _note_visit(talk)
    return show_talk(talk)


@bp.post("/aantekeningen")
@allows(coach_in_conversation)
def save_note(conversation_id: UUID) -> ResponseReturnValue:
    """Keep the notes; those of two windows stand beside each other, and the coach chooses."""
    talk, form = current_talk(), NoteForm()
    if not form.validate_on_submit():
        return show_talk(talk, note=form), 422
    try:
        noting.save_note(
            g.db, talk, form.note.data or "", seen=read_seen(form.seen.data), now=now()
        )
    except noting.NotesChanged as changed:
        form.seen.data = str(changed.stored.revision)
        return show_talk(talk, note=form, stored=changed.stored), 409
    flash(say("conversation.note_saved"))
    return redirect(own_page(talk, "aantekeningen"), code=303)


@bp.post("/aantekeningen/nu")
@allows(coach_in_conversation)
def save_note_now(conversation_id: UUID) -> ResponseReturnValue:
    """Keep the notes while they are typed, and say what became of it as JSON."""
    talk, form = current_talk(), NoteForm()
    if not form.validate_on_submit():
        return jsonify(message=form.note.errors[0] if form.note.errors else say("forms.wrong")), 422
    seen = read_seen(form.seen.data)
    try:
        revision = noting.save_note(g.db, talk, form.note.data or "", seen=seen, now=now())
    except noting.NotesChanged as changed:
        return jsonify(message=say("conversation.note_elsewhere"), stored=changed.stored.text), 409
    message = say("web.saved_at", time=format_clock(now()))
    return jsonify(message=message, seen=revision), 201


@bp.post("/voorstel")
@allows(coach_in_conversation)
def propose_agreement(conversation_id: UUID) -> ResponseReturnValue:
    """Ask the owner to agree to goals, actions and day as they are now."""
    talk = current_talk()
    released = conversing.read_released(g.db, talk, now=now())
    try:
        agreeing.propose_agreement(g.db, talk, released.goals if released else (), now=now())
    except agreeing.NothingToAgree:
        flash(say("conversation.nothing_to_agree"))
    return redirect(own_page(talk, "afronden"), code=303)


def _live(talk: Talk) -> releasing.Release:
    """Return the release that the coach reads; the rule made sure that there is one."""
    live = talk.live(now())
    if live is None:
        raise conversing.ConversationNotFound(talk.id)
    return live


def _note_visit(talk: Talk) -> None:
    """Note that the coach looked, and once a visit which parts the page itself shows."""
    moment, live, seen = now(), _live(talk), talk.conversation.coach_seen_at
    conversing.note_seen(g.db, talk.id, Side.COACH, now=moment)  # first: the log is locked last
    if seen is None or moment - seen > ONE_VISIT or live.released_at > seen:
        for part in SHOWN:
            if part in live.parts:
                releasing.note_opening(g.db, current_actor(), live, part, now=moment)
