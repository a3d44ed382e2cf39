"""The praktijkkaart: one page about a hard moment in the office, with nothing personal on it."""

from assessment.report.documents.kinds import DocumentKind
from assessment.report.documents.praktijkkaart.card import compose_card
from assessment.report.documents.praktijkkaart.texts import TEXTS

KIND = DocumentKind(
    name="praktijkkaart",
    compose=compose_card,
    texts=TEXTS,
    file_name="praktijkkaart",
    pages=1,
)
