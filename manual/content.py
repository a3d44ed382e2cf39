"""Facts of the content: instruments, the blueprint of the statements, how the texts read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assessment.instruments import Library
from assessment.instruments.checks import texts
from assessment.instruments.loader import CONTENT
from assessment.instruments.model import Header, Instrument
from values import (
    ASPIRANT,
    GEDRAG,
    INTAKE,
    KNOWS_OFFICE,
    LEVELS,
    PHASES,
    STIJL,
    VERDIEPING,
    WAARDENKEUZE,
    ValueMap,
    releasing,
)
from values.readability import Readability, measure


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """One instrument; ``fewest`` and ``most`` differ where the phase decides what is asked."""

    header: Header
    released: bool
    fewest: int
    most: int


@dataclass(frozen=True, slots=True)
class CompetencyRow:
    """One row of the blueprint: statements per level, and how many values they touch."""

    id: str
    name: str
    levels: tuple[int, ...]
    values: int

    @property
    def statements(self) -> int:
        """Return how many statements there are."""
        return sum(self.levels)


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """One cluster: values, statements of those values, and links to competencies by weight."""

    name: str
    values: int
    statements: int
    links: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """How the texts of one instrument read."""

    id: str
    texts: int
    found: Readability


def instrument_rows(library: Library) -> list[InstrumentRow]:
    """Return every instrument with how many items a person gets."""
    everything: list[tuple[Instrument, tuple[str, ...]]] = [
        (library.gedrag, PHASES),
        (library.stijl, PHASES),
        (library.waardenkeuze, PHASES),
        (library.verdieping, KNOWS_OFFICE),
        (library.intake, (ASPIRANT,)),
    ]
    rows = []
    for part, phases in everything:
        released = releasing.is_released(CONTENT, part.header.file)
        counts = [len(part.items_for(phase, 1)) for phase in phases]
        rows.append(InstrumentRow(part.header, released, min(counts), max(counts)))
    return rows


def competency_rows(library: Library, value_map: ValueMap) -> list[CompetencyRow]:
    """Return the blueprint of the statements: competency by level."""
    rows = []
    for one in value_map.competencies:
        own = [item for item in library.gedrag.items if item.competency == one.id]
        levels = Counter(item.level for item in own)
        touched = len({item.value for item in own})
        rows.append(CompetencyRow(one.id, one.name, tuple(levels[n] for n in LEVELS), touched))
    return rows


def cluster_rows(library: Library, value_map: ValueMap) -> list[ClusterRow]:
    """Return what each cluster of the waardenkaart rests on."""
    rows = []
    for cluster in value_map.clusters:
        ids = {value.id for value in cluster.values}
        weights = Counter(w for value in cluster.values for w in value.competencies.values())
        rows.append(
            ClusterRow(
                cluster.name,
                len(ids),
                sum(item.value in ids for item in library.gedrag.items),
                (weights[3], weights[2], weights[1]),
            )
        )
    return rows


def level_pairs(library: Library, value_map: ValueMap) -> list[tuple[tuple[int, ...], int]]:
    """Return how many values have each combination of levels of their own statements."""
    found = Counter(
        tuple(sorted(item.level for item in library.gedrag.items if item.value == value))
        for value in value_map.values
    )
    return sorted(found.items())


def own_links(library: Library, value_map: ValueMap) -> dict[int, int]:
    """Return how many statements measure their value by a link of weight 3, 2 and 1."""
    found = Counter(
        value_map.values[item.value].competencies[item.competency] for item in library.gedrag.items
    )
    return {weight: found[weight] for weight in (3, 2, 1)}


def set_sizes(library: Library) -> dict[int, int]:
    """Return how many sets of each size one version of the waardenkeuze has."""
    found = Counter(len(item.values) for item in library.waardenkeuze.designs[0])
    return dict(sorted(found.items(), reverse=True))


def sets_within_clusters(library: Library, value_map: ValueMap) -> int:
    """Return how many sets, over all versions, hold two values of one cluster."""
    cluster = {value: found.id for value, found in value_map.cluster_of.items()}
    sets = (item.values for design in library.waardenkeuze.designs for item in design)
    return sum(len({cluster[value] for value in values}) < len(values) for values in sets)


def reading_rows(library: Library, value_map: ValueMap) -> list[ReadingRow]:
    """Return how hard the texts of each instrument read; the waardenkeuze shows the meanings."""
    meanings = [value.meaning for value in value_map.values.values()]
    named = texts(library)
    parts = {
        GEDRAG: [text for place, text in named if place.startswith(f"{GEDRAG}.")],
        STIJL: [text for place, text in named if place.startswith(f"{STIJL}.")],
        WAARDENKEUZE: [library.waardenkeuze.header.intro, *meanings],
        VERDIEPING: [*_questions(library.verdieping.header.intro, library.verdieping.items)],
        INTAKE: [*_questions(library.intake.header.intro, library.intake.items)],
    }
    return [ReadingRow(part, len(own), measure(_joined(own))) for part, own in parts.items()]


def _questions(intro: str, questions: Iterable[object]) -> Iterator[str]:
    yield intro
    for question in questions:
        yield from (t for name in ("text", "hint") if (t := str(getattr(question, name))))


def _joined(own: Iterable[str]) -> str:
    """Return the texts as one, each ending a sentence."""
    return " ".join(text if text.rstrip().endswith((".", "!", "?")) else f"{text}." for text in own)
