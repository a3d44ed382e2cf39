"""The plan with half a page on what others see, for who asked others that were told of it."""

from assessment.report.documents.kinds import DocumentKind
from assessment.report.documents.plan_anderen.report import compose_plan_with_others
from assessment.report.documents.plan_anderen.texts import TEXTS
from values import KNOWS_OFFICE

KIND = DocumentKind(
    name="plan_anderen",
    compose=compose_plan_with_others,
    texts=TEXTS,
    file_name="ontwikkelplan-met-anderen",
    phases=KNOWS_OFFICE,
    by_worker=True,
    needs_others=True,
)
