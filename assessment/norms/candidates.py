"""Who may count in a norm or a calibration: decided here, once, and proven by ``Admitted``."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assessment.norms.errors import IneligibleError


class Reason(StrEnum):
    """Why somebody does not count in a group. The words stand in norms that were kept."""

    UNREADABLE = "unreadable"
    DUPLICATE = "duplicate"
    UNSUBMITTED = "not handed in"
    WITHOUT_CONSENT = "without consent"
    OTHER_VERSION = "other version of the questions"
    OTHER_PEOPLE = "other office or phase"
    SIMULATED = "simulated"
    INCOMPLETE = "incomplete"
    UNRELIABLE = "unreliable pattern"
    EARLIER = "earlier attempt of the same person"
    LATER = "handed in later"
    TAKEN = "in an earlier research file"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person's answers to the statements, as a candidate for a norm or a calibration.

    Nothing has a default: each fact must be known.

    Attributes
    ----------
    person : str
        The same for every attempt of one person.
    taken_on : date
        The day of handing in.
    simulated, consent, complete, clean : bool
        Whether a program filled it in, the person consented, every statement has an answer ("nvt"
        is one), and the pattern of the answers is reliable.
    background : mapping of fact to value
        What the composition of a norm is told in, such as office and phase.
    answers : mapping of statement to 1..5 or "nvt"
    """

    person: str
    taken_on: date
    simulated: bool
    consent: bool
    complete: bool
    clean: bool
    background: Mapping[str, str]
    answers: Mapping[str, int | str]


def reasons_against(candidate: Candidate) -> tuple[Reason, ...]:
    """Return why a candidate may not count; empty when the candidate may.

    Each fact must be exactly True or False: what is unknown keeps a candidate out.

    References
    ----------
    design.md section 5.7; psychometrics.md section 2g.

    Examples
    --------
    >>> person = Candidate("p1", date(2026, 11, 23), True, True, True, False, {}, {})
    >>> [reason.value for reason in reasons_against(person)]
    ['simulated', 'unreliable pattern']
    """
    in_order = {
        Reason.SIMULATED: candidate.simulated is False,
        Reason.WITHOUT_CONSENT: candidate.consent is True,
        Reason.INCOMPLETE: candidate.complete is True,
        Reason.UNRELIABLE: candidate.clean is True,
    }
    return tuple(reason for reason, fine in in_order.items() if not fine)


@dataclass(frozen=True, slots=True)
class Admitted:
    """People who all may count, each once: the only thing that norms and calibrations accept.

    Making one is the admission. Nobody is left out silently, so that a simulated person cannot
    slip in by any road.

    Parameters
    ----------
    people : tuple of Candidate
    left_out : mapping of reason to count
        Who is not among them, to be told with what is made of these people.

    Raises
    ------
    IneligibleError
        If one of the people may not count, or occurs twice.

    Examples
    --------
    >>> person = Candidate("p1", date(2026, 11, 23), False, True, True, True, {}, {})
    >>> len(Admitted((person,), {"simulated": 2}).people)
    1
    """

    people: tuple[Candidate, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for candidate in self.people:
            if reasons := reasons_against(candidate):
                raise IneligibleError(f"{candidate.person} is {', '.join(reasons)}")
        counts = Counter(candidate.person for candidate in self.people)
        if twice := [person for person, count in counts.items() if count > 1]:
            raise IneligibleError(f"{twice[0]} occurs twice")

    @property
    def first_day(self) -> date:
        """Return the day of the first answers; ValueError without people."""
        return min(candidate.taken_on for candidate in self.people)

    @property
    def last_day(self) -> date:
        """Return the day of the last answers; ValueError without people."""
        return max(candidate.taken_on for candidate in self.people)
