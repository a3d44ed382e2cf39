"""A college as its members find it: who is in, what they have in common, and the way out."""

from functools import partial
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from assessment.services.colleges import joining, leaving, picturing, profiling
from assessment.services.colleges.joining import (
    MOST_MEMBERS,
    AlreadyAsked,
    AskedTooOften,
    CollegeFull,
    OwnAddress,
)
from assessment.services.colleges.picturing import NoPicture, PictureRefused, Room
from assessment.services.disclosure import FEWEST_MEMBERS
from assessment.services.moments import now
from assessment.web.access import allows, in_college, notes_reading
from assessment.web.account import current_account, installation_key
from assessment.web.account.forms import AddressForm
from assessment.web.participant import content
from assessment.web.participant.figures import send_figure
from assessment.web.participant.forms import ConfirmForm
from assessment.wording import say

bp = Blueprint("college_room", __name__, url_prefix="/college/<uuid:college_id>")


@bp.get("")
@notes_reading
@allows(in_college)
def show(college_id: UUID) -> ResponseReturnValue:
    """Show a college to a member; that its picture was read is written down."""
    room = _open(college_id)
    if room.picture is not None:
        picturing.note_opened(g.db, current_account().id, college_id, now=now())
    return _page(room, AddressForm()), 200


@bp.get("/figuur/<figure_id>.svg")
@bp.get("/figuur/<any(smal):form>/<figure_id>.svg")
@allows(in_college)
def figure(college_id: UUID, figure_id: str, form: str = "") -> ResponseReturnValue:
    """Draw the lines of a college as SVG: wide, or for a narrow screen."""
    picture = _open(college_id).picture
    return abort(404) if picture is None else send_figure(picture, figure_id, form)


@bp.get("/ons-college.pdf")
@notes_reading
@allows(in_college)
def take_pdf(college_id: UUID) -> ResponseReturnValue:
    """Hand over the sheet; its code is kept, so that it can be told when it is worth no more."""
    try:
        file = picturing.make_pdf(g.db, content(), current_account().id, college_id, now=now())
    except NoPicture:
        abort(404)
    response = Response(file, mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=say("college.pdf_name"))
    return response


@bp.post("/beeld")
@allows(in_college)
def make_picture(college_id: UUID) -> ResponseReturnValue:
    """Lay beside each other what the members brought in."""
    if ConfirmForm().validate_on_submit():
        try:
            picturing.make_picture(g.db, content(), current_account().id, college_id, now=now())
        except PictureRefused:
            return _page(_open(college_id), AddressForm(), refused=True), 409
        flash(say("college.pictured"))
    return redirect(url_for(".show", college_id=college_id), code=303)


@bp.post("/uitnodigen")
@allows(in_college)
def ask_member(college_id: UUID) -> ResponseReturnValue:
    """Ask somebody to join, by mail."""
    form, status = AddressForm(), 422
    if form.validate_on_submit():
        try:
            joining.ask_member(
                g.db,
                current_account(),
                college_id,
                form.address.data,
                url=current_app.config["PUBLIC_URL"] + url_for("colleges.show"),
                secret=installation_key(),
                now=now(),
            )
        except (OwnAddress, AlreadyAsked) as refused:
            key = "own_address" if isinstance(refused, OwnAddress) else "already_asked"
            form.address.errors = [say(f"college.{key}")]
        except CollegeFull:
            form.address.errors = [say("college.full", most=MOST_MEMBERS)]
        except AskedTooOften:
            form.address.errors, status = [say("college.too_often")], 429
        else:
            flash(say("college.asked"))
            return redirect(url_for(".show", college_id=college_id), code=303)
    return _page(_open(college_id), form), status


@bp.post("/uitnodigingen/<uuid:asked_id>/intrekken")
@allows(in_college)
def take_back(college_id: UUID, asked_id: UUID) -> ResponseReturnValue:
    """Take an invitation back that was not answered."""
    if ConfirmForm().validate_on_submit():
        joining.take_back(g.db, college_id, asked_id)
        flash(say("college.taken_back"))
    return redirect(url_for(".show", college_id=college_id), code=303)


@bp.route("/eruit", methods=["GET", "POST"])
@allows(in_college)
def leave(college_id: UUID) -> ResponseReturnValue:
    """Say what leaving does; on POST leave, at once."""
    if request.method == "POST" and ConfirmForm().validate_on_submit():
        leaving.leave(g.db, current_account().id, college_id, now=now())
        flash(say("college.left"))
        return redirect(url_for("colleges.show"), code=303)
    return render_template("college/leave.html", room=_open(college_id))


def _open(college_id: UUID) -> Room:
    return picturing.open_room(g.db, content(), current_account().id, college_id, now=now())


def _page(room: Room, form: AddressForm, *, refused: bool = False) -> str:
    def address(figure_id: str, form: str | None = None) -> str:
        return url_for(".figure", college_id=room.college.id, figure_id=figure_id, form=form)

    if request.method == "POST" and room.picture is not None:  # refused: nothing else is kept
        reader, college_id = room.me.account_id, room.college.id
        note = partial(picturing.note_opened, account_id=reader, college_id=college_id, now=now())
        g.afterwards.append(note)
    offer = profiling.open_offer(g.db, content(), room.me.account_id, room.college.id, now=now())
    refusal = room.refusal and say(f"college.{room.refusal}", fewest=FEWEST_MEMBERS)
    return render_template(
        "college/room.html",
        room=room,
        form=form,
        figures=address,
        refusal=refusal,
        refused=refused,
        asks_for_styles=bool(offer.styles),
        dots=say(f"college.dots_{room.me.dots}"),
    )
