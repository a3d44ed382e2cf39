"""How somebody signs in: passkeys, a code app with recovery codes, and becoming beheerder."""

from flask import Blueprint, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from assessment.services import (
    accounts,
    drawn_codes,
    mailboxes,
    organisation_logins,
    passkeys,
    second_step,
)
from assessment.services.accounts import SetupRefused
from assessment.services.moments import now
from assessment.services.second_step import NothingToSetUp
from assessment.web.access import allows, current_actor, make_strong, signed_in_surely
from assessment.web.account import (
    current_account,
    current_asker,
    current_site,
    installation_key,
    keep_what_counts,
    tell_change,
)
from assessment.web.account.forms import MAX_NAME, DigitsForm
from assessment.web.entering import note_who
from assessment.web.participant.forms import CodeForm, ConfirmForm
from assessment.wording import say

bp = Blueprint("security", __name__, url_prefix="/account")


@bp.get("/beveiliging")
@allows(signed_in_surely)
def show() -> ResponseReturnValue:
    """Show the ways in which this account signs in."""
    account = current_account()
    return render_template(
        "account/security.html",
        account=account,
        passkeys=passkeys.list_passkeys(g.db, account),
        possible=current_site() is not None,
        codes_left=second_step.count_recovery_codes(g.db, account),
        second=mailboxes.find_second(g.db, account),
        login=organisation_logins.find_login(g.db, account),
        here=drawn_codes.draw_code(url_for(".show", _external=True)),
        most=MAX_NAME,
    )


@bp.post("/organisatie/los")
@allows(signed_in_surely)
def untie_organisation() -> ResponseReturnValue:
    """Forget who this is at the organisation."""
    if ConfirmForm().validate_on_submit():
        url = current_asker().url
        organisation_logins.untie_account(g.db, current_account(), url=url, now=now())
        flash(say("web.provider_untied"))
    return redirect(url_for(".show"), code=303)


@bp.post("/code-app/begin")
@allows(signed_in_surely)
def begin_app() -> ResponseReturnValue:
    """Draw a secret for a code app."""
    if ConfirmForm().validate_on_submit():
        session["app"] = second_step.begin_set_up(
            g.db, current_account(), secret=installation_key(), now=now()
        )
    return redirect(url_for(".set_up_app"), code=303)


@bp.route("/code-app", methods=["GET", "POST"])
@allows(signed_in_surely)
def set_up_app() -> ResponseReturnValue:
    """Show the secret to type into an app; on POST take it into use when its code is right."""
    account, form, token = current_account(), DigitsForm(), session.get("app", "")
    try:
        drawn, link = second_step.show_set_up(
            g.db, account, token, secret=installation_key(), now=now()
        )
        if form.validate_on_submit():
            codes = second_step.finish_set_up(
                g.db, account, token, form.digits.data, secret=installation_key(), now=now()
            )
            if codes is not None:
                make_strong()
                tell_change("app_added")
                return _show_codes_next(codes)
            form.digits.errors = [say("forms.wrong_app")]
    except NothingToSetUp:
        return redirect(url_for(".show"), code=302)
    page = render_template(
        "account/code_app.html",
        form=form,
        drawn=drawn,
        link=link,
        picture=drawn_codes.draw_code(link),
    )
    return page, 422 if request.method == "POST" else 200


@bp.post("/code-app/stoppen")
@allows(signed_in_surely)
def stop_app() -> ResponseReturnValue:
    """Use no code app any more."""
    if ConfirmForm().validate_on_submit():
        second_step.stop(g.db, current_account())
        tell_change("app_stopped")
        flash(say("web.app_stopped"))
    return redirect(url_for(".show"), code=303)


@bp.post("/herstelcodes/nieuw")
@allows(signed_in_surely)
def renew_codes() -> ResponseReturnValue:
    """Make new recovery codes; the old ones work no more."""
    tell_change("codes_renewed")
    return _show_codes_next(second_step.renew_recovery_codes(g.db, current_account()))


@bp.get("/herstelcodes")
@allows(signed_in_surely)
def recovery_codes() -> ResponseReturnValue:
    """Show new recovery codes for a while; of codes of before only the number is known."""
    try:
        codes = second_step.read_shown(
            g.db, current_account(), session.get("app", ""), secret=installation_key(), now=now()
        )
    except NothingToSetUp:
        return redirect(url_for(".show"), code=302)
    return render_template("account/recovery_codes.html", codes=codes)


@bp.route("/beheerder", methods=["GET", "POST"])
@allows(signed_in_surely)
def become_beheerder() -> ResponseReturnValue:
    """Ask for the set-up code; on POST it makes somebody beheerder, once."""
    form = CodeForm()
    note_who(current_account().address)
    if form.validate_on_submit():
        try:
            accounts.use_setup_code(
                g.db, current_account(), form.code.data, secret=installation_key(), now=now()
            )
        except SetupRefused:
            keep_what_counts()
            form.code.errors = [say("forms.setup_refused")]
        else:
            flash(say("web.is_beheerder"))
            strong = current_actor().strong
            return redirect(url_for("desk.list_staff" if strong else ".show"), code=303)
    status = 422 if request.method == "POST" else 200
    return render_template("account/become_beheerder.html", form=form), status


def _show_codes_next(codes: list[str]) -> ResponseReturnValue:
    session["app"] = second_step.keep_shown(
        g.db, current_account(), codes, secret=installation_key(), now=now()
    )
    return redirect(url_for(".recovery_codes"), code=303)
