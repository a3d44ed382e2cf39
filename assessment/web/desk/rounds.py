"""Rounds: a medewerker invites people together and sees how many take part, never who."""

from functools import partial
from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services.disclosure import FEWEST_COUNTED
from assessment.services.moments import now
from assessment.services.rounds import keeping, sending
from assessment.services.rounds.keeping import AddressesGone, RoundClosed
from assessment.services.rounds.sending import BETWEEN_REMINDERS, MOST_REMINDERS, NotNow
from assessment.services.rounds.telling import COUNTS
from assessment.web.access import allows, notes_reading, only_medewerker
from assessment.web.account import current_account
from assessment.web.desk.round_forms import make_change_form, make_copy_form, make_round_form
from assessment.web.participant.forms import ConfirmForm
from assessment.wording import say
from values.number_words import number_word

bp = Blueprint("rounds", __name__, url_prefix="/medewerker/rondes")


@bp.get("")
@allows(only_medewerker)
def list_all() -> ResponseReturnValue:
    """List every round."""
    today = now()
    found = keeping.list_rounds(g.db)
    return render_template(
        "desk/rounds.html",
        current=[one for one in found if not keeping.is_closed(one, today)],
        closed=[one for one in found if keeping.is_closed(one, today)],
    )


@bp.route("/nieuw", methods=["GET", "POST"])
@allows(only_medewerker)
def add_round() -> ResponseReturnValue:
    """Ask what round it is; on POST make it."""
    form = make_round_form()
    if form.validate_on_submit():
        round_id = keeping.add_round(
            g.db,
            current_account().id,
            name=form.round_name.data,
            kind=form.round_kind.data,
            phase=form.proposed_phase.data,
            closes_on=form.closes_on.data,
            now=now(),
        )
        flash(say("rounds.made"))
        return redirect(url_for("round_people.add_people", round_id=round_id), code=303)
    return render_template("desk/round_new.html", form=form), _status()


@bp.get("/<uuid:round_id>")
@notes_reading
@allows(only_medewerker)
def show_round(round_id: UUID) -> ResponseReturnValue:
    """Show what is told of a round, and what can be done with it."""
    return _show(round_id), 200


@bp.route("/<uuid:round_id>/aanpassen", methods=["GET", "POST"])
@allows(only_medewerker)
def change_round(round_id: UUID) -> ResponseReturnValue:
    """Ask the name and the last day; on POST change them."""
    found = keeping.find_round(g.db, round_id)
    form = make_change_form(found.name, found.closes_on)
    if form.validate_on_submit():
        name, day = form.round_name.data, form.closes_on.data
        try:
            keeping.change_round(
                g.db, current_account().id, round_id, name=name, closes_on=day, now=now()
            )
        except AddressesGone:
            form.closes_on.errors = [say("rounds.gone")]
        else:
            flash(say("rounds.changed"))
            return redirect(url_for(".show_round", round_id=round_id), code=303)
    return render_template("desk/round_change.html", form=form, round=found), _status()


@bp.route("/<uuid:round_id>/kopie", methods=["GET", "POST"])
@allows(only_medewerker)
def copy_round(round_id: UUID) -> ResponseReturnValue:
    """Ask the name and the last day of a round like this one; on POST make it."""
    overview = keeping.read_overview(g.db, round_id, now=now())
    form = make_copy_form(overview.round.name)
    if form.validate_on_submit():
        try:
            made = keeping.copy_round(
                g.db,
                current_account().id,
                round_id,
                name=form.round_name.data,
                closes_on=form.closes_on.data,
                with_people=form.with_people.data,
                now=now(),
            )
        except AddressesGone:
            form.with_people.errors = [say("rounds.gone")]
        else:
            flash(say("rounds.copied"))
            return redirect(url_for(".show_round", round_id=made), code=303)
    return render_template("desk/round_copy.html", form=form, overview=overview), _status()


@bp.post("/<uuid:round_id>/uitnodigen")
@allows(only_medewerker)
def invite_people(round_id: UUID) -> ResponseReturnValue:
    """Have invitations mailed to who has none yet."""
    return _ask_mailing(round_id, sending.INVITATION)


@bp.post("/<uuid:round_id>/herinneren")
@allows(only_medewerker)
def remind_people(round_id: UUID) -> ResponseReturnValue:
    """Have reminders mailed to who did not begin; who that are is not told."""
    return _ask_mailing(round_id, sending.REMINDER)


def _ask_mailing(round_id: UUID, kind: str) -> ResponseReturnValue:
    if not ConfirmForm().validate_on_submit():
        abort(400)
    try:
        sending.ask_mailing(g.db, current_account().id, round_id, kind, now=now())
    except RoundClosed:
        return _show(round_id, problem=say("rounds.refused_closed")), 409
    except NotNow as refused:
        numbers = {"most": MOST_REMINDERS, "days": BETWEEN_REMINDERS.days}
        return _show(round_id, problem=say(f"rounds.refused_{refused.reason}", **numbers)), 409
    flash(say(f"rounds.asked_{kind}"))
    return redirect(url_for(".show_round", round_id=round_id), code=303)


def _show(round_id: UUID, *, problem: str = "") -> str:
    overview = keeping.read_overview(g.db, round_id, now=now())
    if overview.named:
        _note_read(round_id)
    return render_template(
        "desk/round.html",
        overview=overview,
        counts=COUNTS,
        fewest=number_word(FEWEST_COUNTED),
        problem=problem,
        reminders=number_word(MOST_REMINDERS),
        pause=number_word(BETWEEN_REMINDERS.days),
    )


def _note_read(round_id: UUID) -> None:
    """Note that names were read; what is refused keeps nothing, so there it is noted afterwards."""
    note = partial(keeping.note_read, actor=current_account().id, round_id=round_id, now=now())
    if request.method == "POST":
        g.afterwards.append(note)
    else:
        note(g.db)


def _status() -> int:
    return 422 if request.method == "POST" else 200
