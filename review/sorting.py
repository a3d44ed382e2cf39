"""Where raters sort each statement, what they think of it, and what to do with it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessment.psychometrics.agreement.rater_sampling import AlphaInterval, bootstrap_alpha
from assessment.psychometrics.errors import MeasurementError
from review.filled import HIGHEST, Filled
from review.forms import SortingForm, Statement
from review.placing import Placement, place_statement
from review.ratings import Rating, summarise_ratings
from review.verdicts import Verdict, judge_statement

VALUE, COMPETENCY = "waarde", "competentie"


@dataclass(frozen=True, slots=True)
class StatementReview:
    """Everything that raters said of one statement."""

    statement: Statement
    value: Placement
    competency: Placement
    relevance: Rating
    clarity: Rating
    remarks: tuple[str, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ConstructReview:
    """How the statements of one value or competency were sorted, over raters and statements."""

    id: str
    statements: int
    sorted: int
    right: int
    arrived: int  # statements of others that were sorted here


@dataclass(frozen=True, slots=True)
class Confusion:
    """Two values or competencies, and how often one was chosen for a statement of the other."""

    own: str
    chosen: str
    times: int


@dataclass(frozen=True, slots=True)
class SideReview:
    """All about values, or all about competencies. ``alpha`` is None when it does not exist."""

    right: int
    sorted: int
    alpha: AlphaInterval | None
    constructs: tuple[ConstructReview, ...]
    confusions: tuple[Confusion, ...]

    @property
    def share(self) -> float | None:
        """Return the share that was sorted as meant."""
        return self.right / self.sorted if self.sorted else None


@dataclass(frozen=True, slots=True)
class RoleReview:
    """How raters of one role sorted: the share as meant, None when they sorted nothing."""

    role: str
    raters: int
    values: float | None
    competencies: float | None


@dataclass(frozen=True, slots=True)
class SortingReview:
    """The whole sorting: statements in the order of the form, both sides, roles."""

    raters: int
    statements: tuple[StatementReview, ...]
    values: SideReview
    competencies: SideReview
    roles: tuple[RoleReview, ...]


def review_sorting(form: SortingForm, filled: Sequence[Filled]) -> SortingReview:
    """Return what the raters say of every statement. The same forms give the same review."""
    statements = tuple(_review_statement(statement, form, filled) for statement in form.statements)
    roles = Counter(rater.role for rater in filled)
    return SortingReview(
        raters=len(filled),
        statements=statements,
        values=_review_side(form, filled, VALUE),
        competencies=_review_side(form, filled, COMPETENCY),
        roles=tuple(_review_role(form, filled, role, count) for role, count in roles.items()),
    )


def _review_statement(
    statement: Statement, form: SortingForm, filled: Sequence[Filled]
) -> StatementReview:
    number = statement.number
    value = place_statement(statement.value, _chosen(filled, number, VALUE))
    competency = place_statement(statement.competency, _chosen(filled, number, COMPETENCY))
    relevance, clarity = (
        summarise_ratings(
            [r.ratings[number][column] for r in filled if column in r.ratings.get(number, {})],
            highest=HIGHEST[column],
        )
        for column in ("relevantie", "duidelijkheid")
    )
    return StatementReview(
        statement=statement,
        value=value,
        competency=competency,
        relevance=relevance,
        clarity=clarity,
        remarks=tuple(r.remarks[number] for r in filled if number in r.remarks),
        verdict=judge_statement(form, statement, value, competency, relevance, clarity),
    )


def _chosen(filled: Sequence[Filled], number: int, column: str) -> list[str]:
    cells = (rater.choices.get(number, {}) for rater in filled)
    return [cell[column] for cell in cells if column in cell]


def _review_side(form: SortingForm, filled: Sequence[Filled], column: str) -> SideReview:
    pairs = _list_pairs(form, filled, column)
    owners = Counter(_own(statement, column) for statement in form.statements)
    wrong = Counter(pair for pair in pairs if pair[0] != pair[1])
    constructs = tuple(
        ConstructReview(
            id=construct,
            statements=owners[construct],
            sorted=sum(own == construct for own, _ in pairs),
            right=sum(own == chosen == construct for own, chosen in pairs),
            arrived=sum(own != chosen == construct for own, chosen in pairs),
        )
        for construct in _list_constructs(form, column)
    )
    return SideReview(
        right=sum(own == chosen for own, chosen in pairs),
        sorted=len(pairs),
        alpha=_agreement(form, filled, column),
        constructs=constructs,
        confusions=tuple(
            Confusion(own, chosen, times)
            for (own, chosen), times in sorted(wrong.items(), key=lambda it: (-it[1], it[0]))
        ),
    )


def _list_constructs(form: SortingForm, column: str) -> list[str]:
    if column == VALUE:
        return [value.id for value in form.values]
    return [competency.id for competency in form.competencies]


def _own(statement: Statement, column: str) -> str:
    return statement.value if column == VALUE else statement.competency


def _list_pairs(form: SortingForm, filled: Sequence[Filled], column: str) -> list[tuple[str, str]]:
    """Return own and chosen construct of every statement that every rater sorted."""
    return [
        (_own(statement, column), chosen)
        for statement in form.statements
        for chosen in _chosen(filled, statement.number, column)
    ]


def _agreement(form: SortingForm, filled: Sequence[Filled], column: str) -> AlphaInterval | None:
    place = {construct: n for n, construct in enumerate(_list_constructs(form, column))}
    table = [
        [
            place[r.choices[s.number][column]] if column in r.choices.get(s.number, {}) else np.nan
            for r in filled
        ]
        for s in form.statements
    ]
    try:
        return bootstrap_alpha(table, seed=len(filled))
    except MeasurementError:  # one rater, or nothing in common
        return None


def _review_role(form: SortingForm, filled: Sequence[Filled], role: str, count: int) -> RoleReview:
    own = [rater for rater in filled if rater.role == role]
    shares = []
    for column in (VALUE, COMPETENCY):
        pairs = _list_pairs(form, own, column)
        right = sum(meant == chosen for meant, chosen in pairs)
        shares.append(right / len(pairs) if pairs else None)
    return RoleReview(role, count, shares[0], shares[1])
