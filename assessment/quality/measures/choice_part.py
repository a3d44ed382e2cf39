"""The waardenkeuze over a group: utilities with errors over people, and how well choices fit."""

from collections.abc import Callable, Sequence

import numpy as np

from assessment.instruments.answers import Answers
from assessment.instruments.model import Waardenkeuze
from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.best_worst.group_utilities import (
    Choice,
    clustered_covariance,
    fit_group,
)
from assessment.quality.measures.classical_part import Z95
from assessment.quality.measures.disclosure import require_group
from assessment.quality.measures.people import measure_spread
from assessment.quality.results import Bounded, ChoiceQuality
from assessment.scoring.importance import choose_utilities
from assessment.scoring.linear_map import cluster_membership
from values import ValueMap


def measure_choices(
    people: Sequence[Answers],
    part: Waardenkeuze,
    value_map: ValueMap,
    *,
    progress: Callable[[int, int], None],
) -> ChoiceQuality:
    """Return what a group chose, in the order of the waardenkaart and never as a ranking.

    Utilities of the sequential best-worst logit over all sets, centred on their mean; a cluster is
    the mean of its values. Intervals are u ± 1.96·se with standard errors over people, because the
    choices of one person hang together. ``explained`` is McFadden's 1 − log L/log L(chance).

    Parameters
    ----------
    people : sequence of Answers
        With at least ``stop_after`` sets each.
    progress : callable
        Told how many people were done, out of how many.

    Raises
    ------
    GroupTooSmallError
        With fewer than thirty people.
    NoVarianceError, NotConvergedError
        As `fit_group`.

    References
    ----------
    `best_worst_group`; McFadden (1974); psychometrics.md section 2c.
    """
    require_group(len(people))
    place = {value: index for index, value in enumerate(value_map.values)}
    chosen = [_choices(one, part, place) for one in people]
    found = fit_group([choice for own in chosen for choice in own], len(place))
    u, covariance = found.centred()[0], clustered_covariance(found, chosen)
    member = cluster_membership(value_map)
    evidence = _weigh_evidence(people, part, value_map, progress)
    return ChoiceQuality(
        people=len(people),
        choices=found.choices,
        explained=1 - found.log_likelihood / found.log_likelihood_chance,
        values=_bounded(list(place), u, covariance),
        clusters=_bounded(
            [cluster.id for cluster in value_map.clusters],
            member @ u,
            member @ covariance @ member.T,
        ),
        evidence=measure_spread(evidence),
        unlikely=sum(one < 0 for one in evidence),
    )


def _choices(answers: Answers, part: Waardenkeuze, place: dict[str, int]) -> list[Choice]:
    return [
        (
            [place[value] for value in item.values],
            place[answers.sets[item.id]["best"]],
            place[answers.sets[item.id]["worst"]],
        )
        for item in part.designs[answers.design - 1]
        if item.id in answers.sets
    ]


def _weigh_evidence(
    people: Sequence[Answers],
    part: Waardenkeuze,
    value_map: ValueMap,
    progress: Callable[[int, int], None],
) -> list[float]:
    """Return each person's log Bayes factor of having preferences against choosing at random."""
    found = []
    for number, one in enumerate(people, start=1):
        fit = choose_utilities(part, value_map, one.design, one.sets)
        if fit is not None:  # everybody here made enough choices
            found.append(float(fit.evidence[0]))
        progress(number, len(people))
    return found


def _bounded(names: Sequence[str], u: Floats, covariance: Floats) -> dict[str, Bounded]:
    margins = Z95 * np.sqrt(np.diag(covariance))
    return {
        name: Bounded(float(value), float(value - margin), float(value + margin))
        for name, value, margin in zip(names, u, margins, strict=True)
    }
