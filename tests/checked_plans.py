"""Make documents of five hundred different people and hold each to both PDF/UA-1 checkers.

Of everybody it makes the main document, and in turn one of the others that they may have; and the
form of every part in the words of every phase. Run: make checked-plans (about twenty minutes on two
cores), or with fewer people: python -m tests.checked_plans 80. Prints a line for each document
that fails, then a summary as JSON; ends with 1 when any failed.
"""

import json
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context

from assessment.report.composition.material import Material
from assessment.report.documents.composing import compose_document
from assessment.report.documents.registry import KINDS
from assessment.report.pdf.report import render_pdf
from assessment.services import printing
from tests.people import crowd, simulated
from tests.report.pdf.checkers import page_validation, verapdf
from values import PARTS, PHASES

FOLLOWS = 3  # every third person measured before, so that the chapter on change is there
EARLIER = "2025-10-01T10:00:00+02:00"


@dataclass(frozen=True)
class Checked:
    """A document of somebody of the crowd, and what the checkers say of it."""

    number: int
    kind: str
    size: int
    problems: list[str]


def main(people: int) -> int:
    """Check everybody and tell what came of it."""
    began = time.perf_counter()
    made: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    largest: dict[str, int] = {}
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        forms = pool.map(check_forms, PHASES)
        for checked in chain(pool.map(check, range(people), chunksize=5), forms):
            for one in checked:
                made[one.kind] += 1
                failed[one.kind] += bool(one.problems)
                largest[one.kind] = max(largest.get(one.kind, 0), round(one.size / 1000))
                if one.problems:
                    print(one.number, one.kind, *one.problems, sep="\n  ", flush=True)
            if sys.stderr.isatty():
                print(f"\r{checked[0].number + 1} of {people}", end="", file=sys.stderr)
    summary = {
        "documents": dict(sorted(made.items())),
        "failed": sum(failed.values()),
        "largest_kb": dict(sorted(largest.items())),
        "seconds": round(time.perf_counter() - began),
    }
    print(json.dumps(summary))
    return 1 if failed.total() else 0


def check(number: int) -> list[Checked]:
    """Return the main document of somebody and one other, checked."""
    material = make_material(number)
    main, *others = (kind for kind in KINDS if material.answers.phase in kind.phases)
    return [_check(number, kind.name, material) for kind in (main, others[number % len(others)])]


def check_forms(phase: str) -> list[Checked]:
    """Return the form of every part in the words of a phase, checked; its number is that of it."""
    when = simulated.CREATED_AT
    made = {
        part: printing.print_questions(simulated.content(), part, phase, created_at=when)
        for part in PARTS
    }
    return [
        Checked(PHASES.index(phase), f"form {part}", len(pdf), _find_problems(pdf))
        for part, pdf in made.items()
    ]


def _check(number: int, kind: str, material: Material) -> Checked:
    pdf = render_pdf(compose_document(kind, material))
    return Checked(number, kind, len(pdf), _find_problems(pdf))


def _find_problems(pdf: bytes) -> list[str]:
    return [*verapdf(pdf), *page_validation(pdf)]


def make_material(number: int) -> Material:
    """Return what the documents of somebody of the crowd are made from."""
    answers, plan = crowd.somebody(number)
    if number % FOLLOWS:
        return simulated.material(answers, plan)
    earlier = simulated.comparison(crowd.earlier(number, EARLIER), answers)
    return simulated.material(answers, plan, comparison=earlier)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else crowd.SIZE))
