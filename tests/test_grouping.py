"""Which tests go to one worker when several run them."""

import pytest

from tests.conftest import group_of, without_group

FILE = "tests/test_grouping.py"


@pytest.fixture(scope="module")
def made_once():
    return object()


@pytest.fixture
def made_of_it(made_once):
    return [made_once]


def test_who_uses_what_is_made_once_a_file_goes_with_its_file(made_once, request):
    assert group_of(request.node) == FILE


def test_who_uses_it_through_something_else_does_too(made_of_it, request):
    assert group_of(request.node) == FILE


@pytest.mark.xdist_group("named")
def test_a_group_with_a_name_goes_before_the_file(made_once, request):
    assert group_of(request.node) == "named"


def test_others_go_wherever_there_is_room(tmp_path, request):
    assert group_of(request.node) == ""


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        (f"{FILE}::test_a[x@y.nl]@{FILE}", f"{FILE}::test_a[x@y.nl]"),
        (f"{FILE}::test_a[x@y.nl]", f"{FILE}::test_a[x@y.nl]"),
        (f"{FILE}::test_a", f"{FILE}::test_a"),
    ],
)
def test_a_test_is_known_by_its_name_without_its_group(name, bare):
    assert without_group(name) == bare
