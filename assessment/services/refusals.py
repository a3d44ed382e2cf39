"""Why something that a person asked for was not done; a page tells them what to do next.

What the store raises passes through the services. Pages take it from here, because pages do not
know the store.
"""

from assessment.store.attempts import AnswersChanged, AttemptClosed, AttemptNotFound
from assessment.store.data_keys import DataKeyMissing
from assessment.store.logbook import EntryNotFound
from assessment.store.results import DocumentNotFound, PlanChanged

__all__ = [
    "AnswerRefused",
    "AnswersChanged",
    "AttemptClosed",
    "AttemptNotFound",
    "DataKeyMissing",
    "DocumentNotFound",
    "EntryNotFound",
    "PageNotFound",
    "PlanChanged",
]


class PageNotFound(LookupError):
    """The questionnaire has no such part or page."""


class AnswerRefused(ValueError):
    """What was chosen is no answer to the item."""
