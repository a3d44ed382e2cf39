"""What each figure shows, as labels and numbers only; every word comes from the caller."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from assessment.report.figures.college_data import CollegeLine as CollegeLine
from assessment.report.figures.college_data import CollegeLines as CollegeLines
from assessment.report.figures.college_data import CollegeZone as CollegeZone
from assessment.report.figures.curve_data import ChartAxis as ChartAxis
from assessment.report.figures.curve_data import Curve as Curve
from assessment.report.figures.curve_data import CurveChart as CurveChart
from assessment.report.figures.curve_data import CurveLook as CurveLook
from values import vocabulary


class Kind(StrEnum):
    """The three kinds of value cluster; each has its own colour and its own shape."""

    IDEAL = vocabulary.IDEAL
    SOCIAL = vocabulary.SOCIAL
    PRACTICAL = vocabulary.PRACTICAL


@dataclass(frozen=True, slots=True)
class Reading:
    """A score with the ends of its interval, all on the scale of the figure."""

    score: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of a 0..100 scale."""

    label: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CompetencyRow:
    """One competency; `reading` is None when there are not enough answers."""

    label: str
    reading: Reading | None
    previous: float | None = None
    score_text: str = ""
    range_text: str = ""


@dataclass(frozen=True, slots=True)
class CompetencyGroup:
    """The competencies of one speelveld; an empty label draws no heading."""

    label: str
    rows: tuple[CompetencyRow, ...]


@dataclass(frozen=True, slots=True)
class CompetencyWords:
    """Legend words, and `missing` for a row without enough answers."""

    score: str
    interval: str
    previous: str
    missing: str
    mean: str = ""


@dataclass(frozen=True, slots=True)
class Competencies:
    """One group or all five; `mean` is the person's own, over all competencies with a score."""

    groups: tuple[CompetencyGroup, ...]
    bands: tuple[Band, ...]
    words: CompetencyWords
    mean: float | None = None


@dataclass(frozen=True, slots=True)
class StyleAxis:
    """One axis: `position` on -100..100 towards the right pole, `switching` on 0..100."""

    label: str
    left: str
    right: str
    position: Reading | None
    switching: Reading | None
    left_note: str = ""
    right_note: str = ""


@dataclass(frozen=True, slots=True)
class StyleWords:
    """Names of the zones, of the switching scale and its ends, and legend words."""

    balance: str
    slight: str
    clear: str
    switching: str
    switching_low: str
    switching_high: str
    score: str
    interval: str
    missing: str


@dataclass(frozen=True, slots=True)
class StyleAxes:
    """The three axes of the bestuursstijl."""

    axes: tuple[StyleAxis, ...]
    words: StyleWords


@dataclass(frozen=True, slots=True)
class MapValue:
    """One value of the waardenkaart; `reading` is None when it cannot be estimated."""

    label: str
    reading: Reading | None
    priority: bool = False
    leading: bool = False


@dataclass(frozen=True, slots=True)
class MapCluster:
    """One card of the waardenkaart with its values, drawn in the order given."""

    label: str
    reading: Reading | None
    values: tuple[MapValue, ...]


