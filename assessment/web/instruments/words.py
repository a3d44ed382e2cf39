"""The words that the pages of the instruments share."""

from typing import Any

from assessment.services.instruments import asking, proposing
from assessment.web.participant import content
from assessment.wording import TEXTS, say

KINDS = (asking.ANALYSIS, asking.NORM, asking.CALIBRATION, asking.EXPORT)
STATES = (asking.PROPOSED, asking.REFUSED, asking.QUEUED, asking.READY, asking.FAILED)
DECIDED = (proposing.OPEN, proposing.CONFIRMED, proposing.DECLINED, proposing.TAKEN_BACK)


def list_words() -> dict[str, Any]:
    """Return what kinds, states, competencies and reasons are called."""
    return {
        "kinds": {kind: say(f"instrument_kinds.{kind}") for kind in KINDS},
        "states": {state: say(f"instrument_states.{state}") for state in STATES},
        "decided": {state: say(f"proposal_states.{state}") for state in DECIDED},
        "competencies": {one.id: one.name for one in content().value_map.competencies},
        "failures": TEXTS.tables["measurement"],
    }
