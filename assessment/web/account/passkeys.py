"""Passkeys: what the script of the page asks before a device signs, and what it brings back."""

from uuid import UUID

from flask import Blueprint, Response, abort, flash, g, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from assessment.services import passkeys
from assessment.services.moments import now
from assessment.services.passkeys import PasskeyRefused, Site
from assessment.web import access
from assessment.web.access import allows, anyone, signed_in_surely
from assessment.web.account import current_account, current_site, tell_change
from assessment.web.account.forms import MAX_NAME
from assessment.web.account.sign_in import finish_signing_in
from assessment.web.entering import note_who
from assessment.web.participant.forms import ConfirmForm
from assessment.web.user_agents import name_device
from assessment.wording import clean_text, say

bp = Blueprint("passkeys", __name__)


@bp.post("/aanmelden/sleutel/vraag")
@allows(anyone)
def ask_sign_in() -> ResponseReturnValue:
    """Give the browser what a device must sign to sign in; it names nobody."""
    session["key"], options = passkeys.ask_sign_in(g.db, _site(), now=now())
    return Response(options, status=201, mimetype="application/json")


@bp.post("/aanmelden/sleutel")
@allows(anyone)
def check_sign_in() -> ResponseReturnValue:
    """Sign in with what the device signed; any fault is told in the same words."""
    token, answer = session.pop("key", ""), request.form.get("answer", "")
    try:
        account = passkeys.check_sign_in(g.db, _site(), token, answer, now=now())
    except PasskeyRefused:
        return jsonify(message=say("forms.passkey_refused")), 422
    note_who(account.address)
    location = finish_signing_in(account, strong=True).location  # type: ignore[union-attr]  # a redirect
    return jsonify(next=location), 201


@bp.post("/account/sleutels/vraag")
@allows(signed_in_surely)
def ask_new() -> ResponseReturnValue:
    """Give the browser what a device needs to make a passkey for this account."""
    session["key"], options = passkeys.ask_new(g.db, current_account(), _site(), now=now())
    return Response(options, status=201, mimetype="application/json")


@bp.post("/account/sleutels")
@allows(signed_in_surely)
def add_new() -> ResponseReturnValue:
    """Keep the passkey that the device made; from now on it signs in alone."""
    token, answer = session.pop("key", ""), request.form.get("answer", "")
    typed = clean_text(request.form.get("name", ""))
    if len(typed) > MAX_NAME:
        return jsonify(message=say("forms.too_long", limit=MAX_NAME)), 422
    name = typed or name_device(request.user_agent.string) or say("web.a_passkey")
    try:
        passkeys.add_passkey(g.db, current_account(), _site(), token, answer, name=name, now=now())
    except PasskeyRefused:
        return jsonify(message=say("forms.passkey_refused")), 422
    access.make_strong()
    tell_change("passkey_added")
    flash(say("web.passkey_added"))
    return jsonify(next=url_for("security.show")), 201


@bp.post("/account/sleutels/<uuid:passkey_id>/weg")
@allows(signed_in_surely)
def delete_one(passkey_id: UUID) -> ResponseReturnValue:
    """Forget a passkey of this account."""
    account = current_account()
    found = [p for p in passkeys.list_passkeys(g.db, account) if p.id == passkey_id]
    if not found or not ConfirmForm().validate_on_submit():
        abort(404)
    passkeys.delete_passkey(g.db, account, found[0])
    tell_change("passkey_removed")
    flash(say("web.passkey_gone"))
    return redirect(url_for("security.show"), code=303)


def _site() -> Site:
    found = current_site()
    if found is None:
        abort(404)
    return found
