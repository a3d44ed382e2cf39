"""Who may count in a norm or a calibration, and who is left out for which reason."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assessment.psychometrics.errors import IneligibleError


class Facts(Protocol):
    """What must be known of an attempt before it may count."""

    @property
    def simulated(self) -> bool: ...  # noqa: D102  told in the docstring of the class
    @property
    def consent(self) -> bool: ...  # noqa: D102
    @property
    def complete(self) -> bool: ...  # noqa: D102
    @property
    def clean(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person's answers to the statements, as a candidate for a norm or a calibration.

    ``person`` is the same for every attempt of one person. ``answers`` holds 1..5 or "nvt" by
    statement; ``background`` is what the composition is told in, such as office and phase.
    """

    person: str
    taken_on: date
    simulated: bool
    consent: bool
    complete: bool
    clean: bool
    background: Mapping[str, str]
    answers: Mapping[str, int | str]


def barred(record: Facts) -> tuple[str, ...]:
    """Return why a record may not count; empty when it may.

    Each fact must be exactly True or False: what is unknown keeps a record out.

    References
    ----------
    design.md section 5.7; psychometrics.md section 2g.

    Examples
    --------
    >>> barred(Candidate("p1", date(2026, 11, 23), True, True, True, True, {}, {}))
    ('simulated',)
    """
    asked = {
        "simulated": record.simulated is False,
        "without consent": record.consent is True,
        "incomplete": record.complete is True,
        "unreliable pattern": record.clean is True,
    }
    return tuple(reason for reason, fine in asked.items() if not fine)


def left_out(candidates: Iterable[Candidate]) -> dict[str, int]:
    """Return how many may not count, by the first reason of each, most frequent first.

    Examples
    --------
    >>> left_out([Candidate("p1", date(2026, 11, 23), True, False, True, True, {}, {})])
    {'simulated': 1}
    """
    reasons = (barred(candidate)[:1] for candidate in candidates)
    return dict(Counter(first for found in reasons for first in found).most_common())


def require_admissible(candidates: Sequence[Candidate]) -> None:
    """Raise IneligibleError when someone may not count, or a person occurs twice.

    Nothing is left out silently, so that a simulated person cannot slip in by any road.
    """
    for candidate in candidates:
        if reasons := barred(candidate):
            wrong = f"the record of {candidate.person} is {', '.join(reasons)}"
            raise IneligibleError(wrong, "leave it out before")
    counted = Counter(candidate.person for candidate in candidates)
    if twice := [person for person, count in counted.items() if count > 1]:
        raise IneligibleError(f"{twice[0]} occurs twice", "give one record per person")
