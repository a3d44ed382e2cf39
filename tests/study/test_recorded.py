"""What the study recorded was measured with the scoring of now, or its figures tell of another."""

import csv
import json
from pathlib import Path

import pytest

from assessment.scoring import SCORING_VERSION

FOLDER = Path(__file__).parents[2] / "docs" / "manual" / "studie"


def recorded_version(name: str) -> int:
    """The scoring version of one file of results; a file that tells none is an error."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    if name.endswith(".csv"):
        [version] = {int(row["scoring"]) for row in csv.DictReader(text.splitlines())}
        return version
    read = json.loads(text)
    return int(read["versions"]["scoring"] if "versions" in read else read["scoring"])


@pytest.mark.parametrize(
    "name", ["results.json", "precisie.json", "antwoordpatroon.json", "zinnen-people.csv"]
)
def test_the_recorded_figures_are_of_the_scoring_of_now(name):
    assert recorded_version(name) == SCORING_VERSION
