"""Made-up people and their reports: simulated ones, extremes, and goals in their own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone
from functools import cache
from typing import Any

from assessment.instruments import Answers, Library
from assessment.instruments.loader import read_library
from assessment.plan.loader import read_catalogue
from assessment.plan.model import Catalogue, Goal, Plan, Suggestions
from assessment.plan.suggest import suggest
from assessment.report.compose import compose
from assessment.report.model import ReportContent
from assessment.scoring import contributions, score
from assessment.services.simulating import simulate
from values import Profile, ValueMap
from values.loader import read_value_map

CREATED_AT = datetime(2026, 11, 24, 9, 30, tzinfo=timezone.utc)
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


def person(seed: int, phase: str = "zittend", office: str = "wethouder") -> Answers:
    return simulate(seed, library(), value_map(), phase=phase, office=office)


def flat(answer: int | str, phase: str = "zittend") -> Answers:
    """Return somebody who gives every statement the same answer."""
    return replace(person(1, phase), gedrag={item.id: answer for item in library().gedrag.items})


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
            doing="Ik laat elke brief over een besluit eerst lezen door iemand buiten het stadhuis.",
            noticing="Er komen minder vragen na een besluit.",
            by=date(2027, 6, 1),
            helper="De communicatieadviseur",
            programmes=("MAS",),
            actions=("Elke maand een filmpje van één minuut.",),
        ),
        Goal(about="lef", aim="Vaker zeggen waar ik sta.", by=date(2027, 3, 31)),
        Goal(about="PER4"),
    )


def profile_of(answers: Answers) -> Profile:
    return score(answers, library(), value_map())


def suggestions_of(answers: Answers, plan: Plan | None = None) -> Suggestions:
    chosen = plan or Plan()
    return suggest(
        profile_of(answers),
        catalogue(),
        value_map(),
        phase=answers.phase,
        importance=chosen.importance,
        followed=chosen.followed,
    )


def report(answers: Answers, plan: Plan | None = None, **changes: Any) -> ReportContent:
    """Return the report of these answers; ``changes`` replace parts of what compose is given."""
    chosen = plan or Plan()
    profile = changes.pop("profile", None) or profile_of(answers)
    given: dict[str, Any] = {
        "answers": answers,
        "profile": profile,
        "plan": chosen,
        "suggestions": suggest(
            profile,
            catalogue(),
            value_map(),
            phase=answers.phase,
            importance=chosen.importance,
            followed=chosen.followed,
        ),
        "library": library(),
        "value_map": value_map(),
        "catalogue": catalogue(),
        "evidence": evidence(answers, profile),
        "created_at": CREATED_AT,
        "document_id": DOCUMENT,
    }
    return compose(**{**given, **changes})


def evidence(answers: Answers, profile: Profile) -> dict[str, Any]:
    ids = [*value_map().competency, *profile.priority]
    gedrag = library().gedrag
    return {one: contributions(gedrag, value_map(), answers.gedrag, one) for one in ids}
