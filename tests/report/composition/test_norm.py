"""What the report says of a norm and a calibration: who, how many, when, and how unsure."""

import pytest

from assessment.report.composition import texts
from assessment.report.model import Table
from tests.people.varied import case
from tests.report.composition.looking import said


def told(name: str, section: str) -> str:
    return said(case(name).content, section)


def places(name: str) -> list[tuple[str, str]]:
    caption = texts.say("norm.places_caption")
    blocks = case(name).content.section("competenties").blocks
    table = next(b for b in blocks if isinstance(b, Table) and b.caption == caption)
    return [(row[1], row[2]) for row in table.rows]


def test_without_a_norm_the_report_says_so_and_places_nobody() -> None:
    assert "nog geen normgroep" in told("zittend 7", "leeswijzer")
    assert "Voor dit plan is geen norm gebruikt." in told("zittend 7", "verantwoording")
    assert "normgroep" not in told("zittend 7", "competenties")


@pytest.mark.parametrize("name", ["quartiles", "stanines", "percentiles"])
def test_with_a_norm_guide_and_account_name_group_number_and_dates(name: str) -> None:
    norm = case(name).profile.norm
    assert norm is not None
    for section in ("leeswijzer", "verantwoording"):
        text = told(name, section)
        assert "wethouders in functie" in text
        assert f"{norm.people} mensen" in text
        assert "5 januari 2026 tot en met 30 oktober 2026" in text
        assert "geen normgroep" not in text
    account = told(name, "verantwoording")
    assert "700 mensen gevraagd" in account
    assert "telt er 1450" in account
    assert "gepubliceerd op 1 november 2026 en geldt tot 30 oktober 2034" in account


def test_a_small_norm_is_called_provisional_and_gives_quarters_only() -> None:
    for section in ("leeswijzer", "verantwoording"):
        assert "voorlopig" in told("quartiles", section)
    assert places("quartiles")[:2] == [
        ("tweede kwart (voorlopig)", "eerste tot en met derde kwart"),
        ("tweede kwart (voorlopig)", "kan elk kwart zijn"),
    ]
    assert ("vierde kwart (voorlopig)", "vierde") in places("quartiles")


def test_a_larger_norm_gives_stanines_and_the_largest_percentiles_with_a_band() -> None:
    assert places("stanines")[0] == ("stanine 5", "4 tot en met 6")
    assert places("percentiles")[:2] == [
        ("percentiel 62", "41 tot 81"), ("percentiel 99", "96 tot 99"),
    ]  # fmt: skip
    assert "voorlopig" not in told("percentiles", "verantwoording")


def test_competencies_with_fewer_people_are_said_to_be_placed_more_coarsely() -> None:
    assert "Daar is de plaats grover." in told("percentiles", "competenties")
    assert "grover" not in told("stanines", "competenties")
    assert "minstens 290" in told("percentiles", "verantwoording")


def test_the_account_says_which_standard_error_was_used() -> None:
    own, norm, some, calibrated = (
        told(name, "verantwoording")
        for name in ("zittend 7", "quartiles", "stanines", "calibrated")
    )
    assert "omega" not in own
    assert "rekenmodel. Hij hoort" not in own
    assert "Bij de competenties komt de standaardfout uit de normgroep" in norm
    assert "Bij 11 van de 14 competenties komt de standaardfout uit de normgroep" in some
    assert "Bij de competenties komt de standaardfout uit het geijkte rekenmodel" in calibrated
    assert "ijking van de competenties 2" in calibrated
    assert "800 mensen" in calibrated
    assert "voorlopig" not in calibrated
    assert "De ijking is nog voorlopig." in told("provisionally calibrated", "verantwoording")


def test_a_place_is_never_praised_or_blamed() -> None:
    for name in ("quartiles", "stanines", "percentiles"):
        guide = told(name, "leeswijzer")
        assert "Een hogere plaats is dus niet beter. Voor selectie zegt zij niets." in guide
