"""The whole plan: the plan and its bijlage in one document."""

from assessment.report.documents.kinds import DocumentKind
from assessment.report.documents.volledig.report import compose_whole
from assessment.report.documents.volledig.texts import TEXTS
from values import KNOWS_OFFICE

KIND = DocumentKind(
    name="volledig",
    compose=compose_whole,
    texts=TEXTS,
    file_name="volledig-ontwikkelplan",
    phases=KNOWS_OFFICE,
    by_worker=True,
)
