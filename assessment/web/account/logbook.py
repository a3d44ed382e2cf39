"""The logbook: what one learned, with certificates, on a page, as a PDF and as a table."""

from collections.abc import Callable
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from assessment.services import certificates, logbook, logbook_files
from assessment.services.logbook import Entry, EntryChanged, LogbookFull
from assessment.services.moments import now
from assessment.services.scanning import FileRefused, scan_file
from assessment.web.access import allows, signed_in
from assessment.web.account import current_account
from assessment.web.account.logbook_form import EntryForm, make_entry_form
from assessment.web.participant import catalogue_in_use, content
from assessment.web.participant.forms import ConfirmForm
from assessment.wording import say

bp = Blueprint("logbook", __name__, url_prefix="/account/logboek")


@bp.get("")
@allows(signed_in)
def show() -> ResponseReturnValue:
    """Show the entries by year, with the hours of each year."""
    account_id = current_account().id
    entries = logbook.list_entries(g.db, account_id)
    return render_template(
        "account/logbook.html",
        entries=entries,
        removed=logbook.list_removed(g.db, account_id),
        hours=logbook.sum_by_year(entries),
        write_hours=logbook.write_hours,
        shown_by=certificates.list_by_entry(g.db, account_id),
        subjects=logbook.list_goal_subjects(content()),
        programmes={p.id: p.name for p in catalogue_in_use().programmes},
    )


@bp.route("/nieuw", methods=["GET", "POST"])
@allows(signed_in)
def add_entry() -> ResponseReturnValue:
    """Ask what was learned; on POST keep it, with the certificate that came with it."""
    account_id = current_account().id
    form = make_entry_form(account_id, None)

    def keep() -> UUID:
        return logbook.add_entry(g.db, account_id, form.read_learned(), now=now())

    return _keep(form, None, keep)


@bp.route("/<uuid:entry_id>", methods=["GET", "POST"])
@allows(signed_in)
def change_entry(entry_id: UUID) -> ResponseReturnValue:
    """Show one entry; on POST change it, and its certificates."""
    account_id = current_account().id
    entry = logbook.find_entry(g.db, account_id, entry_id)
    form = make_entry_form(account_id, entry)

    def keep() -> UUID:
        logbook.change_entry(
            g.db, account_id, entry_id, form.read_learned(), seen=form.seen, now=now()
        )
        for certificate in certificates.list_by_entry(g.db, account_id).get(entry_id, ()):
            if str(certificate.id) in request.form.getlist("drop"):
                certificates.delete_certificate(g.db, account_id, certificate.id)
        return entry_id

    return _keep(form, entry, keep)


@bp.post("/<uuid:entry_id>/verwijderen")
@allows(signed_in)
def remove_entry(entry_id: UUID) -> ResponseReturnValue:
    """Take an entry out; it can be put back."""
    if ConfirmForm().validate_on_submit():
        logbook.remove_entry(g.db, current_account().id, entry_id, now=now())
        flash(say("logbook.removed"))
    return redirect(url_for(".show"), code=303)


@bp.post("/<uuid:entry_id>/terug")
@allows(signed_in)
def put_back(entry_id: UUID) -> ResponseReturnValue:
    """Put an entry back that was taken out."""
    if ConfirmForm().validate_on_submit():
        logbook.put_back(g.db, current_account().id, entry_id)
        flash(say("logbook.put_back"))
    return redirect(url_for(".show"), code=303)


@bp.get("/bewijs/<uuid:certificate_id>")
@allows(signed_in)
def download_certificate(certificate_id: UUID) -> ResponseReturnValue:
    """Hand over a certificate as a file to keep: it is never shown as a page of ours."""
    found, file = certificates.read_certificate(g.db, current_account().id, certificate_id)
    return _download(file, found.name, certificates.TYPES[found.kind])


@bp.get("/logboek.pdf")
@allows(signed_in)
def download_pdf() -> ResponseReturnValue:
    """Hand over the logbook as a document."""
    account = current_account()
    report = logbook_files.write_report(g.db, content(), account, now=now())
    return _download(logbook_files.draw_pdf(report), say("logbook.pdf_name"), "application/pdf")


@bp.get("/logboek.csv")
@allows(signed_in)
def download_csv() -> ResponseReturnValue:
    """Hand over the logbook as a table for a Dutch Excel."""
    table = logbook_files.write_table(g.db, content(), current_account().id)
    return _download(table, say("logbook.csv_name"), "text/csv")


def _keep(form: EntryForm, entry: Entry | None, keep: Callable[[], UUID]) -> ResponseReturnValue:
    """Keep what was typed with its certificate, or show the form again with what is wrong."""
    if request.method == "GET":
        return _form_page(form, entry), 200
    if not form.validate_on_submit():
        again = say("logbook.certificate_again") if _sent_a_file() else ""
        return _form_page(form, entry, problem=again), 422
    try:
        sent = _read_file()
        entry_id = keep()
        if sent is not None:
            certificates.add_certificate(g.db, current_account().id, entry_id, *sent, now=now())
    except FileRefused as refused:
        return _form_page(form, entry, problem=say(f"logbook.certificate_{refused.reason}")), 422
    except LogbookFull:
        form.what.errors = [say("logbook.full", most=logbook.MOST_ENTRIES)]
        return _form_page(form, entry), 422
    except EntryChanged:
        return _form_page(form, entry, changed=True), 409
    flash(say("logbook.kept"))
    return redirect(url_for(".show"), code=303)


def _sent_a_file() -> bool:
    sent = request.files.get("certificate")
    return sent is not None and bool(sent.filename)


def _read_file() -> tuple[str, bytes] | None:
    """Return the name and the bytes of the file that came along, or None without one.

    Raises FileRefused when it cannot be kept.
    """
    if not _sent_a_file():
        return None
    sent = request.files["certificate"]
    file = sent.read()
    certificates.check_certificate(file)
    scan_file(g.db, file, current_app.config["SCANNER"])
    return str(sent.filename), file


def _form_page(
    form: EntryForm, entry: Entry | None, *, problem: str = "", changed: bool = False
) -> str:
    account_id = current_account().id
    if entry is not None and changed:  # only who was shown what stands there may replace it
        entry = logbook.find_entry(g.db, account_id, entry.id)
        form.revision.data = str(entry.revision)
    return render_template(
        "account/logbook_entry.html",
        form=form,
        entry=entry,
        problem=problem,
        changed=changed,
        write_hours=logbook.write_hours,
        subjects=logbook.list_goal_subjects(content()),
        programmes={p.id: p.name for p in catalogue_in_use().programmes},
        certificates=certificates.list_by_entry(g.db, account_id).get(entry.id, ())
        if entry
        else (),
    )


def _download(file: bytes, name: str, mimetype: str) -> Response:
    response = Response(file, mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
