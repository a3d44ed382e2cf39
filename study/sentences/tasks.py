"""Measures every universe in parts, over processes; each part has a seed of its own."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass

from study.assumptions import load_assumptions
from study.sentences.measuring import Tally, measure_people
from study.sentences.universes import Place, load_settings
from study.tasks import load_world


@dataclass(frozen=True, slots=True)
class Part:
    """Some people of one universe."""

    place: Place
    seed: tuple[int, ...]
    people: int


def list_parts(places: Sequence[Place], people: int) -> list[Part]:
    """Return all people of all universes, in parts."""
    settings = load_settings()["study"]
    size = int(settings["chunk"])
    known = [fields["id"] for fields in load_settings()["universes"]]
    return [
        Part(place, (settings["seed"], known.index(place.id), start), min(size, people - start))
        for place in places
        for start in range(0, people, size)
    ]


def measure_universes(
    places: Sequence[Place], people: int, workers: int, done: Callable[[str], None]
) -> dict[Place, Tally]:
    """Return the counts of each universe; ``done`` is told of each part."""
    tallies = {place: Tally() for place in places}
    for part, tally in _measured(list_parts(places, people), workers):
        tallies[part.place].add(tally)
        done(f"sentences {part.place.id}")
    return tallies


def measure_part(part: Part) -> Tally:
    """Return the counts of one part."""
    return measure_people(part.seed, load_world(), load_assumptions(), part.place, part.people)


def _measured(parts: Sequence[Part], workers: int) -> Iterator[tuple[Part, Tally]]:
    if workers < 2:
        yield from ((part, measure_part(part)) for part in parts)
        return
    with ProcessPoolExecutor(workers) as pool:
        waiting = {pool.submit(measure_part, part): part for part in parts}
        for one in as_completed(waiting):
            yield waiting[one], one.result()
