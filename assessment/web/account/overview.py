"""The account: one's attempts on one page, adopting one, devices, and deleting everything."""

from uuid import UUID

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from assessment.services import accounts, erasing, sessions
from assessment.services.accounts import Account, LastBeheerder, NotAdoptable
from assessment.services.moments import now
from assessment.web.access import (
    allows,
    current_actor,
    current_browser_id,
    sign_out,
    signed_in,
    signed_in_just_now,
)
from assessment.web.account import current_account
from assessment.web.entering import note_who
from assessment.web.participant.forms import CodeForm, ConfirmForm
from assessment.wording import say

bp = Blueprint("account", __name__, url_prefix="/account")


@bp.get("")
@allows(signed_in)
def show() -> ResponseReturnValue:
    """Show what is in the account."""
    return _show(CodeForm()), 200


@bp.post("/afnames")
@allows(signed_in)
def adopt_by_code() -> ResponseReturnValue:
    """Put the attempt of a return code in the account, once."""
    form = CodeForm()
    note_who(current_account().address)
    if form.validate_on_submit():
        try:
            accounts.adopt_by_code(g.db, current_account().id, form.code.data, now=now())
        except NotAdoptable:
            form.code.errors = [say("forms.code_unknown")]
        else:
            flash(say("web.adopted"))
            return redirect(url_for(".show"), code=303)
    return _show(form), 422


@bp.get("/apparaten")
@allows(signed_in)
def list_devices() -> ResponseReturnValue:
    """List the browsers that are signed in, this one first."""
    here = current_browser_id()
    found = sessions.list_devices_of(g.db, current_account().id, now=now())
    return render_template(
        "account/devices.html",
        here=here,
        devices=sorted(found, key=lambda device: device.id != here),
    )


@bp.post("/apparaten/<uuid:browser_id>/afmelden")
@allows(signed_in)
def end_device(browser_id: UUID) -> ResponseReturnValue:
    """Sign out one browser, at once."""
    account = current_account()
    if browser_id not in [d.id for d in sessions.list_devices_of(g.db, account.id, now=now())]:
        abort(404)
    if browser_id == current_browser_id():
        sign_out()
        return redirect(url_for("home.start"), code=303)
    sessions.end_one(g.db, account.id, browser_id)
    flash(say("web.signed_out_there"))
    return redirect(url_for(".list_devices"), code=303)


@bp.post("/apparaten/afmelden")
@allows(signed_in)
def end_others() -> ResponseReturnValue:
    """Sign out every browser but this one."""
    sessions.end_others(g.db, current_account().id, current_browser_id())
    flash(say("web.signed_out_elsewhere"))
    return redirect(url_for(".list_devices"), code=303)


@bp.route("/verwijderen", methods=["GET", "POST"])
@allows(signed_in_just_now)
def delete() -> ResponseReturnValue:
    """Delete the account with every attempt in it, after one confirmation."""
    account = current_account()
    if request.method == "POST" and ConfirmForm().validate_on_submit():
        try:
            accounts.delete_account(g.db, account, url=current_app.config["PUBLIC_URL"], now=now())
        except LastBeheerder:
            return _ask_to_delete(account), 409
        session.clear()
        flash(say("web.account_deleted"))
        return redirect(url_for("home.start"), code=303)
    return _ask_to_delete(account), 200


def _ask_to_delete(account: Account) -> str:
    return render_template(
        "account/delete.html",
        account=account,
        attempts=accounts.list_attempt_facts(g.db, account.id),
        is_last=accounts.is_last_beheerder(g.db, account),
    )


def _show(form: CodeForm) -> str:
    account, actor = current_account(), current_actor()
    return render_template(
        "account/overview.html",
        account=account,
        actor=actor,
        form=form,
        attempts=accounts.list_attempt_facts(g.db, account.id),
        kept_until=erasing.kept_until,
        protected=accounts.is_protected(g.db, account.id),
        role=say(f"roles.{account.role}") if account.role else "",
    )
