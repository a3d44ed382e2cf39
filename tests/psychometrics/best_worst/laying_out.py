"""Choices of one person as the arrays of the product."""

import numpy as np

from assessment.psychometrics.best_worst.person_utilities import lay_out


def laid_out(choices, count):
    """Return sets of (shown, best, worst) as `lay_out` wants them, for one person."""
    longest = max((len(shown) for shown, _, _ in choices), default=1)
    shown = [[*shown, *[-1] * (longest - len(shown))] for shown, _, _ in choices]
    table = np.array(shown, dtype=int).reshape(1, len(choices), longest)
    best, worst = (np.array([[one[side] for one in choices]], dtype=int) for side in (1, 2))
    return lay_out(table, best, worst, count)
