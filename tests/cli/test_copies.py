"""`bop plan --for NAME` and `--password-file FILE`."""

import io
from pathlib import Path

import pikepdf
import pytest

from assessment.cli import main

WHO = "Anneke de Vries, coach"
PASSWORD = "drie losse woorden"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("copies") / "a.json"
    assert main(["simulate", "--seed", "4", "-o", str(path)]) == 0
    return path


def plan(*arguments: object) -> int:
    return main(["plan", *(str(argument) for argument in arguments)])


@pytest.fixture
def password_file(tmp_path: Path) -> Path:
    path = tmp_path / "wachtwoord.txt"
    path.write_text(f"{PASSWORD}\nniet deze regel\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["plan", "gesprekswijzer", "intervisiekaart"])
def test_a_copy_says_for_whom_it_is(answers: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "uit.html"

    assert plan(answers, "--document", name, "--for", f" {WHO}\n", "-o", out) == 0
    assert out.read_text().count(f"Exemplaar voor {WHO}, ") == 2


def test_a_name_that_is_too_long_is_refused(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "niet.html"

    assert plan(answers, "--for", "n" * 81, "-o", out) == 2
    assert "hoogstens 80 tekens" in capsys.readouterr().err
    assert not out.exists()


def test_the_password_is_the_first_line_of_the_file(
    answers: Path, tmp_path: Path, password_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "kaart.pdf"
    wanted = ("--document", "intervisiekaart", "--password-file", password_file, "-o", out)

    assert plan(answers, *wanted) == 0
    assert pikepdf.open(io.BytesIO(out.read_bytes()), password=PASSWORD).encryption.R == 6
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(out.read_bytes()))
    assert PASSWORD not in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"kort\n", b"\n" + PASSWORD.encode(), b"\xff" * 20])
def test_a_file_without_a_usable_password_is_refused_by_name(
    answers: Path, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "w.txt", tmp_path / "niet.pdf"
    path.write_bytes(content)

    wanted = ("--document", "intervisiekaart", "--password-file", path, "-o", out)
    assert plan(answers, *wanted) == 2
    assert str(path) in capsys.readouterr().err
    assert not out.exists()


def test_a_web_page_cannot_have_a_password(
    answers: Path, tmp_path: Path, password_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "niet.html"

    assert plan(answers, "--password-file", password_file, "-o", out) == 2
    assert "alleen op een PDF" in capsys.readouterr().err
    assert not out.exists()


def test_every_pdf_of_a_folder_is_locked(
    answers: Path, tmp_path: Path, password_file: Path
) -> None:
    out = tmp_path / "uit"
    wanted = ("--document", "intervisiekaart", "--for", WHO, "--jobs", "1")

    assert plan(answers.parent, *wanted, "--password-file", password_file, "-o", out) == 0
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(out / "a.pdf")
