"""Ten questions for an hour together, chosen by what a college has in common; never by chance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessment.instruments.model import Dilemma
from assessment.phrases import lower_first
from assessment.texts import Texts
from values import ValueMap

QUESTIONS = Texts(Path(__file__).with_name("hour.toml"))


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a college: ids of clusters and styles."""

    close: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    often: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def choose_questions(
    common: Told, value_map: ValueMap, dilemmas: Sequence[Dilemma]
) -> tuple[str, ...]:
    """Return the questions that fit what is told, those for any college, and last a dilemma.

    One question of a kind comes before the second of that kind, so that a college that misses
    four styles still talks about its values.
    """
    kinds = [list(kind) for kind in (_tensions(common, value_map), _of("missing", common.missing),
                                     _of("apart", common.apart), _of("often", common.often),
                                     _close(common, value_map))]  # fmt: skip
    fitting = []
    while any(kinds):
        fitting += [kind.pop(0) for kind in kinds if kind]
    asked = [*fitting, *QUESTIONS.listed("always.questions")]
    last = QUESTIONS.say("dilemma.scene", scene=_choose_dilemma(common, value_map, dilemmas).scene)
    return (*asked[: int(QUESTIONS.tables["number"]) - 1], last)


def _choose_dilemma(common: Told, value_map: ValueMap, dilemmas: Sequence[Dilemma]) -> Dilemma:
    """Return the dilemma with most values of clusters that lie apart, or else the first.

    What members chose in a dilemma is not looked at: that is theirs.
    """

    def count_apart(dilemma: Dilemma) -> int:
        values = (dilemma.first, dilemma.second)
        return sum(value_map.cluster_of[value].id in common.apart for value in values)

    return max(dilemmas, key=count_apart)


def _of(kind: str, ids: tuple[str, ...]) -> Iterator[str]:
    table: dict[str, Any] = QUESTIONS.tables[kind]
    yield from (str(table[one]) for one in ids)


def _close(common: Told, value_map: ValueMap) -> Iterator[str]:
    for cluster in value_map.clusters:
        if cluster.id in common.close:
            yield QUESTIONS.say("close.cluster", cluster=lower_first(cluster.name))
            return


def _tensions(common: Told, value_map: ValueMap) -> Iterator[str]:
    """Yield the question about an axis of which one end is missing and the other is often there."""
    for axis in value_map.axes:
        for style, other in ((axis.pole1, axis.pole2), (axis.pole2, axis.pole1)):
            if style in common.missing and other in common.often:
                names = (value_map.style[one].name for one in (style, other))
                style_name, other_name = (lower_first(name) for name in names)
                yield QUESTIONS.say("tension.pair", style=style_name, other=other_name)
