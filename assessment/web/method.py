"""Methode: how the scores are made, on whom they rest, and how true they are; for everybody."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from assessment.services.method.explaining import explain_method
from assessment.services.moments import now
from assessment.web.access import allows, anyone
from assessment.web.participant import content

bp = Blueprint("method", __name__, url_prefix="/methode")


@bp.get("")
@allows(anyone)
def show() -> ResponseReturnValue:
    """Tell the whole method, with what is not known."""
    return render_template("method/page.html", method=explain_method(g.db, content(), now=now()))
