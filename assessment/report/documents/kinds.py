"""Which documents there are, for whom, and which parts a person may share."""

from assessment.instruments.model import ASPIRANT

PLAN, GUIDE, CARD, ORIENTATION = "plan", "gesprekswijzer", "intervisiekaart", "orientatieverslag"
DOCUMENTS = (PLAN, GUIDE, CARD, ORIENTATION)

PARTS = ("competenties", "stijl", "waarden", "ervaring", "doelen")


class DocumentRefused(Exception):
    """A document that cannot be made; ``key`` names the sentence that says why."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def open_to(phase: str) -> tuple[str, ...]:
    """Return the documents that somebody in this phase may have."""
    return tuple(name for name in DOCUMENTS if name != ORIENTATION or phase == ASPIRANT)
