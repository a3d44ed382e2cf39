"""What is asked: the instruments as data, their files, and what may be answered."""

from assessment.instruments.answers import AnswerError, Answers, checked
from assessment.instruments.answers_file import read_answers, write_answers
from assessment.instruments.library import PARTS, Library
from assessment.instruments.loader import load_library
from assessment.instruments.model import ASPIRANT, NOT_EXPERIENCED, PHASES

__all__ = [
    "ASPIRANT",
    "NOT_EXPERIENCED",
    "PARTS",
    "PHASES",
    "AnswerError",
    "Answers",
    "Library",
    "checked",
    "load_library",
    "read_answers",
    "write_answers",
]
