"""How often careful and careless people get each signal of the answering pattern."""

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from assessment.instruments import Answers
from assessment.instruments.model import NOT_EXPERIENCED
from assessment.psychometrics.arrays import Floats, Ints
from assessment.scoring import SCORING_VERSION
from assessment.scoring.answering_pattern import SIGNALS, find_signals, read_pattern
from assessment.services.gathering import is_clean
from assessment.services.submitting import measure_pace
from study.assumptions import Assumptions
from study.choices import fit_choices
from study.measuring import draw_people
from study.people import Rng
from study.responding import Answered, draw_answers
from study.tasks import load_world
from study.world import World
from values import DEFAULT_OFFICE, SITTING, count_signals
from values.constants import SIGNALS_NEEDED

FILE = Path(__file__).with_name("patterns.toml")
RESULTS = "antwoordpatroon.json"
BEGIN = datetime(2026, 11, 23, 9, tzinfo=UTC)


def write_patterns(assumed: Assumptions, folder: Path) -> None:
    """Write the rates of every kind of person as JSON."""
    rows = list(measure_patterns(assumed))
    text = json.dumps(
        {"format": "bop-patterns/1", "scoring": SCORING_VERSION, "rows": rows}, indent=1
    )
    (folder / RESULTS).write_text(text + "\n", encoding="utf-8")


def measure_patterns(
    assumed: Assumptions, *, people: int | None = None
) -> Iterator[dict[str, Any]]:
    """Yield per kind of person: how many, the share with two signals, and with each signal.

    Careful people are those of the recovery study; ``patterns.toml`` declares the careless and the
    seconds. Choices are not weighed against chance here: that takes the scoring of the choices.
    """
    settings = tomllib.loads(FILE.read_text(encoding="utf-8"))
    count = people or settings["study"]["people"]
    for place, who in enumerate((*assumed.conditions, *assumed.fixed)):
        rng = np.random.default_rng((*settings["study"]["seed"], 0, place))
        answered = _careful(rng, assumed, who.id, count)
        seconds = _seconds(rng, settings["seconds"], count, len(load_world().item_value))
        yield {"kind": who.id, "careful": True} | _rates(answered, seconds)
    for place, habit in enumerate(settings["careless"]):
        rng = np.random.default_rng((*settings["study"]["seed"], 1, place))
        answered = _careful(rng, assumed, assumed.conditions[0].id, count)
        seconds = _seconds(rng, settings["seconds"], count, len(load_world().item_value))
        if habit["quick"]:
            seconds[:, habit["from"] :] = settings["seconds"]["careless"]
        yield {"kind": habit["id"], "careful": False} | _rates(
            _careless(rng, load_world(), answered, habit), seconds
        )


def _careful(rng: Rng, assumed: Assumptions, condition: str, count: int) -> Answered:
    who = next(c for c in (*assumed.conditions, *assumed.fixed) if c.id == condition)
    people = draw_people(rng, load_world(), assumed, who, count)
    return draw_answers(rng, load_world(), assumed.universe, who, people)


def _seconds(rng: Rng, says: Mapping[str, float], people: int, statements: int) -> Floats:
    spread = says["between"] * rng.normal(size=(people, 1))
    spread = spread + says["within"] * rng.normal(size=(people, statements))
    return np.asarray(says["median"] * np.exp(spread))


def _careless(rng: Rng, world: World, answered: Answered, habit: Mapping[str, Any]) -> Answered:
    """Return the answers with what is not read answered by habit."""
    statements = answered.statements.copy()
    start = habit["from"]
    statements[:, start:] = RATINGS[habit["statements"]](rng, statements[:, start:].shape, 5)
    pairs = RATINGS[habit["pairs"]](rng, answered.pairs.shape, 6)
    sizes = (world.sets[answered.design] >= 0).sum(axis=2)
    best, worst = PLACES[habit["sets"]](rng, sizes)
    return Answered(statements, pairs, answered.switching, answered.design, best, worst)


