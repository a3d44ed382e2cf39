"""The parts of the study, each with its own seed, so that their order and place do not matter."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from math import nan
from typing import Any

import numpy as np

from assessment.instruments import load_library
from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.reliability.classical import alpha
from study.assumptions import Assumptions, Condition
from study.changing import (
    RANDOM,
    Next,
    simulate_changed,
    simulate_group_changed,
    simulate_unchanged,
)
from study.measuring import (
    Measured,
    compared_scores,
    draw_people,
    draw_person,
    list_constructs,
    measure_crowd,
    truth_of,
)
from study.naming import name_twice
from study.recovery import recover_scores
from study.shares import compare_shares
from study.world import World, build_world
from values import load_value_map

ONE = 1
CHANGES = {
    "retest": Next(state=False),
    "state": Next(),
    "retest-closer": Next(state=False, deepened=True),
    "state-closer": Next(deepened=True),
    "random-closer": Next(choice=RANDOM, deepened=True),
    "fresh": Next(state=False, fresh=True),
    "no-goals": Next(goals=0),
}


@dataclass(frozen=True)
class Task:
    """One part: what it is called, its place in the seed, and what to compute."""

    part: str
    label: str
    seed: tuple[int, ...]
    arguments: tuple[Any, ...]


def list_tasks(assumed: Assumptions) -> list[Task]:
    """Return every part of the study, the longest first."""
    seed = int(assumed.study["seed"])
    counts = (*reversed(assumed.study["people"]), ONE)
    recovery = [
        Task("recovery", f"{who.id} {count}", (seed, 1, place, count), (who, count))
        for place, who in enumerate(assumed.conditions)
        for count in counts
    ]
    fixed = [
        Task("recovery", f"{who.id} 1", (seed, 2, place), (who, ONE))
        for place, who in enumerate(assumed.fixed)
    ]
    naming = [
        Task("naming", kind, (seed, 3, place), (assumed.condition(kind),))
        for place, kind in enumerate(assumed.naming["kinds"])
    ]
    shares = [
        Task("shares", kind, (seed, 4, place), (assumed.condition(kind),))
        for place, kind in enumerate(assumed.shares["kinds"])
    ]
    return [*recovery, *fixed, *naming, *shares, *_changes(assumed, seed)]


def _changes(assumed: Assumptions, seed: int) -> list[Task]:
    who = assumed.condition("mixed")
    still = [
        Task("unchanged", name, (seed, 5, place), (who, then))
        for place, (name, then) in enumerate(CHANGES.items())
    ]
    moved = [
        Task(
            "changed",
            f"{points} {many}{' closer' * closer}",
            (seed, 6, many, points, closer),
            (who, Next(deepened=closer), points, many),
        )
        for closer in (False, True)
        for many in assumed.change["changed"]
        for points in assumed.change["differences"]
    ]
    groups = [
        Task("groups", f"{points}", (seed, 7, points), (who, Next(), points))
        for points in assumed.change["group_differences"]
    ]
    return [*still, *moved, *groups]


def run_all(
    assumed: Assumptions, workers: int, done: Callable[[str], None]
) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every part, in the order of the tasks; ``done`` is told of each."""
    tasks = list_tasks(assumed)
    results: dict[int, list[dict[str, Any]]] = {}
    for place, rows in _computed(assumed, tasks, workers):
        results[place] = rows
        done(f"{tasks[place].part} {tasks[place].label}")
    found: dict[str, list[dict[str, Any]]] = {}
    for place, task in enumerate(tasks):
        found.setdefault(task.part, []).extend(results[place])
    return found


def _computed(
    assumed: Assumptions, tasks: list[Task], workers: int
) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    if workers < 2:
        yield from ((place, run_task(task, assumed)) for place, task in enumerate(tasks))
        return
    with ProcessPoolExecutor(workers) as pool:
        waiting = {pool.submit(run_task, task, assumed): place for place, task in enumerate(tasks)}
        for one in as_completed(waiting):
            yield waiting[one], one.result()


@cache
def load_world() -> World:
    """Return the shipped instruments, read once in each process."""
    return build_world(load_library(), load_value_map())


def run_task(task: Task, assumed: Assumptions) -> list[dict[str, Any]]:
    """Return the rows of one part."""
    rng = np.random.default_rng(task.seed)
    return PARTS[task.part](rng, assumed, task)


def _recovery(rng: np.random.Generator, assumed: Assumptions, task: Task) -> list[dict[str, Any]]:
    who, count = task.arguments
    if count == ONE:
        people = draw_person(rng, load_world(), assumed, who, assumed.study["replications"])
    else:
        people = draw_people(rng, load_world(), assumed, who, count)
    measured = measure_crowd(rng, load_world(), assumed, who, people)
    compared = compared_scores(load_world(), assumed, measured.answered)
    truth = truth_of(load_world(), assumed, people[0])
    rows = []
    for rule, scores in {"product": measured.scores, **compared}.items():
        for kind, found in scores.items():
            each, summary = recover_scores(list_constructs(load_world(), kind), truth[kind], found)
            coherence = nan if count == ONE else _coherence(measured, kind, who)
            head = {"condition": who.id, "n": count, "kind": kind, "rule": rule}
            tail = {"alpha": coherence, "constructs": each}
            rows.append(head | summary | tail)
    return rows


def _coherence(measured: Measured, kind: str, who: Condition) -> float:
    """Return the mean alpha of the scales; NaN where it is not defined or answers are missing."""
    answered = measured.answered
    scales: list[Floats] = []
    if kind == "competencies":
        scales = [answered.statements[:, row] for row in load_world().linear_map.competencies]
    elif kind in ("axes", "switching"):
        turned = answered.pairs * load_world().pair_sign if kind == "axes" else answered.switching
        axis = load_world().pair_axis if kind == "axes" else load_world().switching_axis
        scales = [turned[:, axis == one] for one in np.unique(axis)]
    if not scales or who.gaps.statements:
        return nan
    return float(np.mean([alpha(scale) for scale in scales]))


def _naming(rng: np.random.Generator, assumed: Assumptions, task: Task) -> list[dict[str, Any]]:
    found = name_twice(rng, load_world(), assumed, *task.arguments)
    return [{"kind": task.label, "what": what, "rule": rule, **rates}
            for (what, rule), rates in found.items()]  # fmt: skip


def _shares(rng: np.random.Generator, assumed: Assumptions, task: Task) -> list[dict[str, Any]]:
    found = compare_shares(rng, load_world(), assumed, *task.arguments)
    return [{"condition": task.label, **row} for row in found]


def _unchanged(rng: np.random.Generator, assumed: Assumptions, task: Task) -> list[dict[str, Any]]:
    found = simulate_unchanged(rng, load_world(), assumed, *task.arguments)
    return [{"case": task.label, **found}]


def _changed(rng: np.random.Generator, assumed: Assumptions, task: Task) -> list[dict[str, Any]]:
    _, then, points, many = task.arguments
    found = simulate_changed(rng, load_world(), assumed, *task.arguments)
    return [{"points": points, "changed": many, "closer": then.deepened, **found}]


def _groups(rng: np.random.Generator, assumed: Assumptions, task: Task) -> list[dict[str, Any]]:
    found = simulate_group_changed(rng, load_world(), assumed, *task.arguments)
    return [{"points": task.arguments[-1], **found}]


PARTS: dict[str, Callable[[np.random.Generator, Assumptions, Task], list[dict[str, Any]]]] = {
    "recovery": _recovery,
    "naming": _naming,
    "shares": _shares,
    "unchanged": _unchanged,
    "changed": _changed,
    "groups": _groups,
}
