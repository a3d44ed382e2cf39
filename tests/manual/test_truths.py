"""What the public page tells of the truth table is what the study recorded; nothing is hidden."""

import csv
import json

import pytest

from assessment.services.method import truths
from assessment.services.method.truths import Verdict, read_truths
from manual.truths import FILE, STUDY, record_truths

STALE = "assessment/services/method/truths.json is not what the study recorded: run make manual"


def test_the_committed_record_is_what_the_study_recorded():
    assert FILE.read_text(encoding="utf-8") == record_truths(), STALE


def test_the_lowest_figure_is_the_lowest_of_the_tables():
    with (STUDY / "zinnen-sentences.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["sentence"] == "strength"]
    plausible = {"mixed", "general", "competency", "value", "skewed", "halo", "sharp", "weak",
                 "nvt", "ceiling"}  # fmt: skip
    told = [float(r["true"]) for r in rows if not r["hedge"] and r["universe"] in plausible]

    found = next(one for one in read_truths().sentences if not one.hedged)

    assert (found.name, found.worlds) == ("sterke kant", len(told))
    assert (found.lowest, found.highest) == (min(told), max(told))


def test_the_worst_world_decides_and_no_bar_is_left_out():
    found = read_truths()

    assert sum(found.judged.values()) == sum(
        one.worlds for one in (*found.sentences, *found.intervals, *found.alike)
    )
    for one in (*found.sentences, *found.intervals, *found.alike):
        inside = one.bar[0] <= one.lowest and one.highest <= one.bar[1]
        assert one.verdict is not Verdict.MEETS or inside, one


@pytest.fixture
def fresh():
    read_truths.cache_clear()
    yield
    read_truths.cache_clear()


def test_what_is_missed_is_told_with_why(monkeypatch, tmp_path, fresh):
    worse = tmp_path / "truths.json"
    record = json.loads(record_truths()) | {"missed": [{"name": "schakelen", "why": "Zo."}]}
    worse.write_text(json.dumps(record), encoding="utf-8")
    monkeypatch.setattr(truths, "FILE", worse)

    assert read_truths().missed == (("schakelen", "Zo."),)
