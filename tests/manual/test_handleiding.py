"""The committed manual is the one that content and code make now, and it claims no more."""

import re
from dataclasses import replace
from datetime import date

import pytest

from manual.__main__ import FILE
from manual.collected import Coefficient, Collected, ScaleEvidence
from manual.text import list_verdicts, read_table, released_in, render, scoring_changes, write_tiny
from tests.people.norm_sets import norm_set

NOTHING = Coefficient(None, None, None)
STALE = "docs/manual/handleiding.md is not what content and code make now: run make manual"


@pytest.fixture(scope="module")
def made():
    return render()


def test_the_committed_manual_is_what_content_and_code_make_now(made):
    assert FILE.read_text(encoding="utf-8") == made, STALE


def test_making_it_twice_gives_the_same_text(made):
    assert render() == made


def test_nothing_is_left_open(made):
    assert not re.search(r"\{\{|\{%|%\}|\bNone\b|\bnan\b|Undefined", made)


def test_every_table_row_has_as_many_cells_as_its_head(made):
    tables = re.findall(r"(?:^\|.*\n)+", made, flags=re.MULTILINE)

    for table in tables:
        assert len({line.count("|") for line in table.splitlines()}) == 1, table[:80]
    assert len(tables) >= 15


def test_every_link_leads_to_a_file(made):
    links = re.findall(r"\]\(([^)#]+)\)", made)

    assert links
    for link in links:
        assert (FILE.parent / link).exists(), link


def test_every_criterion_has_its_chapter_with_what_is_missing_and_a_verdict(made):
    chapters = dict(re.findall(r"^## (\d+)\. (.+?)\n(?=\n)", made, flags=re.MULTILINE))
    bodies = re.split(r"^## ", made, flags=re.MULTILINE)

    for one in read_table("criteria")["criteria"]:
        assert chapters[str(one["chapter"])] == f"{one['name']} (COTAN {one['number']})"
        body = next(b for b in bodies if b.startswith(f"{one['chapter']}. "))
        for part in ("### Wat er is", "### Wat ontbreekt", "### Ons oordeel", one["change"]):
            assert part in body


def test_without_answers_of_real_people_nothing_that_needs_them_is_met():
    needs_people = {"Normen", "Betrouwbaarheid", "Begripsvaliditeit", "Criteriumvaliditeit"}

    told = {one["name"]: one["verdict"] for one in list_verdicts(Collected())}

    assert {name for name, verdict in told.items() if verdict == "not-yet"} >= needs_people
    assert "met" not in told.values()


def test_it_says_that_there_is_nothing_as_long_as_there_is_nothing():
    text = render(Collected())

    assert text.count("nog geen gegevens (N = 0)") == 3  # in short, norms, reliability
    assert "Aanname in de simulatie, geen bewijs" in text


def test_it_gives_what_was_collected_with_people_and_intervals(monkeypatch):
    monkeypatch.setattr(
        "manual.text.list_verdicts", lambda collected: read_table("criteria")["criteria"]
    )
    one = ScaleEvidence("POL1", "Krachtenveld lezen", 298, Coefficient(0.72, 0.67, 0.77),
                        Coefficient(0.741, 0.69, 0.79), 8.5)  # fmt: skip
    other = ScaleEvidence("POL2", "Debatteren", 0, NOTHING, NOTHING, None)
    day = date(2027, 5, 1)

    text = render(Collected(day, 312, (one, other), day, norm_set()))

    assert "nog geen gegevens" not in text
    assert "rust op 312 mensen" in text
    row = "| POL1 Krachtenveld lezen | 298 | 0,72 (0,67 tot 0,77) | 0,74 (0,69 tot 0,79) | 8,5 |"
    assert row in text
    assert "| POL2 Debatteren | 0 | – (– tot –) | – (– tot –) | – |" in text
    assert "N = 300 van 600 uitgenodigden, uit 1400" in text
    assert "POL1 omega 0,75 (0,70 tot 0,80, N = 290)." in text


@pytest.mark.parametrize("there", [{"day": date(2027, 5, 1)}, {"norm": object()}])
def test_a_verdict_that_says_there_is_nothing_must_be_judged_anew_when_there_is(there):
    with pytest.raises(LookupError, match="judge it anew"):
        list_verdicts(replace(Collected(), **there))


def test_every_scoring_version_is_told_with_its_release():
    changelog = (
        "## 0.3.0 (unreleased)\n\nScoring version 3, scoring version 3.\n\n"
        "## 0.2.0\n\nscoring\nversion 2.\n\n## 0.1.0\n\n(`scoring = 1`).\n"
    )

    assert [one["release"] for one in scoring_changes(changelog)] == ["0.1.0", "0.2.0", "0.3.0"]
    with pytest.raises(LookupError, match="scoring version 4"):
        released_in(changelog, 4)


def test_tiny_numbers_are_written_in_powers_of_ten():
    assert write_tiny(4.466e-7) == "4,5e-7"
    assert write_tiny(0.00018) == "1,8e-4"
