"""What to do next: the catalogue, the suggestion rule, and the owner's plan."""

from assessment.plan.loader import load_catalogue
from assessment.plan.model import MAX_GOALS, Catalogue, Goal, Plan, Programme, Suggestions
from assessment.plan.plan_file import read_plan, write_plan
from assessment.plan.situation import Situation
from assessment.plan.suggest import suggest

__all__ = [
    "MAX_GOALS",
    "Catalogue",
    "Goal",
    "Plan",
    "Programme",
    "Situation",
    "Suggestions",
    "load_catalogue",
    "read_plan",
    "suggest",
    "write_plan",
]
