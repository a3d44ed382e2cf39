"""How good the instruments are over a group of people: plain numbers (``quality.results``)."""

from assessment.quality.measures.disclosure import SMALLEST_GROUP
from assessment.quality.measures.instruments import measure_instruments
from assessment.quality.measures.people import Respondent

__all__ = ["SMALLEST_GROUP", "Respondent", "measure_instruments"]
