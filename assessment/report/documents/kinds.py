"""Which documents there are, for whom, and which parts a person may share."""

from assessment.wording import clean_text
from values import ASPIRANT

PLAN, GUIDE, CARD, ORIENTATION = "plan", "gesprekswijzer", "intervisiekaart", "orientatieverslag"
DOCUMENTS = (PLAN, GUIDE, CARD, ORIENTATION)

PARTS = ("competenties", "stijl", "waarden", "ervaring", "doelen")

MAX_RECIPIENT = 80  # characters


class DocumentRefused(Exception):
    """A document that cannot be made; ``key`` names the sentence that says why."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def open_to(phase: str) -> tuple[str, ...]:
    """Return the documents that somebody in this phase may have."""
    return tuple(name for name in DOCUMENTS if name != ORIENTATION or phase == ASPIRANT)


def clean_recipient(name: str) -> str:
    """Return for whom a copy is, on one line, or raise DocumentRefused when that is too long."""
    cleaned = " ".join(clean_text(name).split())
    if len(cleaned) > MAX_RECIPIENT:
        raise DocumentRefused("documents.long_recipient", limit=str(MAX_RECIPIENT))
    return cleaned
