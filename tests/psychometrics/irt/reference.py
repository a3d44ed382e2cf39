"""Numbers from R (tests/reference/README.md) and the models they belong to."""

import json
from functools import cache
from pathlib import Path

import numpy as np

from assessment.psychometrics.irt import Calibration, GradedModel, calibrate, graded_model
from assessment.psychometrics.irt.model import intercept_model

FOLDER = Path(__file__).parents[2] / "reference"
OFFERED = {"bfi_C": 6, "lsat6": 2, "sim2000x6x5": 5}
LOWEST = {"bfi_C": 1, "lsat6": 0, "sim2000x6x5": 0}
SETS = tuple(OFFERED)


@cache
def read_json(name: str) -> dict:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


@cache
def read_table(name: str) -> np.ndarray:
    """The numbers under the header; an empty cell is NaN."""
    return np.genfromtxt(FOLDER / f"{name}.csv", delimiter=",", skip_header=1)


@cache
def read_columns(name: str) -> np.ndarray:
    return np.genfromtxt(FOLDER / f"{name}.csv", delimiter=",", names=True)


@cache
def calibrated(name: str) -> Calibration:
    return calibrate(read_table(f"irt_{name}"), OFFERED[name], lowest=LOWEST[name])


def mirt(name: str) -> dict:
    return read_json(f"irt_{name}")["mirt"]


def model_of(pars: dict, lowest: int) -> GradedModel:
    """The model with the slopes and intercepts of one JSON object per item."""
    slopes = [item["a1"] for item in pars.values()]
    intercepts = [np.atleast_1d(item["d"]).tolist() for item in pars.values()]
    return intercept_model(slopes, intercepts, lowest=lowest)


def mirt_model(name: str) -> GradedModel:
    return model_of(mirt(name)["slope_intercept"], LOWEST[name])


@cache
def cat_bank() -> GradedModel:
    table = read_table("cat_bank")
    return graded_model(table[:, 1], list(table[:, 2:]))


def simulate(model: GradedModel, people: int, seed: int) -> np.ndarray:
    """Answers of people drawn from N(0, 1), in the model's own numbering from 0."""
    random = np.random.default_rng(seed)
    trait = random.normal(size=(people, 1))
    columns = [
        (random.uniform(size=(people, 1)) < 1 / (1 + np.exp(-a * (trait - b)))).sum(1)
        for a, b in zip(model.slopes, model.locations, strict=True)
    ]
    return np.stack(columns, axis=1).astype(float)
