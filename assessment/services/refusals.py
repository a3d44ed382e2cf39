"""Why something that a person asked for was not done; a page tells them what to do next.

The first six are raised by the store and pass through the services. Pages take them from here,
because pages do not know the store.
"""

from assessment.store.attempts import AnswersChanged, AttemptClosed, AttemptNotFound
from assessment.store.data_keys import DataKeyMissing
from assessment.store.results import DocumentNotFound, PlanChanged

__all__ = [
    "AnswerRefused",
    "AnswersChanged",
    "AttemptClosed",
    "AttemptNotFound",
    "DataKeyMissing",
    "DocumentNotFound",
    "PageNotFound",
    "PlanChanged",
]


class PageNotFound(LookupError):
    """The questionnaire has no such part or page."""


class AnswerRefused(ValueError):
    """What was chosen is no answer to the item."""
