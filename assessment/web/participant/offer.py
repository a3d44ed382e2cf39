"""Het aanbod: what there is for one's phase, and letting the desk know of interest in it."""

from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired, ValidationError

from assessment.services import interests
from assessment.services.catalogue.drafting import say
from assessment.services.interests import (
    MOST_NAME,
    MOST_REACH,
    NAMED,
    NAMELESS,
    NotOffered,
    Offered,
)
from assessment.services.intervision import rounds
from assessment.services.moments import day_of
from assessment.services.taking import AttemptFacts
from assessment.web.access import allows, current_actor, own_attempt
from assessment.web.forms import AtMost, Form, clean_line
from assessment.web.participant import catalogue_in_use, content, current_facts, now
from assessment.web.participant.forms import ConfirmForm

bp = Blueprint("offer", __name__, url_prefix="/afname/<uuid:attempt_id>/aanbod")


class InterestForm(Form):
    """Whether the name goes along, and with it how somebody is reached."""

    share = RadioField(validators=[InputRequired(say("interest.choose"))])
    interested = StringField(filters=[clean_line], validators=[AtMost(MOST_NAME)])
    reach = StringField(filters=[clean_line], validators=[AtMost(MOST_REACH)])

    def validate_interested(self, field: StringField) -> None:
        """Ask for a name where it is to go along."""
        if self.share.data == NAMED and not field.data:
            raise ValidationError(say("interest.name"))

    def validate_reach(self, field: StringField) -> None:
        """Ask how to reach somebody who gives a name."""
        if self.share.data == NAMED and not field.data:
            raise ValidationError(say("interest.reach"))


@bp.get("")
@allows(own_attempt)
def show_all(attempt_id: UUID) -> ResponseReturnValue:
    """List what there is for this phase, and what interest was told of."""
    attempt = current_facts()
    offered = interests.list_offered(g.db, content(), attempt, today=day_of(now()))
    return render_template(
        "participant/offer.html",
        attempt_id=attempt_id,
        attempt=attempt,
        offered=offered,
        no_longer=interests.list_no_longer(g.db, content(), attempt_id, offered),
    )


@bp.route("/<programme_id>", methods=["GET", "POST"])
@allows(own_attempt)
def show(attempt_id: UUID, programme_id: str) -> ResponseReturnValue:
    """Show one programme; on POST tell the desk of interest, with a name or without."""
    attempt = current_facts()
    offered = _find(attempt, programme_id)
    form = _make_form(offered)
    if form.validate_on_submit():
        named = form.share.data == NAMED
        interests.tell_interest(
            g.db,
            attempt_id,
            programme_id,
            name=form.interested.data or "" if named else "",
            reach=form.reach.data or "" if named else "",
            now=now(),
        )
        flash(say("interest.kept_with_name" if named else "interest.kept"))
        return redirect(url_for(".show", **request.view_args or {}), code=303)
    contacts = {contact.id: contact for contact in catalogue_in_use().contacts}
    return render_template(
        "participant/programme.html",
        attempt_id=attempt_id,
        attempt=attempt,
        offered=offered,
        contact=contacts.get(offered.programme.contact),
        round=find_round() if offered.programme.kind == rounds.OFFERED_AS else None,
        form=form,
    ), 422 if request.method == "POST" else 200


@bp.post("/<programme_id>/intrekken")
@allows(own_attempt)
def withdraw(attempt_id: UUID, programme_id: str) -> ResponseReturnValue:
    """Take an interest back, at once; also of what is offered no more."""
    if not ConfirmForm().validate_on_submit():
        abort(404)
    if interests.withdraw(g.db, attempt_id, programme_id):
        flash(say("interest.gone"))
    return redirect(url_for(".show_all", attempt_id=attempt_id), code=303)


def find_round() -> rounds.Round | None:
    """Return a round of intervision that the reader can join now."""
    return rounds.find_open(g.db, current_actor().account, now=now())


def _find(attempt: AttemptFacts, programme_id: str) -> Offered:
    try:
        return interests.find_offered(g.db, content(), attempt, programme_id, today=day_of(now()))
    except NotOffered:
        abort(404)


def _make_form(offered: Offered) -> InterestForm:
    known = offered.own
    data = None
    if request.method == "GET" and known is not None:
        share = NAMED if known.name else NAMELESS
        data = {"share": share, "interested": known.name, "reach": known.reach}
    form = InterestForm(data=data)
    form.share.choices = [SelectChoice(*one) for one in interests.name_shares().items()]
    return form
