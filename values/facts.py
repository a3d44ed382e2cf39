"""Numbers that prose tells, from the constant or the content that each is about.

A text says ``{facts.confidence}``, a template ``{{ facts.confidence }}``; so no text can tell
another number than the code keeps to. A name with a capital gives the same with a capital.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from values.constants import (
    ASKED_AGAIN_MONTHS,
    ASKED_DAYS_MOST,
    CERTIFICATE_MB,
    CERTIFICATES_MB,
    CHANGE_TOLD,
    CODE_MINUTES,
    CONFIDENCE,
    COUNTED_DAYS,
    FEWEST_ASKED,
    FEWEST_RATERS,
    INTERVISION_MONTHS,
    INTERVISION_REVIEW_DAYS,
    INTERVISION_UNUSED_DAYS,
    KEPT_ACCOUNT_MONTHS,
    KEPT_ADDRESSES_DAYS,
    KEPT_DAYS,
    KEPT_DELETIONS_DAYS,
    KEPT_EXPORT_DAYS,
    KEPT_INTEREST_MONTHS,
    KEPT_LOG_MONTHS,
    KEPT_MAIL_DAYS,
    KEPT_RESULT_MONTHS,
    KEPT_UNOPENED_DAYS,
    LAST_WARNING_DAYS,
    MISTAKEN,
    MOST_ASKED,
    MOST_CERTIFICATES,
    NAMES_AGAIN,
    OTHERS_MINUTES,
    PRIORITIES,
    REMIND_GOALS_MONTHS,
    REMIND_MEASURING_MONTHS,
    REMIND_OTHERS_DAYS,
    REMOVED_DAYS,
    SEEN,
    SEEN_CLOSER,
    SESSION_DAYS,
    SESSION_IDLE_DAYS,
    TERM_YEARS,
    VALID_YEARS,
    WARNING_DAYS,
)
from values.loader import load_value_map
from values.number_words import number_word
from values.vocabulary import BANDS, PARTS

_PLACEHOLDER = re.compile(r"\{facts\.(\w+)\}")


def _years(number: int) -> str:
    return "een jaar" if number == 1 else f"{number_word(number)} jaar"


def _months(number: int) -> str:
    return {6: "een half jaar", 12: "een jaar"}.get(number, f"{number_word(number)} maanden")


def _in_ten(share: float) -> str:
    return f"{number_word(round(10 * share))} van de tien"


_IN_TEN = round(10 * CONFIDENCE)
_FACTS: dict[str, Callable[[], str]] = {
    "confidence": lambda: f"{100 * CONFIDENCE:.0f}",  # percent
    "in_ten": lambda: _in_ten(CONFIDENCE),
    "outside_in_ten": lambda: f"{number_word(10 - _IN_TEN)} op de tien",
    "code_minutes": lambda: number_word(CODE_MINUTES),
    "names_again": lambda: "{} tot {} van de tien".format(*map(number_word, NAMES_AGAIN)),
    "kept_log": lambda: f"{number_word(KEPT_LOG_MONTHS)} maanden",
    "kept_export": lambda: f"{number_word(KEPT_EXPORT_DAYS)} dagen",
    "kept": lambda: f"{number_word(KEPT_DAYS)} dagen",
    "kept_account": lambda: f"{number_word(KEPT_ACCOUNT_MONTHS)} maanden",
    "kept_addresses": lambda: f"{number_word(KEPT_ADDRESSES_DAYS)} dagen",
    "kept_mail": lambda: f"{number_word(KEPT_MAIL_DAYS)} dagen",
    "kept_interest": lambda: _months(KEPT_INTEREST_MONTHS),
    "kept_deletions": lambda: f"{KEPT_DELETIONS_DAYS} dagen",
    "kept_counts": lambda: f"{number_word(COUNTED_DAYS + 1)} dagen",
    "session_idle": lambda: f"{number_word(SESSION_IDLE_DAYS)} dagen",
    "session_most": lambda: f"{SESSION_DAYS} dagen",
    "kept_term": lambda: f"{number_word(TERM_YEARS)} jaar",
    "warning": lambda: f"{number_word(WARNING_DAYS)} dagen",
    "last_warning": lambda: f"{number_word(LAST_WARNING_DAYS)} dagen",
    "kept_result": lambda: f"{number_word(KEPT_RESULT_MONTHS)} maanden",
    "change_points": lambda: f"{CHANGE_TOLD} punten",
    "seen": lambda: _in_ten(SEEN),
    "seen_closer": lambda: _in_ten(SEEN_CLOSER),
    "mistaken": lambda: f"{number_word(round(10 * MISTAKEN))} op de tien",
    "certificate_size": lambda: f"{CERTIFICATE_MB} MB",
    "certificates_size": lambda: f"{CERTIFICATES_MB} MB",
    "certificates": lambda: number_word(MOST_CERTIFICATES),
    "until_goals": lambda: _months(REMIND_GOALS_MONTHS),
    "until_measuring": lambda: _months(REMIND_MEASURING_MONTHS),
    "fewest_asked": lambda: number_word(FEWEST_ASKED),
    "most_asked": lambda: number_word(MOST_ASKED),
    "fewest_raters": lambda: number_word(FEWEST_RATERS),
    "asked_again": lambda: _months(ASKED_AGAIN_MONTHS),
    "asked_weeks": lambda: f"{number_word(ASKED_DAYS_MOST // 7)} weken",
    "remind_others": lambda: f"{number_word(REMIND_OTHERS_DAYS)} dagen",
    "kept_unopened": lambda: f"{number_word(KEPT_UNOPENED_DAYS)} dagen",
    "others_minutes": lambda: number_word(OTHERS_MINUTES),
    "removed_days": lambda: f"{REMOVED_DAYS} dagen",
    "intervision_year": lambda: _months(INTERVISION_MONTHS),
    "intervision_review": lambda: f"{number_word(INTERVISION_REVIEW_DAYS)} dagen",
    "intervision_unused": lambda: f"{INTERVISION_UNUSED_DAYS} dagen",
    "valid": lambda: _years(VALID_YEARS),
    "priorities": lambda: number_word(PRIORITIES),
    "bands": lambda: number_word(len(BANDS)),
    "parts": lambda: number_word(len(PARTS)),
    "competencies": lambda: number_word(len(load_value_map().competencies)),
    "axes": lambda: number_word(len(load_value_map().axes)),
    "clusters": lambda: number_word(len(load_value_map().clusters)),
}


class Facts(Mapping[str, str]):
    """The facts by name. Only what counts content reads it: the rest is told when it is broken."""

    def __getitem__(self, name: str) -> str:
        """Return a fact, with a capital when its name has one; KeyError when there is none."""
        text = _FACTS[name[:1].lower() + name[1:]]()
        return text[:1].upper() + text[1:] if name[:1].isupper() else text

    def __iter__(self) -> Iterator[str]:
        """Return the names, without a capital."""
        return iter(_FACTS)

    def __len__(self) -> int:
        """Return how many facts there are."""
        return len(_FACTS)


FACTS = Facts()


def with_facts(text: Any) -> Any:
    """Return a TOML table, list or string with every ``{facts.name}`` in it filled in.

    Raises
    ------
    KeyError
        When a text names a fact that does not exist.
    """
    if isinstance(text, dict):
        return {key: with_facts(inner) for key, inner in text.items()}
    if isinstance(text, list):
        return [with_facts(inner) for inner in text]
    if isinstance(text, str):
        return _PLACEHOLDER.sub(lambda placeholder: FACTS[placeholder[1]], text)
    return text
