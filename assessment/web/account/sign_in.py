"""Signing in with a code by mail, the second step, and signing out."""

from flask import Blueprint, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from assessment.services import signing_in
from assessment.services.accounts import Account
from assessment.services.moments import now
from assessment.services.signing_in import NothingPending, TooOften
from assessment.web import access
from assessment.web.access import allows, anyone, signed_in
from assessment.web.account import (
    current_account,
    current_asker,
    current_site,
    installation_key,
    keep_what_counts,
)
from assessment.web.account.forms import AddressForm, DigitsForm
from assessment.web.entering import Way, note_who
from assessment.web.participant.forms import ConfirmForm
from assessment.wording import say

bp = Blueprint("sign_in", __name__)


@bp.route("/aanmelden", methods=["GET", "POST"])
@allows(anyone)
def ask() -> ResponseReturnValue:
    """Ask for a mailbox; on POST mail a code to it, whether it is known or not."""
    form, status = AddressForm(), 200
    if form.validate_on_submit():
        note_who(form.address.data)
        try:
            token = signing_in.ask_code(g.db, form.address.data, current_asker(), now=now())
        except TooOften:
            form.address.errors, status = [say("forms.too_often")], 429
        else:
            session["asked"] = token
            return redirect(url_for(".code"), code=303)
    elif request.method == "POST":
        status = 422
    page = render_template("account/sign_in.html", form=form, passkeys=current_site() is not None)
    return page, status


@bp.route("/aanmelden/code", methods=["GET", "POST"])
@allows(anyone)
def code() -> ResponseReturnValue:
    """Ask for the code that was mailed; on POST sign in, or go on to the second step."""
    form, status, token = DigitsForm(), 200, session.get("asked", "")
    try:
        address = signing_in.find_address(g.db, token, now=now())
        note_who(address)
        if form.validate_on_submit():
            account = signing_in.check_code(
                g.db, token, form.digits.data, secret=installation_key(), now=now()
            )
            if account is not None:
                return go_on_signing_in(account)
            keep_what_counts()
            form.digits.errors, status = [say("forms.wrong_digits")], 422
        elif request.method == "POST":
            status = 422
    except NothingPending:
        return _begin_again()
    except TooOften:
        form.digits.errors, status = [say("forms.too_often")], 429
    return render_template("account/code.html", form=form, address=address), status


@bp.route("/aanmelden/tweede-stap", methods=["GET", "POST"])
@allows(anyone)
def second_step() -> ResponseReturnValue:
    """Ask for a code of the app, or a recovery code; on POST sign in."""
    form, status, token = DigitsForm(), 200, session.get("asked", "")
    try:
        account = signing_in.find_second_step(g.db, token, now=now())
        if form.validate_on_submit():
            note_who(account.address, _read_way(form.digits.data))
            shown = signing_in.check_second_step(
                g.db, token, form.digits.data, secret=installation_key(), now=now()
            )
            if shown is not None:
                return finish_signing_in(shown, strong=True)
            keep_what_counts()
            form.digits.errors, status = [say("forms.wrong_second")], 422
        elif request.method == "POST":
            status = 422
    except NothingPending:
        return _begin_again()
    except TooOften:
        form.digits.errors, status = [say("forms.too_often")], 429
    return render_template("account/second_step.html", form=form), status


@bp.post("/afmelden")
@allows(signed_in)
def sign_out() -> ResponseReturnValue:
    """End this browser; everything stays in the account."""
    note_who(current_account().address)
    if ConfirmForm().validate_on_submit():
        access.sign_out()
        flash(say("web.signed_out"))
    return redirect(url_for("home.start"), code=303)


def go_on_signing_in(account: Account) -> ResponseReturnValue:
    """Sign in, or first ask for the second step that this account has."""
    if not signing_in.needs_second_step(account):
        return finish_signing_in(account, strong=False)
    session["asked"] = signing_in.ask_second_step(g.db, account, now=now())
    return redirect(url_for(".second_step"), code=303)


def finish_signing_in(account: Account, *, strong: bool) -> ResponseReturnValue:
    """Sign somebody in and go where they wanted to go."""
    access.sign_in(account.id, strong=strong)
    signing_in.note_signed_in(g.db, account, now=now())
    session.pop("asked", None)
    return redirect(session.pop("next", None) or url_for("account.show"), code=303)


def _read_way(typed: str) -> Way:
    """Return whether digits of an app were typed, or a recovery code, which has letters."""
    return Way.APP if typed.replace(" ", "").isdecimal() else Way.RECOVERY


def _begin_again() -> ResponseReturnValue:
    flash(say("web.code_over"))
    return redirect(url_for(".ask"), code=302)
