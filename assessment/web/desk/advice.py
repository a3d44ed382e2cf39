"""Who is advised what: which programmes a wish gives, and which belong to a phase."""

from dataclasses import replace

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services.catalogue import advising
from assessment.services.catalogue.drafting import Desk, say
from assessment.services.catalogue.fields import MOST_FOR_PHASE, MOST_FOR_WISH
from assessment.services.catalogue.names import name_phase
from assessment.services.moments import now
from assessment.web.access import allows, only_medewerker
from assessment.web.desk.advice_forms import AdvisedForm, make_advised_form
from assessment.web.desk.keeping import as_seen, open_draft, try_to_keep
from assessment.web.participant import content

bp = Blueprint("advice", __name__, url_prefix="/medewerker/aanbod/advies")


@bp.get("")
@allows(only_medewerker)
def show() -> ResponseReturnValue:
    """Show for each phase and each wish which programmes are advised."""
    desk = open_draft()
    return render_template(
        "desk/advice.html",
        desk=desk,
        phases=advising.tell_phases(desk),
        wishes=advising.tell_wishes(desk, content()),
    )


@bp.route("/wens/<question>/<option>", methods=["GET", "POST"])
@allows(only_medewerker)
def change_wish(question: str, option: str) -> ResponseReturnValue:
    """Ask which programmes a wish gives; on POST keep them in the draft."""
    desk = open_draft()
    wish = advising.find_wish(desk, question, option)
    if wish is None:
        abort(404)
    lists = {"advised": (MOST_FOR_WISH, wish.programmes)}
    form = make_advised_form(lists, advising.list_choosable(desk, wish.programmes), desk.revision)
    problems: tuple[str, ...] = ()
    if form.validate_on_submit() and form.check_once():
        given = form.read_order("advised")
        problems = try_to_keep(
            lambda: advising.keep_wish(g.db, content(), as_seen(desk), wish, given, now=now())
        )
        if not problems:
            return _leave()
    asked = [("advised", advising.tell_answer(content(), wish))]
    return _ask(desk, form, advising.tell_wish(wish), asked, problems)


@bp.route("/fase/<phase>", methods=["GET", "POST"])
@allows(only_medewerker)
def change_phase(phase: str) -> ResponseReturnValue:
    """Ask which programmes belong to a phase; on POST keep them in the draft."""
    desk = open_draft()
    offer = advising.find_phase(desk, phase)
    if offer is None:
        abort(404)
    lists = {
        "advised": (MOST_FOR_PHASE, offer.belongs),
        "room": (MOST_FOR_PHASE, offer.if_room),
    }
    chosen = (*offer.belongs, *offer.if_room)
    form = make_advised_form(lists, advising.list_choosable(desk, chosen), desk.revision)
    problems: tuple[str, ...] = ()
    if form.validate_on_submit() and form.check_once():
        belongs, if_room = form.read_order("advised"), form.read_order("room")
        given = replace(offer, belongs=belongs, if_room=if_room)
        problems = try_to_keep(
            lambda: advising.keep_phase(g.db, content(), as_seen(desk), given, now=now())
        )
        if not problems:
            return _leave()
    asked = [("advised", say("advice.first")), ("room", say("advice.if_room"))]
    return _ask(desk, form, say("advice.phase", phase=name_phase(phase)), asked, problems)


def _ask(
    desk: Desk,
    form: AdvisedForm,
    title: str,
    lists: list[tuple[str, str]],
    problems: tuple[str, ...],
) -> ResponseReturnValue:
    page = render_template(
        "desk/advised.html", desk=desk, form=form, title=title, lists=lists, problems=problems
    )
    return page, 422 if request.method == "POST" else 200


def _leave() -> ResponseReturnValue:
    flash(say("publish.kept"))
    return redirect(url_for(".show"), code=303)
