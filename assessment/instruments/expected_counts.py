"""How many items an instrument says that it has: a file that has others is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatementCounts:
    """How many statements there must be: in all, of each value, of each competency at least.

    ``extra_per_competency`` is how many extra ones the bank has of each competency.
    """

    statements: int
    per_value: int
    least_per_competency: int
    extra_per_competency: int


@dataclass(frozen=True, slots=True)
class StyleCounts:
    """How many items of each kind every axis must have."""

    pairs: int
    switching: int
    scenarios: int


@dataclass(frozen=True, slots=True)
class DesignCounts:
    """What the designs must keep to.

    Every design has ``sets`` sets, each with one of ``set_sizes`` values, and shows each value
    ``showings`` times. Of all sets at most ``same_cluster`` hold two values of one cluster.
    """

    designs: int
    sets: int
    showings: int
    set_sizes: tuple[int, ...]
    same_cluster: int


@dataclass(frozen=True, slots=True)
class QuestionCounts:
    """How few and how many questions a person in one phase may get."""

    least: int
    most: int
