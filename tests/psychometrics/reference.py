"""Read the numbers from outside; tests/reference/README.md tells where they come from."""

import csv
import gzip
import json
from itertools import groupby
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parents[1] / "reference"


def rows(name):
    with (FOLDER / name).open(newline="") as file:
        return list(csv.DictReader(file))


def column(table, name):
    return np.array([float(row[name]) if row[name] not in ("", "NA") else np.nan for row in table])


def matrix(name, *, columns=None):
    table = rows(name)
    return np.stack([column(table, key) for key in columns or table[0]], axis=1)


def expected(name):
    return json.loads((FOLDER / name).read_text())


def all_choices():
    """Return person id to choices (shown, best, worst), for the 60 people of bws_sim39."""
    with gzip.open(FOLDER / "bws_sim39_all.csv.gz", "rt", newline="") as file:
        table = list(csv.DictReader(file))
    people = {}
    for (person, _), group in groupby(table, key=lambda row: (row["id"], row["set"])):
        shown = list(group)
        items = [int(row["item"][1:]) - 1 for row in shown]
        chosen = {row["choice"]: item for row, item in zip(shown, items, strict=True)}
        people.setdefault(person, []).append((items, chosen["1"], chosen["-1"]))
    return people
