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

from assessment.services import copying, letters, reporting, submitting
from assessment.services.moments import AMSTERDAM
from assessment.services.offering import (
    KINDS,
    MAX_RECIPIENT,
    Choosing,
    DocumentKind,
    DocumentRefused,
    file_name_of,
    find_main_kind,
    find_offered,
    list_offered,
)
from assessment.services.reporting import Result
from assessment.services.taking import Attempt
from assessment.web.access import allows, own_attempt
from assessment.web.participant import content, current_attempt, current_facts, now
from assessment.web.security import standalone_csp
from assessment.wording import say

bp = Blueprint("documents", __name__, url_prefix="/afname/<uuid:attempt_id>/document")

LATE = timedelta(minutes=2)  # a document that takes longer may be asked for again
_KIND = f"<any({', '.join(kind.name for kind in KINDS)}):kind>"  # in an address


@bp.get("")
@allows(own_attempt)
def document(attempt_id: UUID) -> ResponseReturnValue:
    """Show how far the PDF with everything is, and which other documents there are."""
    return _open_page(find_main_kind(current_facts().phase).name)


@bp.get(f"/{_KIND}")
@allows(own_attempt)
def document_of(attempt_id: UUID, kind: str) -> ResponseReturnValue:
    """Show how far another document is that the worker makes."""
    return _open_page(kind)


def _open_page(kind: str) -> str:
    phase = current_facts().phase
    return _show_page(phase, _offered(phase, kind, by_worker=True))


@bp.post("", defaults={"kind": ""})
@bp.post(f"/{_KIND}")
@allows(own_attempt)
def ask(attempt_id: UUID, kind: str) -> ResponseReturnValue:
    """Have the PDF made by the worker."""
    attempt = current_attempt()
    result = _current_result()
    name = kind or find_main_kind(attempt.phase).name
    wanted = _offered(attempt.phase, name, by_worker=True)
    recipient = request.form.get("voor", "")
    latest = reporting.latest_document(g.db, g.attempt_id, name)
    try:
        if latest is None or not reporting.says_the_same(
            content(), result, latest, at=now(), recipient=recipient
        ):
            g.documents.append(
                reporting.ask_document(g.db, attempt, now=now(), name=name, recipient=recipient)
            )
    except DocumentRefused as refused:
        return _show_page(attempt.phase, wanted, refused), 422
    return redirect(_address(attempt.phase, wanted), code=303)


