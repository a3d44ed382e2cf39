"""Names on the first view hold: most come back when the same person answers again."""

from __future__ import annotations

from math import sqrt

import pytest

from study.sentences.first_view import Returned, count_returned
from study.sentences.universes import list_places

BAR = 0.6
AT_LEAST = 0.5  # of all names, also where the second time nothing may be named (docs/adr/0026)
PEOPLE = 40
UNIVERSES = ("mixed", "general", "competency", "value", "skewed")


@pytest.fixture(scope="module")
def returned() -> Returned:
    found = Returned()
    for place in list_places():
        if place.id in UNIVERSES:
            found.add(count_returned(place, PEOPLE, seed=20261128))
    return found


@pytest.mark.parametrize("kind", ["strength", "growth", "weighty", "apart", "goal", "style"])
def test_most_names_come_back(returned: Returned, kind: str) -> None:
    """Not surely below the bar: with so few people a share is known to some points only."""
    error = sqrt(BAR * (1 - BAR) / returned.named[kind])
    assert returned.share_of_both(kind) > BAR - 1.645 * error
    assert returned.share(kind) > AT_LEAST - 1.645 * error


def test_enough_is_named_to_judge(returned: Returned) -> None:
    assert all(2 * count > returned.people for count in returned.named.values())


def test_the_rules_of_the_chapters_would_not_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("assessment.report.composition.outstanding.LIKELY", 0.98)
    [value] = [place for place in list_places() if place.id == "value"]
    found = count_returned(value, PEOPLE, seed=20261128)
    assert found.again["growth"] + found.again["strength"] < BAR * (
        found.named["growth"] + found.named["strength"]
    )
