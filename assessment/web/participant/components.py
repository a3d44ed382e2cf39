"""Every component of the pages beside each other; only on one's own machine."""

from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from assessment.instruments.model import Item
from assessment.web.access import allows, anyone
from assessment.web.participant import content
from assessment.web.participant.answering import list_choices
from assessment.web.participant.forms import CodeForm, make_begin_form
from assessment.web.participant.posted import Posted
from assessment.wording import say
from values import SITTING

bp = Blueprint("components", __name__, url_prefix="/componenten")
OWN_MACHINE = ("localhost", "127.0.0.1", "::1")


@bp.get("")
@allows(anyone)
def show() -> ResponseReturnValue:
    """Show each component as it is, answered, and refused."""
    if urlsplit(current_app.config["PUBLIC_URL"]).hostname not in OWN_MACHINE:
        abort(404)
    begin, code = make_begin_form(content().value_map), CodeForm()
    for field in (begin.phase, code.code):
        field.errors = [say("forms.wrong")]
    items = _one_of_each_kind()
    return render_template(
        "development/components.html",
        begin=begin,
        code=code,
        items=items,
        posted=Posted({}, {}, {items[0].id: say("forms.wrong")}, {}),
        choices=list_choices(),
        value_map=content().value_map,
        phase=SITTING,
    )


def _one_of_each_kind() -> list[Item]:
    """Return the first item of every kind that there is."""
    library = content().library
    found: dict[str, Item] = {}
    for instrument in (library.gedrag, library.stijl, library.waardenkeuze, library.verdieping):
        for item in instrument.items_for(SITTING, 1):
            found.setdefault(item.kind, item)
    return list(found.values())
