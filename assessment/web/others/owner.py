"""The owner asks others, sees whether there is enough, and opens the result once."""

from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assessment.services import taking
from assessment.services.moments import now
from assessment.services.others import rounds
from assessment.services.others.inviting import GROUPS, TEXTS, InviteRefused, read_asked
from assessment.services.others.rounds import Plea, RemindedJustNow, TooFewAnswers
from assessment.services.policy import may_ask_others
from assessment.services.reporting import NotSubmitted
from assessment.services.taking import AttemptFacts
from assessment.web.access import allows, current_actor, own_round, signed_in
from assessment.web.account import current_account, installation_key
from assessment.web.others import address_invitation
from assessment.web.others.forms import AskForm, GroupsForm, make_ask_form
from assessment.web.participant import content
from assessment.web.participant.forms import ConfirmForm
from assessment.web.sharing import current_account_id, list_releasable

bp = Blueprint("others", __name__, url_prefix="/anderen")


@bp.get("")
@allows(signed_in)
def show() -> ResponseReturnValue:
    """Show the rounds there were, and the form that begins one."""
    attempt = _find_attempt()
    return _begin_page(make_ask_form(attempt.name if attempt else ""), attempt), 200


@bp.post("")
@allows(signed_in)
def begin() -> ResponseReturnValue:
    """Begin a round: keep who is asked and write to each of them."""
    attempt, form = _find_attempt(), make_ask_form("")
    if attempt is None:
        abort(404)
    if form.validate_on_submit():
        taking.open_facts(g.db, attempt.id, lock=True)
        try:
            plea = Plea(
                form.name.data or "",
                form.words.data or "",
                form.number_of_days,
                read_asked(form.typed),
            )
            held = rounds.begin(
                g.db, content(), current_account(), attempt, plea,
                link=address_invitation, secret=installation_key(), now=now(),
            )  # fmt: skip
        except InviteRefused as refused:
            form.refuse(refused)
        else:
            flash(TEXTS.say("flash.begun"))
            return redirect(url_for(".show_round", others_round_id=held.id), code=303)
    return _begin_page(form, attempt), 422


@bp.get("/<uuid:others_round_id>")
@allows(own_round)
def show_round(others_round_id: UUID) -> ResponseReturnValue:
    """Show who was asked and whether there is enough; once opened, the result."""
    held = rounds.own_round(g.db, current_account_id(), others_round_id)
    if held.result is not None:
        return redirect(url_for("others_result.show", others_round_id=others_round_id), code=302)
    return _round_page(others_round_id, GroupsForm()), 200


@bp.post("/<uuid:others_round_id>/vragen")
@allows(own_round)
def ask_more(others_round_id: UUID) -> ResponseReturnValue:
    """Ask more others."""
    form = GroupsForm()
    if form.validate_on_submit():
        try:
            rounds.ask_more(
                g.db, current_account(), others_round_id, read_asked(form.typed),
                link=address_invitation, secret=installation_key(), now=now(),
            )  # fmt: skip
        except InviteRefused as refused:
            form.refuse(refused)
        else:
            flash(TEXTS.say("flash.more"))
            return redirect(url_for(".show_round", others_round_id=others_round_id), code=303)
    return _round_page(others_round_id, form), 422


@bp.post("/<uuid:others_round_id>/vragen/<uuid:rater_id>/intrekken")
@allows(own_round)
def withdraw(others_round_id: UUID, rater_id: UUID) -> ResponseReturnValue:
    """Ask one of them no more."""
    if ConfirmForm().validate_on_submit():
        try:
            rounds.withdraw(g.db, current_account_id(), others_round_id, rater_id, now=now())
            flash(TEXTS.say("flash.withdrawn"))
        except rounds.EnoughAnswers:
            flash(TEXTS.say("flash.enough"))
        except rounds.TooFewLeft:
            flash(TEXTS.say("flash.too_few_left"))
    return redirect(url_for(".show_round", others_round_id=others_round_id), code=303)


