"""The practice cards: those that fit, all others of the phase, and each on a page of its own."""

from uuid import UUID

from flask import Blueprint, abort, g, render_template
from flask.typing import ResponseReturnValue

from assessment.services import practising, reporting
from assessment.services.moments import AMSTERDAM
from assessment.services.reporting import Result
from assessment.web.access import allows, own_attempt
from assessment.web.participant import content, current_attempt, now

bp = Blueprint("cards", __name__, url_prefix="/afname/<uuid:attempt_id>/kaarten")


@bp.get("")
@allows(own_attempt)
def show_all(attempt_id: UUID) -> ResponseReturnValue:
    """Show the cards that fit and why, then every other card for this phase."""
    created_at = now().astimezone(AMSTERDAM)
    return render_template(
        "participant/cards.html",
        attempt_id=attempt_id,
        offer=practising.offer_cards(content(), _result(), created_at=created_at),
    )


@bp.get("/<card_id>")
@allows(own_attempt)
def show(attempt_id: UUID, card_id: str) -> ResponseReturnValue:
    """Show one card, with buttons to print it."""
    result = _result()
    card = practising.find_card(content(), result, card_id)
    if card is None:
        abort(404)
    return render_template(
        "participant/card.html",
        attempt_id=attempt_id,
        card=card,
        sections=practising.show_card(result.catalogue, card),
    )


def _result() -> Result:
    return reporting.open_result(g.db, content(), current_attempt())
