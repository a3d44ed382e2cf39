"""The bijlage: everything behind a plan, to look things up in."""

from assessment.report.documents.bijlage.report import compose_annex
from assessment.report.documents.bijlage.texts import TEXTS
from assessment.report.documents.kinds import DocumentKind
from values import KNOWS_OFFICE

KIND = DocumentKind(
    name="bijlage",
    compose=compose_annex,
    texts=TEXTS,
    file_name="bijlage-ontwikkelplan",
    phases=KNOWS_OFFICE,
    by_worker=True,
)
