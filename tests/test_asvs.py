"""The table of ASVS 5.0: every requirement of levels 1 and 2 once, and no claim without a place."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "beheer" / "asvs.md").read_text(encoding="utf-8")
NUMBERS = (Path(__file__).parent / "asvs_5_0_level_2.txt").read_text(encoding="ascii").split()
STATES = ("ja", "deels", "open", "nvt")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| \d+\.\d", line)
]


def test_every_requirement_of_level_1_and_2_is_answered_once():
    answered = Counter(number for row in ROWS for number in row[0].split(", "))

    assert len(NUMBERS) == 253
    assert answered == Counter(NUMBERS)


def test_the_counts_are_those_of_the_rows():
    counted = Counter(dict.fromkeys(STATES, 0))
    for numbers, _, state, reason in ROWS:
        assert reason, numbers
        counted[state] += len(numbers.split(", "))

    assert counted.keys() == set(STATES)
    told = {state: int(count) for state, count in re.findall(r"\| (\w+) \| (\d+) \|", PAGE)}
    assert told == counted


def test_what_is_named_as_proof_exists():
    named = {
        path
        for row in ROWS
        for path in re.findall(r"`([a-z_-]+/[\w./-]+|pyproject\.toml)`", row[3])
        if "/" not in path[:1]
    }

    assert len(named) > 30
    assert {path for path in named if not (ROOT / path).exists()} == set()
