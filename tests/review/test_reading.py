"""A filled form is read however a spreadsheet saved it; what is no form is refused."""

import pytest

from assessment.json_reading import InputError
from review.folder import Returned
from review.reading import read_sheet

CP1252 = "opgeslagen zonder UTF-8; gelezen als Windows-tekst (cp1252)"
TAB = "gelezen met een tab tussen de kolommen"
WORKBOOK = b"PK\x03\x04 and the rest of a workbook"


def as_saved(folder, name, *, encoding="utf-8", separator=";", line_end="\r\n"):
    """Save a form again the way another program does."""
    text = (folder.path / name).read_bytes().decode("utf-8-sig")
    lines = [line.replace(";", separator) for line in text.splitlines()]
    folder.put(name, line_end.join(lines).encode(encoding))


@pytest.mark.parametrize(
    ("how", "notes"),
    [
        ({"encoding": "utf-8"}, []),
        ({"encoding": "cp1252"}, [CP1252]),
        ({"encoding": "utf-16", "separator": "\t"}, ["gelezen als UTF-16", TAB]),
        ({"separator": "\t"}, [TAB]),
        ({"line_end": "\n"}, []),
        ({"line_end": "\r"}, []),
    ],
    ids=str,
)
def test_a_form_is_read_as_any_spreadsheet_saves_it(folder, how, notes):
    folder.sort(n3={"opmerking": "één woord minder"})
    expected = folder.read().sorting[0]
    as_saved(folder, "B01.csv", **how)

    returned = folder.read()

    assert returned.sorting[0].choices == expected.choices
    assert returned.sorting[0].ratings == expected.ratings
    assert returned.sorting[0].remarks == {3: "één woord minder"}
    told = [text.removeprefix("B01.csv: ") for text in returned.notes]
    assert told == notes


def test_a_form_with_commas_between_the_columns_is_read_and_told(folder):
    folder.sort()
    text = (folder.path / "B01.csv").read_bytes().decode("utf-8-sig")
    quoted = [
        ",".join(f'"{cell}"' for cell in line.split(";"))
        if i > 4
        else line.replace(",", " ").replace(";", ",")
        for i, line in enumerate(text.splitlines())
    ]
    folder.put("B01.csv", "\r\n".join(quoted).encode())

    returned = folder.read()

    assert len(returned.sorting[0].choices) == len(folder.forms.sorting.statements)
    assert returned.notes == ("B01.csv: gelezen met een komma tussen de kolommen",)


def test_blank_rows_and_blank_cells_at_the_end_change_nothing(folder):
    folder.sort()
    expected = folder.read().sorting[0]
    text = (folder.path / "B01.csv").read_bytes().decode("utf-8-sig")
    padded = ";;;;;;\r\n".join(f"{line};;" for line in text.splitlines()) + "\r\n;;;\r\n\r\n"
    folder.put("B01.csv", padded.encode())

    returned = folder.read()

    assert returned.sorting[0].choices == expected.choices


def test_a_number_that_excel_wrote_with_a_decimal_comma_and_a_name_in_words_are_understood(
    folder, forms
):
    value, competency = forms.sorting.values[3], forms.sorting.competencies[2]
    folder.sort(n1={"waarde": value.name.upper(), "competentie": f" {competency.letter.lower()} ",
                    "relevantie": "4,0", "duidelijkheid": "3.0"})  # fmt: skip

    form = folder.read().sorting[0]

    assert form.choices[1] == {"waarde": value.id, "competentie": competency.id}
    assert form.ratings[1] == {"relevantie": 4, "duidelijkheid": 3}


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (WORKBOOK, "dit is een werkmap .* kies ‘Opslaan als’ en dan ‘CSV UTF-8’"),
        (b"\xd0\xcf\x11\xe0 old workbook", "dit is een werkmap"),
        (b"nummer;\x00\x00", "geen leesbare tekst"),
        (b"nummer;\x81\x8d", "geen leesbare tekst"),
        (b"Beste, hierbij mijn formulier", "geen rij die begint met ‘nummer’"),
        (b"", "geen rij die begint met ‘nummer’"),
        (b'x;"a\nnummer;b"', "geen rij die begint met ‘nummer’"),
        (b"nummer;" + b"1" * 2_000_000, "groter dan"),
    ],
)
def test_what_is_no_form_is_refused_with_a_remedy(data, problem):
    with pytest.raises(InputError, match=f"x.csv: .*{problem}"):
        read_sheet(data, "x.csv")


def test_a_returned_form_is_of_one_of_two_kinds(folder):
    folder.sort()
    folder.rate()

    returned = folder.read()

    assert isinstance(returned, Returned)
    assert (len(returned.sorting), len(returned.desirability)) == (1, 1)