@bp.get("/<uuid:document_id>/stand")
@allows(own_attempt)
def state(attempt_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Tell a waiting page how far the document is."""
    asked = reporting.own_document(g.db, g.attempt_id, document_id)
    return jsonify(state=asked.state)


@bp.post(f"/{_KIND}.pdf")
@allows(own_attempt)
def make_pdf(attempt_id: UUID, kind: str) -> ResponseReturnValue:
    """Make a document of few pages at once, and open it."""
    attempt = current_attempt()
    return _make(attempt, _offered(attempt.phase, kind, by_worker=False), copying.PDF)


@bp.post(f"/{_KIND}.html")
@allows(own_attempt)
def make_html(attempt_id: UUID, kind: str) -> ResponseReturnValue:
    """Make any document as one HTML file, and open it: to read here, or to keep."""
    attempt = current_attempt()
    return _make(attempt, _offered(attempt.phase, kind), copying.HTML)


def _make(attempt: Attempt, kind: DocumentKind, form: str) -> ResponseReturnValue:
    try:
        made = copying.make_now(
            g.db,
            content(),
            attempt,
            kind.name,
            form=form,
            parts=_chosen_parts(kind),
            recipient=request.form.get("voor", ""),
            card=request.form.get("kaart", ""),
            picked=_read_picked(kind),
            now=now(),
        )
    except DocumentRefused as refused:
        return _show_page(attempt.phase, kind, refused), 422
    keep = request.form.get("bewaren")  # None stays out of the address
    there = url_for(f".open_{form}", attempt_id=g.attempt_id, document_id=made, bewaren=keep)
    return redirect(there, code=303)


# The page of a document


def _current_result() -> Result:
    """Return the result of the current attempt, read once for each request."""
    if "result" not in g:
        g.result = reporting.open_result(g.db, content(), current_attempt())
    result: Result = g.result
    return result


def _offered(phase: str, name: str, *, by_worker: bool | None = None) -> DocumentKind:
    """Return the kind of this name, made as asked; to who may not have it, it does not exist."""
    result = _current_result()
    kind = find_offered(phase, name, with_others=result.others_may_stand_in_plan)
    if kind is None or by_worker not in (None, kind.by_worker):
        abort(404)
    return kind


def _read_picked(kind: DocumentKind) -> dict[str, list[str]] | None:
    """Return what was chosen in a document, by choice; None where nothing was asked."""
    start = f"kies-{kind.name}"
    if start not in request.form:
        return None
    asked = request.form.getlist(start)
    return {choice: request.form.getlist(f"{start}-{choice}") for choice in asked}


def _chosen_parts(kind: DocumentKind) -> list[str]:
    """Return which parts were ticked for a document; nothing is ticked beforehand."""
    return request.form.getlist(f"deel-{kind.name}")


def _show_page(phase: str, wanted: DocumentKind, refused: DocumentRefused | None = None) -> str:
    """Show the page of a document, or of the one with everything when it has none.

    When ``wanted`` was refused, what was typed is shown again. Else it names the characters of the
    owner's own text that cannot be printed.
    """
    attempt = current_attempt()
    result = _current_result()
    offered = list_offered(phase, with_others=result.others_may_stand_in_plan)
    kind = wanted if wanted.by_worker else offered[0]
    latest = reporting.latest_document(g.db, g.attempt_id, kind.name)
    late = latest is not None and now() - latest.asked_at > LATE
    return render_template(
        "participant/document.html",
        attempt_id=g.attempt_id,
        kind=kind,
        here=_address(phase, kind),
        latest=latest,
        missing="" if refused else letters.name_letters(letters.find_missing_letters(result)),
        late=late,
        outdated=latest is not None and reporting.is_outdated(content(), result, latest),
        may_reopen=submitting.may_reopen(g.db, attempt),
        others=offered[1:] if kind is offered[0] else (),
        copies=copying.list_copies(g.db, g.attempt_id),
        choices={kind.name: _offer_choices(result, kind) for kind in offered},
        parts={kind.name: _describe_parts(result, kind) for kind in offered},
        recipient=request.form.get("voor", ""),
        most=MAX_RECIPIENT,
        **_describe_refusal(wanted, refused),
    )


def _offer_choices(result: Result, kind: DocumentKind) -> list[tuple[Choosing, tuple[str, ...]]]:
    """Return each choice in a document with what of it is ticked.

    Of what others would read, nothing is ticked beforehand; one of several that exclude each
    other is, because a question must be there.
    """
    at = now().astimezone(AMSTERDAM)
    offered = reporting.offer_choices(content(), result, kind, created_at=at)
    picked = _read_picked(kind) or {}
    nothing = {choosing.id: () for choosing in offered if choosing.several}
    return [(choosing, choosing.taken({**nothing, **picked})) for choosing in offered]


def _address(phase: str, kind: DocumentKind) -> str:
    """Return where the page of a document is."""
    if kind is find_main_kind(phase):
        return url_for(".document", attempt_id=g.attempt_id)
    return url_for(".document_of", attempt_id=g.attempt_id, kind=kind.name)


def _describe_parts(result: Result, kind: DocumentKind) -> list[tuple[str, str, bool]]:
    """Return each part that may be in a document, what it is called, and whether it is ticked."""
    chosen = _chosen_parts(kind)
    there = reporting.list_parts(content(), result, kind, created_at=now().astimezone(AMSTERDAM))
    return [(part, say(f"parts.{part}"), part in chosen) for part in there]


def _describe_refusal(kind: DocumentKind, refused: DocumentRefused | None) -> dict[str, Any]:
    """Return why a document could not be made, in words, at the field that can mend it."""
    if refused is None:
        return {"problem": "", "problem_at": ""}
    ticked = f"deel-{kind.name}-{kind.parts[0]}" if refused.key == "documents.no_part" else ""
    return {"problem": say(refused.key, **refused.values), "problem_at": ticked or "voor-wie"}


# A file


@bp.get("/<uuid:document_id>.pdf")
@allows(own_attempt)
def open_pdf(attempt_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Hand over a finished PDF."""
    file = own_file(document_id, copying.PDF)
    return download_response(file.data, file, keep="bewaren" in request.args)


@bp.get("/<uuid:document_id>.html")
@allows(own_attempt)
def open_html(attempt_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Hand over a finished page."""
    file = own_file(document_id, copying.HTML)
    response = download_response(file.data, file, keep="bewaren" in request.args)
    response.headers["Content-Security-Policy"] = standalone_csp(copying.read_style_sheet())
    return response


def own_file(document_id: UUID, form: str) -> copying.File:
    """Return a document of this attempt that is made, in this form."""
    file = copying.own_file(g.db, g.attempt_id, document_id)
    if file.form != form:
        abort(404)
    return file


def download_response(data: bytes, file: copying.File, *, keep: bool) -> Response:
    """Return a file as the answer to a request: shown by the browser, or kept.

    ``data`` may be the bytes of ``file`` after it was locked.
    """
    day = file.asked_at.astimezone(AMSTERDAM)
    name = f"{file_name_of(file.kind)}-{day:%Y-%m-%d}.{file.form}"
    how = "attachment" if keep else "inline"
    headers = {"Content-Disposition": f'{how}; filename="{name}"'}
    mimetype = "application/pdf" if file.form == copying.PDF else "text/html"
    return Response(data, mimetype=mimetype, headers=headers)
