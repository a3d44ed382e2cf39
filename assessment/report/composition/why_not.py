"""Why a programme is not suggested, in one sentence with the numbers behind it."""

from collections.abc import Mapping

from assessment.phrases import quoted, score
from assessment.plan.model import PassedOver, Reason
from assessment.report.composition.material import Material

NUMBERED = ("covered", "tied", "less")


def reason_text(m: Material, passed: PassedOver) -> str:
    """Return why a programme for the phase of this person is not suggested."""
    return m.say(f"programmes.not_{passed.because.replace('-', '_')}", **_values(m, passed))


def score_text(m: Material, competency: str) -> str:
    """Return the score of a competency with its interval, or a dash."""
    found = m.estimate(competency)
    return m.say("numbers.none") if found is None else score(found)


def _values(m: Material, passed: PassedOver) -> Mapping[str, str]:
    programme = m.catalogue.programme(passed.programme)
    required = [p for p in programme.requires if p not in m.plan.followed]
    values = {"required": quoted([m.catalogue.programme(one).name for one in required])}
    if passed.reason is None:
        return values
    return values | {
        "competency": quoted([m.name(passed.reason.need.competency)]),
        "score": score_text(m, passed.reason.need.competency),
        "role": _role(m, passed.reason),
        "against": m.catalogue.programme(passed.against).name,
        "other": _other(m, passed),
    }


def _other(m: Material, passed: PassedOver) -> str:
    """Return what the suggestion beside it was chosen for: its role there, or the competency."""
    [first] = [s.reasons[0] for s in m.suggestions.programmes if s.programme == passed.against]
    if passed.because == "less":
        return quoted([m.name(first.need.competency)])
    return _role(m, first)


def _role(m: Material, reason: Reason) -> str:
    return m.say(f"programmes.as_{reason.weight}")
