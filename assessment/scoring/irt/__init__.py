"""The graded response model: calibrate a scale, score people, select items."""

from assessment.scoring.irt.model import graded_model, intercept_model
