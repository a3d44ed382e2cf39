"""Two results of others beside each other: what they said then and now, and what surely changed.

How often what is named is true: docs/manual/studie/anderen-toen-en-nu.json.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from assessment.phrases import long_date, quoted
from assessment.report.documents.anderen.texts import say
from assessment.report.model import Block, Paragraph, Section, Table
from values import ValueMap
from values.others import Outcome, View


def compare_results(
    before: Outcome,
    after: Outcome,
    value_map: ValueMap,
    *,
    more: Sequence[str],
    less: Sequence[str],
    begun_before: date,
) -> tuple[Section, ...]:
    """Return a chapter with both numbers of each competency that both tell; none where none is.

    It is made of what the two results tell of all others together, so it tells nothing that these
    do not: no group, no text and no number of how many saw a competency. ``more`` and ``less`` are
    the competencies that surely changed.
    """
    rows = tuple(_pair(before, after, value_map))
    if not rows:
        return ()
    header = tuple(say(f"again.{column}") for column in ("name", "then", "now"))
    blocks: tuple[Block, ...] = (
        Paragraph(say("again.lead", day=long_date(begun_before))),
        *_name_changes(value_map, {"more": more, "less": less}),
        Table(say("again.caption"), header, rows, (0.5, 0.25, 0.25)),
        Paragraph(say("again.sure"), "small"),
    )
    return (Section("toen-en-nu", say("again.title"), blocks),)


def _name_changes(value_map: ValueMap, changed: Mapping[str, Sequence[str]]) -> Iterator[Block]:
    if not any(changed.values()):
        yield Paragraph(say("again.nothing"))
    for key, found in changed.items():
        if found:
            names = quoted([value_map.competency[one].name for one in found])
            yield Paragraph(say(f"again.{key}", names=names))


def _pair(before: Outcome, after: Outcome, value_map: ValueMap) -> Iterator[tuple[str, str, str]]:
    earlier = {told.about: told.together for told in before.competencies}
    for told in after.competencies:
        then, now = earlier.get(told.about), told.together
        if then is not None and now is not None:
            yield value_map.competency[told.about].name, _score(then), _score(now)


def _score(view: View) -> str:
    return say("others.score", score=view.score, low=view.low, high=view.high)
