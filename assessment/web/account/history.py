"""Everything that one measured, on one page: in time, with what changed and how goals went."""

from collections.abc import Callable

from flask import Blueprint, abort, g, render_template, url_for
from flask.typing import ResponseReturnValue

from assessment.report.model import ReportContent
from assessment.services import history, logbook
from assessment.services.moments import now
from assessment.web.access import allows, signed_in
from assessment.web.account import current_account
from assessment.web.filters import format_day
from assessment.web.participant import content
from assessment.web.participant.figures import digest_of, send_figure
from assessment.wording import say

bp = Blueprint("history", __name__, url_prefix="/account/verloop")


@bp.get("")
@allows(signed_in)
def show() -> ResponseReturnValue:
    """Show every measurement that was handed in, the newest first."""
    found = history.open_history(g.db, content(), current_account().id, now=now())
    return render_template(
        "account/history.html",
        history=found,
        subjects=logbook.list_goal_subjects(content()),
        days=[format_day(one.at) for one in found.measured],
        phases={one.phase: say(f"phases.{one.phase}") for one in found.measured},
        figure_address=_address_by_id(found.figures),
        outcomes={outcome: say(f"evaluating.{outcome}") for outcome in history.OUTCOMES},
    )


@bp.get("/figuur/<figure_id>.svg")
@bp.get("/figuur/<any(smal):form>/<figure_id>.svg")
@allows(signed_in)
def figure(figure_id: str, form: str = "") -> ResponseReturnValue:
    """Draw a figure of the history as SVG: wide, or for a narrow screen."""
    report = history.open_figures(g.db, content(), current_account().id, now=now())
    return abort(404) if report is None else send_figure(report, figure_id, form)


def _address_by_id(report: ReportContent | None) -> Callable[..., str]:
    digests = {one.id: digest_of(one) for one in report.drawings} if report else {}

    def address(figure_id: str, form: str | None = None) -> str:
        return url_for(".figure", figure_id=figure_id, form=form, v=digests[figure_id])

    return address
