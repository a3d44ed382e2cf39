"""Made-up people and their reports: simulated ones, extremes, and goals in their own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from assessment.instruments import Answers, Library
from assessment.instruments.loader import read_library
from assessment.plan.loader import read_catalogue
from assessment.plan.model import Catalogue, Goal, Plan, Suggestions
from assessment.report.composition.material import Material
from assessment.report.documents.plan.report import compose_plan
from assessment.report.model import ReportContent
from assessment.scoring import contributions, score, smallest_certain_changes
from assessment.services.comparing import compare_answers
from assessment.services.content import Content
from assessment.services.planning import make_suggestions
from assessment.services.simulating import simulate
from values import Comparison, Profile, ValueMap
from values.loader import read_value_map

CREATED_AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
DOCUMENT = "3F2A9C71B04D"


@cache
def value_map() -> ValueMap:
    return read_value_map()


@cache
def library() -> Library:
    return read_library(value_map())


@cache
def catalogue() -> Catalogue:
    return read_catalogue()


@cache
def person(seed: int, phase: str = "zittend", office: str = "wethouder") -> Answers:
    return simulate(seed, library(), value_map(), phase=phase, office=office)


def flat(answer: int | str, phase: str = "zittend") -> Answers:
    """Return somebody who gives every statement the same answer, but one.

    The one and only answer to all of them would have no scores. ``answer`` may be "nvt".
    """
    gedrag = {item.id: answer for item in library().gedrag.items}
    last = next(item for item in reversed(library().gedrag.items) if item.competency == "PER1")
    if isinstance(answer, int):
        gedrag[last.id] = answer - 1 if answer > 1 else 2
    return replace(person(1, phase), gedrag=gedrag)


def silent(phase: str = "zittend") -> Answers:
    """Return somebody who answered nothing at all, not even a name."""
    return replace(person(1, phase), gedrag={}, stijl={}, sets={}, verdieping={}, name="")


def styled(answers: Answers, towards: dict[str, int]) -> Answers:
    """Return answers whose pairs lean to pole 1 (negative) or 2 by so many of the six steps."""
    stijl = dict(answers.stijl)
    for pair in (*library().stijl.pairs, *library().stijl.scenarios):
        step = towards.get(pair.axis, 0)
        turned = step if pair.first_pole == 1 else -step
        stijl[pair.id] = min(6, max(1, round(3.5 + turned - 0.01)))
    return replace(answers, stijl=stijl)


def goals() -> tuple[Goal, ...]:
    return (
        Goal(
            about="PUB3",
            aim="Ik wil lastige besluiten zo uitleggen dat mijn buurvrouw ze kan navertellen.",
            doing="Ik laat elke brief over een besluit eerst lezen door iemand van buiten.",
            noticing="Er komen minder vragen na een besluit.",
            by=date(2027, 6, 1),
            helper="De communicatieadviseur",
            programmes=("MAS",),
            actions=("Elke maand een filmpje van één minuut.",),
        ),
        Goal(about="lef", aim="Vaker zeggen waar ik sta.", by=date(2027, 3, 31)),
        Goal(about="PER4"),
    )


def comparison(before: Answers, after: Answers, goals: tuple[str, ...] = ()) -> Comparison:
    """Return what the service passes: what changed between two attempts."""
    return compare_answers(content(), before, after, goals)


def profile_of(answers: Answers) -> Profile:
    return score(answers, library(), value_map())


@cache
def content() -> Content:
    return Content(value_map(), library(), catalogue())


def suggestions_of(answers: Answers, profile: Profile, plan: Plan | None = None) -> Suggestions:
    return make_suggestions(content(), profile, plan or Plan(), answers)


def advised(answers: Answers) -> Suggestions:
    """Return what the rule proposes without a plan."""
    return suggestions_of(answers, profile_of(answers))


def report(answers: Answers, plan: Plan | None = None, **changes: Any) -> ReportContent:
    """Return the report of these answers; ``changes`` replace parts of its material."""
    return compose_plan(material(answers, plan, **changes))


def material(answers: Answers, plan: Plan | None = None, **changes: Any) -> Material:
    """Return what every document is made from, for these answers."""
    profile = changes.get("profile") or profile_of(answers)
    made = Material(
        answers=answers,
        profile=profile,
        plan=plan or Plan(),
        suggestions=suggestions_of(answers, profile, plan),
        library=library(),
        value_map=value_map(),
        catalogue=catalogue(),
        evidence=evidence(answers, profile),
        smallest_changes=smallest_certain_changes(
            library().gedrag, {**answers.gedrag, **answers.extra}, list(profile.competencies)
        ),
        comparison=None,
        created_at=CREATED_AT,
        document_id=DOCUMENT,
    )
    return replace(made, **changes)


def evidence(answers: Answers, profile: Profile) -> dict[str, Any]:
    """Return what the service passes: the answers behind competencies and priority values."""
    return dict(_evidence(tuple(answers.gedrag.items()), profile.priority))


@cache
def _evidence(
    given: tuple[tuple[str, int | str], ...], priority: tuple[str, ...]
) -> dict[str, Any]:
    ids = [*value_map().competency, *priority]
    gedrag = library().gedrag
    return contributions(gedrag, value_map(), dict(given), ids)
