"""What others see in a few lines: what is named, with both scores, for a talk or for a plan."""

from collections.abc import Iterator

from assessment.phrases import joined, quoted
from assessment.report.documents.anderen.texts import say
from assessment.report.model import Block, Paragraph
from values import ValueMap
from values.others import Outcome, View

STEP = 5  # points to which the numbers are rounded
KINDS = ("both_more", "others_more", "self_more", "both_less")


def list_kinds(outcome: Outcome) -> list[str]:
    """Return in which ways something is named."""
    return [kind for kind in KINDS if outcome.named[kind]]


def tell_briefly(outcome: Outcome, value_map: ValueMap) -> Iterator[Block]:
    """Yield what is named, or that nothing is; no virtue, no group and no text is in it."""
    found = list_kinds(outcome)
    yield Paragraph(
        say("brief.lead_named" if found else "brief.lead", raters=outcome.raters, step=STEP)
    )
    if not found:
        yield Paragraph(say("others.nothing"))
    for kind in found:
        names = joined([_place(outcome, name, value_map) for name in outcome.named[kind]])
        yield Paragraph(say("brief.named", kind=say(f"others.{kind}"), names=names))
    if outcome.overall:
        key = "overall_self" if outcome.overall > 0 else "overall_others"
        yield Paragraph(say(f"others.{key}"))


def _place(outcome: Outcome, name: str, value_map: ValueMap) -> str:
    """Return a competency with both scores and their intervals."""
    told = next(one for one in outcome.competencies if one.about == name)
    return say(
        "brief.place",
        name=quoted([value_map.competency[name].name]),
        seen=_score(told.together),
        own=_score(told.own),
    )


def _score(view: View | None) -> str:
    if view is None:
        return say("others.none")
    return say("brief.score", score=view.score, low=view.low, high=view.high)
