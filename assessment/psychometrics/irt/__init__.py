"""The graded response model; two answers per item make it the two-parameter logistic model.

Start at `calibrate` with answers, or at `graded_model` with parameters at hand. Then `score_eap`
for people (`score_map` and `score_wle` are there to compare with), `expected_mean` to say a trait
in answer points, `total_information` and `conditional_se` for where a scale measures well,
`marginal_reliability` for how well on the whole, `person_fit` for who answers against the model,
and `ask_adaptively` or `next_item` for which item to ask.
"""

from assessment.psychometrics.irt.adaptive import AdaptivePath, StopRule, ask_adaptively, next_item
from assessment.psychometrics.irt.calibration import Calibration, calibrate
from assessment.psychometrics.irt.climbing import Convergence
from assessment.psychometrics.irt.curves import (
    category_probabilities,
    conditional_se,
    expected_mean,
    expected_mean_se,
    item_information,
    total_information,
)
from assessment.psychometrics.irt.fit import person_fit
from assessment.psychometrics.irt.grid import Grid, normal_grid
from assessment.psychometrics.irt.merging import MergedCategory
from assessment.psychometrics.irt.model import GradedModel, graded_model, intercept_model
from assessment.psychometrics.irt.persons import PersonScores, score_eap, score_map, score_wle
from assessment.psychometrics.irt.priors import Priors
from assessment.psychometrics.irt.reliability import empirical_reliability, marginal_reliability

__all__ = [
    "AdaptivePath",
    "Calibration",
    "Convergence",
    "GradedModel",
    "Grid",
    "MergedCategory",
    "PersonScores",
    "Priors",
    "StopRule",
    "ask_adaptively",
    "calibrate",
    "category_probabilities",
    "conditional_se",
    "empirical_reliability",
    "expected_mean",
    "expected_mean_se",
    "graded_model",
    "intercept_model",
    "item_information",
    "marginal_reliability",
    "next_item",
    "normal_grid",
    "person_fit",
    "score_eap",
    "score_map",
    "score_wle",
    "total_information",
]
