"""What others see who open their link: who asks, the questions, and sending or taking it back."""

from collections.abc import Mapping

from flask import Blueprint, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.instruments.model import Item
from assessment.services.moments import now
from assessment.services.others import answering
from assessment.services.others.answering import Invitation, NothingAnswered, NotRead, SentAlready
from assessment.services.others.inviting import TEXTS
from assessment.services.refusals import AnswersChanged
from assessment.services.taking import SavedAnswer
from assessment.web.access import allows, with_invitation
from assessment.web.filters import format_clock
from assessment.web.others.forms import SendForm
from assessment.web.participant import content
from assessment.web.participant.answering import list_choices
from assessment.web.participant.forms import ConfirmForm
from assessment.web.participant.posted import (
    Posted,
    read_posted,
    with_newest_seen,
    without_cleared,
)
from assessment.wording import say
from values.others import is_told_of_plan

bp = Blueprint("rater", __name__, url_prefix="/blik/<token>")


@bp.get("")
@allows(with_invitation)
def start(token: str) -> ResponseReturnValue:
    """Say who asks and what becomes of the answers; once sent, what can still be done."""
    needs_all = answering.needs_all(g.db, _invitation())
    return render_template("others/start.html", **_shown(token), needs_all=needs_all)


@bp.get("/<int:number>")
@allows(with_invitation)
def page(token: str, number: int) -> ResponseReturnValue:
    """Show a page of questions with what is kept."""
    invitation = _invitation()
    answering.find_page(content().others, number)
    if not invitation.round.is_open(now()) or invitation.sent_at is not None:
        return redirect(url_for(".start", token=token), code=302)
    answers = {item: one.value for item, one in invitation.answers.items()}
    return _page(token, number, Posted({}, answers, {}, invitation.seen))


@bp.post("/<int:number>")
@allows(with_invitation)
def save(token: str, number: int) -> ResponseReturnValue:
    """Keep a page and move on; what does not fit stays on the page with its reason."""
    items = answering.find_page(content().others, number)
    answering.require_open(_invitation(), now())
    posted = read_posted(items, without_cleared(request.form))
    if posted.problems:
        return _page(token, number, posted), 422
    try:
        answering.save(g.db, _invitation(), posted.answers, seen=posted.seen, now=now())
    except AnswersChanged as changed:
        newest = with_newest_seen(posted, changed)
        return _page(token, number, newest, changed.stored), 409
    return redirect(_next_address(token, number), code=303)


@bp.post("/antwoord")
@allows(with_invitation)
def save_one(token: str) -> ResponseReturnValue:
    """Keep one answer the moment it is given; tells when, or why not."""
    item = content().others.find(request.form.get("item", ""))
    if item is None:
        return jsonify(message=say("forms.wrong")), 400
    posted = read_posted((item,), request.form)
    if posted.problems:
        return jsonify(message=posted.problems[item.id]), 422
    if not posted.answers:
        return jsonify(message=say("forms.wrong")), 400
    at = now()
    try:
        revision = answering.save(g.db, _invitation(), posted.answers, seen=posted.seen, now=at)
    except AnswersChanged as changed:
        stored = changed.stored[item.id]
        message = say("web.changed_elsewhere")
        return jsonify(message=message, stored=stored.value, revision=stored.revision), 409
    return jsonify(message=TEXTS.say("flash.saved", time=format_clock(at)), revision=revision), 201


@bp.route("/versturen", methods=["GET", "POST"])
@allows(with_invitation)
def send_answers(token: str) -> ResponseReturnValue:
    """Show what was left open and what may be recognised; on POST have the answers count."""
    invitation, form, asked = _invitation(), SendForm(), content().others
    unread = False
    if form.validate_on_submit():
        try:
            answering.send_answers(g.db, asked, invitation, has_read=form.read.data, now=now())
        except NothingAnswered:
            flash(TEXTS.say("flash.nothing"))
            return redirect(url_for(".page", token=token, number=1), code=303)
        except NotRead:
            unread = True
        else:
            flash(TEXTS.say("flash.sent"))
            return redirect(url_for(".start", token=token), code=303)
    elif not invitation.round.is_open(now()) or invitation.sent_at is not None:
        return redirect(url_for(".start", token=token), code=302)
    shown = render_template(
        "others/send.html",
        form=form,
        unread=unread,
        warnings=answering.list_warnings(asked, invitation),
        open_items=[item for item in asked.items if item.id not in invitation.answers],
        **_shown(token),
    )
    return shown, 422 if unread else 200


@bp.post("/terugnemen")
@allows(with_invitation)
def take_back(token: str) -> ResponseReturnValue:
    """Have the answers count no more, so that they can be changed."""
    if ConfirmForm().validate_on_submit():
        answering.take_back(g.db, _invitation(), now=now())
        flash(TEXTS.say("flash.taken_back"))
    return redirect(url_for(".start", token=token), code=303)


@bp.post("/niet-meedoen")
@allows(with_invitation)
def decline_invitation(token: str) -> ResponseReturnValue:
    """Forget the answers, and write to this person no more."""
    if ConfirmForm().validate_on_submit():
        answering.decline_invitation(g.db, _invitation(), now=now())
        flash(TEXTS.say("flash.declined"))
    return redirect(url_for(".start", token=token), code=303)


@bp.errorhandler(SentAlready)
def tell_sent(_: SentAlready) -> ResponseReturnValue:
    """Say that what was sent is taken back first."""
    token = (request.view_args or {})["token"]
    return render_template("others/sent_already.html", token=token), 409


def _invitation() -> Invitation:
    """Return what the rule opened; on POST with the round locked."""
    invitation: Invitation = g.invitation
    return invitation


def _shown(token: str) -> dict[str, object]:
    invitation, asked = _invitation(), content().others
    return {
        "token": token,
        "invitation": invitation,
        "is_open": invitation.round.is_open(now()),
        "asked": asked,
        "told_of_plan": is_told_of_plan(invitation.round.version),
        "resume_at": answering.find_resume_page(asked, invitation),
    }


def _page(
    token: str, number: int, posted: Posted, stored: Mapping[str, SavedAnswer] | None = None
) -> str:
    asked = content().others
    missing = (asked.missing.id, asked.missing.label)
    ratings = [*list_choices()["rating"][:-1], missing]
    items: tuple[Item, ...] = asked.pages[number - 1]
    return render_template(
        "others/page.html",
        number=number,
        items=items,
        place=sum(map(len, asked.pages[: number - 1])),
        posted=posted,
        stored=stored or {},
        choices={"rating": ratings, "pair": list_choices()["pair"]},
        **_shown(token),
    )


def _next_address(token: str, number: int) -> str:
    if "clear" in request.form:
        return f"{url_for('.page', token=token, number=number)}#{request.form['clear']}-0"
    if "previous" in request.form and number > 1:
        return url_for(".page", token=token, number=number - 1)
    if "leave" in request.form:
        return url_for(".start", token=token)
    if number == len(content().others.pages):
        return url_for(".send_answers", token=token)
    return url_for(".page", token=token, number=number + 1)
