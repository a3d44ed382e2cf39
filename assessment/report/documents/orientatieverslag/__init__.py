"""The oriëntatieverslag: a report for who considers the office."""

from assessment.report.documents.kinds import DocumentKind
from assessment.report.documents.orientatieverslag.report import compose_orientation
from assessment.report.documents.orientatieverslag.texts import TEXTS
from values import ASPIRANT

KIND = DocumentKind(
    name="orientatieverslag",
    compose=compose_orientation,
    texts=TEXTS,
    file_name="orientatieverslag",
    phases=(ASPIRANT,),
    by_worker=True,
)