def _same(rng: Rng, shape: tuple[int, ...], highest: int) -> Floats:
    return np.repeat(rng.integers(1, highest + 1, (shape[0], 1)), shape[1], axis=1).astype(float)


def _random(rng: Rng, shape: tuple[int, ...], highest: int) -> Floats:
    return rng.integers(1, highest + 1, shape).astype(float)


def _middle(rng: Rng, shape: tuple[int, ...], highest: int) -> Floats:
    return rng.integers(highest // 2 + 1, highest // 2 + 3, shape).astype(float)


def _zigzag(_: Rng, shape: tuple[int, ...], highest: int) -> Floats:
    return np.broadcast_to(np.where(np.arange(shape[1]) % 2, highest - 1, 2), shape).astype(float)


def _often(rng: Rng, shape: tuple[int, ...], highest: int) -> Floats:
    return rng.integers(highest - 2, highest + 1, shape).astype(float)


RATINGS: dict[str, Callable[[Rng, tuple[int, ...], int], Floats]] = {
    "same": _same,
    "random": _random,
    "middle": _middle,
    "zigzag": _zigzag,
    "often": _often,
}


def _ends(_: Rng, sizes: Ints) -> tuple[Ints, Ints]:
    return np.zeros_like(sizes), sizes - 1


def _random_places(rng: Rng, sizes: Ints) -> tuple[Ints, Ints]:
    best = rng.integers(0, sizes)
    worst = (best + rng.integers(1, sizes)) % sizes
    return best, worst


PLACES: dict[str, Callable[[Rng, Ints], tuple[Ints, Ints]]] = {
    "ends": _ends,
    "random": _random_places,
}


def _rates(answered: Answered, seconds: Floats) -> dict[str, Any]:
    """Return the shares, in per cents, of people with two signals and with each signal."""
    library = load_world().library
    evidence = fit_choices(load_world(), answered).evidence
    noticed, unread, barred = [], [], []
    for row in range(len(answered.design)):
        pace = measure_pace([BEGIN + timedelta(seconds=float(s)) for s in seconds[row].cumsum()])
        found = read_pattern(
            library,
            person_of(load_world(), answered, row),
            pace=pace,
            evidence=float(evidence[row]),
        )
        noticed.append(find_signals(library, found))
        unread.append((count_signals(found) or 0) >= SIGNALS_NEEDED)
        barred.append(not is_clean(found))
    names = [name for part in SIGNALS.values() for name in part]
    each = {name: _percent([name in own for own in noticed]) for name in names}
    shares = {"unread": _percent(unread), "barred": _percent(barred)}
    return {"people": len(noticed)} | shares | {"signals": each}


def _percent(flags: list[bool]) -> float:
    return round(100 * sum(flags) / len(flags), 1)


def person_of(world: World, answered: Answered, row: int) -> Answers:
    """Return the answers of one simulated person as the product reads them."""
    library, values = world.library, list(world.value_map.values)
    design = int(answered.design[row])
    said = zip(library.gedrag.items, answered.statements[row], strict=True)
    chose = zip(library.stijl.pairs, answered.pairs[row], strict=True)
    sets = zip(
        library.waardenkeuze.designs[design],
        world.sets[design],
        answered.best[row],
        answered.worst[row],
        strict=True,
    )
    return Answers(
        phase=SITTING,
        office=DEFAULT_OFFICE,
        taken_at=BEGIN.isoformat(),
        instruments=library.versions(SITTING),
        gedrag={i.id: NOT_EXPERIENCED if np.isnan(a) else int(a) for i, a in said},
        stijl={pair.id: int(answer) for pair, answer in chose if not np.isnan(answer)},
        design=design + 1,
        sets={
            item.id: {"best": values[shown[best]], "worst": values[shown[worst]]}
            for item, shown, best, worst in sets
            if best >= 0
        },
        simulated=True,
    )
