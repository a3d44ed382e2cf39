"""How good the instruments are, over a group of people; the numbers go to ``values.quality``."""

from assessment.scoring.quality.disclosure import SMALLEST_GROUP
from assessment.scoring.quality.instruments import measure
from assessment.scoring.quality.people import Respondent

__all__ = ["SMALLEST_GROUP", "Respondent", "measure"]
