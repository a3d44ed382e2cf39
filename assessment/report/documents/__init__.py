"""The documents beside the plan: gesprekswijzer, intervisiekaart and oriëntatieverslag."""

from assessment.report.documents.composing import compose_document
from assessment.report.documents.kinds import (
    DOCUMENTS,
    GUIDE,
    MAX_RECIPIENT,
    ORIENTATION,
    PARTS,
    PLAN,
    DocumentRefused,
    clean_recipient,
    open_to,
)

__all__ = [
    "DOCUMENTS",
    "GUIDE",
    "MAX_RECIPIENT",
    "ORIENTATION",
    "PARTS",
    "PLAN",
    "DocumentRefused",
    "clean_recipient",
    "compose_document",
    "open_to",
]
