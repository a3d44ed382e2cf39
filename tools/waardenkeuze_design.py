"""Make the sets of the waardenkeuze anew: which values stand together, in which version.

Run: python -m tools.waardenkeuze_design
Writes the design file of the newest waardenkeuze, in about half a minute. What a design must
keep to is the content's: values, clusters, near-doubles and counts are read from there, and
``bop check-content`` holds the file against them. A file that people answered is never made anew.

A version is built of rounds. Each round shows every value once, in sets as even as can be, so that
somebody who stops after some rounds saw every value as often. Within a round, values change places
as long as that takes a pair apart which may not stand together; a round that still has one is
made again.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from assessment.instruments.loader import CONTENT, DESIGN_COLUMNS, read_library
from assessment.instruments.model import Waardenkeuze
from values import ValueMap, load_value_map

SEED = 20261128
NEVER, SAME_CLUSTER, MET_BEFORE = 100.0, 10.0, 0.2  # what a pair of values in one set costs
SWAPS = 6000  # tries in a round
TRIES = 30  # of a round, to keep values of one cluster apart
LAST_TRY = 300  # of a round, to find one that is allowed at all
DRAFTS = 3  # of a version; the best is kept

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Sets = list[list[int]]


@dataclass(frozen=True, slots=True)
class Task:
    """What the sets are made of; values are numbers here, from 0 in the order of the map."""

    versions: int
    rounds: int
    set_size: int  # values in a set, or one fewer
    near: Matrix  # 1 where two values are near-doubles
    same_cluster: Matrix  # 1 where two values are of one cluster

    @property
    def values(self) -> int:
        """Return how many values there are."""
        return len(self.near)


def read_task(part: Waardenkeuze, value_map: ValueMap) -> Task:
    """Return what the content asks of a design."""
    order = value_map.order
    place = {value_id: number for number, value_id in enumerate(order)}
    near = np.zeros((len(order), len(order)))
    for group in part.near_doubles:
        for value_id, other in combinations(group, 2):
            near[place[value_id], place[other]] = near[place[other], place[value_id]] = 1
    clusters = np.array([value_map.cluster_of[value_id].order for value_id in order])
    same = (clusters[:, None] == clusters[None, :]).astype(float)
    np.fill_diagonal(same, 0)
    expected = part.expected
    return Task(expected.designs, expected.showings, max(expected.set_sizes), near, same)


def make_designs(task: Task, seed: int = SEED) -> list[Sets]:
    """Return the versions, each a list of sets of value numbers in the order they are shown."""
    rng = np.random.default_rng(seed)
    met = np.zeros((task.values, task.values))  # how often two values stood together, all versions
    shown_at = np.zeros((task.values, task.set_size), dtype=int)
    designs = []
    for _ in range(task.versions):
        drafts = [_version(task, met, rng) for _ in range(DRAFTS)]
        sets = min(drafts, key=lambda draft: _badness(task, draft, met))
        met += _together(task.values, sets)
        designs.append([_arranged(values, shown_at) for values in sets])
    return designs


def _version(task: Task, met: Matrix, rng: np.random.Generator) -> Sets:
    """Return the sets of one version, round after round; no pair twice, no near-doubles."""
    sets: Sets = []
    for _ in range(task.rounds):
        sets += _best_round(task, task.near + _together(task.values, sets), met, rng)
    return sets


def _best_round(task: Task, forbidden: Matrix, met: Matrix, rng: np.random.Generator) -> Sets:
    """Return a round without a forbidden pair, and with as few of one cluster as tries give."""
    cost = NEVER * forbidden + SAME_CLUSTER * task.same_cluster + MET_BEFORE * met
    allowed: list[tuple[float, Sets]] = []
    for attempt in range(LAST_TRY):
        sets = _round(task, cost, rng)
        together = _together(task.values, sets)
        if not (together * forbidden).any():
            allowed.append((float((together * task.same_cluster).sum()), sets))
        fewest = min(allowed, key=lambda draft: draft[0], default=None)
        if fewest and (not fewest[0] or attempt >= TRIES):
            return fewest[1]
    raise ValueError("no such sets exist, it seems; ask fewer showings or fewer near-doubles")


def _sets_in_round(task: Task) -> int:
    return -(-task.values // task.set_size)


def _round(task: Task, cost: Matrix, rng: np.random.Generator) -> Sets:
    """Return sets that show every value once, after swaps that make them cost less."""
    count = _sets_in_round(task)
    home = rng.permutation(np.arange(task.values) % count)  # the set of each value
    load = np.stack([cost[:, home == number].sum(axis=1) for number in range(count)], axis=1)
    for a, b in rng.integers(task.values, size=(SWAPS, 2)):
        old, new = home[a], home[b]
        if old == new:
            continue
        gain = load[a, new] + load[b, old] - load[a, old] - load[b, new] - 2 * cost[a, b]
        if gain <= 0:
            load[:, old] += cost[:, b] - cost[:, a]
            load[:, new] += cost[:, a] - cost[:, b]
            home[a], home[b] = new, old
    return [[int(value) for value in np.flatnonzero(home == number)] for number in range(count)]


def _together(values: int, sets: Sets) -> Matrix:
    """Return how often each two values stand in one set."""
    met = np.zeros((values, values))
    for members in sets:
        met[np.ix_(members, members)] += 1
    np.fill_diagonal(met, 0)
    return met


def _badness(task: Task, sets: Sets, met: Matrix) -> tuple[float, float]:
    """Return how many same-cluster pairs there are, then how unevenly pairs meet over versions."""
    together = _together(task.values, sets)
    return float((together * task.same_cluster).sum()), float(np.var(met + together))


def _arranged(members: Sequence[int], shown_at: np.ndarray) -> list[int]:
    """Return a set in an order that shows each value about as often at every place."""
    free = list(range(len(members)))
    places: dict[int, int] = {}
    for value in sorted(members, key=lambda value: (-shown_at[value].max(), value)):
        place = min(free, key=lambda place: (shown_at[value, place], place))
        free.remove(place)
        places[place] = value
        shown_at[value, place] += 1
    return [places[place] for place in sorted(places)]


def design_rows(designs: Sequence[Sets]) -> Iterator[tuple[int, ...]]:
    """Yield version, set, position and value, each counted from 1, as the design file has them."""
    for version, sets in enumerate(designs, start=1):
        for number, members in enumerate(sets, start=1):
            for position, value in enumerate(members, start=1):
                yield version, number, position, value + 1


def write_design(path: Path, designs: Sequence[Sets]) -> None:
    """Write the design file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(DESIGN_COLUMNS)
        writer.writerows(design_rows(designs))


def main() -> None:
    """Write the sets of the shipped waardenkeuze."""
    value_map = load_value_map()
    part = read_library(value_map).waardenkeuze
    file = CONTENT / f"waardenkeuze_design.v{part.header.version}.csv"
    write_design(file, make_designs(read_task(part, value_map)))
    print(file.name)


if __name__ == "__main__":
    main()
