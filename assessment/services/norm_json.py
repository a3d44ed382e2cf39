"""A norm set as JSON (``bop-norm/1``): in full precision, read back to the same.

In the file every scale repeats what the whole norm is about, so that a scale can be used alone.
"""

from collections.abc import Mapping
from typing import Any

from assessment.norms.norm_sets import NormSet
from assessment.services.version_json import read_record, write_record

FORMAT = "bop-norm/1"
OWN = ("people", "first_day", "last_day", "table")  # of a scale, and not of the whole norm


def norm_to_json(norm: NormSet) -> dict[str, Any]:
    """Return a norm set as a JSON object; dates as in 2026-11-23."""
    table = write_record(norm, format=FORMAT)
    scales = {name: _spread_out(name, scale, table) for name, scale in table["scales"].items()}
    return {**table, "scales": scales}


def norm_from_json(table: Mapping[str, Any]) -> NormSet:
    """Return the norm set in ``table``, equal to the one that was written.

    Raises
    ------
    ValueError
        If it has another format.
    """
    scales = {name: _gathered(scale) for name, scale in table["scales"].items()}
    return read_record(NormSet, {**table, "scales": scales}, format=FORMAT)


def _spread_out(name: str, scale: Mapping[str, Any], norm: Mapping[str, Any]) -> dict[str, Any]:
    """Return a scale as it stands in the file, in the order of the format."""
    population = norm["population"]
    return {
        "norm": {
            "scale": name,
            "instrument": norm["instrument"],
            "population": population["description"],
            "population_size": population["size"],
            "invited": population["invited"],
            "people": scale["people"],
            "first_day": scale["first_day"],
            "last_day": scale["last_day"],
            "composition": {},  # told of the whole norm only
            "table": scale["table"],
            "published_on": norm["published_on"],
        },
        "reliability": scale["reliability"],
        "problem": scale["problem"],
    }


def _gathered(scale: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a ``ScaleNorm`` from a scale in the file."""
    own = {name: scale["norm"][name] for name in OWN}
    return {**own, "reliability": scale["reliability"], "problem": scale["problem"]}
