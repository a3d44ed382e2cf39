"""Days to take to one's own calendar, for the owner alone."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, Response, abort, g
from flask.typing import ResponseReturnValue

from assessment.services import calendars, planning
from assessment.services.calendars import Appointment
from assessment.web.access import allows, current_actor, own_attempt, signed_in
from assessment.web.participant import content, current_facts, now
from assessment.wording import say

bp = Blueprint("calendar", __name__)


@bp.get("/afname/<uuid:attempt_id>/agenda/doel-<int:number>.ics")
@allows(own_attempt)
def take_goal(attempt_id: UUID, number: int) -> ResponseReturnValue:
    """Hand over the day of one goal."""
    plan, _ = planning.open_plan(g.db, content(), current_facts().id)
    return hand_over(calendars.find_goal_day(attempt_id, plan, number))


@bp.get("/afname/<uuid:attempt_id>/agenda/opnieuw.ics")
@allows(own_attempt)
def take_measuring(attempt_id: UUID) -> ResponseReturnValue:
    """Hand over the day from which measuring again is advised."""
    return hand_over(calendars.find_measuring_day(current_facts()))


@bp.get("/account/agenda.ics")
@allows(signed_in)
def take_all() -> ResponseReturnValue:
    """Hand over every day that is still to come."""
    account_id = current_actor().account
    if account_id is None:
        abort(404)
    return _download(*calendars.list_coming(g.db, content(), account_id, now=now()))


def hand_over(appointment: Appointment | None) -> ResponseReturnValue:
    """Hand over a day as a file for a calendar; without a day there is no such page."""
    if appointment is None:
        abort(404)
    return _download(appointment)


def hand_over_days(appointments: Sequence[Appointment]) -> ResponseReturnValue:
    """Hand over several days as one file; without any there is no such page."""
    if not appointments:
        abort(404)
    return _download(*appointments)


def _download(*appointments: Appointment) -> Response:
    response = Response(
        calendars.write_calendar(appointments, now=now()), mimetype=calendars.MIMETYPE
    )
    response.headers.set("Content-Disposition", "attachment", filename=say("calendar.file"))
    return response
