"""Making a profielschets: by anybody, without anything being kept."""

import io

import docx
import pytest

from tests.web.visitor import fields

AT = "/profielschets"
CHOSEN = {
    "audience": "raad",
    "competencies": ["POL1", "PER1"],
    "values": ["lef"],
    "tensions": ["1"],
    "styles": ["KOE"],
    "place": "Duinrand",
    "ahead": "Een fusie.",
    "rub": "Geen geld.",
}


def ticked(page, name):
    return [one["value"] for one in page.select(f'main input[name="{name}"][checked]')]


def test_the_start_page_leads_to_it(visitor):
    assert visitor.get("/").select_one(f'main a[href="{AT}"]')


def test_what_was_chosen_is_shown_and_goes_along_to_the_files_and_back(visitor):
    page = visitor.post(AT, CHOSEN | {"naar": "lezen"})
    assert "in Duinrand" in page.select_one("main").text
    along = fields(page.select_one("main form"))

    pdf = visitor.client.post(AT, data=along | {"naar": "pdf"})
    assert pdf.data.startswith(b"%PDF")
    assert "profielschets-" in pdf.headers["Content-Disposition"]

    word = visitor.client.post(AT, data=along | {"naar": "docx"})
    told = "\n".join(p.text for p in docx.Document(io.BytesIO(word.data)).paragraphs)
    assert "Geen geld." in told

    again = visitor.post(AT, along | {"naar": "form"})
    assert ticked(again, "competencies") == ["POL1", "PER1"]
    assert again.select_one('textarea[name="rub"]').text.strip() == "Geen geld."


def test_the_values_of_an_office_are_put_ready_and_the_rest_stays(visitor):
    page = visitor.post(AT, CHOSEN | {"naar": "reeks-wethouder"})

    assert set(ticked(page, "values")) == {"lef", "gemeenschappelijkheid", "betrokkenheid",
                                           "bekwaamheid"}  # fmt: skip
    assert ticked(page, "competencies") == ["POL1", "PER1"]


def test_a_set_that_does_not_exist_changes_nothing(visitor):
    page = visitor.post(AT, CHOSEN | {"naar": "reeks-koning"})

    assert ticked(page, "values") == ["lef"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"audience": ""}, "Kies voor wie"),
        ({"audience": "koning"}, "kennen we niet"),
        ({"competencies": []}, "minstens één soort gedrag"),
        ({"competencies": ["POL1", "POL2", "POL3", "BES1", "BES2", "BES3", "BES4"]}, "hoogstens 6"),
        ({"competencies": ["XYZ9"]}, "kennen we niet"),
        ({"tensions": ["x"]}, "kennen we niet"),
        ({"styles": ["KOE", "BRU", "VER", "HOE"]}, "hoogstens 3"),
        ({"place": "x" * 61}, "60"),
        ({"rub": "x" * 401}, "400"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(visitor, changes, told):
    page = visitor.post(AT, CHOSEN | changes | {"naar": "lezen"}, status=422)

    assert told in page.select_one("main").text
    assert page.select_one('textarea[name="ahead"]').text.strip() == "Een fusie."


def test_a_text_with_marks_of_a_page_stays_a_text(visitor):
    page = visitor.post(AT, CHOSEN | {"rub": "<b>hard</b> & zacht", "naar": "lezen"})

    assert "<b>hard</b> & zacht" in page.select_one("main").text
