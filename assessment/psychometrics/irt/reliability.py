"""Reliability of scores from a graded response model, expected and found."""

import numpy as np

from assessment.psychometrics.errors import NoVarianceError, TooFewPeopleError
from assessment.psychometrics.irt.curves import total_information
from assessment.psychometrics.irt.grid import Grid, normal_grid
from assessment.psychometrics.irt.model import GradedModel
from assessment.psychometrics.irt.persons import PersonScores


def marginal_reliability(model: GradedModel, *, grid: Grid | None = None) -> float:
    """Return the reliability to expect among people with trait N(0, 1) who answer everything.

    ρ = ∫ I(θ) / (I(θ) + 1) φ(θ) dθ, between 0 and 1.

    Parameters
    ----------
    grid : Grid, optional
        ``normal_grid()`` unless told otherwise.

    References
    ----------
    Green, Bock, Humphreys, Linn and Reckase (1984), Journal of Educational Measurement 21; equals
    ``mirt::marginal_rxx``.

    Examples
    --------
    >>> from assessment.psychometrics.irt import graded_model
    >>> round(marginal_reliability(graded_model([2.0] * 5, [[-1.0, 0.0, 1.0]] * 5)), 3)
    0.825
    """
    at = grid or normal_grid()
    found = total_information(model, at.nodes)
    return float(at.weights @ (found / (found + 1.0)))


def empirical_reliability(scores: PersonScores) -> float:
    """Return the reliability of the EAP scores of a group, between 0 and 1.

    ρ = s²(θ̂) / (s²(θ̂) + mean PSD²), with s² the sample variance.

    Parameters
    ----------
    scores : PersonScores
        From ``score_eap``, of everybody in the group. Someone without any answer (score 0,
        standard deviation 1) lowers it, as it should.

    Raises
    ------
    TooFewPeopleError
        With fewer than two people.
    NoVarianceError
        If all scores are equal.

    References
    ----------
    Bock and Mislevy (1982), Applied Psychological Measurement 6; equals ``mirt::empirical_rxx``.

    Examples
    --------
    >>> from assessment.psychometrics.irt.persons import PersonScores
    >>> two = PersonScores(np.array([-1.0, 1.0]), np.array([1.0, 1.0]), np.array([5, 5]))
    >>> round(empirical_reliability(two), 3)
    0.667
    """
    if len(scores.theta) < 2:
        raise TooFewPeopleError(f"a group of {len(scores.theta)}", "at least two people are needed")
    spread = float(np.var(scores.theta, ddof=1))
    if spread == 0:
        raise NoVarianceError("everybody has the same score", "people who differ are needed")
    return spread / (spread + float(np.mean(scores.se**2)))
