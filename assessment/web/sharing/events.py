"""Gebeurtenissen: who did or read what; one's own for everybody, all for a beheerder."""

from uuid import UUID

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from assessment.services import events
from assessment.services.instruments import handed_out
from assessment.web.access import allows, only_beheerder, signed_in
from assessment.web.sharing import current_account_id
from assessment.wording import say

bp = Blueprint("events", __name__)


@bp.get("/account/gebeurtenissen")
@allows(signed_in)
def show_own() -> ResponseReturnValue:
    """Show what this account did, and what others did with what is of it."""
    return _show(current_account_id())


@bp.get("/beheer/gebeurtenissen")
@allows(only_beheerder)
def show_all() -> ResponseReturnValue:
    """Show what everybody did; never what anything says."""
    return _show(None)


def _show(account_id: UUID | None) -> str:
    before, kind = _read_number(request.args.get("voor", "")), request.args.get("soort", "")
    page = events.show_page(g.db, account_id=account_id, kind=kind, before=before)
    return render_template(
        "sharing/events.html",
        lines=[(line, say(f"acts.{line.newest.act}")) for line in page.lines],
        own=account_id,
        rows_taken=[] if account_id is None else handed_out.list_of_account(g.db, account_id),
        kinds=[(one, say(f"act_kinds.{one}")) for one in events.KINDS],
        kind=kind if kind in events.KINDS else "",
        first=before is None,
        next=page.older,
    )


def _read_number(text: str) -> int | None:
    """Return the number before which a page begins; None for what no act can have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
