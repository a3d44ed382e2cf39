"""Delen: the owner's coaches, what was released, and who opened it."""

from collections.abc import Sequence
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
    url_for,
)
from flask.typing import ResponseReturnValue

from assessment.services import inviting, releasing
from assessment.services.coaching import conversing
from assessment.services.inviting import AlreadyCoached, InvitedTooOften, OwnAddress
from assessment.services.moments import now
from assessment.services.policy import ReleaseState, release_state
from assessment.services.releasing import History
from assessment.web.access import allows, current_actor, own_coaching, own_release, signed_in
from assessment.web.account import current_account, installation_key
from assessment.web.account.forms import AddressForm
from assessment.web.participant.figures import send_figure
from assessment.web.participant.forms import ConfirmForm
from assessment.web.sharing import current_account_id, list_releasable
from assessment.wording import say

bp = Blueprint("sharing", __name__, url_prefix="/delen")


@bp.get("")
@allows(signed_in)
def show() -> ResponseReturnValue:
    """Show coaches, what they may read now, and what was released before."""
    return _show(AddressForm()), 200


@bp.post("/coaches")
@allows(signed_in)
def invite_coach() -> ResponseReturnValue:
    """Invite a coach by mail."""
    form, status = AddressForm(), 422
    if form.validate_on_submit():
        try:
            inviting.invite_coach(
                g.db,
                current_account(),
                form.address.data,
                url=_address_of("queue.show"),
                secret=installation_key(),
                now=now(),
            )
        except (AlreadyCoached, OwnAddress) as refused:
            key = "own_address" if isinstance(refused, OwnAddress) else "already_coached"
            form.address.errors = [say(f"sharing.{key}")]
        except InvitedTooOften:
            form.address.errors, status = [say("sharing.invited_too_often")], 429
        else:
            flash(say("sharing.invited"))
            return redirect(url_for(".show"), code=303)
    return _show(form), status


@bp.post("/coaches/<uuid:coaching_id>/bevestigen")
@allows(own_coaching)
def confirm_coach(coaching_id: UUID) -> ResponseReturnValue:
    """Say yes to a coach that a medewerker proposed."""
    if ConfirmForm().validate_on_submit():
        address = _address_of("queue.show")
        inviting.confirm_coach(g.db, current_account(), coaching_id, url=address, now=now())
        flash(say("sharing.confirmed"))
    return redirect(url_for(".show"), code=303)


@bp.post("/coaches/<uuid:coaching_id>/stoppen")
@allows(own_coaching)
def end_coach(coaching_id: UUID) -> ResponseReturnValue:
    """End a coach, or refuse one that was proposed: from now on nothing is read."""
    if ConfirmForm().validate_on_submit():
        owner_id = current_account_id()
        coaching = inviting.own_coaching(g.db, owner_id, coaching_id)
        inviting.end_coaching(g.db, owner_id, coaching, now=now())
        flash(say("sharing.refused" if coaching.state == "proposed" else "sharing.ended"))
    return redirect(url_for(".show"), code=303)


@bp.post("/vrijgaven/<uuid:release_id>/intrekken")
@allows(own_release)
def withdraw(release_id: UUID) -> ResponseReturnValue:
    """Take a release back, at once."""
    if ConfirmForm().validate_on_submit():
        releasing.withdraw(g.db, current_account_id(), release_id, now=now())
        flash(say("sharing.withdrawn"))
    return redirect(url_for(".show"), code=303)


@bp.get("/vrijgaven/<uuid:release_id>")
@allows(own_release)
def show_release(release_id: UUID) -> ResponseReturnValue:
    """Show a part of what was released, as it was; without one in the address the first."""
    found, held = releasing.read_own(g.db, current_account_id(), release_id)
    parts = held.report.sections
    asked = request.args.get("deel", next((part.id for part in parts), ""))
    section = next((part for part in parts if part.id == asked), None) or abort(404)

    def address(figure_id: str, form: str | None = None) -> str:
        return url_for(".figure", release_id=release_id, figure_id=figure_id, form=form)

    one = History(found, release_state(found, now()))
    return render_template(
        "sharing/released.html", one=one, held=held, section=section, figures=address
    )


@bp.get("/vrijgaven/<uuid:release_id>/figuur/<figure_id>.svg")
@bp.get("/vrijgaven/<uuid:release_id>/figuur/<any(smal):form>/<figure_id>.svg")
@allows(own_release)
def figure(release_id: UUID, figure_id: str, form: str = "") -> ResponseReturnValue:
    """Draw a figure of what was released."""
    _, held = releasing.read_own(g.db, current_account_id(), release_id)
    return send_figure(held.report, figure_id, form)


@bp.get("/geopend")
@allows(signed_in)
def list_openings() -> ResponseReturnValue:
    """Show each time that a recipient opened something."""
    found = releasing.list_openings(g.db, current_account_id())
    return render_template("sharing/openings.html", openings=found)


def _show(form: AddressForm) -> str:
    owner_id, moment = current_account_id(), now()
    history = releasing.list_for_owner(g.db, owner_id, now=moment)
    return render_template(
        "sharing/overview.html",
        form=form,
        coaches=inviting.list_coaches(g.db, owner_id),
        current=_latest(history),
        history=history,
        talks=conversing.list_talks(g.db, owner_id),
        readable={
            (one.release.coaching_id, one.release.attempt_id)
            for one in history
            if one.state is ReleaseState.LIVE
        },
        attempts=list_releasable(),
        elsewhere=_not_in_account(),
    )


def _latest(history: Sequence[History]) -> dict[UUID, list[History]]:
    """Return by coaching what was decided last of each attempt."""
    latest: dict[UUID, dict[UUID, History]] = {}
    for one in history:
        latest.setdefault(one.release.coaching_id, {}).setdefault(one.release.attempt_id, one)
    return {coaching: list(decided.values()) for coaching, decided in latest.items()}


def _not_in_account() -> bool:
    """Return whether an attempt is open in this browser that is in no account."""
    actor = current_actor()
    return bool(set(actor.attempts) - set(actor.adopted))


def _address_of(endpoint: str) -> str:
    return f"{current_app.config['PUBLIC_URL']}{url_for(endpoint)}"
