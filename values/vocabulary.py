"""The fixed words of the product: each set stands here, and every room takes it from here.

They are part of files, answers and results that exist already, so a word never changes its meaning.
"""

from typing import Literal, TypeAlias, get_args

Phase: TypeAlias = Literal["aspirant", "starter", "zittend", "vertrekkend", "oud-wethouder"]
"""Where somebody is: considers the office, began, is longer in it, is about to leave, has left."""

ASPIRANT: Phase = "aspirant"
STARTER: Phase = "starter"
SITTING: Phase = "zittend"
LEAVING: Phase = "vertrekkend"
FORMER: Phase = "oud-wethouder"
PHASES: tuple[Phase, ...] = get_args(Phase)
IN_OFFICE: tuple[Phase, ...] = (STARTER, SITTING, LEAVING)
"""The phases of who holds the office now; norms and calibrations are about them by default."""

KNOWS_OFFICE: tuple[Phase, ...] = (*IN_OFFICE, FORMER)
"""The phases of who holds or held the office: they answer the verdieping."""

LOOKING_AHEAD: tuple[Phase, ...] = (LEAVING, FORMER)
"""The phases whose goals are about what comes next: no score is proposed to them as a goal."""

Part: TypeAlias = Literal["gedrag", "stijl", "waardenkeuze", "verdieping"]
"""A part of the questionnaire: behaviour, bestuursstijl, choices between values, open questions."""

GEDRAG: Part = "gedrag"
STIJL: Part = "stijl"
WAARDENKEUZE: Part = "waardenkeuze"
VERDIEPING: Part = "verdieping"
PARTS: tuple[Part, ...] = get_args(Part)
DEEPENING = "aanscherping"
"""The extra statements on what may become a goal: offered after the result, part of no whole."""

DILEMMAS = "dilemmas"
"""Choices between two good values, offered after the result: told back, part of no whole."""

SCORED_PARTS: tuple[Part, ...] = tuple(part for part in PARTS if part != VERDIEPING)

INTAKE = "intake"
"""The instrument that an aspirant answers in place of the verdieping."""

INSTRUMENTS: tuple[str, ...] = (*PARTS, INTAKE, DILEMMAS)

ImportanceGroup: TypeAlias = Literal["leidend", "boven-gemiddeld", "niet-genoemd"]
"""What may be said of a value by the waardenkeuze: leads, lies above the own mean, or nothing."""

LEADING: ImportanceGroup = "leidend"
ABOVE: ImportanceGroup = "boven-gemiddeld"
UNNAMED: ImportanceGroup = "niet-genoemd"
IMPORTANCE_GROUPS: tuple[ImportanceGroup, ...] = get_args(ImportanceGroup)

Verdict: TypeAlias = Literal["zeker", "mogelijk", "toeval"]
"""How sure a change between two attempts is; ``toeval`` cannot be told from chance."""

SURE: Verdict = "zeker"
MAYBE: Verdict = "mogelijk"
BY_CHANCE: Verdict = "toeval"
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

Band: TypeAlias = Literal["in-ontwikkeling", "op-weg", "stevig", "sterk"]
"""What the score of a competency is called, from low to high; the limits stand in gedrag."""

BANDS: tuple[Band, ...] = get_args(Band)

ClusterKind: TypeAlias = Literal["ideeel", "sociaal", "praktisch"]
"""The three kinds of clusters of the waardenkaart."""

IDEAL: ClusterKind = "ideeel"
SOCIAL: ClusterKind = "sociaal"
PRACTICAL: ClusterKind = "praktisch"
CLUSTER_KINDS: tuple[ClusterKind, ...] = get_args(ClusterKind)

DEFAULT_OFFICE = "wethouder"
"""The office that a form proposes; which offices there are stands in ``waardenkaart.toml``."""

LEVELS = (1, 2, 3, 4)
"""The levels of a competency; each has one indicator."""

WEIGHTS = (1, 2, 3)
"""The weights of a link or an aim: supporting, clear, core."""
