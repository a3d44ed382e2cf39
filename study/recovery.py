"""How well scores give back the truth: bias, error, coverage and correlation."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from assessment.psychometrics.arrays import Bools, Floats
from assessment.scoring.uncertainty import Scores

FEWEST = 6  # scores that a correlation within one person needs


@dataclass(frozen=True)
class Row:
    """One construct: points or logits, coverage and scored in per cent; NaN is not defined."""

    construct: str
    bias: float
    rmse: float
    coverage: float
    correlation: float
    half_width: float
    scored: float


@dataclass(frozen=True)
class Summary:
    """One kind of score, averaged over its constructs.

    ``typical_bias`` is the root mean square of the constructs' bias; ``coverage_error`` the
    simulation's own standard error; ``correlation`` runs over people and ``within`` over the
    constructs of one person, averaged over people.
    """

    bias: float
    typical_bias: float
    rmse: float
    coverage: float
    coverage_error: float
    lowest: float
    highest: float
    correlation: float
    within: float
    half_width: float
    scored: float


def find_covered(truth: Floats, scores: Scores) -> Bools:
    """Return where the interval holds the truth; a missing score holds nothing."""
    return np.asarray((scores.low <= truth) & (truth <= scores.high))


def recover_scores(
    ids: list[str], truth: Floats, scores: Scores
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return a row for each construct, and their summary.

    Parameters
    ----------
    truth : array of float, shape (people, constructs)
    scores : Scores
        NaN where a person has no score; such a person counts only in ``scored``.
    """
    has = ~np.isnan(scores.score)
    inside = np.where(has, find_covered(truth, scores), np.nan)
    error = scores.score - truth
    half = np.where(has, (scores.high - scores.low) / 2, np.nan)
    rows = [
        Row(
            construct=ids[k],
            bias=float(np.nanmean(error[:, k])),
            rmse=float(np.sqrt(np.nanmean(error[:, k] ** 2))),
            coverage=float(100 * np.nanmean(inside[:, k])),
            correlation=correlation(truth[has[:, k], k], scores.score[has[:, k], k]),
            half_width=float(np.nanmean(half[:, k])),
            scored=float(100 * has[:, k].mean()),
        )
        for k in range(len(ids))
    ]
    summary = _summary(rows, inside)
    within = [correlation(t[h], s[h]) for t, s, h in zip(truth, scores.score, has, strict=True)
              if h.sum() >= FEWEST]  # fmt: skip
    mean = mean_or_nan(within)
    return [asdict(row) for row in rows], asdict(summary) | {"within": mean}


def _summary(rows: list[Row], inside: Floats) -> Summary:
    def each(name: str) -> Floats:
        return np.array([getattr(row, name) for row in rows])

    per_person = np.array([np.nanmean(row) for row in inside if not np.isnan(row).all()])
    spread = float(per_person.std(ddof=1)) if len(per_person) > 1 else float("nan")
    return Summary(
        bias=float(each("bias").mean()),
        typical_bias=float(np.sqrt((each("bias") ** 2).mean())),
        rmse=float(np.sqrt((each("rmse") ** 2).mean())),
        coverage=float(each("coverage").mean()),
        coverage_error=100 * spread / float(np.sqrt(len(per_person))),
        lowest=float(each("coverage").min()),
        highest=float(each("coverage").max()),
        correlation=mean_or_nan(each("correlation")),
        within=float("nan"),
        half_width=float(each("half_width").mean()),
        scored=float(each("scored").mean()),
    )


def correlation(x: Floats, y: Floats) -> float:
    """Return Pearson's r, or NaN where one of both does not vary."""
    x, y = x - x.mean(), y - y.mean()
    size = float(np.sqrt((x @ x) * (y @ y)))
    return float(x @ y) / size if size > 1e-9 * len(x) else float("nan")


def mean_or_nan(values: list[float] | Floats) -> float:
    """Return the mean of what is defined, or NaN where nothing is."""
    defined = np.array([value for value in values if not np.isnan(value)])
    return float(defined.mean()) if defined.size else float("nan")
