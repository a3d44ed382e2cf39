"""The examples in the docstrings."""

import doctest
import importlib
import pkgutil

import pytest

from assessment.psychometrics import irt

MODULES = [module.name for module in pkgutil.iter_modules(irt.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_are_right(name):
    module = importlib.import_module(f"assessment.psychometrics.irt.{name}")

    assert doctest.testmod(module, optionflags=doctest.ELLIPSIS).failed == 0


@pytest.mark.parametrize("name", irt.__all__)
def test_everything_public_says_what_it_is(name):
    assert getattr(irt, name).__doc__
