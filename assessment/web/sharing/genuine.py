"""Echtheid: anybody who holds a document can ask whether it came from here, and when."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from assessment.services import genuine
from assessment.services.moments import now
from assessment.web.access import allows, anyone
from assessment.web.participant.forms import ControlForm
from assessment.wording import say

bp = Blueprint("genuine", __name__)


@bp.route("/echtheid", methods=["GET", "POST"])
@allows(anyone)
def check() -> ResponseReturnValue:
    """Ask for the code under a document; on POST tell the day, that it is void, or "unknown"."""
    form = ControlForm()
    made_on, void, asked = None, False, form.validate_on_submit()
    if asked:
        try:
            made_on = genuine.find_day(g.db, form.code.data)
            void = genuine.is_void(g.db, form.code.data, now=now())
        except genuine.CodeNotReadable:
            form.code.errors, asked = [say("forms.control")], False
    page = render_template(
        "sharing/genuine.html", form=form, asked=asked, made_on=made_on, void=void
    )
    return page, 200 if asked or request.method == "GET" else 422
