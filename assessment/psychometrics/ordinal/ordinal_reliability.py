"""Alpha and omega of polychoric correlations: how well the variables behind the answers agree."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.inputs import complete_rows, require_possible, response_matrix
from assessment.psychometrics.ordinal.polychoric import estimate_polychoric
from assessment.psychometrics.reliability.omega import factor_correlations, omega_of


@dataclass(frozen=True)
class OrdinalReliability:
    """Alpha and omega of the variables behind the answers, never of the answers themselves.

    They tell how a scale would do with endlessly many answers, and lie above the reliability of
    the scores that people get.
    """

    people: int
    alpha: float
    omega: float
    loadings: Floats
    correlations: Floats


def ordinal_reliability(responses: npt.ArrayLike) -> OrdinalReliability:
    """Return alpha and omega of the polychoric correlations of complete rows.

    α = k/(k − 1)·(1 − k/ΣR); ω from one factor of R by maximum likelihood.

    Parameters
    ----------
    responses : array_like, shape (people, items)
        As `estimate_polychoric`; at least three items.

    Raises
    ------
    TooFewItemsError, TooFewPeopleError, NoVarianceError, NotConvergedError
        As `estimate_polychoric` and `omega.one_factor`.
    InconsistentError
        If the correlations, each found for itself, cannot exist together.
    ImproperSolutionError
        If an item has no residual variance.

    References
    ----------
    Zumbo, Gadermann and Zeisser (2007), Journal of Modern Applied Statistical Methods 6; Chalmers
    (2018), Educational and Psychological Measurement 78, on what it does not mean.

    Examples
    --------
    >>> random = np.random.default_rng(1)
    >>> hidden = random.normal(size=(2000, 1)) + random.normal(size=(2000, 4))
    >>> round(ordinal_reliability(np.digitize(hidden, [-1, 0, 1])).alpha, 2)
    0.8
    """
    table = response_matrix(responses, items=3)
    table = complete_rows(table, people=table.shape[1] + 1)
    correlations = estimate_polychoric(table)
    require_possible(correlations, "the polychoric correlations")
    k = table.shape[1]
    loadings, residuals = factor_correlations(correlations)
    return OrdinalReliability(
        people=table.shape[0],
        alpha=k / (k - 1) * (1 - k / float(correlations.sum())),
        omega=omega_of(loadings, residuals),
        loadings=loadings,
        correlations=np.asarray(correlations),
    )
