"""A person's result in plain numbers. Scores run 0..100 unless said otherwise; None is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from values.vocabulary import GEDRAG, ImportanceGroup, Verdict


@dataclass(frozen=True, slots=True)
class Estimate:
    """A score with its standard error and 90 % interval, and how many answers it rests on."""

    score: float
    se: float
    low: float
    high: float
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class Importance:
    """How much a value matters to the person: centred utility ``u`` (logits) and its group."""

    u: float
    se: float
    group: ImportanceGroup


@dataclass(frozen=True, slots=True)
class ClusterImportance:
    """A cluster's mean centred utility (logits) with its 90 % interval."""

    u: float
    se: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Behaviour minus importance for one cluster, in person-centred standard units.

    ``named`` says whether the gap is larger than 1.645 times its standard error.
    """

    gap: float
    se: float
    named: bool


@dataclass(frozen=True, slots=True)
class StyleProfile:
    """Axes -100..100 towards pole 2, strengths of six styles 0..100, switching 0..100."""

    axes: Mapping[str, Estimate | None]
    strengths: Mapping[str, float | None]
    switching: Mapping[str, Estimate | None]


@dataclass(frozen=True, slots=True)
class ImportanceProfile:
    """What the waardenkeuze says; empty mappings when too few sets were chosen."""

    values: Mapping[str, Importance]
    clusters: Mapping[str, ClusterImportance]
    gaps: Mapping[str, Gap]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a score stands in a norm, with its 95 % band, in units of ``level``.

    ``level`` is ``quartiles`` (1..4), ``stanines`` (1..9) or ``percentiles`` (0..100).
    """

    level: str
    value: float
    low: float
    high: float
    provisional: bool


@dataclass(frozen=True, slots=True)
class NormGroup:
    """The norm that scores were placed in: who it is about, how many, when, how finely.

    ``fewest`` is the smallest number of people behind the table of any one competency.
    """

    number: int
    population: str
    population_size: int
    invited: int
    people: int
    fewest: int
    first_day: date
    last_day: date
    published_on: date
    expires_on: date
    level: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class CalibrationGroup:
    """The calibration that competencies were scored with: on how many people, from when."""

    number: int
    people: int
    first_day: date
    last_day: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """All scores of one attempt, with the versions needed to compute them again.

    ``norm`` and ``calibration`` are those in use when the scores were made, or None.
    ``standard_errors`` says per competency where its standard error came from: ``norm`` (the
    reliability in the norm) or ``calibration`` (conditional on the person); absent means the
    person's own answers.
    """

    office: str
    priority: tuple[str, ...]
    competencies: Mapping[str, Estimate | None]
    values: Mapping[str, Estimate | None]
    clusters: Mapping[str, Estimate | None]
    most_visible: tuple[str, ...]
    least_visible: tuple[str, ...]
    style: StyleProfile
    style_accents: Mapping[str, Mapping[str, int]]
    importance: ImportanceProfile
    quality: Mapping[str, Mapping[str, float | int | None]]
    versions: Mapping[str, str | int]
    norm: NormGroup | None = None
    calibration: CalibrationGroup | None = None
    placements: Mapping[str, Placement] = field(default_factory=dict)
    standard_errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contribution:
    """One answer's part in a score: ``points`` sum to the score over all contributions."""

    item: str
    answer: int
    weight: float
    points: float
    direct: bool


@dataclass(frozen=True, slots=True)
class Change:
    """How a score moved between two attempts, and how sure that is.

    ``se`` is that of the difference; ``smallest`` the difference from which it would be certain if
    this score were the only one compared; ``p`` the two-sided p value after Benjamini-Hochberg over
    the scores compared together.
    """

    before: float
    after: float
    difference: float
    se: float
    smallest: float
    p: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two attempts of one person, scored alike over the statements of both.

    ``taken_at``, ``phase`` and ``office`` are those of the earlier one. ``changes`` holds every
    competency; None where either attempt lacks a score. ``reworded`` names those of which too few
    statements are the same in both to compare them.
    """

    taken_at: str
    phase: str
    office: str
    changes: Mapping[str, Change | None]
    reworded: tuple[str, ...] = ()


def count_signals(quality: Mapping[str, Mapping[str, float | int | None]]) -> int | None:
    """Return how many signals the answering pattern gives over all parts.

    None when the statements tell nothing, as with few answers.

    Examples
    --------
    >>> count_signals({"gedrag": {"pattern_flags": 1}, "stijl": {"pattern_flags": None}})
    1
    """
    flags = {part: own.get("pattern_flags") for part, own in quality.items()}
    if type(flags.get(GEDRAG)) is not int:
        return None
    return sum(int(count) for count in flags.values() if count is not None)
