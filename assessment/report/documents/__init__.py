"""The documents beside the plan: gesprekswijzer, intervisiekaart and oriëntatieverslag."""

from assessment.report.documents.composing import compose_document
from assessment.report.documents.kinds import (
    DOCUMENTS,
    GUIDE,
    ORIENTATION,
    PARTS,
    PLAN,
    DocumentRefused,
    open_to,
)

__all__ = [
    "DOCUMENTS",
    "GUIDE",
    "ORIENTATION",
    "PARTS",
    "PLAN",
    "DocumentRefused",
    "compose_document",
    "open_to",
]
