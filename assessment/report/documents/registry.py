"""All kinds of documents. A new one is a folder, an import and a name in the list."""

from assessment.report.documents import (
    gesprekswijzer,
    intervisiekaart,
    orientatieverslag,
    plan,
    praktijkkaart,
)
from assessment.report.documents.kinds import DocumentKind

# In the order of the page that offers them; that page is the one of the first.
KINDS: tuple[DocumentKind, ...] = (
    plan.KIND,
    orientatieverslag.KIND,
    gesprekswijzer.KIND,
    intervisiekaart.KIND,
    praktijkkaart.KIND,
)
PLAN, CARD = plan.KIND.name, praktijkkaart.KIND.name

_BY_NAME = {kind.name: kind for kind in KINDS}


def find_kind(name: str) -> DocumentKind:
    """Return the kind of this name, or raise KeyError."""
    return _BY_NAME[name]
