"""Who is invited in a round: mailboxes by form or file, and an invitation taken back."""

from uuid import UUID

from flask import (
    Blueprint,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from assessment.services.moments import now
from assessment.services.rounds import addresses, keeping
from assessment.services.rounds.addresses import MOST_PEOPLE, Addresses, AddressesRefused
from assessment.services.rounds.keeping import RoundClosed
from assessment.services.scanning import FileRefused, scan_file
from assessment.web.access import allows, only_medewerker
from assessment.web.account import current_account
from assessment.web.desk.round_forms import PeopleForm, WithdrawForm
from assessment.wording import say

bp = Blueprint("round_people", __name__, url_prefix="/medewerker/rondes/<uuid:round_id>")


@bp.route("/mensen", methods=["GET", "POST"])
@allows(only_medewerker)
def add_people(round_id: UUID) -> ResponseReturnValue:
    """Ask mailboxes; on POST add all of them, or tell what is wrong with which line."""
    found, form = keeping.find_round(g.db, round_id), PeopleForm()
    problems: list[str] = []
    if form.validate_on_submit():
        try:
            told = _read(form)
            added = keeping.add_people(
                g.db,
                current_account().id,
                round_id,
                told.found,
                secret=current_app.config["INSTALLATION_KEY"],
                now=now(),
            )
        except AddressesRefused as refused:
            problems = [*refused.problems, *([say("rounds.file_again")] if _sent_a_file() else [])]
        except RoundClosed:
            problems = [say("rounds.refused_closed")]
        else:
            flash(say("rounds.added", new=added.new, known=added.known, doubles=told.doubles))
            return redirect(url_for("rounds.show_round", round_id=round_id), code=303)
    page = render_template(
        "desk/round_people.html",
        form=form,
        round=found,
        problems=problems,
        about="file" if _sent_a_file() else "addresses",
        most=f"{MOST_PEOPLE:,}".replace(",", "."),
    )
    return page, 422 if request.method == "POST" else 200


@bp.route("/intrekken", methods=["GET", "POST"])
@allows(only_medewerker)
def withdraw(round_id: UUID) -> ResponseReturnValue:
    """Ask a mailbox; on POST its invitation works no more. The answer is always the same."""
    found, form = keeping.find_round(g.db, round_id), WithdrawForm()
    if form.validate_on_submit():
        keeping.withdraw_person(
            g.db,
            current_account().id,
            round_id,
            form.address.data,
            secret=current_app.config["INSTALLATION_KEY"],
            now=now(),
        )
        flash(say("rounds.withdrawn"))
        return redirect(url_for("rounds.show_round", round_id=round_id), code=303)
    page = render_template("desk/round_withdraw.html", form=form, round=found)
    return page, 422 if request.method == "POST" else 200


def _read(form: PeopleForm) -> Addresses:
    """Return what was typed or sent; AddressesRefused for both at once, and for neither."""
    if not _sent_a_file():
        return addresses.read_typed(form.addresses.data or "")
    if form.addresses.data:
        raise AddressesRefused([say("rounds.either")])
    file = request.files["file"].read()
    try:
        scan_file(g.db, file, current_app.config["SCANNER"])
    except FileRefused as refused:
        raise AddressesRefused([say(f"rounds.file_{refused.reason}")]) from refused
    return addresses.read_file(file)


def _sent_a_file() -> bool:
    sent = request.files.get("file")
    return sent is not None and bool(sent.filename)
