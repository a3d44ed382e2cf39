"""What scores are made on now: the published norm and the calibration in use."""

from datetime import datetime

from sqlalchemy.orm import Session

from assessment.scoring import Basis
from assessment.services import calibrating, norming
from assessment.services.content import Content
from assessment.services.moments import day_of


def basis_in_use(db: Session, content: Content, *, now: datetime) -> Basis:
    """Return the basis for who hands in now; scoring decides whom it covers."""
    return Basis(
        day_of(now),
        norm=norming.find_in_use(db, content),
        calibration=calibrating.find_in_use(db, content),
    )
