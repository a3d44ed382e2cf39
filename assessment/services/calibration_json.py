"""A calibration as JSON (``bop-calibration/1``): in full precision, read back to the same."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from assessment.norms.calibrations import CalibrationSet, ScaleCalibration
from assessment.psychometrics.irt import MergedCategory

FORMAT = "bop-calibration/1"


def calibration_to_json(calibration: CalibrationSet) -> dict[str, Any]:
    """Return ``calibration`` as a JSON object; dates as in 2026-11-23."""
    text = json.dumps({"format": FORMAT, **asdict(calibration)}, default=date.isoformat)
    return dict(json.loads(text))


def calibration_from_json(table: Mapping[str, Any]) -> CalibrationSet:
    """Return the calibration in ``table``, equal to the one that was written.

    Raises
    ------
    ValueError
        If it has another format.
    """
    if table["format"] != FORMAT:
        raise ValueError(table["format"])
    given = {key: value for key, value in table.items() if key != "format"}
    read = {
        "offices": tuple(table["offices"]),
        "phases": tuple(table["phases"]),
        "first_day": date.fromisoformat(table["first_day"]),
        "last_day": date.fromisoformat(table["last_day"]),
        "scales": {name: _scale(scale) for name, scale in table["scales"].items()},
    }
    return CalibrationSet(**{**given, **read})


def _scale(table: Mapping[str, Any]) -> ScaleCalibration:
    merged = tuple(
        MergedCategory(one["item"], tuple(one["answers"]), tuple(one["used"]))
        for one in table["merged"]
    )
    return ScaleCalibration(**{**{k: _frozen(v) for k, v in table.items()}, "merged": merged})


def _frozen(value: Any) -> Any:
    """Return lists as tuples, also inside one another."""
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
