"""The documents: asking the worker for a PDF, waiting for it, and holding any of them."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    abort,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from assessment.report.documents import GUIDE, ORIENTATION, PARTS, PLAN, DocumentRefused, open_to
from assessment.report.model import ReportContent
from assessment.services import reporting
from assessment.services.moments import AMSTERDAM
from assessment.web.access import allows, own_attempt
from assessment.web.participant import content, current_attempt, now
from assessment.web.security import alone
from assessment.wording import say

bp = Blueprint("documents", __name__, url_prefix="/afname/<uuid:attempt_id>/document")

LATE = timedelta(minutes=2)  # a document that takes longer may be asked for again
# Their PDF takes the worker a second; the others take a tenth of that, and are made at once.
PAGES = {PLAN: "documents.document", ORIENTATION: "documents.orientation"}
FILE_NAMES = {PLAN: "bestuurlijk-ontwikkelplan"}


@bp.get("")
@allows(own_attempt)
def document(attempt_id: object) -> ResponseReturnValue:
    """Show how far the PDF is, and which other documents there are."""
    return _page(PLAN)


@bp.get("/orientatieverslag")
@allows(own_attempt)
def orientation(attempt_id: object) -> ResponseReturnValue:
    """Show the same of the oriëntatieverslag."""
    return _page(ORIENTATION)


def _page(kind: str, problem: str = "", parts: Sequence[str] = ()) -> str:
    result = reporting.open_result(g.db, content(), current_attempt())
    offered = open_to(result.answers.phase)
    if kind not in offered:
        abort(404)
    latest = reporting.latest_document(g.db, g.attempt_id, kind)
    late = latest is not None and now() - latest.asked_at > LATE
    return render_template(
        "participant/document.html",
        attempt_id=g.attempt_id,
        kind=kind,
        here=url_for(PAGES[kind], attempt_id=g.attempt_id),
        latest=latest,
        late=late,
        offered=offered,
        parts={part: say(f"parts.{part}") for part in PARTS},
        chosen=parts,
        problem=problem,
    )


@bp.post("")
@allows(own_attempt)
def ask(attempt_id: object) -> ResponseReturnValue:
    """Have the PDF made by the worker."""
    return _ask(PLAN)


@bp.post("/orientatieverslag")
@allows(own_attempt)
def ask_orientation(attempt_id: object) -> ResponseReturnValue:
    """Have the oriëntatieverslag made by the worker."""
    return _ask(ORIENTATION)


def _ask(kind: str) -> ResponseReturnValue:
    attempt = current_attempt()
    reporting.open_result(g.db, content(), attempt)
    if kind not in open_to(attempt.phase):
        abort(404)
    g.documents.append(reporting.ask_document(g.db, attempt, now=now(), name=kind))
    return redirect(url_for(PAGES[kind], attempt_id=g.attempt_id), code=303)


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
    name = f"{FILE_NAMES.get(found.kind, found.kind)}-{found.asked_at:%Y-%m-%d}.pdf"
    return _handed(found.pdf, name)


@bp.get("/<any(gesprekswijzer, intervisiekaart):kind>.pdf")
@allows(own_attempt)
def sheet(attempt_id: object, kind: str) -> ResponseReturnValue:
    """Make a document of one or two pages at once."""
    from assessment.report.pdf.report import render_pdf  # slow to import: not for every page

    made = _made(kind)
    if isinstance(made, str):
        return made, 422
    return _handed(render_pdf(made), _file_name(kind, "pdf"))


@bp.get("/<any(plan, gesprekswijzer, intervisiekaart, orientatieverslag):kind>.html")
@allows(own_attempt)
def page(attempt_id: object, kind: str) -> ResponseReturnValue:
    """Make any document as one HTML file: to read here, or to keep."""
    from assessment.report.html import render_html, style_sheet  # slow to import, as above

    made = _made(kind)
    if isinstance(made, str):
        return made, 422
    response = _handed(render_html(made), _file_name(kind, "html"))
    response.headers["Content-Security-Policy"] = alone(style_sheet())
    return response


def _made(kind: str) -> ReportContent | str:
    """Return the document, or the page again when nothing may be used in it."""
    result = reporting.open_result(g.db, content(), current_attempt())
    parts = request.args.getlist("deel") if kind == GUIDE else PARTS
    if kind not in open_to(result.answers.phase):
        abort(404)
    try:
        created_at = now().astimezone(AMSTERDAM)
        return reporting.write_document(content(), result, kind, created_at=created_at, parts=parts)
    except DocumentRefused as refused:
        return _page(PLAN, say(refused.key, **refused.values), parts)


def _file_name(kind: str, suffix: str) -> str:
    return f"{FILE_NAMES.get(kind, kind)}-{now().astimezone(AMSTERDAM):%Y-%m-%d}.{suffix}"


def _handed(data: bytes, name: str) -> Response:
    """Return a file: shown by the browser, or kept when its address says so."""
    how = "attachment" if "bewaren" in request.args else "inline"
    kind = "application/pdf" if name.endswith(".pdf") else "text/html"
    headers = {"Content-Disposition": f'{how}; filename="{name}"'}
    return Response(data, mimetype=kind, headers=headers)
