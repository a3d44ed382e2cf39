"""What the norms refuse: somebody who may not count, and a norm that may not be used."""

from enum import StrEnum
from typing import Any


class IneligibleError(ValueError):
    """Somebody is among those who count and may not be, or is there twice."""


class Unavailable(StrEnum):
    """Why a norm may not be published or used."""

    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"
    SMALL = "small"
    EMPTY = "empty"
    EARLY = "early"
    EXPIRED = "expired"


class NormUnavailableError(ValueError):
    """A norm may not be published or used; ``facts`` are the numbers and days that say why."""

    def __init__(self, reason: Unavailable, **facts: Any) -> None:
        told = ", ".join(f"{name} {value}" for name, value in facts.items())
        super().__init__(f"{reason} norm: {told}" if told else f"{reason} norm")
        self.reason = reason
        self.facts = facts
