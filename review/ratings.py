"""What raters said in figures: one rating of many raters, with agreement and content validity."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessment.psychometrics.agreement.content_validity import (
    ContentValidity,
    Share,
    estimate_share,
    rate_content,
)
from assessment.psychometrics.agreement.rater_agreement import rwg
from review.texts import get_bar

NEED_TWO = 2  # raters, for a spread


@dataclass(frozen=True, slots=True)
class Rating:
    """The ratings of one statement or sentence; None where there are too few for a figure.

    ``agreement`` is r_wg (0..1), ``good`` the share of ratings that are good enough.
    """

    count: int
    mean: float | None
    agreement: float | None
    content: ContentValidity | None
    good: Share | None


def summarise_ratings(ratings: Sequence[int], *, highest: int) -> Rating:
    """Return the figures of the ratings that were given, on a scale of 1 to ``highest``."""
    count, good_from = len(ratings), get_bar("good_rating")
    several = count >= NEED_TWO
    return Rating(
        count=count,
        mean=float(np.mean(ratings)) if count else None,
        agreement=rwg(ratings, categories=highest) if several else None,
        content=rate_content(ratings, relevant_from=good_from) if several else None,
        good=estimate_share(sum(r >= good_from for r in ratings), count) if count else None,
    )
