"""First and second derivatives of each person's likelihood and information, in closed form."""

from dataclasses import dataclass

import numpy as np

from assessment.psychometrics.arrays import Floats, Ints
from assessment.psychometrics.irt.curves import SMALLEST, draw_model
from assessment.psychometrics.irt.layout import MISSING
from assessment.psychometrics.irt.model import GradedModel


@dataclass(frozen=True)
class LikelihoodBends:
    """Derivatives with respect to θ at one point per person; each array has shape (people,).

    Attributes
    ----------
    slope, bend : arrays of float
        (log L)' and −(log L)'', the observed information.
    information, information_slope, information_bend : arrays of float
        Expected information of the answered items, I, and I' and I''.
    """

    slope: Floats
    bend: Floats
    information: Floats
    information_slope: Floats
    information_bend: Floats


def likelihood_bends(model: GradedModel, codes: Ints, theta: Floats) -> LikelihoodBends:
    """Return the derivatives of each person's likelihood at that person's ``theta``.

    With u = a·(1 − F_k − F_{k+1}) = (log P_k)', w = F·(1 − F), u' = −a²·(w_k + w_{k+1}) and
    u'' = −a³·(w_k·(1 − 2F_k) + w_{k+1}·(1 − 2F_{k+1})):
    I = Σ P·u², I' = Σ P·(u³ + 2uu'), I'' = Σ P·(u⁴ + 5u²u' + 2u'² + 2uu'').

    Parameters
    ----------
    codes : array of int, shape (people, items)
        Categories of the model; ``MISSING`` is left out of every sum.
    theta : array of float, shape (people,)
    """
    layout, curves = model.layout, draw_model(model, theta)
    a = model.slopes[layout.item_of_row][:, None]
    spread = curves.reach * curves.pass_by
    skew = spread * (curves.pass_by - curves.reach)
    u0 = a * (curves.pass_by[layout.upper] - curves.reach[layout.lower])
    u1 = -(a**2) * (spread[layout.upper] + spread[layout.lower])
    u2 = -(a**3) * (skew[layout.upper] + skew[layout.lower])
    chosen = layout.indicator(codes).T
    weight = curves.categories * (codes != MISSING).T[layout.item_of_row]
    return LikelihoodBends(
        slope=(chosen * u0).sum(0),
        bend=-(chosen * u1).sum(0),
        information=np.maximum((weight * u0**2).sum(0), SMALLEST),
        information_slope=(weight * (u0**3 + 2 * u0 * u1)).sum(0),
        information_bend=(weight * (u0**4 + 5 * u0**2 * u1 + 2 * u1**2 + 2 * u0 * u2)).sum(0),
    )
