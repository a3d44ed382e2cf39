"""What either of the two does in a conversation: comments, actions, the next day, the sheet."""

from datetime import date
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from assessment.services import calendars
from assessment.services.coaching import agreeing, announcing, conversing
from assessment.services.coaching.conversing import ActionChanged, TooManyActions
from assessment.services.moments import now
from assessment.services.policy import Side
from assessment.web.access import allows, in_conversation
from assessment.web.conversation import current_talk, own_page
from assessment.web.conversation.forms import (
    ActionForm,
    make_action_form,
    make_next_form,
    read_seen,
)
from assessment.web.conversation.page import make_comment_form, name_subject, show_talk
from assessment.web.participant.calendar import hand_over
from assessment.wording import say

bp = Blueprint("acts", __name__, url_prefix="/gesprek/<uuid:conversation_id>")


@bp.post("/opmerking/<construct>")
@allows(in_conversation)
def add_comment(conversation_id: UUID, construct: str) -> ResponseReturnValue:
    """Say something about a goal; what the other said meanwhile stays, and is told."""
    talk, form = current_talk(), make_comment_form(construct)
    if name_subject(construct) == construct:
        abort(404)
    if not form.validate_on_submit():
        return show_talk(talk, comment=(construct, form)), 422
    said = conversing.list_comments(g.db, talk).get(construct, [])
    moment = now()
    if conversing.add_comment(g.db, talk, construct, form.text.data, now=moment):
        address = current_app.config["PUBLIC_URL"] + url_for("account.show")
        announcing.tell_of_comment(g.db, talk, url=address, now=moment)
    if conversing.said_by_other(said[read_seen(request.form.get("seen")) :], talk.side, None):
        flash(say("conversation.both_said"))
    return redirect(own_page(talk, f"doel-{construct}"), code=303)


@bp.post("/afspraken")
@allows(in_conversation)
def add_action(conversation_id: UUID) -> ResponseReturnValue:
    """Add what somebody will do."""
    talk, form = current_talk(), make_action_form(current_talk().side)
    if form.validate_on_submit():
        try:
            conversing.add_action(g.db, talk, *_facts(form), now=now())
        except TooManyActions:
            form.what.errors = [say("forms.too_many_actions", most=conversing.MAX_ACTIONS)]
        else:
            return redirect(own_page(talk, "afspraken"), code=303)
    return show_talk(talk, action=form), 422


@bp.route("/afspraken/<uuid:action_id>", methods=["GET", "POST"])
@allows(in_conversation)
def change_action(conversation_id: UUID, action_id: UUID) -> ResponseReturnValue:
    """Change what somebody will do; two who change it at once see both, and choose."""
    talk = current_talk()
    stored = conversing.find_action(g.db, talk, action_id)
    if stored is None and request.method == "GET":
        abort(404)
    form = make_action_form(talk.side, stored)
    if form.validate_on_submit():
        try:
            seen = read_seen(form.seen.data)
            conversing.change_action(g.db, talk, action_id, _facts(form), seen=seen)
        except ActionChanged as changed:
            return _show_action(form, action_id, changed=changed), 409
        return redirect(own_page(talk, "afspraken"), code=303)
    return _show_action(form, action_id), 422 if form.errors else 200


@bp.post("/afspraken/<uuid:action_id>/gedaan")
@allows(in_conversation)
def mark_done(conversation_id: UUID, action_id: UUID) -> ResponseReturnValue:
    """Note that it was done, or was not after all."""
    talk = current_talk()
    done = request.form.get("done") == "1"
    try:
        conversing.mark_done(g.db, talk, action_id, done=done, now=now())
    except ActionChanged:
        abort(404)
    return redirect(own_page(talk, "afspraken"), code=303)


@bp.post("/afspraken/<uuid:action_id>/weg")
@allows(in_conversation)
def drop_action(conversation_id: UUID, action_id: UUID) -> ResponseReturnValue:
    """Take an action away, unless the other changed it meanwhile."""
    talk, seen = current_talk(), read_seen(request.form.get("seen"))
    try:
        conversing.drop_action(g.db, talk, action_id, seen=seen)
    except ActionChanged as changed:
        form = make_action_form(talk.side, changed.stored)
        return _show_action(form, action_id, changed=changed), 409
    return redirect(own_page(talk, "afspraken"), code=303)


@bp.post("/dag")
@allows(in_conversation)
def propose_day(conversation_id: UUID) -> ResponseReturnValue:
    """Propose a day for the next talk."""
    talk = current_talk()
    form = make_next_form(talk.conversation.next_on)
    if not form.validate_on_submit():
        return show_talk(talk, day=form), 422
    conversing.propose_day(g.db, talk, form.day.data)
    return redirect(own_page(talk, "volgende"), code=303)


@bp.post("/dag/akkoord")
@allows(in_conversation)
def accept_day(conversation_id: UUID) -> ResponseReturnValue:
    """Say yes to the day that the other proposed, unless it is another one by now."""
    talk = current_talk()
    known = talk.conversation.next_on
    seen = request.form.get("day", "")
    if known is None or known.isoformat() != seen or not conversing.accept_day(g.db, talk, known):
        flash(say("conversation.other_day"))
    return redirect(own_page(talk, "volgende"), code=303)


@bp.get("/agenda.ics")
@allows(in_conversation)
def take_day(conversation_id: UUID) -> ResponseReturnValue:
    """Hand over the day of the next talk, once both said yes to it."""
    return hand_over(calendars.find_talk_day(current_talk().conversation))


@bp.get("/afspraken.pdf")
@allows(in_conversation)
def open_sheet(conversation_id: UUID) -> ResponseReturnValue:
    """Hand over the PDF with what both agreed."""
    file = agreeing.read_agreed_file(g.db, current_talk())
    if file is None:
        abort(404)
    response = Response(file, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="afspraken.pdf"'
    return response


def _facts(form: ActionForm) -> tuple[str, str, date | None]:
    return form.what.data, form.who.data, form.due_on.data


def _show_action(form: ActionForm, action_id: UUID, *, changed: ActionChanged | None = None) -> str:
    """Return the page of one action; who sees what the other wrote may replace it."""
    talk = current_talk()
    if changed is not None and changed.stored is not None:
        form.seen.data = str(changed.stored.revision)
    return render_template(
        "conversation/action.html",
        talk=talk,
        form=form,
        action_id=action_id,
        changed=changed,
        back=own_page(talk, "afspraken"),
        is_coach=talk.side is Side.COACH,
    )
