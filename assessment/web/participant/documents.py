"""The PDF: asking for it, waiting for it, and holding it."""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, Response, abort, g, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assessment.services import reporting
from assessment.web.access import allows, own_attempt
from assessment.web.participant import content, current_attempt, now

bp = Blueprint("documents", __name__, url_prefix="/afname/<uuid:attempt_id>/document")

LATE = timedelta(minutes=2)  # a document that takes longer may be asked for again


@bp.get("")
@allows(own_attempt)
def document(attempt_id: object) -> ResponseReturnValue:
    """Show whether the PDF is asked for, being made or ready."""
    reporting.open_result(g.db, content(), current_attempt())
    latest = reporting.latest_document(g.db, g.attempt_id)
    late = latest is not None and now() - latest.asked_at > LATE
    return render_template(
        "participant/document.html", attempt_id=attempt_id, latest=latest, late=late
    )


@bp.post("")
@allows(own_attempt)
def ask(attempt_id: object) -> ResponseReturnValue:
    """Have the PDF made by the worker."""
    attempt = current_attempt()
    reporting.open_result(g.db, content(), attempt)
    g.documents.append(reporting.ask_document(g.db, attempt, now=now()))
    return redirect(url_for(".document", attempt_id=attempt_id), code=303)


@bp.get("/<uuid:document_id>/stand")
@allows(own_attempt)
def state(attempt_id: object, document_id: UUID) -> ResponseReturnValue:
    """Tell a waiting page how far the document is."""
    found = reporting.own_document(g.db, g.attempt_id, document_id)
    return jsonify(state=found.state)


@bp.get("/<uuid:document_id>.pdf")
@allows(own_attempt)
def download(attempt_id: object, document_id: UUID) -> ResponseReturnValue:
    """Hand over the finished PDF."""
    found = reporting.own_document(g.db, g.attempt_id, document_id)
    if found.pdf is None:
        abort(404)
    name = f"bestuurlijk-ontwikkelplan-{found.asked_at:%Y-%m-%d}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(found.pdf, mimetype="application/pdf", headers=headers)
