"""What an owner and a coach do in one conversation: each from the own page, with the same forms."""

from flask import g, url_for

from assessment.services.coaching.conversing import Talk
from assessment.services.policy import Side


def current_talk() -> Talk:
    """Return the conversation that a rule let the visitor into; a POST has it locked."""
    talk: Talk = g.talk
    return talk


def own_page(talk: Talk, place: str = "") -> str:
    """Return the address of the conversation for who is in it, at a place of the page."""
    endpoint = "review.show" if talk.side is Side.COACH else "conversation.show"
    return url_for(endpoint, conversation_id=talk.id, _anchor=place or None)
