"""What is assumed of the simulated people: reads ``assumptions.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("assumptions.toml")


@dataclass(frozen=True, slots=True)
class Universe:
    """Spreads that everyone shares: points of the answer scale, standard deviations.

    ``limits`` are the points between one answer to a statement and the next. In ``wild_share`` of
    the answers the moment brings ``wild_factor`` times as much: heavy tails.
    """

    mean: float
    levels: tuple[int, ...]
    level_step: float
    statement: float
    occasion: float
    axis: float
    pair: float
    pair_occasion: float
    switching_mean: float
    switching_general: float
    switching: float
    switching_statement: float
    switching_occasion: float
    shown_u: float
    limits: tuple[float, ...]
    wild_share: float
    wild_factor: float


@dataclass(frozen=True, slots=True)
class Kind:
    """What sets people apart: standard deviations in points, the last two in logits."""

    general: float
    group: float
    competency: float
    cluster: float
    value: float
    cluster_u: float
    value_u: float


@dataclass(frozen=True, slots=True)
class Style:
    """A way of answering: drawn to the ends, towards yes, sharply, towards what is shown first."""

    stretch: float
    shift: float
    shift_sd: float
    choice: float
    first_place: float


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is left out: shares of statements and pairs, and the number of sets chosen."""

    statements: float
    pairs: float
    sets: int


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of the study: a kind of person, a way of answering, what is left out."""

    id: str
    kind: Kind
    style: Style
    gaps: Gaps
    mean: float


@dataclass(frozen=True)
class Assumptions:
    """The whole file; the last five and ``study`` are plain settings."""

    study: Mapping[str, Any]
    universe: Universe
    kinds: Mapping[str, Kind]
    styles: Mapping[str, Style]
    gaps: Mapping[str, Gaps]
    conditions: tuple[Condition, ...]
    fixed: tuple[Condition, ...]
    proposal: Mapping[str, float]
    shares: Mapping[str, Any]
    change: Mapping[str, Any]
    naming: Mapping[str, Any]

    def condition(self, kind: str) -> Condition:
        """Return complete, plain answers of a kind of person."""
        plain, none = self.styles["plain"], self.gaps["none"]
        return Condition(kind, self.kinds[kind], plain, none, self.universe.mean)


def limit_people(assumed: Assumptions, most: int) -> Assumptions:
    """Return the same study with at most ``most`` people, or repetitions, in each of its parts."""

    def fewer(settings: Mapping[str, Any]) -> dict[str, Any]:
        return {**settings, "people": min(settings["people"], most)}

    sizes = sorted({min(size, most) for size in assumed.study["people"]})
    replications = min(assumed.study["replications"], most)
    return replace(
        assumed,
        study={**assumed.study, "people": sizes, "replications": replications},
        shares=fewer(assumed.shares),
        change=fewer(assumed.change),
        naming=fewer(assumed.naming),
    )


@cache
def load_assumptions() -> Assumptions:
    """Return what ``assumptions.toml`` declares; a missing or unknown name is an error."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    lists = {name: tuple(raw["universe"][name]) for name in ("levels", "limits")}
    universe = Universe(**raw["universe"] | lists)
    kinds = {name: Kind(**fields) for name, fields in raw["kinds"].items()}
    styles = {name: Style(**fields) for name, fields in raw["styles"].items()}
    gaps = {name: Gaps(**fields) for name, fields in raw["gaps"].items()}

    def condition(row: Mapping[str, Any]) -> Condition:
        return Condition(
            row["id"],
            kinds[row["kind"]],
            styles[row.get("style", "plain")],
            gaps[row.get("gaps", "none")],
            row.get("mean", universe.mean),
        )

    return Assumptions(
        study=raw["study"],
        universe=universe,
        kinds=kinds,
        styles=styles,
        gaps=gaps,
        conditions=tuple(condition(row) for row in raw["conditions"]),
        fixed=tuple(condition(row) for row in raw["fixed"]),
        proposal=raw["proposal"],
        shares=raw["shares"],
        change=raw["change"],
        naming=raw["naming"],
    )
