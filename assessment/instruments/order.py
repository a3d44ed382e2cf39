"""The order in which a person gets the items, and how many pages they fill."""

from math import ceil

from assessment.instruments.model import Item


def rotated(items: tuple[Item, ...], seed: int) -> tuple[Item, ...]:
    """Return ``items`` beginning at a place that follows from ``seed``; kinds stay together.

    Only the leading run of one kind is turned, so that scenarios keep following the pairs.
    Open questions and choice sets keep their order: theirs carries meaning or is a design.
    """
    first = items[0].kind if items else ""
    if first not in ("rating", "pair"):
        return items
    run = [item for item in items if item.kind == first]
    start = seed % len(run)
    return (*run[start:], *run[:start], *(item for item in items if item.kind != first))


def page_count(items: tuple[Item, ...], per_page: int) -> int:
    """Return how many pages ``items`` fill."""
    return ceil(len(items) / per_page)
