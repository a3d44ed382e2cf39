"""The catalogue at the desk: what there is, what a draft would change, publishing it, versions."""

from collections.abc import Callable, Sequence

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assessment.services import interests
from assessment.services.catalogue import drafting, trying
from assessment.services.catalogue.drafting import (
    CatalogueRefused,
    Desk,
    DraftChanged,
    NoSuchVersion,
    say,
)
from assessment.services.catalogue.names import name_month, name_phase
from assessment.services.moments import day_of, now
from assessment.web.access import allows, current_actor, notes_reading, only_medewerker
from assessment.web.desk.keeping import open_desk, read_seen, tell_place
from assessment.web.participant import content
from assessment.web.participant.forms import ConfirmForm
from values.problems import tell_first

bp = Blueprint("catalogue", __name__, url_prefix="/medewerker/aanbod")
bp.add_app_template_filter(tell_place, "place")


@bp.get("")
@allows(only_medewerker)
def show() -> ResponseReturnValue:
    """Show every programme, and what stands in the draft."""
    return _show(open_desk())


@bp.get("/proef")
@allows(only_medewerker)
def show_trial() -> ResponseReturnValue:
    """Show what the draft would do to the advice of simulated people, as far as it was counted."""
    desk = open_desk()
    outcome = trying.find_outcome(g.db, desk)
    if outcome is None:
        return redirect(url_for(".show"), code=302)
    return render_template("desk/trial.html", outcome=outcome, name_phase=name_phase)


@bp.post("/proef")
@allows(only_medewerker)
def ask_trial() -> ResponseReturnValue:
    """Have the draft tried."""
    return _act("trial.asked", ".show_trial", lambda desk: trying.ask_trial(g.db, desk, now=now()))


@bp.post("/publiceren")
@allows(only_medewerker)
def publish() -> ResponseReturnValue:
    """Publish the draft as the next version."""
    actor = current_actor().account

    def run(desk: Desk) -> int:
        return drafting.publish(g.db, content(), desk, actor=actor, now=now())

    return _act("publish.done", ".show", run)


@bp.post("/weggooien")
@allows(only_medewerker)
def discard_draft() -> ResponseReturnValue:
    """Throw the draft away."""
    return _act("publish.discarded", ".show", lambda desk: drafting.discard_draft(g.db, desk))


@bp.get("/versies")
@allows(only_medewerker)
def list_versions() -> ResponseReturnValue:
    """List what was published, and when."""
    return render_template(
        "desk/versions.html", versions=drafting.list_versions(g.db), desk=open_desk()
    )


@bp.get("/catalogue.toml", defaults={"number": None})
@bp.get("/versies/<int:number>/catalogue.toml")
@allows(only_medewerker)
def download_version(number: int | None) -> ResponseReturnValue:
    """Hand over a version, or what the desk sees now, as TOML."""
    try:
        text = drafting.export_version(g.db, content(), number, today=day_of(now()))
    except NoSuchVersion:
        abort(404)
    name = "catalogue.toml" if number is None else f"catalogue-{number}.toml"
    response = Response(text, mimetype="application/toml")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@bp.get("/belangstelling/<programme_id>")
@allows(only_medewerker)
@notes_reading
def show_interest(programme_id: str) -> ResponseReturnValue:
    """Show who gave a name with an interest, and write down that it was read."""
    actor, programme = current_actor().account, open_desk().find(programme_id)
    if programme is None or actor is None:
        abort(404)
    named = interests.read_named(g.db, programme_id, actor=actor, now=now())
    return render_template(
        "desk/interest.html",
        programme=programme,
        named=named,
        count=interests.tell_counts(g.db).get(programme_id),
    )


def _act(key: str, endpoint: str, run: Callable[[Desk], int | None]) -> ResponseReturnValue:
    """Do something to the draft that was looked at, and say so; show why when it is refused."""
    desk = open_desk()
    if not ConfirmForm().validate_on_submit():
        abort(404)
    if read_seen() != desk.revision:
        return _show(desk, [say("publish.changed")], 409)
    try:
        number = run(desk)
    except DraftChanged:
        return _show(open_desk(), [say("publish.changed")], 409)
    except CatalogueRefused as refused:
        return _show(desk, tell_first(refused.problems), 422)
    flash(say(key, number=number) if number else say(key))
    return redirect(url_for(endpoint), code=303)


def _show(desk: Desk, refused: Sequence[str] = (), status: int = 200) -> ResponseReturnValue:
    return render_template(
        "desk/catalogue.html",
        desk=desk,
        refused=refused,
        counts=interests.tell_counts(g.db),
        name_status=drafting.name_status,
        name_month=name_month,
        trial=trying.find_outcome(g.db, desk),
    ), status
