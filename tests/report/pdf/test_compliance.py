"""Two checkers accept what we make, and refuse what we break."""

from io import BytesIO

import pikepdf
import pytest

from tests.report.pdf.checkers import page_validation, verapdf


def elements(node):
    """Yield every structure element below ``node``."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements(kid)
    elif isinstance(node, pikepdf.Dictionary):
        yield node
        if "/K" in node:
            yield from elements(node.K)


def without_alternative_text(pdf):
    for element in elements(pdf.Root.StructTreeRoot.K):
        if "/Alt" in element:
            del element["/Alt"]


def without_table_scope(pdf):
    for element in elements(pdf.Root.StructTreeRoot.K):
        if element.get("/S") == "/TH":
            del element["/A"]


def without_link_contents(pdf):
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            del annotation["/Contents"]


def with_a_skipped_heading_level(pdf):
    for element in elements(pdf.Root.StructTreeRoot.K):
        if element.get("/S") == "/H2":
            element["/S"] = pikepdf.Name("/H4")


def with_an_unmarked_page_header(pdf):
    stream = pdf.pages[1].Contents
    header = b"/Artifact <</Type /Pagination /Subtype /Header>> BDC"
    assert header in stream.read_bytes()
    stream.write(stream.read_bytes().replace(header, b"/Nothing BMC"))


def without_a_language(pdf):
    del pdf.Root["/Lang"]


def without_metadata(pdf):
    del pdf.Root["/Metadata"]


BREAKS = [
    without_alternative_text,
    without_table_scope,
    without_link_contents,
    with_a_skipped_heading_level,
    with_an_unmarked_page_header,
    without_a_language,
    without_metadata,
]


@pytest.fixture(params=BREAKS, ids=lambda change: change.__name__)
def broken(request, stress_pdf):
    pdf = pikepdf.open(BytesIO(stress_pdf))
    request.param(pdf)
    result = BytesIO()
    pdf.save(result)
    return result.getvalue()


def test_verapdf_accepts_the_stress_document(stress_pdf):
    assert verapdf(stress_pdf) == []


def test_page_validation_accepts_the_stress_document(stress_pdf):
    assert page_validation(stress_pdf) == []


def test_qpdf_finds_nothing_wrong_with_the_file(reading):
    assert reading.pdf.check_pdf_syntax() == []


def test_verapdf_refuses_what_is_broken(broken):
    assert verapdf(broken)


def test_page_validation_refuses_what_is_broken(broken):
    assert page_validation(broken)


def test_a_checker_takes_a_path_as_well(stress_pdf, tmp_path):
    path = tmp_path / "stress.pdf"
    path.write_bytes(stress_pdf)

    assert page_validation(path) == []
