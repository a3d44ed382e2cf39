"""Support: whom everybody can reach, with or without a self-assessment."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from assessment.services import practising
from assessment.web.access import allows, anyone
from assessment.web.participant import catalogue_in_use

bp = Blueprint("support", __name__, url_prefix="/steun")


@bp.get("")
@allows(anyone)
def show() -> ResponseReturnValue:
    """Show the telephone numbers and addresses of now, and what each offers."""
    blocks = practising.show_support(catalogue_in_use())
    return render_template("participant/support.html", blocks_shown=blocks)
