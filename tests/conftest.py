"""Shared fixtures: the shipped content, read without the checks on wording, and a person."""

import pytest
from hypothesis import settings

from assessment.instruments import Library
from assessment.instruments.loader import read_library
from assessment.plan import Catalogue
from assessment.plan.loader import read_catalogue
from values import ValueMap
from values.loader import read_value_map

settings.register_profile("bop", deadline=None, max_examples=30, derandomize=True, database=None)
settings.load_profile("bop")


@pytest.fixture(scope="session")
def value_map() -> ValueMap:
    return read_value_map()


@pytest.fixture(scope="session")
def library(value_map: ValueMap) -> Library:
    return read_library(value_map)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_catalogue()
