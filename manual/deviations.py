"""Where our numbers first differed from those of R, computed again from the reference files."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import rankdata

from assessment.psychometrics.agreement.intraclass import one_way, shrout_fleiss
from assessment.psychometrics.agreement.rater_agreement import kendall_w, krippendorff
from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.dif.item_dif import scale_dif
from assessment.psychometrics.irt import (
    StopRule,
    ask_adaptively,
    normal_grid,
    score_map,
    score_wle,
)
from assessment.psychometrics.irt.model import graded_model, intercept_model
from assessment.psychometrics.reliability.classical import item_rest

FOLDER = Path(__file__).parent.parent / "tests" / "reference"
STOP = 0.40  # posterior SD at which catR stopped


def list_deviations() -> dict[str, Any]:
    """Return the numbers of each difference, by its name."""
    judges, told = _table("icc_shrout_fleiss.csv"), _read("icc_shrout_fleiss")
    return {
        "krippendorff": {
            level: {"r": told[f"kripp_alpha_{level}"], "ours": krippendorff(judges, level=level)}
            for level in ("interval", "ordinal")
        },
        "dif": _dif(),
        "icc2k": _intervals(judges, told),
        "icc1": _group_size(),
        "kendall": {
            "r": told["kendall_W"]["W"],
            "ours": kendall_w(judges).w,
            "uncorrected": _uncorrected(judges),
        },
        "rest": _missing_answers(),
        "irt": _errors_of_scores(),
        "cat": _grid_ends(),
    }


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _columns(name: str) -> dict[str, list[str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {column: [row[column] for row in rows] for column in rows[0]}


def _table(name: str, names: list[str] | None = None) -> Floats:
    columns = _columns(name)
    chosen = [columns[column] for column in names or columns]
    return np.array(
        [[float(x) if x not in ("", "NA") else np.nan for x in column] for column in chosen]
    ).T


def _dif() -> dict[str, float]:
    """Return how far our log-likelihoods and tests lie from those of MASS::polr."""
    told = _read("dif_bfi_C")
    items = list(told["items"])
    group = _table("dif_bfi_C.csv", ["gender"])[:, 0] - 1
    found = scale_dif(_table("dif_bfi_C.csv", items), group, low=1, high=6)
    ours = np.array([one.log_likelihoods for one in found])
    theirs = np.array([told["items"][item]["logLik"] for item in items])
    names = ("uniform", "nonuniform", "total")
    tests = np.array([[one.uniform, one.nonuniform, one.total] for one in found])
    in_r = np.array([[told["items"][item][f"chisq_{name}"] for name in names] for item in items])
    gained = ours - theirs
    return {
        "highest": float(gained.max()),
        "lowest": float(gained.min()),
        "chi_squared": float(np.abs(tests - in_r).max()),
    }


def _intervals(judges: Floats, reference: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """Return the interval of ICC(2,k): ours, psych's and irr's."""
    ours = shrout_fleiss(judges).icc2k
    psych, irr = reference["psych"]["ICC2k"], reference["irr"]["twoway_agreement_average"]
    return {
        "ours": (ours.low, ours.high),
        "psych": (psych["lower95"], psych["upper95"]),
        "irr": (irr["lower95"], irr["upper95"]),
    }


def _group_size() -> dict[str, float]:
    """Return ICC(1) with the mean group size, as multilevel, and with k0."""
    told, columns = _read("groups_bhr2000"), _columns("groups_bhr2000.csv")
    items = _table("groups_bhr2000.csv", told["items"])
    found = one_way(items.mean(axis=1), columns["group"])
    return {
        "r": told["ICC1_score"],
        "mean_size": found.icc1_mean_size,
        "k0": found.icc1,
        "k0_size": found.k0,
        "size": found.mean_size,
    }


def _errors_of_scores() -> dict[str, float]:
    """Return the largest difference with mirt in the standard errors of MAP and WLE."""
    largest = {"map": 0.0, "wle": 0.0, "map_theta": 0.0, "wle_theta": 0.0}
    for name, lowest in (("bfi_C", 1), ("lsat6", 0), ("sim2000x6x5", 0)):
        pars = _read(f"irt_{name}")["mirt"]["slope_intercept"].values()
        model = intercept_model(
            [item["a1"] for item in pars],
            [np.atleast_1d(item["d"]).tolist() for item in pars],
            lowest=lowest,
        )
        told = np.genfromtxt(FOLDER / f"irt_{name}_scores.csv", delimiter=",", names=True)
        answers = _table(f"irt_{name}.csv")[told["row"].astype(int) - 1]
        for key, score in (("map", score_map), ("wle", score_wle)):
            found, column = score(model, answers), key.upper()
            se, theta = found.se - told[f"{column}_SE"], found.theta - told[column]
            largest[key] = max(largest[key], float(np.abs(se).max()))
            largest[f"{key}_theta"] = max(largest[f"{key}_theta"], float(np.abs(theta).max()))
    return largest


def _grid_ends() -> dict[str, float]:
    """Return the largest difference with catR along the paths, from the ends of its grid."""
    bank, given = _table("cat_bank.csv"), _table("cat_responses.csv")[:, 1:]
    model, grid = graded_model(bank[:, 1], list(bank[:, 2:])), normal_grid(121)
    largest = {"theta": 0.0, "se": 0.0}
    for answers, told in zip(given, _read("cat")["results"], strict=True):
        found = ask_adaptively(model, answers, StopRule(STOP), grid=grid)
        for key, path in (("theta", found.theta), ("se", found.se)):
            off = np.abs(path - np.array(told[f"{key}_path"])).max()
            largest[key] = max(largest[key], float(off))
    return largest


def _uncorrected(judges: Floats) -> float:
    """Return Kendall's W as if nobody had given two targets the same rank."""
    n, m = judges.shape
    sums = np.sum([rankdata(judge) for judge in judges.T], axis=0)
    return float(12 * ((sums - sums.mean()) ** 2).sum() / (m**2 * (n**3 - n)))


def _missing_answers() -> dict[str, float]:
    """Return how far item-rest correlations over pairs lie from psych, and from complete people."""
    with_r, with_complete = 0.0, 0.0
    for told in _read("ctt_bfi_ACE")["scales"].values():
        answers = _table("ctt_bfi_ACE.csv", told["items"])
        turned = [item in told["reversed"] for item in told["items"]]
        answers = np.where(turned, sum(told["response_range"]) - answers, answers)
        pairs = item_rest(answers, missing="pairwise")
        stats = told["pairwise"]["item_stats"]
        in_r = np.array([stats[item]["r_drop"] for item in told["items"]])
        with_r = max(with_r, float(np.abs(pairs - in_r).max()))
        with_complete = max(with_complete, float(np.abs(pairs - item_rest(answers)).max()))
    return {"r": with_r, "complete": with_complete}
