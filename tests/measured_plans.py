"""Measure the plans of five hundred different people: pages, shared words, things to do.

Run: make measured-plans (about five minutes on two cores), or with fewer people: python -m
tests.measured_plans 80. Prints a summary as JSON; ends with 1 when a bar is not met. The bars: a
plan has 8 to 12 pages for 95 in 100 people who have scores, and never more than 14; two people of
one phase share at most 45 in 100 of their words, on average over 60 pairs with names, numbers and
own words hidden; a plan asks for at most as many things as the rules allow; no short table is cut,
no heading alone and no title parted from its figure; and at most 2 in 100 pages are less than 60 in
100 full where no chapter ends.
"""

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from multiprocessing import get_context
from random import Random
from statistics import mean

from assessment.report.documents.composing import compose_document
from tests.checked_plans import make_material
from tests.people import crowd, simulated
from tests.report.documents.plan import measuring
from tests.report.documents.plan.test_pages import FEWEST, MOST, NEVER_ABOVE
from tests.report.documents.plan.test_report import SHARED_AT_MOST, THINGS
from tests.report.pdf.laying import lay_out, list_empty_pages, list_faults
from values import KNOWS_OFFICE

PAIRS, SEEDS = 60, range(1, 61)  # of each phase
USUAL = 0.95  # of the people with scores
EMPTY_AT_MOST = 0.02  # of all pages


@dataclass(frozen=True)
class Measured:
    """The plan of somebody of the crowd in numbers."""

    number: int
    pages: int
    things: int
    has_scores: bool
    faults: list[str]
    empty: list[str]


def measure(number: int) -> Measured | None:
    """Return the plan of somebody in numbers, or None for who has another document."""
    material = make_material(number)
    if material.answers.phase not in KNOWS_OFFICE:
        return None
    plan = compose_document("plan", material)
    things = measuring.count_things(plan, material)
    laid = lay_out(plan)
    told = list_faults(laid), list_empty_pages(laid)
    return Measured(number, len(laid.full), things, material.has_scores, *told)


def compare(phase: str) -> list[float]:
    """Return which share of their words each pair of people of a phase has in common."""
    materials = [simulated.material(simulated.person(seed, phase)) for seed in SEEDS]
    plans = [
        measuring.list_sentences(compose_document("plan", one).sections, measuring.list_names(one))
        for one in materials
    ]
    pairs = Random(1).sample(list(combinations(range(len(plans)), 2)), PAIRS)
    return [measuring.share_words(plans[one], plans[other]) for one, other in pairs]


def main(people: int) -> int:
    """Measure everybody and tell what came of it."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        found = [one for one in pool.map(measure, range(people), chunksize=5) if one is not None]
        shares = dict(zip(KNOWS_OFFICE, pool.map(compare, KNOWS_OFFICE), strict=True))
    scored = [one.pages for one in found if one.has_scores]
    usual = mean(FEWEST <= pages <= MOST for pages in scored)
    empty = sum(len(one.empty) for one in found) / sum(one.pages for one in found)
    summary = {
        "plans": len(found),
        "with_scores": len(scored),
        "usual_share": round(usual, 3),
        "pages": _count([one.pages for one in found]),
        "faults": [f"{one.number}: {fault}" for one in found for fault in one.faults],
        "empty_pages": round(empty, 4),
        "most_things": max(one.things for one in found),
        "shared_words": {phase: round(mean(pairs), 3) for phase, pairs in shares.items()},
        "shared_words_most": {phase: round(max(pairs), 3) for phase, pairs in shares.items()},
    }
    print(json.dumps(summary))
    met = (
        usual >= USUAL,
        max(one.pages for one in found) <= NEVER_ABOVE,
        max(one.things for one in found) <= THINGS,
        all(mean(pairs) <= SHARED_AT_MOST for pairs in shares.values()),
        not any(one.faults for one in found),
        empty <= EMPTY_AT_MOST,
    )
    return 0 if all(met) else 1


def _count(pages: list[int]) -> dict[int, int]:
    return {number: pages.count(number) for number in sorted(set(pages))}


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else crowd.SIZE))
