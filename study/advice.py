"""Measures suggestions over a crowd: who is advised what and why, and what one answer changes."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from assessment.plan import Catalogue, suggest
from assessment.plan.choosing import choose
from assessment.plan.model import BY_NEED, ENDED, KINDS, Need, Suggestion, Wish
from assessment.plan.situation import list_wishes
from assessment.plan.weighing import find_needs
from assessment.psychometrics.arrays import Floats
from study.assumptions import Assumptions
from study.crowd import Crowd, Person, draw_cases, draw_crowd, profiles_of
from study.world import World
from values import PHASES, own_mean

Row: TypeAlias = dict[str, Any]
Shown: TypeAlias = tuple[Suggestion, ...]


def simulate(
    world: World, assumed: Assumptions, catalogue: Catalogue, settings: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what the product's rule suggests to a crowd, and how often one answer changes it.

    A case changes one answer that was given by one step; it flips when the set of suggested
    programmes is not the same. Support is never suggested, so it is no part of this.
    """
    rng = np.random.default_rng(settings["study"]["seed"])
    crowd = draw_crowd(rng, world, assumed, catalogue, settings)
    who, changed = draw_cases(rng, crowd, settings["study"]["cases"])
    shown = suggest_all(world, catalogue, crowd.statements, crowd.people)
    then = suggest_all(world, catalogue, changed, [crowd.people[place] for place in who])
    return {
        "settings": settings,
        "rules": catalogue.rules,
        "programmes": count_programmes(catalogue, crowd.people, shown),
        "wishes": count_wishes(catalogue, crowd.people, shown),
        "reasons": count_reasons(crowd.people, shown),
        "flips": count_flips(crowd.people, who, shown, then),
        "strengths": count_strengths(world, crowd, shown),
        "things": count_things(world, catalogue, crowd),
    }


def suggest_all(
    world: World, catalogue: Catalogue, statements: Floats, people: Sequence[Person]
) -> list[Shown]:
    """Return the programmes that the product suggests to each person."""
    return [
        choose(person.situation, needs, catalogue, person.open_to)
        for person, needs in zip(
            people, weigh_all(world, catalogue, statements, people), strict=True
        )
    ]


def weigh_all(
    world: World, catalogue: Catalogue, statements: Floats, people: Sequence[Person]
) -> list[tuple[Need, ...]]:
    """Return each person's needs by the product's own formula."""
    return [
        find_needs(profile, catalogue.rules, world.value_map, person.situation.importance)
        for profile, person in zip(profiles_of(world, statements), people, strict=True)
    ]


# Counts


def count_programmes(
    catalogue: Catalogue, people: Sequence[Person], shown: Sequence[Shown]
) -> list[Row]:
    """Return per programme how often it is suggested, and to which per cent of each phase."""
    rows = []
    for programme in catalogue.programmes:
        if programme.support:
            continue
        there = [programme.id in {s.programme for s in mine} for mine in shown]
        shares = {
            phase: _percent(
                sum(t for t, p in zip(there, people, strict=True) if p.phase == phase),
                sum(p.phase == phase for p in people),
            )
            for phase in programme.phases
        }
        rules = catalogue.rules
        own = [
            phase
            for phase in programme.phases
            if programme.id in (*rules.belongs.get(phase, ()), *rules.if_room.get(phase, ()))
        ]
        rows.append({"id": programme.id, "name": programme.name, "times": sum(there),
                     "ended": programme.status == ENDED, "status": programme.status,
                     "phases": shares, "own": own})  # fmt: skip
    return rows


def count_wishes(
    catalogue: Catalogue, people: Sequence[Person], shown: Sequence[Shown]
) -> list[Row]:
    """Return per phase and wish how many asked, for how many there is an offer, and who sees it.

    An offer is there when a programme that gives the wish is open to the person: for the phase,
    not followed yet, and within the time that the person has.
    """
    counts: dict[tuple[str, str], list[int]] = {}
    asked: dict[tuple[str, str], Wish] = {}
    for person, mine in zip(people, shown, strict=True):
        open_to = {programme.id for programme in person.open_to}
        there = {suggestion.programme for suggestion in mine}
        for wish in list_wishes(person.situation, catalogue.asked):
            key = (person.phase, f"{wish.question}/{wish.option}")
            asked[key] = wish
            offered = not open_to.isdisjoint(wish.programmes)
            count = counts.setdefault(key, [0, 0, 0])
            count[0] += 1
            count[1] += offered
            count[2] += offered and not there.isdisjoint(wish.programmes)
    order = {f"{w.question}/{w.option}": n for n, w in enumerate(catalogue.asked.wishes)}
    return [
        {"phase": phase, "wish": name, "asked": asked[phase, name].asked, "people": people_asked,
         "offered": offered, "seen": seen, "share": _percent(seen, offered)}
        for (phase, name), (people_asked, offered, seen) in sorted(
            counts.items(), key=lambda each: (PHASES.index(each[0][0]), order[each[0][1]])
        )
    ]  # fmt: skip


def count_reasons(people: Sequence[Person], shown: Sequence[Shown]) -> list[Row]:
    """Return per phase the mean number of programmes by each reason, and who gets none."""
    rows = []
    for phase in PHASES:
        mine = [s for p, s in zip(people, shown, strict=True) if p.phase == phase]
        kinds = [suggestion.kind for each in mine for suggestion in each]
        rows.append(
            {"phase": phase, "people": len(mine),
             "none": _percent(sum(not each for each in mine), len(mine)),
             "kinds": {kind: kinds.count(kind) / max(len(mine), 1) for kind in KINDS}}
        )  # fmt: skip
    return rows


def count_flips(
    people: Sequence[Person], who: Sequence[int], shown: Sequence[Shown], then: Sequence[Shown]
) -> list[Row]:
    """Return per phase, and for all together, the per cent of cases that flip."""
    rows = []
    for phase in ("", *PHASES):
        inside = [n for n, place in enumerate(who) if phase in ("", people[place].phase)]
        turned = [n for n in inside if _programmes(shown[who[n]]) != _programmes(then[n])]
        rows.append({"phase": phase, "cases": len(inside),
                     "share": _percent(len(turned), len(inside))})  # fmt: skip
    return rows


def count_strengths(world: World, crowd: Crowd, shown: Sequence[Shown]) -> int:
    """Return how many programmes a score suggests at or above the person's own mean."""
    count = 0
    for profile, mine in zip(profiles_of(world, crowd.statements), shown, strict=True):
        first = [s.reasons[0].need.competency for s in mine if s.kind == BY_NEED]
        mean = own_mean(profile.competencies, world.value_map.virtues)
        told = [profile.likely_score(competency) for competency in first]
        count += sum(e is None or mean is None or e.score >= mean for e in told)
    return count


def count_things(world: World, catalogue: Catalogue, crowd: Crowd) -> int:
    """Return the most things to do in the whole plan of anybody.

    Beside the suggestions, the chapter of each priority value asks for one.
    """
    most = 0
    for profile, person in zip(profiles_of(world, crowd.statements), crowd.people, strict=True):
        suggestions = suggest(profile, catalogue, world.value_map, person.situation)
        most = max(most, suggestions.things_to_do + len(profile.priority))
    return most


def _programmes(shown: Shown) -> frozenset[str]:
    return frozenset(suggestion.programme for suggestion in shown)


def _percent(part: int, whole: int) -> float:
    return 100.0 * part / max(whole, 1)
