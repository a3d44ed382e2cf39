"""Gebeurtenissen: who did or read what; one's own for everybody, all for a beheerder."""

from uuid import UUID

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from assessment.services import auditing
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
    before = request.args.get("voor", type=int)
    entries = auditing.list_entries(g.db, account_id=account_id, before=before)
    return render_template(
        "sharing/events.html",
        entries=[(entry, say(f"acts.{entry.act}")) for entry in entries],
        own=account_id,
        rows_taken=[] if account_id is None else handed_out.list_of_account(g.db, account_id),
        first=before is None,
        next=entries[-1].number if len(entries) == auditing.ON_A_PAGE else None,
    )
