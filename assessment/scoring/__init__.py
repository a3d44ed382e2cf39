"""What it comes to: answers in, a Profile out. Arrays never leave this package."""

from assessment.norms.basis import Basis
from assessment.scoring.answering_pattern import Pace, notice_signals
from assessment.scoring.behaviour import contributions
from assessment.scoring.comparison import compare, smallest_certain_changes
from assessment.scoring.deepening import look_closer
from assessment.scoring.profiles import SCORING_VERSION, score

__all__ = [
    "SCORING_VERSION",
    "Basis",
    "Pace",
    "compare",
    "contributions",
    "look_closer",
    "notice_signals",
    "score",
    "smallest_certain_changes",
]
