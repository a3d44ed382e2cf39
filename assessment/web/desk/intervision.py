"""The desk runs a round of intervision; it sees who, where and when, and never what they wish."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import (
    Blueprint,
    current_app,
    flash,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from assessment.phrases import joined
from assessment.services.intervision import arranging, rounds, viewing
from assessment.services.intervision.arranging import MergeRefused, MoveRefused, Seat
from assessment.services.intervision.intakes import RoundClosed
from assessment.services.intervision.rounds import NobodyJoined, RulesBroken
from assessment.services.intervision.texts import name_rules, name_slot
from assessment.services.intervision.texts import say as say_of_intervision
from assessment.services.moments import now
from assessment.web.access import allows, current_actor, notes_reading, only_medewerker
from assessment.web.desk.intervision_forms import make_move_form, make_round_form
from assessment.web.participant.forms import ConfirmForm
from assessment.wording import say

bp = Blueprint("intervision_desk", __name__, url_prefix="/medewerker/intervisie")


@bp.route("", methods=["GET", "POST"])
@allows(only_medewerker)
def list_rounds() -> ResponseReturnValue:
    """List the rounds; on POST open a new one."""
    form = make_round_form()
    if form.validate_on_submit():
        intervision_id = rounds.open_round(
            g.db, form.title.data, form.closes_on.data, actor=current_actor().account, now=now()
        )
        flash(say("intervision.opened"))
        return redirect(url_for(".show", intervision_id=intervision_id), code=303)
    page = render_template(
        "desk/intervision.html",
        form=form,
        rounds=rounds.list_rounds(g.db),
        names={one: say_of_intervision(f"states.{one}") for one in rounds.STATES},
    )
    return page, 422 if request.method == "POST" else 200


@bp.get("/<uuid:intervision_id>")
@notes_reading
@allows(only_medewerker)
def show(intervision_id: UUID) -> ResponseReturnValue:
    """Show how far a round is, who takes part, and the groups."""
    return _page(intervision_id)


@bp.get("/<uuid:intervision_id>/stand")
@allows(only_medewerker)
def state(intervision_id: UUID) -> ResponseReturnValue:
    """Tell how far the work on groups is, for the script of the page."""
    found = rounds.get_round(g.db, intervision_id)
    waiting = found.state == "asked"
    return jsonify(state="queued" if waiting else found.state, progress=found.progress)


@bp.post("/<uuid:intervision_id>/sluiten")
@allows(only_medewerker)
def close_round(intervision_id: UUID) -> ResponseReturnValue:
    """Close the intake, so that groups can be made."""
    return _do(
        intervision_id, lambda: rounds.close_round(g.db, intervision_id), "intervision.closed"
    )


@bp.post("/<uuid:intervision_id>/voorstel")
@allows(only_medewerker)
def ask_proposal(intervision_id: UUID) -> ResponseReturnValue:
    """Have groups worked out."""

    def ask() -> None:
        rounds.ask_proposal(g.db, intervision_id, now=now())
        g.rounds.append(intervision_id)

    return _do(intervision_id, ask, "intervision.asked")


@bp.route("/<uuid:intervision_id>/verplaatsen/<uuid:account_id>", methods=["GET", "POST"])
@notes_reading
@allows(only_medewerker)
def move_person(intervision_id: UUID, account_id: UUID) -> ResponseReturnValue:
    """Show for each group what it would break with this person in it; on POST move."""
    board = arranging.open_board(g.db, intervision_id)
    seat, here = board.find_seat(account_id)
    if request.method == "GET":
        arranging.note_read(
            g.db, intervision_id, actor=current_actor().account, subject=account_id, now=now()
        )
    form = make_move_form(board, here, arranging.foresee_rules(g.db, intervision_id, account_id))
    if request.method == "POST":
        tried = partial(arranging.note_try, round_id=intervision_id, actor=current_actor().account,
                        subject=account_id, now=now())  # fmt: skip
        g.afterwards.append(tried)
        if form.validate_on_submit():
            try:
                arranging.move_person(
                    g.db, intervision_id, account_id, form.target, form.swapped,
                    url=current_app.config["PUBLIC_URL"], now=now(),
                )  # fmt: skip
                flash(say("intervision.moved"))
                return redirect(url_for(".show", intervision_id=intervision_id), code=303)
            except MoveRefused:
                form.to.errors = [say("intervision.move_refused")]
            except RoundClosed:
                form.to.errors = [say("intervision.not_now")]
    page = render_template(
        "desk/intervision_move.html",
        form=form,
        seat=seat,
        here=here,
        intervision_id=intervision_id,
        words=_name_seat(seat),
    )
    return page, 422 if request.method == "POST" else 200


@bp.post("/<uuid:intervision_id>/samenvoegen")
@allows(only_medewerker)
def merge_groups(intervision_id: UUID) -> ResponseReturnValue:
    """Make one group of two."""
    smaller, into = (_read_id(request.form.get(name)) for name in ("group", "into"))
    if smaller is None or into is None or smaller == into:
        return _page(intervision_id, problem=say("intervision.choose_two")), 422

    def do() -> None:
        url = current_app.config["PUBLIC_URL"]
        arranging.merge_groups(g.db, intervision_id, smaller, into, url=url, now=now())

    tried = partial(
        arranging.note_merge, round_id=intervision_id, actor=current_actor().account, now=now()
    )
    g.afterwards.append(tried)
    return _do(intervision_id, do, "intervision.merged")


@bp.post("/<uuid:intervision_id>/bevestigen")
@allows(only_medewerker)
def confirm_groups(intervision_id: UUID) -> ResponseReturnValue:
    """Confirm the groups and mail everybody."""

    def do() -> None:
        rounds.confirm_groups(
            g.db, intervision_id, actor=current_actor().account, url=_group_url(), now=now()
        )

    return _do(intervision_id, do, "intervision.confirmed")


def _do(intervision_id: UUID, act: Callable[[], None], done: str) -> ResponseReturnValue:
    """Do what a button asks for, or show the round with what stands in the way."""
    problem = ""
    if not ConfirmForm().validate_on_submit():
        return redirect(url_for(".show", intervision_id=intervision_id), code=303)
    try:
        act()
    except RoundClosed:
        problem = say("intervision.not_now")
    except NobodyJoined:
        problem = say("intervision.nobody")
    except RulesBroken:
        problem = say("intervision.rules_broken")
    except MergeRefused as refused:
        problem = say("intervision.merge_refused", rules=joined(name_rules(refused.rules)))
    if problem:
        g.db.rollback()
        return _page(intervision_id, problem=problem), 422
    flash(say(done))
    return redirect(url_for(".show", intervision_id=intervision_id), code=303)


def _page(intervision_id: UUID, *, problem: str = "") -> str:
    view = viewing.view_round(g.db, intervision_id)
    if view.board is not None:
        _note_read(intervision_id)
    return render_template(
        "desk/intervision_round.html",
        round=view.round,
        people=view.people,
        board=view.board,
        facts=view.facts,
        themes=view.themes,
        outcome=view.outcome,
        problem=problem,
        name_rules=name_rules,
        name_slot=name_slot,
        say=say_of_intervision,
    )


def _note_read(intervision_id: UUID) -> None:
    """Note that the desk looked; what is refused keeps nothing, so there it is noted afterwards."""
    note = partial(
        arranging.note_read, round_id=intervision_id, actor=current_actor().account, now=now()
    )
    if request.method == "POST":
        g.afterwards.append(note)
    else:
        note(g.db)


def _name_seat(seat: Seat) -> dict[str, object]:
    places, dayparts = name_slot(seat.places, seat.dayparts)
    phase = say_of_intervision(f"phases.{seat.phase}")
    return {"places": places, "dayparts": dayparts, "phase": phase}


def _group_url() -> str:
    return f"{current_app.config['PUBLIC_URL']}{url_for('intervision.show')}"


def _read_id(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
