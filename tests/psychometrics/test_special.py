"""What is written out or passed on of scipy is what scipy says."""

import inspect

import numpy as np
import pytest
from scipy import special as scipy_special

from assessment.psychometrics import special
from assessment.psychometrics.change import reliable_change
from assessment.scoring import uncertainty

PASSED_ON = [
    name for name, found in inspect.getmembers(special, inspect.isfunction)
    if found.__module__ == special.__name__
]  # fmt: skip
VALUES = {  # df and the like by their names in special.py; shares stay between 0 and 1
    "a": 2.0, "b": 3.0, "df": 4.0, "df1": 5.0, "df2": 6.0, "axis": 0,
    "x": np.array([0.2, 1.4]), "t": np.array([-0.7, 2.1]), "f": np.array([0.8, 3.0]),
    "p": np.array([0.04, 0.95]), "values": np.array([-1.0, 2.0]),
}  # fmt: skip


@pytest.mark.parametrize("name", PASSED_ON)
def test_a_function_is_that_of_scipy(name):
    ours = getattr(special, name)
    values = {parameter: VALUES[parameter] for parameter in inspect.signature(ours).parameters}
    theirs = getattr(scipy_special, name)

    if "axis" in values:
        expected = theirs(values["values"], axis=values["axis"])
    else:
        expected = theirs(*values.values())

    assert np.array_equal(ours(**values), expected)


def test_there_are_functions():
    assert {"ndtr", "ndtri", "stdtrit", "logsumexp"} <= set(PASSED_ON)


def test_ends_of_intervals_are_those_of_the_normal_distribution_to_the_last_bit():
    certain = scipy_special.ndtri(1 - reliable_change.FALSE_DISCOVERY / 2)

    assert float(scipy_special.ndtri(uncertainty.UPPER)) == uncertainty.INTERVAL_Z
    assert float(certain) == reliable_change.CERTAIN
