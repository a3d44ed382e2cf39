"""The page of one group, for who sits in it."""

from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services import accounts, calendars
from assessment.services.intervision import meeting, reviewing
from assessment.services.intervision.intakes import RoundClosed
from assessment.services.intervision.meeting import GroupChanged, Meeting
from assessment.services.intervision.texts import say
from assessment.services.moments import now
from assessment.web.access import allows, in_intervision_group
from assessment.web.account import current_account
from assessment.web.intervision.forms import DAY_FIELDS, make_page_form, make_review_form
from assessment.web.participant.calendar import hand_over_days
from assessment.wording import say as say_own

bp = Blueprint("intervision_group", __name__, url_prefix="/intervisie/groep/<uuid:group_id>")


@bp.route("", methods=["GET", "POST"])
@allows(in_intervision_group)
def show(group_id: UUID) -> ResponseReturnValue:
    """Show who is in the group and what it agreed; on POST keep that and the days."""
    found = _current_meeting()
    form = make_page_form(found.group)
    if request.method == "GET":
        return _page(found, form)
    if not form.validate_on_submit():
        return _page(found, form), 422
    try:
        meeting.save_page(
            g.db, found, days=form.read_days(), agreed=form.agreed.data or "", seen=form.seen
        )
    except GroupChanged:
        form.revision.data = str(found.group.revision)
        return _page(found, form, changed=True), 409
    flash(say_own("intervision.page_kept"))
    return redirect(url_for(".show", group_id=group_id), code=303)


@bp.get("/dagen.ics")
@allows(in_intervision_group)
def take_days(group_id: UUID) -> ResponseReturnValue:
    """Hand over the days of the group for a calendar."""
    return hand_over_days(calendars.list_intervision_days(_current_meeting().group))


@bp.route("/terugkijken", methods=["GET", "POST"])
@allows(in_intervision_group)
def look_back(group_id: UUID) -> ResponseReturnValue:
    """Ask how the year was; on POST keep it. It is only ever counted."""
    found, account_id = _current_meeting(), current_account().id
    if not reviewing.is_time(found.round, now=now()):
        abort(404)
    form = make_review_form(reviewing.find_review(g.db, found.round.id, account_id))
    if form.validate_on_submit():
        try:
            answers = form.read_answers()
            reviewing.keep_review(g.db, found.round.id, account_id, answers, now=now())
        except RoundClosed:
            abort(404)
        flash(say_own("intervision.reviewed"))
        return redirect(url_for(".show", group_id=group_id), code=303)
    questions = {question: say(f"questions.{question}") for question in reviewing.ANSWERS}
    page = render_template("intervision/review.html", form=form, meeting=found, questions=questions)
    return page, 422 if request.method == "POST" else 200


def _current_meeting() -> Meeting:
    """Return the group that the rule let the visitor into."""
    found: Meeting = g.meeting
    return found


def _page(here: Meeting, form: object, *, changed: bool = False) -> str:
    return render_template(
        "intervision/group.html",
        meeting=here,
        company=meeting.describe_company(g.db, here, current_account().id),
        card_of=accounts.find_newest_result(g.db, current_account().id),
        form=form,
        day_fields=DAY_FIELDS,
        changed=changed,
        can_look_back=reviewing.is_time(here.round, now=now()),
    )
