"""Why a programme is not suggested, in one sentence with the numbers behind it."""

from collections.abc import Mapping

from assessment.phrases import quoted, score
from assessment.plan.model import PassedOver, Reason
from assessment.report.composition.material import Material

NUMBERED = ("covered", "tied", "less")


def reason_text(material: Material, passed: PassedOver) -> str:
    """Return why a programme for the phase of this person is not suggested."""
    return material.say(
        f"programmes.not_{passed.because.replace('-', '_')}", **_values(material, passed)
    )


def score_text(material: Material, competency: str) -> str:
    """Return the score of a competency with its interval, or a dash."""
    estimate = material.estimate(competency)
    return material.say("numbers.none") if estimate is None else score(estimate)


def _values(material: Material, passed: PassedOver) -> Mapping[str, str]:
    programme = material.catalogue.programme(passed.programme)
    required = [p for p in programme.requires if p not in material.plan.followed]
    values = {
        "required": quoted(
            [material.catalogue.programme(programme_id).name for programme_id in required]
        )
    }
    if passed.reason is None:
        return values
    return values | {
        "competency": quoted([material.name(passed.reason.need.competency)]),
        "score": score_text(material, passed.reason.need.competency),
        "role": _role(material, passed.reason),
        "against": material.catalogue.programme(passed.against).name,
        "other": _other(material, passed),
    }


def _other(material: Material, passed: PassedOver) -> str:
    """Return what the suggestion beside it was chosen for: its role there, or the competency."""
    [first] = [
        suggestion.reasons[0]
        for suggestion in material.suggestions.programmes
        if suggestion.programme == passed.against
    ]
    if passed.because == "less":
        return quoted([material.name(first.need.competency)])
    return _role(material, first)


def _role(material: Material, reason: Reason) -> str:
    return material.say(f"programmes.as_{reason.weight}")
