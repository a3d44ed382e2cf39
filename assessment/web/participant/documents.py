"""The documents: asking the worker for a PDF, making the others at once, holding any of them."""

from datetime import timedelta
from typing import Any
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

from assessment.report.documents import (
    GUIDE,
    MAX_RECIPIENT,
    ORIENTATION,
    PARTS,
    PLAN,
    DocumentRefused,
    open_to,
)
from assessment.services import copying, reporting
from assessment.services.moments import AMSTERDAM
from assessment.web.access import allows, own_attempt
from assessment.web.participant import content, current_attempt, now
from assessment.web.security import standalone_csp
from assessment.wording import say

bp = Blueprint("documents", __name__, url_prefix="/afname/<uuid:attempt_id>/document")

LATE = timedelta(minutes=2)  # a document that takes longer may be asked for again
# Their PDF takes the worker a second; the others take a tenth of that, and are made at once.
PAGES = {PLAN: "documents.document", ORIENTATION: "documents.orientation"}
FILE_NAMES = {PLAN: "bestuurlijk-ontwikkelplan"}


@bp.get("")
@allows(own_attempt)
def document(attempt_id: UUID) -> ResponseReturnValue:
    """Show how far the PDF is, and which other documents there are."""
    return _page(PLAN)


@bp.get("/orientatieverslag")
@allows(own_attempt)
def orientation(attempt_id: UUID) -> ResponseReturnValue:
    """Show the same of the oriëntatieverslag."""
    return _page(ORIENTATION)


def _page(kind: str, refused: DocumentRefused | None = None) -> str:
    """Show the page of a document, again with what was typed when it was refused."""
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
        copies=copying.list_copies(g.db, g.attempt_id),
        parts={part: say(f"parts.{part}") for part in PARTS},
        **_typed(refused),
    )


def _typed(refused: DocumentRefused | None) -> dict[str, Any]:
    """Return what the form shows again: what was typed, and the problem under its field."""
    problems = {"no_part": "", "long_recipient": ""}
    if refused is not None:
        problems[refused.key.removeprefix("documents.")] = say(refused.key, **refused.values)
    return {
        "recipient": request.form.get("voor", ""),
        "most": MAX_RECIPIENT,
        "chosen": request.form.getlist("deel"),
        "problems": problems,
    }


@bp.post("")
@allows(own_attempt)
def ask(attempt_id: UUID) -> ResponseReturnValue:
    """Have the PDF made by the worker."""
    return _ask(PLAN)


@bp.post("/orientatieverslag")
@allows(own_attempt)
def ask_orientation(attempt_id: UUID) -> ResponseReturnValue:
    """Have the oriëntatieverslag made by the worker."""
    return _ask(ORIENTATION)


def _ask(kind: str) -> ResponseReturnValue:
    attempt = current_attempt()
    reporting.open_result(g.db, content(), attempt)
    if kind not in open_to(attempt.phase):
        abort(404)
    recipient = request.form.get("voor", "")
    try:
        asked = reporting.ask_document(g.db, attempt, now=now(), name=kind, recipient=recipient)
    except DocumentRefused as refused:
        return _page(kind, refused), 422
    g.documents.append(asked)
    return redirect(url_for(PAGES[kind], attempt_id=g.attempt_id), code=303)


@bp.get("/<uuid:document_id>/stand")
@allows(own_attempt)
def state(attempt_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Tell a waiting page how far the document is."""
    found = reporting.own_document(g.db, g.attempt_id, document_id)
    return jsonify(state=found.state)


@bp.post("/<any(gesprekswijzer, intervisiekaart):kind>.pdf")
@allows(own_attempt)
def make_sheet(attempt_id: UUID, kind: str) -> ResponseReturnValue:
    """Make a document of one or two pages at once, and open it."""
    return _make(kind, "pdf")


@bp.post("/<any(plan, gesprekswijzer, intervisiekaart, orientatieverslag):kind>.html")
@allows(own_attempt)
def make_page(attempt_id: UUID, kind: str) -> ResponseReturnValue:
    """Make any document as one HTML file, and open it: to read here, or to keep."""
    return _make(kind, "html")


def _make(kind: str, form: str) -> ResponseReturnValue:
    attempt = current_attempt()
    if kind not in open_to(attempt.phase):
        abort(404)
    try:
        made = copying.make_now(
            g.db,
            content(),
            attempt,
            kind,
            form=form,
            parts=request.form.getlist("deel") if kind == GUIDE else PARTS,
            recipient=request.form.get("voor", ""),
            now=now(),
        )
    except DocumentRefused as refused:
        return _page(kind if kind in PAGES else PLAN, refused), 422
    keep = request.form.get("bewaren")  # None stays out of the address
    there = url_for(f".open_{form}", attempt_id=g.attempt_id, document_id=made, bewaren=keep)
    return redirect(there, code=303)


@bp.get("/<uuid:document_id>.pdf")
@allows(own_attempt)
def open_pdf(attempt_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Hand over a finished PDF."""
    found = own_file(document_id, "pdf")
    return handed(found.data, found, keep="bewaren" in request.args)


@bp.get("/<uuid:document_id>.html")
@allows(own_attempt)
def open_html(attempt_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Hand over a finished page."""
    from assessment.report.html import style_sheet  # slow to import: not for every page

    found = own_file(document_id, "html")
    response = handed(found.data, found, keep="bewaren" in request.args)
    response.headers["Content-Security-Policy"] = standalone_csp(style_sheet())
    return response


def own_file(document_id: UUID, form: str) -> copying.File:
    """Return a document of this attempt that is made, in this form."""
    found = copying.own_file(g.db, g.attempt_id, document_id)
    if found.form != form:
        abort(404)
    return found


def handed(data: bytes, document: copying.File, *, keep: bool) -> Response:
    """Return a file: shown by the browser, or kept."""
    day = document.asked_at.astimezone(AMSTERDAM)
    name = f"{FILE_NAMES.get(document.kind, document.kind)}-{day:%Y-%m-%d}.{document.form}"
    how = "attachment" if keep else "inline"
    headers = {"Content-Disposition": f'{how}; filename="{name}"'}
    kind = "application/pdf" if document.form == "pdf" else "text/html"
    return Response(data, mimetype=kind, headers=headers)
