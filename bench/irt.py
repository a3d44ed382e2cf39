"""The graded response model: calibrating a scale, and scoring a hundred thousand people on it."""

from typing import Any

import numpy as np

from assessment.psychometrics.irt import calibrate, graded_model, score_eap
from bench.quantiles import p50, spread_ms, timed_ms

TIMES, WARM = 20, 2
SLOPES = [1.6, 1.1, 2.1, 2.1, 1.4, 1.5]
LOCATIONS = [
    [-1.8, -0.6, 0.8, 1.9],
    [-1.0, -0.1, 1.3, 2.2],
    [-2.1, -0.6, 0.6, 1.6],
    [-2.1, -1.2, 0.5, 1.9],
    [-2.2, -0.5, 0.2, 1.9],
    [-1.3, -0.1, 1.2, 2.3],
]


def measure() -> dict[str, dict[str, Any]]:
    """Return milliseconds per calibration of 2000 x 6 x 5 and per EAP with SE of 100,000."""
    few, many = _answers(2_000), _answers(100_000)
    model = graded_model(SLOPES, LOCATIONS)

    def calibration() -> object:
        return calibrate(few, 5)

    def scores() -> object:
        return score_eap(model, many)

    figures = {}
    for name, task in (("calibrate_2000x6x5", calibration), ("eap_100000", scores)):
        timed_ms(WARM, task)
        times = timed_ms(TIMES, task)
        figures[name] = {"value": round(p50(times), 2), **spread_ms(times)}
    return figures


def _answers(people: int) -> np.ndarray:
    """Return answers 0..4 of people drawn from N(0, 1), the same every time."""
    random = np.random.default_rng(2026)
    trait = random.normal(size=(people, 1))
    columns = [
        (random.uniform(size=(people, 1)) < 1 / (1 + np.exp(-a * (trait - np.array(b))))).sum(1)
        for a, b in zip(SLOPES, LOCATIONS, strict=True)
    ]
    return np.stack(columns, axis=1).astype(float)
