"""Every component of the pages beside each other; only on one's own machine."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from assessment.instruments.model import Item
from assessment.plan.model import MAX_GOALS
from assessment.report.model import Block, Heading
from assessment.services import example, reporting, showing
from assessment.services.copying import HTML, PDF, Copy
from assessment.services.offering import MAX_RECIPIENT, list_offered
from assessment.services.taking import SavedAnswer
from assessment.web.access import allows, anyone
from assessment.web.others.forms import make_ask_form
from assessment.web.others.owner import group_hints, group_names
from assessment.web.participant import content
from assessment.web.participant.answering import list_choices
from assessment.web.participant.forms import CodeForm, make_begin_form, make_counting_form
from assessment.web.participant.goal_form import names
from assessment.web.participant.posted import Posted
from assessment.web.participant.typed import Typed
from assessment.wording import say
from values import SITTING

bp = Blueprint("components", __name__, url_prefix="/componenten")
OWN_MACHINE = ("localhost", "127.0.0.1", "::1")
NOBODY = UUID(int=0)  # whose attempt the forms lead to: there is none
_WRONG = say("forms.wrong")


@bp.get("")
@allows(anyone)
def show() -> ResponseReturnValue:
    """Show each component as it is, answered, and refused."""
    if urlsplit(current_app.config["PUBLIC_URL"]).hostname not in OWN_MACHINE:
        abort(404)
    forms, questions = _show_forms(), _show_questions()
    item = SimpleNamespace(id=questions["items"][0].id, type="RadioField", errors=[_WRONG])
    return render_template(
        "development/components.html",
        refused=[forms["begin"].phase, item, forms["code"].code],
        nobody=NOBODY,
        phase=SITTING,
        value_map=content().value_map,
        **forms,
        **questions,
        **_show_result(),
    )


def _show_forms() -> dict[str, Any]:
    """Return two forms of which fields were refused, and what was typed in a third."""
    begin, code = make_begin_form(content().value_map), CodeForm()
    for field in (begin.phase, code.code):
        field.errors = [_WRONG]
    typed = [
        Typed(say("typed.set"), say("typed.best")),
        Typed(say("typed.set"), say("typed.worst")),
    ]
    asked = {"asked": make_ask_form(""), "groups": group_names(), "hints": group_hints()}
    counting = make_counting_form(())
    return {"begin": begin, "code": code, "counting": counting, "told": typed, **asked}


def _show_questions() -> dict[str, Any]:
    """Return an item of every kind; the first is refused, the second was answered elsewhere."""
    library = content().library
    items: dict[str, Item] = {}
    for instrument in (library.gedrag, library.stijl, library.waardenkeuze, library.verdieping):
        for item in instrument.items_for(SITTING, 1):
            items.setdefault(item.kind, item)
    refused, elsewhere, *_ = items.values()
    return {
        "items": list(items.values()),
        "posted": Posted({}, {}, {refused.id: _WRONG}, {}),
        "stored": {elsewhere.id: SavedAnswer("1", 1)},
        "options": list_choices(),
        "library": library,
    }


def _show_result() -> dict[str, Any]:
    """Return what there is of the example: a block of every kind, lines, goals, documents."""
    result, made_at = example.make_example(content())
    pages = reporting.write_result(content(), result, created_at=made_at)
    every = [block for section in pages.report.sections for block in section.all_blocks]
    blocks: dict[type, Block] = {}
    for block in every:
        blocks.setdefault(type(block), block)
    competencies = next(s for s in pages.report.sections if s.id == "competenties")
    kinds = list_offered(SITTING)
    return {
        "blocks_shown": list(blocks.values()),
        "explained": next(b for b in every if isinstance(b, Heading) and b.about),
        "chapter_shown": showing.fold_chapter(competencies.blocks),
        "lines": pages.lines,
        "proposals": pages.proposals,
        "subject": names().__getitem__,
        "free": MAX_GOALS,
        "noticed": [say("pattern.alike"), say("pattern.one_side")],
        "most": MAX_RECIPIENT,
        "kinds": kinds,
        "parts": {k.name: [(p, say(f"parts.{p}"), False) for p in k.parts] for k in kinds},
        "made": {
            kind.name: [
                (choosing, choosing.proposed)
                for choosing in reporting.offer_choices(content(), result, kind, created_at=made_at)
            ]
            for kind in kinds
        },
        "copies": [Copy(NOBODY, kinds[0].name, form, "", made_at, None) for form in (PDF, HTML)],
    }
