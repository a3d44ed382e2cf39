"""Two results of others beside each other: what they said then and now, and no change is named.

At the number of others that answer, a difference this size is as a rule chance, and the others need
not be the same people (docs/adr/0036, docs/manual/studie/anderen-toen-en-nu.json).
"""

from collections.abc import Iterator
from datetime import date

from assessment.phrases import long_date
from assessment.report.documents.anderen.texts import say
from assessment.report.model import Block, Paragraph, Section, Table
from values import ValueMap
from values.others import Outcome, View


def compare_results(
    before: Outcome, after: Outcome, value_map: ValueMap, *, begun_before: date
) -> tuple[Section, ...]:
    """Return a chapter with both numbers of each competency that both tell; none where none is.

    It is made of what the two results tell of all others together, so it tells nothing that these
    do not: no group, no text and no number of how many saw a competency.
    """
    rows = tuple(_pair(before, after, value_map))
    if not rows:
        return ()
    header = tuple(say(f"again.{column}") for column in ("name", "then", "now"))
    blocks: tuple[Block, ...] = (
        Paragraph(say("again.lead", day=long_date(begun_before))),
        Table(say("again.caption"), header, rows, (0.5, 0.25, 0.25)),
        Paragraph(say("again.no_change")),
    )
    return (Section("toen-en-nu", say("again.title"), blocks),)


def _pair(before: Outcome, after: Outcome, value_map: ValueMap) -> Iterator[tuple[str, str, str]]:
    earlier = {told.about: told.together for told in before.competencies}
    for told in after.competencies:
        then, now = earlier.get(told.about), told.together
        if then is not None and now is not None:
            yield value_map.competency[told.about].name, _score(then), _score(now)


def _score(view: View) -> str:
    return say("others.score", score=view.score, low=view.low, high=view.high)
