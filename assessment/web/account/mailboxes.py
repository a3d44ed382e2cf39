"""A second mailbox: added by a code that goes to it, made the first, or taken away."""

from flask import Blueprint, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from assessment.services import mailboxes
from assessment.services.mailboxes import BelongsToAnAccount, HasTwo
from assessment.services.moments import now
from assessment.services.signing_in import NothingPending, TooOften
from assessment.web.access import allows, signed_in_surely
from assessment.web.account import current_account, current_asker, keep_what_counts
from assessment.web.account.forms import AddressForm, DigitsForm
from assessment.web.entering import note_who
from assessment.web.participant.forms import ConfirmForm
from assessment.wording import say

bp = Blueprint("mailboxes", __name__, url_prefix="/account/mailadres")


@bp.route("", methods=["GET", "POST"])
@allows(signed_in_surely)
def ask() -> ResponseReturnValue:
    """Ask for a mailbox; on POST mail a code to it, whether it is known or not."""
    note_who(current_account().address)
    form, status = AddressForm(), 422 if request.method == "POST" else 200
    if form.validate_on_submit():
        try:
            token = mailboxes.ask_code(
                g.db, current_account(), form.address.data, current_asker(), now=now()
            )
        except TooOften:
            form.address.errors, status = [say("forms.too_often")], 429
        except HasTwo:
            form.address.errors = [say("mailboxes.two")]
        else:
            session["adding"] = token
            return redirect(url_for(".code"), code=303)
    return render_template("account/mailbox.html", form=form), status


@bp.route("/code", methods=["GET", "POST"])
@allows(signed_in_surely)
def code() -> ResponseReturnValue:
    """Ask for the code that went to the mailbox; on POST add it."""
    note_who(current_account().address)
    form, status, token = DigitsForm(), 200, session.get("adding", "")
    try:
        address = mailboxes.find_asked(g.db, token, now=now())
        if form.validate_on_submit():
            return _add(form, token, address)
        status = 422 if request.method == "POST" else 200
    except NothingPending:
        flash(say("web.code_over"))
        return redirect(url_for(".ask"), code=302)
    except TooOften:
        form.digits.errors, status = [say("forms.too_often")], 429
    return _code_page(form, address), status


@bp.post("/wissel")
@allows(signed_in_surely)
def make_first() -> ResponseReturnValue:
    """Have the second mailbox be the one that is written to; pressed twice, it is that once."""
    if ConfirmForm().validate_on_submit():
        address, url = request.form.get("address", ""), current_asker().url
        mailboxes.make_first(g.db, current_account(), address, url=url, now=now())
        flash(say("mailboxes.swapped", address=current_account().address))
    return redirect(url_for("security.show"), code=303)


@bp.post("/weg")
@allows(signed_in_surely)
def take_away() -> ResponseReturnValue:
    """Forget the second mailbox: it signs in no more. One that is written to by now stays."""
    if ConfirmForm().validate_on_submit():
        account, address = current_account(), request.form.get("address", "")
        mailboxes.remove_second(g.db, account, address, url=current_asker().url, now=now())
        stays = address == account.address
        flash(say("mailboxes.stays", address=address) if stays else say("mailboxes.removed"))
    return redirect(url_for("security.show"), code=303)


def _add(form: DigitsForm, token: str, address: str) -> ResponseReturnValue:
    try:
        added = mailboxes.add_mailbox(
            g.db, current_account(), token, form.digits.data, asker=current_asker(), now=now()
        )
    except BelongsToAnAccount:  # the code was right: it is used up
        flash(say("mailboxes.in_use", address=address))
        return redirect(url_for("security.show"), code=303)
    except HasTwo:
        flash(say("mailboxes.two"))
        return redirect(url_for("security.show"), code=303)
    if added:
        flash(say("mailboxes.added", address=address))
        return redirect(url_for("security.show"), code=303)
    keep_what_counts()
    form.digits.errors = [say("forms.wrong_digits")]
    return _code_page(form, address), 422


def _code_page(form: DigitsForm, address: str) -> str:
    return render_template("account/mailbox_code.html", form=form, address=address)
