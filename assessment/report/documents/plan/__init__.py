"""The plan: what its owner uses, in about ten pages, for who holds or held the office."""

from assessment.report.documents.kinds import DocumentKind
from assessment.report.documents.plan.report import compose_plan
from assessment.report.documents.plan.texts import TEXTS
from values import KNOWS_OFFICE

KIND = DocumentKind(
    name="plan",
    compose=compose_plan,
    texts=TEXTS,
    file_name="bestuurlijk-ontwikkelplan",
    phases=KNOWS_OFFICE,
    by_worker=True,
)
