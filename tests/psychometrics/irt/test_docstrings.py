"""Everything that the room of the graded response model offers says what it is."""

import pytest

from assessment.psychometrics import irt


@pytest.mark.parametrize("name", irt.__all__)
def test_everything_public_says_what_it_is(name):
    assert getattr(irt, name).__doc__
