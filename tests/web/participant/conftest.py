"""Where an item of each kind stands, and what can be answered to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from assessment.services import taking
from assessment.services.content import Content
from assessment.store.attempts import Attempt

KINDS = ("rating", "pair", "switching", "scenario", "set", "open", "choice", "choices")


@dataclass(frozen=True)
class Place:
    """One item on the page where it stands, with two answers as fields and as they are kept."""

    page: str
    part: str
    item: Any
    neighbour: Any
    fields: tuple[dict[str, Any], dict[str, Any]]
    kept: tuple[Any, Any]

    @property
    def id(self) -> str:
        """Return the id of the item."""
        return str(self.item.id)


@pytest.fixture
def place(
    content: Content, attempt_id: UUID, stored: Callable[..., Attempt]
) -> Callable[[str], Place]:
    """Return the first item of a kind."""

    def find(kind: str) -> Place:
        attempt = stored()
        for part in taking.list_parts(content, attempt):
            for number in range(1, part.pages + 1):
                items = taking.open_page(content, attempt, part.id, number).items
                for index, item in enumerate(items):
                    if item.kind == kind and len(items) > 1:
                        address = f"/afname/{attempt_id}/{part.id}/{number}"
                        neighbour = items[index - 1]
                        return Place(address, part.id, item, neighbour, *two_answers(item))
        raise LookupError(kind)

    return find


def two_answers(item: Any) -> tuple[Any, Any]:
    """Return two answers to ``item``: as posted fields, and as they are kept."""
    if item.kind == "set":
        a, b, c = item.values[:3]
        kept: tuple[Any, Any] = ({"best": a, "worst": b}, {"best": c, "worst": a})
        posted = tuple({f"{item.id}.{k}": v for k, v in one.items()} for one in kept)
        return posted, kept
    if item.kind == "open":
        kept = ("Ik luister eerst.", "Ik vraag door.")
    elif item.kind == "choice":
        kept = (item.options[0].id, item.options[1].id)
    elif item.kind == "choices":
        ids = [option.id for option in item.options]
        kept = (ids[:1], ids[1:3])
    else:
        return ({item.id: "2"}, {item.id: "5"}), (2, 5)
    return tuple({item.id: one} for one in kept), kept
