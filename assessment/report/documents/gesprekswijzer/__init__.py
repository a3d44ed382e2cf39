"""The gesprekswijzer: two or three pages for a coach, from the parts that the owner chooses."""

from assessment.report.composition.material import PARTS
from assessment.report.documents.gesprekswijzer.sheet import PAGES, compose_sheet
from assessment.report.documents.gesprekswijzer.texts import TEXTS
from assessment.report.documents.kinds import DocumentKind

KIND = DocumentKind(
    name="gesprekswijzer",
    compose=compose_sheet,
    texts=TEXTS,
    file_name="gesprekswijzer",
    pages=PAGES,
    parts=PARTS,
)
