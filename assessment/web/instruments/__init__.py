"""Work on the instruments by the desk: reports, norms, calibrations and rows for researchers."""

from uuid import UUID

from assessment.web.access import current_actor


def current_worker() -> UUID:
    """Return the account of who works here, which ``only_desk`` let in."""
    account_id = current_actor().account
    if account_id is None:
        raise LookupError("no rule asked to sign in")
    return account_id
