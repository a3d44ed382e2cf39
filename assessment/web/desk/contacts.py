"""Whom a person can reach: contacts of the catalogue, changed in its draft."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.plan.model import Contact
from assessment.services.catalogue import advising
from assessment.services.catalogue.drafting import say
from assessment.services.moments import now
from assessment.web.access import allows, only_medewerker
from assessment.web.desk.contact_form import ContactForm, check_new_contact, make_contact_form
from assessment.web.desk.keeping import as_seen, open_draft, tell_at_fields, try_to_keep
from assessment.web.participant import content
from assessment.web.participant.forms import ConfirmForm

bp = Blueprint("contacts", __name__, url_prefix="/medewerker/aanbod/contacten")


@bp.get("")
@allows(only_medewerker)
def list_all() -> ResponseReturnValue:
    """List whom a person can reach."""
    return render_template("desk/contacts.html", desk=open_draft())


@bp.route("/nieuw", methods=["GET", "POST"])
@allows(only_medewerker)
def add_contact() -> ResponseReturnValue:
    """Ask who can be reached; on POST keep the contact in the draft."""
    desk = open_draft()
    form = make_contact_form(None, desk.revision)
    problems: tuple[str, ...] = ()
    known = {one.id for one in desk.catalogue.contacts}
    if form.is_submitted() and all([form.validate(), check_new_contact(form, known)]):
        problems = _keep(form, form.contact_id.data)
        if not (problems or form.errors):
            return _leave("publish.kept")
    return _show(form, None, problems)


@bp.route("/contact/<contact_id>", methods=["GET", "POST"])
@allows(only_medewerker)
def change_contact(contact_id: str) -> ResponseReturnValue:
    """Show what is told of a contact; on POST keep the change in the draft."""
    desk = open_draft()
    contact = advising.find_contact(desk, contact_id)
    if contact is None:
        abort(404)
    form = make_contact_form(contact, desk.revision)
    problems: tuple[str, ...] = ()
    if form.validate_on_submit():
        problems = _keep(form, contact.id)
        if not (problems or form.errors):
            return _leave("publish.kept")
    return _show(form, contact, problems)


@bp.post("/contact/<contact_id>/weg")
@allows(only_medewerker)
def drop_contact(contact_id: str) -> ResponseReturnValue:
    """Take a contact out of the draft, when nothing points to it."""
    desk = open_draft()
    contact = advising.find_contact(desk, contact_id)
    if contact is None or not ConfirmForm().validate_on_submit():
        abort(404)
    problems = try_to_keep(
        lambda: advising.drop_contact(g.db, content(), as_seen(desk), contact, now=now())
    )
    if problems:
        page = render_template("desk/contacts.html", desk=open_draft(), problems=problems)
        return page, 409
    return _leave("contact.gone")


def _keep(form: ContactForm, contact_id: str) -> tuple[str, ...]:
    """Keep what was typed in the draft; say why not at its fields, and return what has none."""
    contact, desk = form.read_contact(contact_id), as_seen(open_draft())
    problems = try_to_keep(lambda: advising.keep_contact(g.db, content(), desk, contact, now=now()))
    return tell_at_fields(form, problems, contact_id)


def _show(
    form: ContactForm, contact: Contact | None, problems: tuple[str, ...]
) -> ResponseReturnValue:
    page = render_template("desk/contact.html", form=form, contact=contact, problems=problems)
    return page, 422 if request.method == "POST" else 200


def _leave(key: str) -> ResponseReturnValue:
    flash(say(key))
    return redirect(url_for(".list_all"), code=303)
