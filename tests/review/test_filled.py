"""Every mistake in every form is told at once, with file, row, column and remedy."""

import pytest

from assessment.json_reading import InputError
from review.forms import build_forms
from review.kit import fill_sorting


def problems(folder):
    with pytest.raises(InputError) as refused:
        folder.read()
    return refused.value.problems


FIRST_ROW = 6  # of the statements, as Excel shows it


@pytest.mark.parametrize(
    ("cells", "place", "remedy"),
    [
        ({"waarde": "40"}, "kolom C (waarde)", "kies een nummer van 1 tot en met 39"),
        ({"waarde": "0"}, "kolom C (waarde)", "kies een nummer van 1 tot en met 39"),
        ({"waarde": "Durf"}, "kolom C (waarde)", "‘Durf’ staat niet in de lijst"),
        ({"competentie": "Q"}, "kolom D (competentie)", "kies een letter van A tot en met P"),
        ({"competentie": "3"}, "kolom D (competentie)", "kies een letter van A tot en met P"),
        ({"relevantie": "6"}, "kolom E (relevantie)", "kies een heel getal van 1 tot en met 5"),
        ({"relevantie": "0"}, "kolom E (relevantie)", "kies een heel getal van 1 tot en met 5"),
        ({"duidelijkheid": "3,5"}, "kolom F (duidelijkheid)", "‘3,5’ past hier niet"),
        ({"duidelijkheid": "goed"}, "kolom F (duidelijkheid)", "‘goed’ past hier niet"),
    ],
)
def test_an_answer_that_cannot_be_is_told_with_its_place_and_a_remedy(folder, cells, place, remedy):
    folder.sort(n2=cells)

    (problem,) = problems(folder)

    assert problem.startswith(f"B01.csv, rij {FIRST_ROW + 1}, {place}: ")
    assert remedy in problem


def test_a_rating_of_desirability_goes_to_seven(folder):
    folder.rate("B01", {1: 7, 2: 1})
    folder.rate("B02", {1: 8})

    assert problems(folder) == [
        "w-B02.csv, rij 6, kolom C (wenselijkheid): ‘8’ past hier niet; kies een heel getal van 1 "
        "tot en met 7, of laat de cel leeg"
    ]


def test_all_problems_of_all_files_are_told_at_once(folder):
    folder.sort("B01", n1={"waarde": "99"}, n2={"relevantie": "9"}, n3={"competentie": "Z"})
    folder.sort("B02", role="burger", n4={"duidelijkheid": "x"})
    folder.put("B03.csv", b"geen formulier")
    folder.put("B04.xlsx", b"PK")

    places = [problem.split(": ")[0] for problem in problems(folder)]

    assert places == [
        "B01.csv, rij 6, kolom C (waarde)",
        "B01.csv, rij 7, kolom E (relevantie)",
        "B01.csv, rij 8, kolom D (competentie)",
        "B02.csv, rij 3",
        "B02.csv, rij 9, kolom F (duidelijkheid)",
        "B03.csv",
        "B04.xlsx",
    ]


@pytest.mark.parametrize("rater", ["", "Jan de Vries", "jan", "B07@gemeente.nl", "B" * 13 + "1"])
def test_a_name_or_nothing_where_a_code_belongs_is_refused(folder, rater):
    folder.sort("B01")
    folder.edit("B01.csv", "beoordelaar;B01", f"beoordelaar;{rater}")

    (problem,) = problems(folder)

    assert problem.startswith("B01.csv, rij 2: ")
    assert "zoals B07, en nooit een naam" in problem


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("nummer;uitspraak;waarde;competentie;relevantie;opmerking", "ontbreekt duidelijkheid"),
        ("nummer;uitspraak;waarde;competentie;relevantie;helder;opmerking", "staat helder"),
        ("nummer;uitspraak;waarde;waarde;relevantie;duidelijkheid;opmerking",
         "staat waarde meer dan één keer"),
    ],
)  # fmt: skip
def test_another_header_is_refused_with_the_right_one(folder, header, problem):
    right = "nummer;uitspraak;waarde;competentie;relevantie;duidelijkheid;opmerking"
    folder.sort()
    folder.edit("B01.csv", right, header)

    told = problems(folder)

    assert all(text.startswith("B01.csv, rij 5: ") for text in told)
    assert all(text.endswith(f"de kopregel is {right}") for text in told)
    assert any(problem in text for text in told)


def test_columns_in_another_order_are_read_by_their_names(folder):
    folder.sort()
    expected = folder.read().sorting[0]
    lines = (folder.path / "B01.csv").read_bytes().decode("utf-8-sig").splitlines()
    table = [line.split(";") for line in lines[4:]]
    turned = [";".join([number, *reversed(cells)]) for number, *cells in table]
    folder.put("B01.csv", "\r\n".join([*lines[:4], *turned]).encode())

    assert folder.read().sorting[0].choices == expected.choices


