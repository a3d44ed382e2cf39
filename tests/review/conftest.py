"""The forms of the shipped content, and a folder to put filled ones in."""

from pathlib import Path

import pytest

from assessment.instruments import Library
from review.forms import Forms, build_forms
from tests.people.raters import Folder
from values import ValueMap


@pytest.fixture(scope="session")
def forms(library: Library, value_map: ValueMap) -> Forms:
    return build_forms(library, value_map, seed=1)


@pytest.fixture
def folder(tmp_path: Path, forms: Forms) -> Folder:
    path = tmp_path / "terug"
    path.mkdir()
    return Folder(path, forms)
