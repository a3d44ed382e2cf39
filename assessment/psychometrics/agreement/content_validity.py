"""Experts who judge content: shares with an interval, content validity, substantive validity."""

from dataclasses import dataclass
from math import comb, sqrt

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.errors import OutOfRangeError
from assessment.psychometrics.inputs import enough_people, read_numbers, require_within
from assessment.psychometrics.special import ndtri


@dataclass(frozen=True, slots=True)
class Share:
    """A share (0..1) of a number of people, with its interval."""

    count: int
    total: int
    share: float
    low: float
    high: float


def estimate_share(count: int, total: int, *, confidence: float = 0.95) -> Share:
    """Return count/total with the interval of Wilson, which holds for few people too.

    With z the normal quantile and p the share, the ends are
    (p + z²/2n ± z·sqrt(p(1 − p)/n + z²/4n²))/(1 + z²/n).

    Parameters
    ----------
    count, total : int
        How many of how many; 0 <= count <= total.
    confidence : float
        Between 0 and 1.

    Raises
    ------
    TooFewPeopleError
        If total is below 1.
    OutOfRangeError

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22; recommended for small
    samples by Brown, Cai and DasGupta (2001). R: prop.test(correct = FALSE).

    Examples
    --------
    >>> share = estimate_share(7, 10)
    >>> round(share.low, 3), round(share.high, 3)
    (0.397, 0.892)
    """
    enough_people(total, 1, "people in the share")
    require_within(count, 0, total, "the count")
    z = float(ndtri((1 + require_within(confidence, 0.01, 0.9999, "the confidence")) / 2))
    share = count / total
    middle = share + z**2 / (2 * total)
    reach = z * sqrt(share * (1 - share) / total + (z / (2 * total)) ** 2)
    scale = 1 + z**2 / total
    low, high = (middle - reach) / scale, (middle + reach) / scale
    return Share(count, total, share, max(0.0, low), min(1.0, high))


@dataclass(frozen=True, slots=True)
class ContentValidity:
    """How many experts call one item relevant, also corrected for chance.

    ``index`` is the I-CVI (0..1), ``chance`` the probability that so many of the experts would say
    so if each tossed a coin, and ``kappa`` the index corrected for that (at most 1).
    """

    experts: int
    relevant: int
    index: float
    chance: float
    kappa: float


def rate_content(ratings: npt.ArrayLike, *, relevant_from: float) -> ContentValidity:
    """Return the content validity index of one item, and its modified kappa.

    I-CVI = A/N, with A the experts that rate ``relevant_from`` or higher; p_c = C(N, A)·0.5^N;
    kappa = (I-CVI − p_c)/(1 − p_c).

    Parameters
    ----------
    ratings : array_like, shape (experts,)
        In scale points; no missing values.
    relevant_from : float
        The lowest rating that counts as relevant.

    Raises
    ------
    TooFewPeopleError
        If there are fewer than two experts: one coin cannot be corrected for.
    NotFiniteError

    References
    ----------
    Lynn (1986), Nursing Research 35; Polit, Beck and Owen (2007), Research in Nursing & Health 30.

    Examples
    --------
    >>> content = rate_content([4, 5, 4, 5, 4, 2, 4, 5, 4, 3], relevant_from=4)
    >>> content.index, round(content.chance, 3), round(content.kappa, 2)
    (0.8, 0.044, 0.79)
    """
    values = read_numbers(ratings, "ratings", dimensions=1, missing=False)
    enough_people(values.size, 2, "experts")
    relevant = int((values >= relevant_from).sum())
    index = relevant / values.size
    chance = comb(values.size, relevant) * 0.5**values.size
    return ContentValidity(values.size, relevant, index, chance, (index - chance) / (1 - chance))


def substantive_validity(own: int, other: int, total: int) -> float:
    """Return how far an item leans to its own construct instead of another, (n_own − n_other)/N.

    Parameters
    ----------
    own : int
        People who sort the item to the construct that it was written for.
    other : int
        People who sort it to the other construct that is chosen most.
    total : int
        People who sorted it.

    Returns
    -------
    float
        −1 (everybody chooses that other construct) to 1 (everybody chooses its own).

    Raises
    ------
    TooFewPeopleError, OutOfRangeError

    References
    ----------
    Anderson and Gerbing (1991), Journal of Applied Psychology 76: the coefficient c_sv.

    Examples
    --------
    >>> substantive_validity(7, 2, 10)
    0.5
    """
    enough_people(total, 1, "people who sorted")
    if min(own, other) < 0 or own + other > total:
        wrong = f"{own} and {other} of {total} people"
        raise OutOfRangeError(wrong, "counts are 0 or more, and together at most the total")
    return float(np.divide(own - other, total))