def test_a_statement_that_stands_there_twice_is_told_with_both_rows(folder):
    folder.sort()
    line = (folder.path / "B01.csv").read_bytes().decode("utf-8-sig").splitlines()[5]
    folder.edit("B01.csv", f"{line}\r\n", f"{line}\r\n{line}\r\n")

    assert problems(folder) == [
        "B01.csv, rij 7, kolom A (nummer): nummer 1 stond al in rij 6; laat één van de twee rijen "
        "staan"
    ]


def test_a_number_that_is_not_on_the_form_is_refused(folder):
    folder.sort()
    folder.edit("B01.csv", "\r\n1;", "\r\n100;")

    (problem,) = problems(folder)

    assert problem.startswith("B01.csv, rij 6, kolom A (nummer): ‘100’ is geen nummer")


def test_a_column_that_was_sorted_apart_is_seen_by_the_texts(folder):
    folder.sort()
    lines = (folder.path / "B01.csv").read_bytes().decode("utf-8-sig").splitlines()
    first, second = lines[5].split(";"), lines[6].split(";")
    first[1], second[1] = second[1], first[1]
    lines[5:7] = [";".join(first), ";".join(second)]
    folder.put("B01.csv", "\r\n".join(lines).encode())

    told = problems(folder)

    assert [text.split(": ")[0] for text in told] == [
        "B01.csv, rij 6, kolom B (uitspraak)",
        "B01.csv, rij 7, kolom B (uitspraak)",
    ]
    assert "misschien is één kolom apart gesorteerd" in told[0]


def test_text_beside_the_last_column_is_refused(folder):
    folder.sort(n1={"opmerking": "kort"})
    folder.edit("B01.csv", ";kort", ";kort;en nog iets")

    (problem,) = problems(folder)

    assert problem.startswith("B01.csv, rij 6: er staat tekst rechts van kolom 7")


def test_rows_that_are_gone_count_as_not_filled_in_and_are_told(folder):
    folder.sort()
    lines = (folder.path / "B01.csv").read_bytes().decode("utf-8-sig").splitlines()
    folder.put("B01.csv", "\r\n".join(lines[:-2]).encode())

    returned = folder.read()

    last = len(folder.forms.sorting.statements)
    assert returned.notes == (
        f"B01.csv: de rijen met nummer {last - 1}, {last} zijn weg; zij tellen als niet ingevuld",
    )
    assert last not in returned.sorting[0].choices


def test_a_form_without_any_answer_is_refused(folder):
    folder.sort(cells={})

    assert problems(folder) == [
        "B01.csv: op dit formulier is niets ingevuld; vraag het opnieuw op, of haal het weg"
    ]


def test_a_rater_who_filled_in_the_same_form_twice_is_told_with_both_files(folder):
    folder.sort("B01")
    folder.rate("B01")  # another form: fine
    folder.put("B01 kopie.csv", (folder.path / "B01.csv").read_bytes().replace(b"B01", b"b01"))

    (problem,) = problems(folder)

    assert problem.startswith("B01.csv: beoordelaar B01 vulde dit formulier al in (B01 kopie.csv)")


def test_a_form_of_another_version_of_the_content_is_refused_with_both_versions(
    folder, library, value_map
):
    other = build_forms(library, value_map, seed=2)
    folder.put("B01.csv", fill_sorting(other, "B01", "anders", {1: {"waarde": "1"}}))

    (problem,) = problems(folder)

    assert problem.startswith("B01.csv, rij 1: dit formulier is van een andere versie")
    assert other.sorting.code in problem
    assert folder.forms.sorting.code in problem
    assert "lees het met de sleutel van het pakket waar het uit komt" in problem


def test_a_form_without_its_code_is_refused(folder):
    folder.sort()
    folder.edit("B01.csv", f"formulier;{folder.forms.sorting.code}", "formulier;")

    (problem,) = problems(folder)

    assert "zet de code terug" in problem


def test_made_up_and_real_raters_never_count_together(folder):
    folder.sort("B01")
    folder.sort("FICTIEF-01")

    (problem,) = problems(folder)

    assert problem.startswith("FICTIEF-01.csv: dit zijn verzonnen beoordelaars")


def test_other_files_are_skipped_and_told_and_hidden_ones_are_not_looked_at(folder):
    folder.sort("B01")
    folder.put("brief.docx", b"")
    folder.put(".DS_Store", b"")
    folder.put("~$B01.xlsx", b"")

    assert folder.read().notes == ("brief.docx: overgeslagen, dit is geen CSV-bestand",)


def test_a_folder_without_forms_or_that_is_not_there_is_refused(folder):
    assert "geen ingevulde formulieren" in problems(folder)[0]
    folder.path.rmdir()
    assert "deze map kan niet worden gelezen" in problems(folder)[0]
