"""Rows for researchers: what was handed out, and proposing to hand out the next."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services.disclosure import FEWEST_PUBLISHED
from assessment.services.instruments import exporting, proposing, showing
from assessment.services.instruments.asking import InputError
from assessment.services.moments import day_of, now
from assessment.web.access import allows, only_desk
from assessment.web.instruments import current_worker
from assessment.web.instruments.forms import make_export_form
from assessment.web.instruments.words import list_words
from assessment.wording import say

bp = Blueprint("research", __name__, url_prefix="/medewerker/onderzoek")
bp.context_processor(list_words)


@bp.route("", methods=["GET", "POST"])
@allows(only_desk)
def show() -> ResponseReturnValue:
    """Show what was handed out; on POST propose to hand out rows."""
    form = make_export_form(exporting.list_untils(g.db, today=day_of(now())))
    if form.validate_on_submit():
        try:
            found = proposing.propose_export(g.db, form.wish, by=current_worker(), now=now())
        except InputError as error:
            form.until.errors = error.problems
        else:
            flash(say("instruments.proposed"))
            return redirect(url_for("deciding.show", proposal_id=found), code=303)
    page = render_template(
        "desk/instruments/research.html",
        form=form,
        fewest=FEWEST_PUBLISHED,
        exports=showing.list_exports(g.db),
    )
    return page, 422 if request.method == "POST" else 200
