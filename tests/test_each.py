import inspect

import pytest

from tests.each import holds_for_each


def test_a_rule_that_holds_for_every_case_passes_after_trying_each() -> None:
    tried = []

    @holds_for_each("number", range(3))
    def rule(number: int) -> None:
        tried.append(number)

    rule()

    assert tried == [0, 1, 2]


def test_each_case_that_breaks_the_rule_is_named_with_its_problem() -> None:
    @holds_for_each("number", {"one": 1, "two": 2, "three": 3})
    def rule(number: int) -> None:
        assert number == 2, f"{number} is not two"

    with pytest.raises(AssertionError) as failure:
        rule()

    told = str(failure.value)
    assert told.startswith("2 of 3:")
    assert "number one: 1 is not two" in told
    assert "number three: 3 is not two" in told
    assert "number two" not in told


def test_what_is_no_failed_assertion_ends_the_test_at_once() -> None:
    @holds_for_each("number", range(3))
    def rule(number: int) -> None:
        raise KeyError(number)

    with pytest.raises(KeyError):
        rule()


def test_other_arguments_are_still_asked_of_pytest() -> None:
    @holds_for_each("number", range(3))
    def rule(number: int, tmp_path: object) -> None:
        assert tmp_path == "there"

    assert list(inspect.signature(rule).parameters) == ["tmp_path"]
    rule(tmp_path="there")


def test_a_rule_without_cases_is_refused() -> None:
    with pytest.raises(AssertionError, match="held against nothing"):
        holds_for_each("number", [])
