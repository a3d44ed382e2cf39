"""The intervisiekaart: one page for an intervision group, without a name."""

from assessment.report.documents.intervisiekaart.card import compose_card, offer_choices
from assessment.report.documents.intervisiekaart.texts import TEXTS
from assessment.report.documents.kinds import DocumentKind

KIND = DocumentKind(
    name="intervisiekaart",
    compose=compose_card,
    texts=TEXTS,
    file_name="intervisiekaart",
    pages=1,
    offer=offer_choices,
)
