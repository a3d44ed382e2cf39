"""What is measured: values in clusters, competencies in groups, styles on axes, and their links."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from values.vocabulary import ASPIRANT, FORMER, LEAVING, ClusterKind

TrendBy = Literal["S4", "ours"]


@dataclass(frozen=True, slots=True)
class Value:
    """One of the thirty-nine values. Links carry weight 3 (core), 2 (clear) or 1 (supporting).

    ``choice`` is the one sentence by which people choose it; its own statements measure that
    sentence. ``trend_by`` is who links the trend to the value: S4, the publication of the
    waardenkaart, or we ourselves. ``virtue`` marks a value whose low figure would be read as a
    verdict on the person (docs/adr/0009): it is never told as less, and has no number outside the
    owner's explanation.
    """

    id: str
    name: str
    meaning: str
    choice: str
    daily: str
    trend: str
    trend_by: TrendBy
    why_now: str
    questions: tuple[str, ...]
    competencies: Mapping[str, int]
    styles: Mapping[str, int]
    sources: tuple[str, ...]
    actions: tuple[str, ...] = ()
    virtue: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """One of the nine clusters with its values, in the order of the publication."""

    id: str
    name: str
    order: int
    kind: ClusterKind
    about: str
    values: tuple[Value, ...]

    @property
    def virtue(self) -> bool:
        """Whether it is one because all its values are."""
        return all(value.virtue for value in self.values)


@dataclass(frozen=True, slots=True)
class Office:
    """An office with the four values that ask for extra attention in it."""

    id: str
    name: str
    association: str
    priority: tuple[str, ...]
    full_texts: bool


@dataclass(frozen=True, slots=True)
class Tension:
    """Two values that can rub."""

    values: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """A speelveld, or the personal foundation."""

    id: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """A sentence about the person, and the ids of the statements that it rests on.

    ``text_aspirant`` says the same to somebody who is not in a college, where ``text`` would not
    fit a teacher or an entrepreneur; ``text_vertrekkend`` in the past tense, to who leaves or left.
    """

    text: str
    rests_on: tuple[str, ...]
    text_vertrekkend: str
    text_aspirant: str = ""

    def wording(self, phase: str) -> str:
        """Return the text for a person in ``phase``."""
        own: dict[str, str] = {
            ASPIRANT: self.text_aspirant,
            LEAVING: self.text_vertrekkend,
            FORMER: self.text_vertrekkend,
        }
        return own.get(phase) or self.text


@dataclass(frozen=True, slots=True)
class Competency:
    """A competency with its four indicators (level 1 to 4) and its texts per band.

    ``feedback`` is empty for a virtue: of that only the answers are shown (docs/adr/0009).
    """

    id: str
    group: str
    name: str
    definition: str
    indicators: tuple[str, ...]
    feedback: Mapping[str, Feedback]
    advice: Mapping[str, str]
    actions: tuple[str, ...]
    actions_aspirant: tuple[str, ...]
    sources: tuple[str, ...]
    virtue: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """A bipolar axis: pole 1 is negative, pole 2 positive on -100..100."""

    id: str
    question: str
    pole1: str
    pole2: str
    label1: str
    label2: str
    balanced: str


@dataclass(frozen=True, slots=True)
class Style:
    """One pole of an axis: a preference, never a type."""

    id: str
    name: str
    axis: str
    definition: str
    quality: str
    pitfall: str
    challenge: str
    allergy: str
    works_well: str
    works_less: str
    missing_effect: str
    missing_advice: str
    side: str


@dataclass(frozen=True, slots=True)
class StylePair:
    """How two styles work together."""

    styles: tuple[str, ...]
    together: str
    caution: str


@dataclass(frozen=True, slots=True)
class Source:
    """The publication that the waardenkaart comes from, and all trends.

    ``as_of`` is the month of its figures, ``review_by`` by when to see whether newer ones are out.
    """

    title: str
    publisher: str
    year: int
    foundation: str
    as_of: str
    review_by: str


@dataclass(frozen=True)
class ValueMap:
    """The whole vocabulary: waardenkaart, competencies, styles and the links between them.

    ``expected`` says how many there are of what may not get lost unseen, as the files tell it.
    """

    version: int
    source: Source
    order: tuple[str, ...]
    clusters: tuple[Cluster, ...]
    offices: tuple[Office, ...]
    tensions: tuple[Tension, ...]
    groups: tuple[Group, ...]
    competencies: tuple[Competency, ...]
    axes: tuple[Axis, ...]
    styles: tuple[Style, ...]
    pairs: tuple[StylePair, ...] = ()
    expected: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def offered_offices(self) -> tuple[Office, ...]:
        """Return the offices that have texts of their own: only those are offered to anybody."""
        return tuple(office for office in self.offices if office.full_texts)

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """Return the values by id, in the order of the publication's clusters."""
        return {value.id: value for cluster in self.clusters for value in cluster.values}

    @cached_property
    def cluster_of(self) -> Mapping[str, Cluster]:
        """Return each value's cluster."""
        return {value.id: cluster for cluster in self.clusters for value in cluster.values}

    @cached_property
    def competency(self) -> Mapping[str, Competency]:
        """Return the competencies by id."""
        return {competency.id: competency for competency in self.competencies}

    @cached_property
    def style(self) -> Mapping[str, Style]:
        """Return the styles by id."""
        return {style.id: style for style in self.styles}

    @cached_property
    def office(self) -> Mapping[str, Office]:
        """Return the offices by id."""
        return {office.id: office for office in self.offices}

    @cached_property
    def virtues(self) -> frozenset[str]:
        """Return the ids of the competencies, values and clusters that are virtues."""
        competencies = (c.id for c in self.competencies if c.virtue)
        values = (value.id for value in self.values.values() if value.virtue)
        clusters = (cluster.id for cluster in self.clusters if cluster.virtue)
        return frozenset((*competencies, *values, *clusters))

    def in_group(self, group_id: str) -> tuple[Competency, ...]:
        """Return the competencies of one group, in order."""
        return tuple(c for c in self.competencies if c.group == group_id)

    def lifted_competencies(self, office_id: str, minimum_weight: int = 2) -> frozenset[str]:
        """Return the competencies that link to a priority value of the office strongly enough."""
        return frozenset(
            competency
            for value_id in self.office[office_id].priority
            for competency, weight in self.values[value_id].competencies.items()
            if weight >= minimum_weight
        )
