"""The XMP packet in which a PDF says its title, maker and language and that it follows PDF/UA-1."""

# mypy: disallow-subclassing-any=False
# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream

from assessment.report.scripts import drop_unprintable

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{created}</xmp:CreateDate>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What the file says about itself. ``created`` has a time zone and is the only date used."""

    title: str
    author: str
    subject: str
    created: datetime
    language: str = "nl-NL"

    def __post_init__(self) -> None:
        if self.created.tzinfo is None:
            raise ValueError("the creation date of a PDF needs a time zone")

    def pdf_date(self) -> str:
        """Return the creation date as PDF writes it, for instance D:20250131140500+01'00'."""
        offset = f"{self.created:%z}"
        return f"D:{self.created:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"

    def xmp(self) -> Any:
        """Return the metadata stream for the document catalogue."""
        packet = _PACKET.format(
            title=escape(drop_unprintable(self.title)),
            author=escape(drop_unprintable(self.author)),
            subject=escape(drop_unprintable(self.subject)),
            language=escape(self.language),
            created=self.created.isoformat(timespec="seconds"),
        )
        kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
        return _PlainStream(kind, packet.encode())


class _PlainStream(PDFStream):
    """A stream without filters.

    reportlab 5.1.0 writes an empty /Filter array for a stream without filters, which
    page-validation 0.11 does not read as XMP.
    """

    def format(self, document: Any) -> bytes:
        entries = {**self.dictionary.dict, "Length": len(self.content)}
        head: bytes = PDFDictionary(entries).format(document)
        content: bytes = self.content
        return head + b"\nstream\n" + content + b"\nendstream\n"
