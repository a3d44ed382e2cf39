"""The plan: the whole report, with the goals of its owner."""

from assessment.report.documents.kinds import DocumentKind
from assessment.report.documents.plan.report import compose_plan
from assessment.report.documents.plan.texts import TEXTS

KIND = DocumentKind(
    name="plan",
    compose=compose_plan,
    texts=TEXTS,
    file_name="bestuurlijk-ontwikkelplan",
    by_worker=True,
)
