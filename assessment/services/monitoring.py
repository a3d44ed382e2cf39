"""Whether this installation works, for whoever watches over it."""

from sqlalchemy.orm import Session

from assessment.store.database import is_ready


def is_database_ready(db: Session) -> bool:
    """Return whether the database answers and has its tables; never raises."""
    try:
        return is_ready(db)
    except Exception:  # whatever the driver raises, the answer is no
        return False
