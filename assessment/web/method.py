"""Methode: how the scores are made, on whom they rest, and how true they are; for everybody."""

from flask import Blueprint, abort, g, render_template
from flask.typing import ResponseReturnValue

from assessment.services.method import norm_files
from assessment.services.method.explaining import explain_method
from assessment.services.method.norm_files import NoNorm
from assessment.services.moments import day_of, now
from assessment.web.access import allows, anyone
from assessment.web.downloads import is_for_excel, send_table
from assessment.web.participant import content

bp = Blueprint("method", __name__, url_prefix="/methode")


@bp.get("")
@allows(anyone)
def show() -> ResponseReturnValue:
    """Tell the whole method, with what is not known."""
    return render_template("method/page.html", method=explain_method(g.db, content(), now=now()))


@bp.get("/norm.csv")
@allows(anyone)
def download_norm() -> ResponseReturnValue:
    """Hand over the norm in use as a table; there is none when no norm is in use."""
    try:
        table = norm_files.write_norm(g.db, content(), today=day_of(now()), excel=is_for_excel())
    except NoNorm:
        abort(404)
    return send_table(table, "norm.csv")


@bp.get("/norm-codeboek.csv")
@allows(anyone)
def download_codebook() -> ResponseReturnValue:
    """Hand over what the columns of that table mean."""
    return send_table(norm_files.write_codebook(excel=is_for_excel()), "norm-codeboek.csv")
