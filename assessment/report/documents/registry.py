"""All kinds of documents. A new one is a folder, an import and a name in the list."""

from assessment.report.documents import (
    bijlage,
    gesprekswijzer,
    intervisiekaart,
    orientatieverslag,
    plan,
    plan_anderen,
    praktijkkaart,
    volledig,
)
from assessment.report.documents.kinds import DocumentKind

# In the order of the page that offers them; that page is the one of the first for this phase.
KINDS: tuple[DocumentKind, ...] = (
    plan.KIND,
    plan_anderen.KIND,
    orientatieverslag.KIND,
    bijlage.KIND,
    volledig.KIND,
    gesprekswijzer.KIND,
    intervisiekaart.KIND,
    praktijkkaart.KIND,
)
CARD = praktijkkaart.KIND.name

_BY_NAME = {kind.name: kind for kind in KINDS}


def find_main_kind(phase: str) -> DocumentKind:
    """Return the main document for somebody in this phase: the first that is theirs."""
    return next(kind for kind in KINDS if phase in kind.phases)


def find_kind(name: str) -> DocumentKind:
    """Return the kind of this name, or raise KeyError."""
    return _BY_NAME[name]
