"""From one person's answers, profile and plan to any of the documents."""

from collections.abc import Sequence
from dataclasses import replace

from assessment.report.compose import compose
from assessment.report.composition.material import Material
from assessment.report.documents.card import card
from assessment.report.documents.guide import guide
from assessment.report.documents.kinds import (
    CARD,
    GUIDE,
    PARTS,
    PLAN,
    DocumentRefused,
    clean_recipient,
    open_to,
)
from assessment.report.documents.orientation import orientation
from assessment.report.model import ReportContent


def compose_document(
    name: str, material: Material, *, parts: Sequence[str] = PARTS, recipient: str = ""
) -> ReportContent:
    """Return the document ``name``, made from ``material``.

    Only a gesprekswijzer looks at ``parts``, and it uses nothing of the others. With a
    ``recipient`` it is a copy for them, and says so on every page.

    Raises
    ------
    DocumentRefused
        If the document is not for this phase, or a gesprekswijzer is left without any part, or
        the name of the recipient is too long.
    """
    composed = _composed(name, material, parts)
    return replace(composed, recipient=clean_recipient(recipient))


def _composed(name: str, material: Material, parts: Sequence[str]) -> ReportContent:
    phase = material.answers.phase
    if name not in open_to(phase):
        raise DocumentRefused("documents.wrong_phase", document=name, phase=phase)
    if name == PLAN:
        return compose(material)
    if name == GUIDE:
        chosen = [part for part in PARTS if part in parts]
        if not chosen:
            raise DocumentRefused("documents.no_part")
        return guide(material, chosen)
    return card(material) if name == CARD else orientation(material)
