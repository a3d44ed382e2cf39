"""Marks every sentence true or false: a group of people, two times, all documents."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from assessment.plan import Plan
from assessment.psychometrics.arrays import Floats
from assessment.services.content import Content, load_content
from study.assumptions import Assumptions
from study.changing import move_traits
from study.sentences.answering import list_answers
from study.sentences.claims import CHANGE, PROPOSAL, Names, Said
from study.sentences.composing import EVERY, OWN, Read, gather, make_plan, read_documents
from study.sentences.definitions import DEFINITIONS, Known
from study.sentences.intervals import list_covered
from study.sentences.telling import note_sentences
from study.sentences.universes import (
    Inhabitants,
    Place,
    answer_once,
    draw_inhabitants,
    move_goals,
)
from study.truth import true_scores
from study.world import World

CLEARLY = re.compile(r"\bduidelijk", re.IGNORECASE)  # the word that a flat person should not read
NAMING = ("strength", "growth", "value")
OF_LEVEL = ("word", "switching", "change")  # kinds that do not say that something differs
Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Claimed:
    """What makes a claim the same the second time, and the row under which it counts.

    A row is a kind or a key, with the hedge.
    """

    row: Row
    truth: str
    subject: str
    words: str


@dataclass
class Tally:
    """Counts of one universe; every count is a sum, so that parts of a universe add up.

    By row: people who read it, subjects named, true ones, and of those at the first time how many
    were looked for and found the second time. By what picked a score out: intervals that hold the
    truth, intervals, and people. Then people whose goal changed, who reads so, and who reads of a
    change where there was none.
    """

    people: int = 0
    clearly: int = 0
    named: int = 0
    differing: int = 0
    readers: Counter[Row] = field(default_factory=Counter)
    said: Counter[Row] = field(default_factory=Counter)
    true: Counter[Row] = field(default_factory=Counter)
    sought: Counter[Row] = field(default_factory=Counter)
    again: Counter[Row] = field(default_factory=Counter)
    covered: Counter[str] = field(default_factory=Counter)
    intervals: Counter[str] = field(default_factory=Counter)
    interval_people: Counter[str] = field(default_factory=Counter)
    moved: int = 0
    seen: int = 0
    falsely_changed: int = 0

    def add(self, other: "Tally") -> None:
        """Add the counts of other people of the same universe."""
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def measure_people(
    seed: Sequence[int], world: World, assumed: Assumptions, place: Place, count: int
) -> Tally:
    """Return what is said to ``count`` people of a universe, and how much of it is true.

    Everybody is measured twice, with other moods, moments and choice sets; the second time they
    have the proposals of the first as their goals, of which one truly changed where the universe
    says so.
    """
    rng, content = np.random.default_rng(list(seed)), load_content()
    names, tally = Names(world.value_map), Tally(people=count)
    people = draw_inhabitants(rng, world, assumed, place, count)
    answered, today = answer_once(rng, world, people)
    first = list_answers(rng, world, people, answered, 0)
    before = [gather(content, answers, Plan(), None) for answers in first]
    goals = [[need.competency for need in material.needs] for material in before]
    later, chosen = _change_first_goal(world, assumed, people, goals)
    second = list_answers(rng, world, later, answer_once(rng, world, later)[0], 1)
    after = [
        gather(content, answers, make_plan(own), earlier)
        for answers, own, earlier in zip(second, goals, first, strict=True)
    ]
    with note_sentences() as heard:
        which = () if place.moved else EVERY
        once = [read_documents(names, heard, material, which) for material in before]
        twice = [read_documents(names, heard, material, OWN) for material in after]
    known = _list_known(content, world, replace(people, traits=today), people)
    known_later = _list_known(content, world, later, people)
    for one, two, true, true_later, own in zip(
        once, twice, known, known_later, chosen, strict=True
    ):
        changes = [said for said in two.said if said.claim.kind == CHANGE]
        _count_claims(tally, _mark(changes, true_later))
        _count_change(tally, changes, true_later, own)
        if not place.moved:
            found = _mark(one.said, true)
            _count_claims(tally, found)
            _count_again(tally, found, two)
            _count_intervals(tally, one, true)
            tally.clearly += any(CLEARLY.search(words) for words in one.words)
            tally.named += any(said.claim.kind in NAMING for said in one.said)
            tally.differing += any(said.claim.kind not in OF_LEVEL for said in one.said)
    return tally


def _count_claims(tally: Tally, claims: Mapping[Claimed, bool]) -> None:
    """Count what one person reads, and what of it is true."""
    tally.readers.update({claimed.row for claimed in claims})
    for claimed, is_true in claims.items():
        tally.said[claimed.row] += 1
        tally.true[claimed.row] += is_true


def _count_again(tally: Tally, claims: Iterable[Claimed], second: Read) -> None:
    """Count what of the claims of the first time is said of the same subject the second time."""
    there = {claimed for said in second.said for claimed in _claimed(said)}
    for claimed in claims:
        if _comes_again(claimed.row):
            tally.sought[claimed.row] += 1
            tally.again[claimed.row] += claimed in there


def _mark(said: Sequence[Said], known: Known) -> dict[Claimed, bool]:
    """Return whether each claim is true; what several keys claim counts once under their kind."""
    found = [(one, DEFINITIONS[one.claim.truth](known, one)) for one in said]
    return {
        claimed: is_true
        for one, is_true in found
        if is_true is not None
        for claimed in _claimed(one)
    }


def _claimed(said: Said) -> tuple[Claimed, Claimed]:
    """Return a claim as it counts under its kind and under its key."""
    claim = said.claim
    by_kind, by_key = (
        Claimed((name, claim.hedge), claim.truth, said.subject, said.words)
        for name in (claim.kind, claim.key)
    )
    return by_kind, by_key


def _comes_again(row: Row) -> bool:
    """Return whether a claim is looked for the second time: then there is a plan, with goals."""
    name = row[0]
    return name.startswith("chapters.") or ("." not in name and name not in (CHANGE, PROPOSAL))


def _count_intervals(tally: Tally, read: Read, known: Known) -> None:
    seen = set()
    for name, holds in list_covered(read.material, known):
        tally.intervals[name] += 1
        tally.covered[name] += holds
        seen.add(name)
    tally.interval_people.update(seen)


def _count_change(tally: Tally, changes: Sequence[Said], known: Known, changed: str) -> None:
    """Count who reads of a certain change: of the goal that changed, and of what did not."""
    certain = {said.subject: said for said in changes if not said.claim.hedge}
    if changed:
        tally.moved += 1
        said = certain.get(changed)
        tally.seen += said is not None and bool(DEFINITIONS[said.claim.truth](known, said))
    tally.falsely_changed += bool(set(certain) - {changed})


def _change_first_goal(
    world: World, assumed: Assumptions, people: Inhabitants, goals: Sequence[Sequence[str]]
) -> tuple[Inhabitants, list[str]]:
    """Return the people later, and which competency truly changed: their first goal, or none."""
    if not people.place.moved:
        return people, [""] * len(goals)
    ids = list(world.value_map.competency)
    chosen = np.zeros((len(goals), len(ids)), dtype=bool)
    for row, own in enumerate(goals):
        chosen[row, [ids.index(c) for c in own[:1]]] = True
    moved = move_traits(
        world, _in_universe(assumed, people), people.traits, people.place.moved, chosen
    )[0]
    shift = moved.competencies - people.traits.competencies
    return move_goals(people, shift), [own[0] if own else "" for own in goals]


def _in_universe(assumed: Assumptions, people: Inhabitants) -> Assumptions:
    return replace(assumed, universe=people.universe)


def _list_known(
    content: Content, world: World, people: Inhabitants, before: Inhabitants
) -> list[Known]:
    """Return what is true of each person, and how far that is from before."""
    value_map, truth = world.value_map, true_scores(world, people.universe, people.traits)
    then = true_scores(world, before.universe, before.traits)
    competencies, clusters = list(value_map.competency), [c.id for c in value_map.clusters]
    axes = [axis.id for axis in value_map.axes]
    moved = truth.competencies - then.competencies

    def by_id(ids: Sequence[str], row: Floats) -> Mapping[str, float]:
        return dict(zip(ids, map(float, row), strict=True))

    return [
        Known(
            library=content.library,
            value_map=value_map,
            competencies={
                c: t
                for c, t in by_id(competencies, truth.competencies[n]).items()
                if c not in value_map.virtues
            },
            values=by_id(list(value_map.values), truth.values[n]),
            clusters=by_id(clusters, truth.clusters[n]),
            axes=by_id(axes, truth.axes[n]),
            switching=by_id(axes, truth.switching[n]),
            importance=by_id(list(value_map.values), truth.importance[n]),
            importance_clusters=by_id(clusters, truth.importance_clusters[n]),
            moved=by_id(competencies, moved[n]),
        )
        for n in range(len(people.traits))
    ]
