"""The vraagbeeld at the desk: what people want, by phase and period, and as a table."""

from flask import Blueprint, abort, g, render_template
from flask.typing import ResponseReturnValue

from assessment.services.catalogue.names import name_phase
from assessment.services.demand import reading
from assessment.services.demand.publishing import DAYS_TO_DECIDE
from assessment.services.demand.reading import NotPublished
from assessment.services.disclosure import BAND, FEWEST_PUBLISHED
from assessment.web.access import allows, only_medewerker
from assessment.web.downloads import is_for_excel, send_table

bp = Blueprint("demand", __name__, url_prefix="/medewerker/vraagbeeld")


@bp.get("")
@allows(only_medewerker)
def show_all() -> ResponseReturnValue:
    """List what was published, and say who is counted and how."""
    return render_template(
        "desk/demand.html",
        published=reading.list_published(g.db),
        name_phase=name_phase,
        band=BAND,
        fewest=FEWEST_PUBLISHED,
        days=DAYS_TO_DECIDE,
    )


@bp.get("/<phase>/<until>")
@allows(only_medewerker)
def show(phase: str, until: str) -> ResponseReturnValue:
    """Show what people of one phase wanted in one period."""
    try:
        found = reading.find_published(g.db, phase, until)
    except NotPublished:
        abort(404)
    return render_template("desk/demand_tables.html", one=found, name_phase=name_phase, band=BAND)


@bp.get("/vraagbeeld.csv")
@allows(only_medewerker)
def download_table() -> ResponseReturnValue:
    """Hand over everything that was published as a table."""
    return send_table(reading.write_table(g.db, excel=is_for_excel()), "vraagbeeld.csv")


@bp.get("/codeboek.csv")
@allows(only_medewerker)
def download_codebook() -> ResponseReturnValue:
    """Hand over what the columns of that table mean."""
    return send_table(reading.write_codebook(excel=is_for_excel()), "codeboek.csv")