@dataclass(frozen=True, slots=True)
class MapRow:
    """The clusters of one kind; `note` says in a few words what the kind is about."""

    kind: Kind
    label: str
    clusters: tuple[MapCluster, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class MapWords:
    """Legend words; `leading` is only used when some value leads."""

    score: str
    interval: str
    priority: str
    leading: str
    missing: str


@dataclass(frozen=True, slots=True)
class ValueMapFigure:
    """The waardenkaart: rows and cards stand in the order given, never by score."""

    rows: tuple[MapRow, ...]
    words: MapWords


@dataclass(frozen=True, slots=True)
class CrossPoint:
    """A cluster or value with its importance (logit u, 0 = own mean) and behaviour (0..100).

    ``named`` says that the text names it: importance and behaviour likely differ.
    """

    label: str
    kind: Kind
    importance: Reading
    behaviour: Reading
    named: bool = False


@dataclass(frozen=True, slots=True)
class KindWords:
    """The name of each kind."""

    ideal: str
    social: str
    practical: str


@dataclass(frozen=True, slots=True)
class ImportanceWords:
    """The words at the ends and the middle of the scale, and legend words."""

    importance: str
    less: str
    middle: str
    more: str
    behaviour: str
    gap: str
    interval: str
    priority: str
    kinds: KindWords


@dataclass(frozen=True, slots=True)
class ImportanceBehaviour:
    """Clusters and priority values that have both an importance and a behaviour score.

    ``shown_mean`` is of the behaviour of the clusters. ``dear_reach`` logits and ``shown_reach``
    points from the own means lie at the end of the scale, as in FirstFigure.
    """

    points: tuple[CrossPoint, ...]
    priority_points: tuple[CrossPoint, ...]
    shown_mean: float
    dear_reach: float
    shown_reach: float
    words: ImportanceWords


@dataclass(frozen=True, slots=True)
class TimelineGoal:
    """One goal on the time line; the texts of its dates are the caller's."""

    label: str
    start: date
    due: date
    start_text: str = ""
    due_text: str = ""


@dataclass(frozen=True, slots=True)
class TimelineWords:
    """Twelve short month names, January first, and legend words."""

    months: tuple[str, ...]
    start: str
    due: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The goals of a plan, in the order of the plan."""

    goals: tuple[TimelineGoal, ...]
    words: TimelineWords


@dataclass(frozen=True, slots=True)
class TrendPanel:
    """One scale at several moments; a reading is None where there are too few answers.

    ``above`` and ``below`` say what lies at its ends, where these are no plain numbers.
    """

    label: str
    readings: tuple[Reading | None, ...]
    above: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class TrendWords:
    """Legend words, and what stands in a panel without any reading."""

    score: str
    newest: str
    interval: str
    missing: str


@dataclass(frozen=True, slots=True)
class Trend:
    """Scales from ``low`` to ``high`` at the same ``days``, the earliest first, each in a panel.

    ``first_day`` and ``last_day`` are the words for the ends. No line joins what was measured: it
    would say that something changed.
    """

    panels: tuple[TrendPanel, ...]
    days: tuple[date, ...]
    low: float
    high: float
    first_day: str
    last_day: str
    words: TrendWords


@dataclass(frozen=True, slots=True)
class PriorityMark:
    """A priority value: how dear it is held (logits, 0 = own mean) and how much it shows."""

    label: str
    dear: Reading | None
    shown: Reading | None


@dataclass(frozen=True, slots=True)
class ClusterPair:
    """A cluster, held dear (logits, 0 = own mean) and shown (0..100); either may be unknown.

    ``named`` says that the two surely lie on different sides of the own means.
    """

    label: str
    kind: Kind
    dear: Reading | None
    shown: Reading | None
    named: bool = False
    priorities: tuple[PriorityMark, ...] = ()


@dataclass(frozen=True, slots=True)
class StyleDot:
    """The two poles of an axis and the place between them, on -100..100 towards the right."""

    left: str
    right: str
    place: Reading | None


@dataclass(frozen=True, slots=True)
class FirstWords:
    """Headings, legend words, and what stands where nothing can be said."""

    values: str
    dear: str
    shown: str
    mean: str
    interval: str
    priority: str
    named: str
    style: str
    more: str
    less: str
    nothing_more: str
    nothing_less: str
    missing: str
    dear_missing: str


@dataclass(frozen=True, slots=True)
class FirstFigure:
    """One person at a glance. ``shown_mean`` is of the clusters, ``mean`` of the competencies.

    ``dear_reach`` logits and ``shown_reach`` points from the own means lie at the edge.
    """

    clusters: tuple[ClusterPair, ...]
    axes: tuple[StyleDot, ...]
    more: tuple[CompetencyRow, ...]
    less: tuple[CompetencyRow, ...]
    shown_mean: float | None
    mean: float | None
    dear_reach: float
    shown_reach: float
    words: FirstWords


Shown: TypeAlias = (
    Competencies
    | StyleAxes
    | ValueMapFigure
    | ImportanceBehaviour
    | FirstFigure
    | Timeline
    | Trend
    | CurveChart
    | CollegeLines
)
