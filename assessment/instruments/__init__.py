"""What is asked: the instruments as data, their files, and what may be answered."""

from assessment.instruments.answers import AnswerError, Answers, check_answer
from assessment.instruments.answers_file import read_answers, write_answers
from assessment.instruments.library import Library
from assessment.instruments.loader import load_library
from assessment.instruments.model import NOT_EXPERIENCED

__all__ = [
    "NOT_EXPERIENCED",
    "AnswerError",
    "Answers",
    "Library",
    "check_answer",
    "load_library",
    "read_answers",
    "write_answers",
]
