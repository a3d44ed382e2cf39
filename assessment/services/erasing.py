"""Delete everything of a person at once."""

from uuid import UUID

from sqlalchemy.orm import Session

from assessment.store import attempts


def delete_everything(db: Session, attempt_id: UUID) -> None:
    """Delete the attempt, its answers, profile, plan and documents."""
    attempts.delete_attempt(db, attempt_id)
