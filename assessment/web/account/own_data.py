"""Everything about me in one file, with or without an account."""

from datetime import datetime
from uuid import UUID

from flask import Blueprint, Response, g, render_template, request
from flask.typing import ResponseReturnValue

from assessment.services import own_data
from assessment.services.moments import AMSTERDAM, now
from assessment.services.own_data import Whose
from assessment.web.access import allows, own_attempt, signed_in_just_now
from assessment.web.account import current_account

bp = Blueprint("own_data", __name__)


@bp.route("/account/gegevens", methods=["GET", "POST"])
@allows(signed_in_just_now)
def of_account() -> ResponseReturnValue:
    """Tell what there is of who signed in, or hand it over."""
    return _answer(own_data.of_account(g.db, current_account().id))


@bp.route("/afname/<uuid:attempt_id>/gegevens", methods=["GET", "POST"])
@allows(own_attempt)
def of_attempt(attempt_id: UUID) -> ResponseReturnValue:
    """Tell what there is of an attempt, or hand it over."""
    return _answer(own_data.of_attempt(attempt_id), attempt_id=attempt_id)


def _answer(whose: Whose, attempt_id: UUID | None = None) -> ResponseReturnValue:
    if request.method == "POST":
        return _download(own_data.write_copy(g.db, whose, now=now()), now())
    kinds = own_data.list_kinds(g.db, whose)
    return render_template("account/own_data.html", kinds=kinds, attempt_id=attempt_id)


def _download(data: bytes, made_at: datetime) -> Response:
    name = f"mijn-gegevens-{made_at.astimezone(AMSTERDAM):%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, mimetype="application/zip", headers=headers)
