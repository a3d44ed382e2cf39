"""Fields to fill in: named, tied to the structure, and over the lines to write on."""

from io import BytesIO

import pikepdf

from assessment.report.documents.composing import compose_document
from assessment.report.model import Heading, WritingSpace
from assessment.report.pdf.locking import lock_pdf
from assessment.report.pdf.report import render_pdf
from tests.people import varied
from tests.report.pdf import stress
from tests.report.pdf.reading import read

SECRET = "een lang wachtwoord"


def fields_of(pdf):
    return list(pdf.Root.AcroForm.Fields)


def test_every_space_to_write_is_a_field_that_says_what_it_is_for():
    report = compose_document("plan", varied.material("all 3"))
    pdf = read(render_pdf(report)).pdf

    expected, heading = [], ""
    for section in report.sections:
        for block in section.all_blocks:
            if isinstance(block, Heading):
                heading = block.text
            elif isinstance(block, WritingSpace):
                expected.append(f"{heading}. {block.label}")
    assert [str(field.TU) for field in fields_of(pdf)] == expected
    names = [str(field.T) for field in fields_of(pdf)]
    assert len(set(names)) == len(names) > 3


def test_a_field_is_reached_from_the_structure_and_knows_its_way_back():
    pdf = read(render_pdf(compose_document("plan", varied.material("all 3")))).pdf
    owners = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))

    for field in fields_of(pdf):
        element = owners[int(field.StructParent)]
        assert element.S == "/Form"
        assert element.K.Obj.objgen == field.objgen
        assert field.Rect[3] - field.Rect[1] > 15


def test_what_is_typed_stays_in_a_locked_file():
    file = render_pdf(compose_document("plan", varied.material("all 3")))

    with pikepdf.open(BytesIO(lock_pdf(file, SECRET)), password=SECRET) as pdf:
        assert fields_of(pdf)
        assert pdf.allow.modify_form


def test_a_document_with_nothing_to_fill_in_has_no_form():
    assert "/AcroForm" not in read(stress.build()).pdf.Root
