"""The characters of one's own text that no font of ours can draw, told before it is printed."""

import json
from collections.abc import Sequence

from assessment.instruments import write_answers
from assessment.plan import write_plan
from assessment.report.scripts import find_missing
from assessment.services.reporting import Result


def find_missing_letters(result: Result) -> tuple[str, ...]:
    """Return every character in the answers and the plan that a document will show as a box."""
    own = [write_answers(result.answers), write_plan(result.plan)]
    return find_missing(json.dumps(own, ensure_ascii=False))


def name_letters(characters: Sequence[str]) -> str:
    """Return the characters with their numbers, as people look them up: "𓀀 (U+13000)"."""
    return ", ".join(f"{character} (U+{ord(character):04X})" for character in characters)
