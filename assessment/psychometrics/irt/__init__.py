"""The graded response model: calibrate a scale, score people on it, choose which items to ask.

Two answers per item make it the two-parameter logistic model. Start at ``calibrate`` or, with
parameters at hand, at ``graded_model``.
"""

from assessment.psychometrics.irt.adaptive import AdaptivePath, StopRule, ask_adaptively, next_item
from assessment.psychometrics.irt.calibration import Calibration, calibrate
from assessment.psychometrics.irt.climbing import Convergence
from assessment.psychometrics.irt.curves import (
    category_probabilities,
    conditional_se,
    cumulative_probabilities,
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
    "cumulative_probabilities",
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
