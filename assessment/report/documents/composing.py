"""From one person's material to any of the documents."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from assessment.report.composition.material import Material
from assessment.report.documents.kinds import DocumentRefused, clean_recipient
from assessment.report.documents.redaction import redact
from assessment.report.documents.registry import find_kind
from assessment.report.model import ReportContent


def compose_document(
    name: str,
    material: Material,
    *,
    parts: Collection[str] | None = None,
    recipient: str = "",
    card: str = "",
    picked: Mapping[str, Collection[str]] | None = None,
) -> ReportContent:
    """Return the document ``name``, made from ``material``; the same input gives the same one.

    When the owner chooses what may be in it, it is made from ``parts`` and nothing else; None
    stands for all that there are. ``card`` names the practice card of a praktijkkaart; ``picked``
    holds what the owner chose of what the document offers, by the id of the choice. With a
    ``recipient`` it is a copy for them, and says so on every page.

    Raises
    ------
    DocumentRefused
        If the document is not for this phase, if nothing was chosen, if there is no such card,
        or if the name of the recipient is too long.
    """
    kind, phase = find_kind(name), material.answers.phase
    if phase not in kind.phases:
        phases = ", ".join(kind.phases)
        raise DocumentRefused("documents.wrong_phase", document=name, phases=phases, phase=phase)
    chosen = kind.choose_parts(parts, material.parts_there)
    own = replace(material, card=card, picked=picked or {})
    used = redact(own, chosen) if kind.parts else own
    composed = kind.compose(used)
    return replace(
        composed, pages=composed.pages or kind.pages, recipient=clean_recipient(recipient)
    )
