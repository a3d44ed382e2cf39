"""What came of a round, frozen: rounded numbers of groups, what is named, and texts without order.

It holds all that is ever told. Nothing in it is of one other, so it can be shown, released and
copied as it is.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = "bop-others/1"
TOLD_OF_PLAN = 2  # the version of what others are asked from which they read that of the plan


@dataclass(frozen=True, slots=True)
class View:
    """What some groups see together: a score with its 90 % interval. Of how many is not kept."""

    groups: tuple[str, ...]
    score: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Told:
    """One competency or axis: the own score beside what others see, together and by group.

    ``own`` is None without an own score, ``together`` without enough others; ``agreement`` is
    "agree", "differ", or empty.
    """

    about: str
    own: View | None
    together: View | None
    views: tuple[View, ...]
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A whole result. ``groups`` are those that are shown, each alone or together with others.

    ``version`` is that of what others were asked and told, ``raters`` how many answered at least.
    ``often`` holds virtues of which others surely see the conduct often: of these nothing else is
    told. ``named`` has the competencies by kind, ``overall`` is 1 where the own scores are higher.
    """

    version: int
    raters: int
    groups: tuple[tuple[str, ...], ...]
    competencies: tuple[Told, ...]
    axes: tuple[Told, ...]
    often: tuple[str, ...]
    named: Mapping[str, tuple[str, ...]]
    overall: int
    texts: Mapping[str, tuple[str, ...]]

    @property
    def may_stand_in_plan(self) -> bool:
        """Return whether others read beforehand that it may stand in a plan."""
        return is_told_of_plan(self.version)

    @property
    def names_any(self) -> bool:
        """Return whether anything is named."""
        return any(self.named.values())


def is_told_of_plan(version: int) -> bool:
    """Return whether who answers this version is told that the result may stand in a plan."""
    return version >= TOLD_OF_PLAN


def write_outcome(outcome: Outcome) -> str:
    """Return a result as JSON, to be kept."""
    return json.dumps({"format": FORMAT, **asdict(outcome)}, ensure_ascii=False, sort_keys=True)


def read_outcome(text: str) -> Outcome:
    """Return a result that was kept; ValueError when it is of another format."""
    read = json.loads(text)
    if read.pop("format", None) != FORMAT:
        raise ValueError("this result of others is of another format")
    return Outcome(
        **{
            **read,
            "groups": tuple(tuple(groups) for groups in read["groups"]),
            "competencies": tuple(map(_told, read["competencies"])),
            "axes": tuple(map(_told, read["axes"])),
            "often": tuple(read["often"]),
            "named": {kind: tuple(names) for kind, names in read["named"].items()},
            "texts": {theme: tuple(texts) for theme, texts in read["texts"].items()},
        }
    )


def _told(read: Mapping[str, Any]) -> Told:
    return Told(
        about=read["about"],
        own=_view(read["own"]),
        together=_view(read["together"]),
        views=_views(read["views"]),
        agreement=read["agreement"],
    )


def _views(read: Sequence[Mapping[str, Any]]) -> tuple[View, ...]:
    return tuple(view for one in read if (view := _view(one)) is not None)


def _view(read: Mapping[str, Any] | None) -> View | None:
    if read is None:
        return None
    return View(tuple(read["groups"]), read["score"], read["low"], read["high"])
