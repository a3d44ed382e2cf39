"""How hard a Dutch text reads: LIX and sentence length. It catches what surely is not B1."""

import re
from dataclasses import dataclass

LONG_WORD = 7  # letters; LIX counts words of more than six letters (Bjoernsson 1968)
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Readability:
    """Measures of one text: number of words, LIX, mean and longest sentence in words."""

    words: int
    lix: float
    mean_sentence: float
    longest_sentence: int


def measure(text: str) -> Readability:
    """Return the readability of ``text``.

    LIX is the mean number of words a sentence plus the percentage of words of more than six
    letters (Bjoernsson 1968). A text without words measures zero everywhere.
    """
    sentences = [_WORD.findall(part) for part in _SENTENCE_END.split(text)]
    lengths = [len(words) for words in sentences if words]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Readability(0, 0.0, 0.0, 0)
    mean = len(words) / len(lengths)
    long_words = sum(len(word) >= LONG_WORD for word in words)
    return Readability(len(words), mean + 100 * long_words / len(words), mean, max(lengths))
