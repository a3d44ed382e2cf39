"""What an owner shares and with whom, what a coach then reads, and what anybody can check."""

from uuid import UUID

from flask import g

from assessment.services import accounts
from assessment.services.taking import AttemptFacts
from assessment.web.access import current_actor


def current_account_id() -> UUID:
    """Return whose account this is, where a rule made sure that somebody signed in."""
    account_id = current_actor().account
    if account_id is None:
        raise LookupError("no rule asked to sign in")
    return account_id


def list_releasable() -> list[AttemptFacts]:
    """Return the attempts in the account that have a result, the newest first."""
    found = accounts.list_attempt_facts(g.db, current_account_id())
    return [attempt for attempt in found if attempt.submitted_at is not None]
