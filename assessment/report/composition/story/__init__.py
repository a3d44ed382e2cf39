"""The story: a few sentences that connect what matters to somebody with what that person shows."""

from assessment.report.composition.story.sentence import Sentence
from assessment.report.composition.story.telling import story

__all__ = ["Sentence", "story"]
