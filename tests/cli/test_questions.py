"""`bop questions`: the form of a part, from the command line."""

from assessment.cli import main
from tests.report.pdf.reading import read


def test_the_form_of_a_part_is_written_in_the_words_of_a_phase(tmp_path, capsys):
    path = tmp_path / "formulier.pdf"

    assert main(["questions", "gedrag", "--phase", "aspirant", "-o", str(path)]) == 0

    assert "voor wie nadenkt over het ambt" in read(path.read_bytes()).tree.full_text()
    assert str(path) in "".join(capsys.readouterr())


def test_another_version_of_the_waardenkeuze_is_another_form(tmp_path):
    texts = []
    for design in ("1", "2"):
        path = tmp_path / f"{design}.pdf"
        main(["questions", "waardenkeuze", "--design", design, "-o", str(path)])
        texts.append(read(path.read_bytes()).tree.full_text())

    assert "versie 1 van 20" in texts[0]
    assert texts[0] != texts[1]


def test_a_version_that_does_not_exist_is_refused_with_what_there_is(tmp_path, capsys):
    path = tmp_path / "x.pdf"

    assert main(["questions", "waardenkeuze", "--design", "21", "-o", str(path)]) == 2
    assert "1-20" in capsys.readouterr().err
    assert not path.exists()


def test_the_dilemmas_are_a_form_too(tmp_path):
    path = tmp_path / "formulier.pdf"

    assert main(["questions", "dilemmas", "-o", str(path)]) == 0

    assert "Wat gaf voor jou de doorslag?" in read(path.read_bytes()).tree.full_text()
