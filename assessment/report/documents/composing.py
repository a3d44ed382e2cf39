"""From one person's answers, profile and plan to any of the documents."""

from collections.abc import Sequence
from typing import Any

from assessment.report.compose import compose
from assessment.report.composition.material import Material
from assessment.report.documents.card import card
from assessment.report.documents.guide import guide
from assessment.report.documents.kinds import CARD, GUIDE, PARTS, PLAN, DocumentRefused, open_to
from assessment.report.documents.orientation import orientation
from assessment.report.model import ReportContent


def compose_document(name: str, *, parts: Sequence[str] = PARTS, **given: Any) -> ReportContent:
    """Return the document ``name``; ``given`` is what ``compose`` is given.

    Only a gesprekswijzer looks at ``parts``, and it uses nothing of the others.

    Raises
    ------
    DocumentRefused
        If the document is not for this phase, or a gesprekswijzer is left without any part.
    """
    phase = given["answers"].phase
    if name not in open_to(phase):
        raise DocumentRefused("documents.wrong_phase", document=name, phase=phase)
    if name == PLAN:
        return compose(**given)
    material = Material(**given)
    if name == GUIDE:
        chosen = [part for part in PARTS if part in parts]
        if not chosen:
            raise DocumentRefused("documents.no_part")
        return guide(material, chosen)
    return card(material) if name == CARD else orientation(material)
