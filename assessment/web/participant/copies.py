"""What the owner does with documents that were made: check a code, or lock a PDF."""

from uuid import UUID

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from assessment.services import copying
from assessment.web.access import allows, own_attempt
from assessment.web.participant import current_facts
from assessment.web.participant.documents import download_response, own_file
from assessment.web.participant.forms import ControlForm, PasswordForm
from assessment.wording import say

bp = Blueprint("copies", __name__, url_prefix="/afname/<uuid:attempt_id>/document")


@bp.route("/klopt", methods=["GET", "POST"])
@allows(own_attempt)
def check(attempt_id: UUID) -> ResponseReturnValue:
    """Tell which of the owner's documents has the code that was typed, if any."""
    attempt, form = current_facts(), ControlForm()
    copy, asked = None, form.validate_on_submit()
    if asked:
        try:
            copy = copying.find_copy(g.db, attempt.id, form.code.data)
        except copying.CodeNotReadable:
            form.code.errors, asked = [say("forms.control")], False
    page = render_template(
        "participant/check.html", attempt_id=attempt_id, form=form, asked=asked, copy=copy
    )
    return page, 200 if asked or request.method == "GET" else 422


@bp.route("/<uuid:document_id>/wachtwoord", methods=["GET", "POST"])
@allows(own_attempt)
def lock(attempt_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Hand over a PDF that opens with a password only; the password is kept nowhere."""
    document, form = own_file(document_id, copying.PDF), PasswordForm()
    if form.validate_on_submit():
        try:
            data = copying.lock(document.data, form.password.data or "")
        except copying.PasswordRefused as refused:
            form.password.errors = [str(refused)]
        else:
            return download_response(data, document, keep=True)
    form.forget()
    page = render_template(
        "participant/lock.html", attempt_id=attempt_id, form=form, document=document
    )
    return page, 422 if request.method == "POST" else 200
