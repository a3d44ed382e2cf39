"""A person's result in plain numbers. Scores run 0..100 unless said otherwise; None is unknown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from values.constants import CHANCE_BELOW
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
class Likely(Estimate):
    """What the true score is likely to be: an estimate drawn towards the person's own mean.

    ``score`` keeps ``share`` (0..1) of the distance of the plain mean of the answers from the own
    mean; the less sure that mean, the less is kept. ``above`` is the probability that the true
    score lies above the own mean.
    """

    share: float
    above: float


@dataclass(frozen=True, slots=True)
class CloserLook:
    """The plain mean of a competency's answers before and after the extra ones."""

    before: Estimate
    after: Estimate


@dataclass(frozen=True, slots=True)
class Importance:
    """How much a value matters to the person: centred utility ``u`` (logits) and what is said.

    ``top`` is the probability that it is among the person's own highest (``own_top``), ``above``
    that it lies above the person's mean.
    """

    u: float
    se: float
    top: float
    above: float
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
    """Whether a cluster matters more, and shows more, than the person's own mean.

    ``important`` and ``shown`` are the probabilities of both. A gap is ``named`` only when one is
    surely above and the other surely below.
    """

    important: float
    shown: float
    named: bool

    @property
    def wants_more(self) -> bool:
        """Whether the cluster matters more than behaviour shows, rather than the reverse."""
        return self.important > self.shown


@dataclass(frozen=True, slots=True)
class StyleProfile:
    """Axes -100..100 towards pole 2, strengths of six styles 0..100, switching 0..100."""

    axes: Mapping[str, Estimate | None]
    strengths: Mapping[str, float | None]
    switching: Mapping[str, Estimate | None]


@dataclass(frozen=True, slots=True)
class ImportanceProfile:
    """What the waardenkeuze says; empty mappings when too few sets were chosen.

    ``evidence`` is the log Bayes factor of having preferences against choosing by chance, or None.
    """

    values: Mapping[str, Importance]
    clusters: Mapping[str, ClusterImportance]
    gaps: Mapping[str, Gap]
    evidence: float | None = None

    @property
    def by_chance(self) -> bool:
        """Whether chance explains the choices, and better than preferences do: nothing is named."""
        return self.evidence is not None and self.evidence < CHANCE_BELOW

    @property
    def is_told(self) -> bool:
        """Whether anything may be said about what matters: enough sets, and not by chance."""
        return bool(self.values) and not self.by_chance


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

    ``competencies``, ``values`` and ``clusters`` are the plain scores of the answers; ``likely``
    holds by the same ids what is likely to be true, for who is told something. It is empty in a
    profile that was scored before version 3.

    ``norm`` and ``calibration`` are those in use when the scores were made, or None.
    ``standard_errors`` says per competency where its standard error came from: ``norm`` (the
    reliability in the norm) or ``calibration`` (conditional on the person); absent means the
    person's own answers. ``closer`` holds the competencies of which extra statements were answered
    after the result; it changes no other number.
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
    likely: Mapping[str, Likely] = field(default_factory=dict)
    closer: Mapping[str, CloserLook] = field(default_factory=dict)

    def plain_score(self, construct: str) -> Estimate | None:
        """Return the score of the answers of a competency, value or cluster, or None."""
        for scores in (self.competencies, self.values, self.clusters):
            if construct in scores:
                return scores[construct]
        return None

    def likely_score(self, construct: str) -> Estimate | None:
        """Return the likely score, the plain one where no likely one was made, or None."""
        plain = self.plain_score(construct)
        return None if plain is None else self.likely.get(construct, plain)


def own_mean(scores: Mapping[str, Estimate | None], left_out: Collection[str]) -> float | None:
    """Return the mean of the scores there are, or None without any.

    Parameters
    ----------
    scores : mapping of id to Estimate or None
        The plain scores of competencies, of values or of clusters.
    left_out : ids of virtues: their number is told nowhere, so nothing may be worked back to it
    """
    known = [e.score for name, e in scores.items() if e is not None and name not in left_out]
    return sum(known) / len(known) if known else None


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
    """How a competency moved between two attempts, over the same statements, and how sure that is.

    ``own`` is the difference without the person's general shift and without ``expected``: what a
    goal that was low rises by when nothing changes. ``se`` is that of ``own``; ``smallest`` half
    its 95 % interval, so the change from which it would be certain if it alone were looked at;
    ``p`` the two-sided p value after Benjamini-Hochberg within its family. ``is_goal`` says
    whether that is the family of the goals, of which alone a change can be certain.
    """

    before: float
    after: float
    difference: float
    own: float
    se: float
    smallest: float
    p: float
    verdict: Verdict
    expected: float = 0.0
    is_goal: bool = False


@dataclass(frozen=True, slots=True)
class GroupChange:
    """How a speelveld moved beside the general shift: the mean ``own`` of its competencies."""

    own: float
    se: float
    smallest: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two attempts of one person, told as plain means over the statements answered both times.

    ``taken_at``, ``phase`` and ``office`` are those of the earlier one. ``changes`` holds every
    competency; None where too few statements were answered both times. ``reworded`` names those of
    which too few statements are the same in both to compare them. ``groups`` holds every
    speelveld; None where not all its competencies are compared. ``general`` is the median
    difference over the competencies; None when there are too few of them to tell it apart.
    ``goals`` are the competencies that became goals after the earlier attempt. ``unread`` tells
    whether the answers of the earlier one look unread.
    """

    taken_at: str
    phase: str
    office: str
    changes: Mapping[str, Change | None]
    reworded: tuple[str, ...] = ()
    groups: Mapping[str, GroupChange | None] = field(default_factory=dict)
    general: float | None = None
    goals: tuple[str, ...] = ()
    unread: bool = False


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
