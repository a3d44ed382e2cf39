"""What changed between two attempts of one person, and how sure that is."""

from collections.abc import Mapping

import numpy as np
from scipy.special import ndtr

from assessment.psychometrics.change.reliable_change import (
    CERTAIN,
    FALSE_DISCOVERY,
    POSSIBLE,
    benjamini_hochberg,
    minimal_detectable_change,
)
from assessment.psychometrics.errors import NotFiniteError
from assessment.psychometrics.inputs import require_positive
from values import BY_CHANCE, MAYBE, SURE, Change, Estimate


def compare(
    before: Mapping[str, Estimate | None], after: Mapping[str, Estimate | None]
) -> dict[str, Change | None]:
    """Return what changed per competency and how sure that is.

    d = after − before, se_d = sqrt(se₁² + se₂²). ``zeker`` when |d| > 1.96·se_d still holds after
    Benjamini-Hochberg over the competencies that have both scores; ``mogelijk`` above 1.28·se_d;
    otherwise ``toeval``: not to be told from chance.

    Parameters
    ----------
    before, after : mapping of id to Estimate or None
        Scores in the same points, about the same statements.

    Returns
    -------
    dict of id to Change or None
        Every id that occurs in both, in the order of ``after``; None where a score is missing.

    Raises
    ------
    OutOfRangeError
        If a standard error is not above 0: such a score claims certainty it cannot have.
    NotFiniteError
        If a score is not a finite number.

    References
    ----------
    design.md section 5.6.

    Examples
    --------
    >>> was, now = Estimate(40, 5, 32, 48, 5, 5), Estimate(70, 5, 62, 78, 5, 5)
    >>> compare({"POL1": was}, {"POL1": now})["POL1"].verdict
    'zeker'
    """
    shared = {name: (before[name], after[name]) for name in after if name in before}
    pairs = {
        name: (float(was.score), float(now.score), _error(was, now, name))
        for name, (was, now) in shared.items()
        if was is not None and now is not None
    }
    p = [2 * ndtr(-abs(now - was) / se) for was, now, se in pairs.values()]
    adjusted = dict(zip(pairs, benjamini_hochberg(p), strict=True))
    changes = {name: _change(*pair, float(adjusted[name])) for name, pair in pairs.items()}
    return {name: changes.get(name) for name in shared}


def _error(was: Estimate, now: Estimate, name: str) -> float:
    if not (np.isfinite(was.score) and np.isfinite(now.score)):
        raise NotFiniteError(f"a score of {name} is no number", "give None for a missing score")
    return float(
        np.hypot(
            require_positive(was.se, f"the first standard error of {name}"),
            require_positive(now.se, f"the second standard error of {name}"),
        )
    )


def _change(was: float, now: float, se: float, adjusted: float) -> Change:
    difference = now - was
    verdict = BY_CHANCE
    if adjusted < FALSE_DISCOVERY:
        verdict = SURE
    elif abs(difference) > POSSIBLE * se:
        verdict = MAYBE
    return Change(was, now, difference, se, CERTAIN * se, adjusted, verdict)


def smallest_certain_changes(
    estimates: Mapping[str, Estimate | None],
) -> dict[str, float | None]:
    """Return beforehand how far each score must move to be certainly changed: 1.96·√2·se.

    This supposes the same error next time, and one score tested alone; over sixteen competencies
    `compare` asks more of the smaller changes.

    Parameters
    ----------
    estimates : mapping of id to Estimate or None

    Returns
    -------
    dict of id to float or None
        In the points of the score; None where there is no score.

    Raises
    ------
    OutOfRangeError

    References
    ----------
    design.md section 5.6.

    Examples
    --------
    >>> smallest_certain_changes({"POL1": Estimate(40, 5, 32, 48, 5, 5)})
    {'POL1': 13.85...}
    """
    return {
        name: None if estimate is None else minimal_detectable_change(estimate.se)
        for name, estimate in estimates.items()
    }
