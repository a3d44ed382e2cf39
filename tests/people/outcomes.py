"""What others said of somebody, made up: seven in two groups, who see one thing more often."""

from dataclasses import replace
from typing import Any

from values import ValueMap
from values.others import Outcome, Told, View

SEEN = View(("college", "raad"), 60, 45, 75)
OWN = View((), 40, 25, 55)
COLLEGE, RAAD = replace(SEEN, groups=("college",)), replace(SEEN, groups=("raad",))


def make_outcome(value_map: ValueMap, **changes: Any) -> Outcome:
    shown = [c.id for c in value_map.competencies if not c.virtue]
    outcome = Outcome(
        version=2,
        raters=7,
        groups=(("college",), ("raad",)),
        competencies=tuple(Told(one, OWN, SEEN, (COLLEGE, RAAD), "agree") for one in shown),
        axes=tuple(Told(axis.id, None, replace(SEEN, score=-20), ()) for axis in value_map.axes),
        often=(),
        named={"both_more": (), "both_less": (), "others_more": ("POL1",), "self_more": ()},
        overall=-1,
        texts={"houden": ("Je luistert.", "Rust & <b>orde</b>"), "proberen": ()},
    )
    return replace(outcome, **changes)
