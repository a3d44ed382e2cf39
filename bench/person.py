"""The fictional person whose answers are scored and printed: seed 7, the one of the README."""

from functools import cache

from assessment.instruments import Answers
from assessment.services.content import load_content
from assessment.services.simulating import simulate


@cache
def answers() -> Answers:
    """Return a complete set of answers of a wethouder in office."""
    content = load_content()
    return simulate(7, content.library, content.value_map, phase="zittend", office="wethouder")