@bp.post("/<uuid:others_round_id>/herinneren")
@allows(own_round)
def remind_others(others_round_id: UUID) -> ResponseReturnValue:
    """Write once more to who is not done, whoever that is."""
    if ConfirmForm().validate_on_submit():
        try:
            rounds.remind_others(
                g.db, current_account_id(), others_round_id,
                link=address_invitation, secret=installation_key(), now=now(),
            )  # fmt: skip
        except RemindedJustNow:
            flash(TEXTS.say("flash.reminded_just_now"))
        else:
            flash(TEXTS.say("flash.reminded"))
    return redirect(url_for(".show_round", others_round_id=others_round_id), code=303)


@bp.route("/<uuid:others_round_id>/openen", methods=["GET", "POST"])
@allows(own_round)
def open_outcome(others_round_id: UUID) -> ResponseReturnValue:
    """Say what opening does; on POST make the result and end the round."""
    form = ConfirmForm()
    if form.validate_on_submit():
        try:
            rounds.open_outcome(g.db, content(), current_account_id(), others_round_id, now=now())
        except (TooFewAnswers, NotSubmitted) as refused:
            key = "too_few" if isinstance(refused, TooFewAnswers) else "not_handed_in"
            flash(TEXTS.say(f"flash.{key}"))
            return redirect(url_for(".show_round", others_round_id=others_round_id), code=303)
        return redirect(url_for("others_result.show", others_round_id=others_round_id), code=303)
    standing = _standing(others_round_id)
    if not standing.enough:
        return redirect(url_for(".show_round", others_round_id=others_round_id), code=302)
    return render_template("others/open.html", standing=standing)


@bp.route("/<uuid:others_round_id>/stoppen", methods=["GET", "POST"])
@allows(own_round)
def stop(others_round_id: UUID) -> ResponseReturnValue:
    """Say what stopping does; on POST end the round without a result."""
    if ConfirmForm().validate_on_submit():
        rounds.stop(g.db, current_account_id(), others_round_id, now=now())
        flash(TEXTS.say("flash.stopped"))
        return redirect(url_for(".show"), code=303)
    standing = _standing(others_round_id)
    if standing.round.closed_at is not None:
        return redirect(url_for(".show_round", others_round_id=others_round_id), code=302)
    return render_template("others/stop.html", standing=standing)


def group_names() -> dict[str, str]:
    """Return what each group is called."""
    return {group: TEXTS.say(f"groups.{group}") for group in GROUPS}


def group_hints() -> dict[str, str]:
    """Return who may be meant by each group."""
    return {group: TEXTS.say(f"group_hints.{group}") for group in GROUPS}


def _find_attempt() -> AttemptFacts | None:
    """Return the result beside which others are asked: the newest of who is in office."""
    found = (one for one in list_releasable() if rounds.may_ask_about(one))
    attempt = next(found, None)
    if attempt is None or not may_ask_others(current_actor(), attempt.id):
        return None
    return attempt


def _standing(others_round_id: UUID) -> rounds.Standing:
    return rounds.find_standing(g.db, current_account_id(), others_round_id, now=now())


def _begin_page(form: AskForm, attempt: AttemptFacts | None) -> str:
    held = rounds.list_rounds(g.db, current_account_id())
    again = rounds.next_possible(g.db, current_account_id())
    return render_template(
        "others/begin.html",
        form=form,
        attempt=attempt,
        rounds=held,
        running=next((one for one in held if one.closed_at is None), None),
        again=again if again is not None and again > now() else None,
        names=group_names(),
        hints=group_hints(),
    )


def _round_page(others_round_id: UUID, form: GroupsForm) -> str:
    return render_template(
        "others/round.html",
        form=form,
        standing=_standing(others_round_id),
        names=group_names(),
        hints=group_hints(),
    )
