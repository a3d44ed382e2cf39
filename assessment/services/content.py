"""Everything that is asked and offered, read once; and the check of all of it."""

from dataclasses import dataclass
from functools import cache

from assessment.instruments import Library, load_library
from assessment.instruments import checks as instrument_checks
from assessment.instruments.loader import read_library
from assessment.plan import Catalogue, load_catalogue
from assessment.plan import checks as plan_checks
from assessment.plan.loader import read_catalogue
from values import ValueMap, load_value_map
from values import checks as value_checks
from values.loader import read_value_map
from values.toml_reading import ContentError


@dataclass(frozen=True, slots=True)
class Content:
    """The vocabulary, the instruments and the catalogue."""

    value_map: ValueMap
    library: Library
    catalogue: Catalogue


@cache
def load_content() -> Content:
    """Return the shipped content, or raise ContentError."""
    return Content(load_value_map(), load_library(), load_catalogue())


def check_content() -> list[str]:
    """Return every problem in the shipped content, one sentence each."""
    try:
        value_map = read_value_map()
    except ContentError as error:
        return error.problems
    problems = value_checks.problems(value_map)
    try:
        problems += instrument_checks.problems(read_library(value_map), value_map)
    except ContentError as error:
        problems += error.problems
    try:
        problems += plan_checks.problems(read_catalogue(), value_map)
    except ContentError as error:
        problems += error.problems
    return problems
