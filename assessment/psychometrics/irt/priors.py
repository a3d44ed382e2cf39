"""Priors on item parameters, for calibrations on few people."""

from dataclasses import dataclass

import numpy as np

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import OutOfRangeError
from assessment.psychometrics.irt.layout import Layout

FLATTEST = 1e-6  # a slope below this is no slope


@dataclass(frozen=True)
class Priors:
    """log a ~ N(``slope_mean``, ``slope_sd``²) and b ~ N(0, ``location_sd``²), independent.

    The estimate is the joint posterior mode of slopes a and locations b; the prior of a itself is
    highest at exp(``slope_mean`` − ``slope_sd``²), 1.16 by default, so a wide one draws towards 0.
    Every slope is positive: reverse-keyed items must be turned round before.

    Parameters
    ----------
    slope_mean, slope_sd : float
        Of log a.
    location_sd : float
        In standard deviations of the trait.

    Raises
    ------
    OutOfRangeError
        If a spread is not positive, or a number not finite.

    References
    ----------
    Mislevy (1986), Psychometrika 51; the defaults are those of psychometrics.md section 2a.

    Examples
    --------
    >>> Priors().location_sd
    2.0
    """

    slope_mean: float = 0.4
    slope_sd: float = 0.5
    location_sd: float = 2.0

    def __post_init__(self) -> None:
        if not np.isfinite(self.slope_mean) or not all(
            0 < sd < np.inf for sd in (self.slope_sd, self.location_sd)
        ):
            raise OutOfRangeError(f"priors {self}", "positive, finite spreads are needed")

    def log_density(self, layout: Layout, slopes: Floats, intercepts: Floats) -> float:
        """Return the log prior of a and b = −d/a, up to a constant; −infinity unless all a > 0."""
        if (slopes < FLATTEST).any():
            return -np.inf
        z = (np.log(slopes) - self.slope_mean) / self.slope_sd
        b = intercepts / slopes[layout.item_of_boundary] / self.location_sd
        return float(-(z**2).sum() / 2 - np.log(slopes).sum() - (b**2).sum() / 2)

    def gradient(self, layout: Layout, slopes: Floats, intercepts: Floats) -> Floats:
        """Return the derivatives with respect to slopes, then intercepts; shape (parameters,)."""
        item = layout.item_of_boundary
        a, b = slopes[item], -intercepts / slopes[item]
        precision = self.location_sd**-2.0
        z = (np.log(slopes) - self.slope_mean) / self.slope_sd**2
        by_slope = -(z + 1) / slopes
        np.add.at(by_slope, item, precision * b**2 / a)
        return np.concatenate([by_slope, precision * b / a])

    def information(
        self, layout: Layout, slopes: Floats, intercepts: Floats, *, observed: bool
    ) -> Floats:
        """Return minus the second derivatives; shape (parameters, parameters).

        Parameters
        ----------
        observed : bool
            False leaves out the terms that can make it indefinite far from the mode, which a
            scoring step does better without.
        """
        count, item = layout.items, layout.item_of_boundary
        boundary = count + np.arange(layout.boundaries)
        a, b = slopes[item], -intercepts / slopes[item]
        precision = self.location_sd**-2.0
        found = np.diag(np.concatenate([1 / (self.slope_sd * slopes) ** 2, precision / a**2]))
        np.add.at(found, (item, item), precision * (b / a) ** 2)
        cross = precision * b / a**2
        if observed:
            z = (np.log(slopes) - self.slope_mean) / self.slope_sd**2
            found[np.arange(count), np.arange(count)] -= (z + 1) / slopes**2
            np.add.at(found, (item, item), precision * 2 * (b / a) ** 2)
            cross = 2 * cross
        found[item, boundary] = found[boundary, item] = cross
        return found
