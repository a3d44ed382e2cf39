"""``python -m review``: whole or not at all, and every problem on a line of its own."""

import pytest

from review.__main__ import main
from review.kit import FOR_LEADER, FOR_RATERS, KEY_FILE


@pytest.fixture
def kit(tmp_path):
    assert run("write", "-o", tmp_path / "pakket") == 0
    return tmp_path / "pakket"


def run(*arguments):
    return main([str(argument) for argument in arguments])


def test_from_kit_over_fictional_forms_to_a_report(kit, tmp_path, capsys):
    key = kit / FOR_LEADER / KEY_FILE

    assert run("pretend", "-k", key, "-o", tmp_path / "terug", "--reads", "pub1-1=lef") == 0
    assert run("read", tmp_path / "terug", "-k", key, "-o", tmp_path / "verslag") == 0

    assert "naar Lef" in (tmp_path / "verslag" / "verslag.html").read_text()
    assert capsys.readouterr().err.endswith(f"geschreven: {tmp_path / 'verslag'}\n")
    assert {path.name for path in kit.iterdir()} == {FOR_RATERS, FOR_LEADER}


def test_a_new_kit_replaces_an_old_one_but_no_folder_with_something_else(kit, capsys):
    assert run("write", "-o", kit, "--seed", 5) == 0
    (kit / FOR_RATERS / "brief.docx").write_text("van mij")
    before = (kit / FOR_LEADER / KEY_FILE).read_bytes()

    assert run("write", "-o", kit, "--seed", 6) == 2

    assert "brief.docx" in capsys.readouterr().err
    assert (kit / FOR_LEADER / KEY_FILE).read_bytes() == before


def test_with_one_wrong_form_nothing_is_written_and_every_problem_has_a_line(kit, tmp_path, capsys):
    key, folder = kit / FOR_LEADER / KEY_FILE, tmp_path / "terug"
    run("pretend", "-k", key, "-o", folder)
    (folder / "leeg.csv").write_text("")
    (folder / "werkmap.xlsx").write_text("PK")
    capsys.readouterr()

    assert run("read", folder, "-k", key, "-o", tmp_path / "verslag") == 2

    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["leeg.csv", "werkmap.xlsx"]
    assert not (tmp_path / "verslag").exists()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--raters", 0], "--raters 0"),
        (["--raters", 100], "--raters 100"),
        (["--accuracy", 1.5], "--accuracy 1.5"),
        (["--reads", "pub1-1"], "--reads pub1-1="),
        (["--reads", "nergens=lef", "--accuracy", 2], "--reads nergens=lef"),
    ],
)
def test_impossible_raters_are_refused(kit, tmp_path, capsys, arguments, problem):
    key = kit / FOR_LEADER / KEY_FILE

    assert run("pretend", "-k", key, "-o", tmp_path / "terug", *arguments) == 2

    assert problem in capsys.readouterr().err
    assert not (tmp_path / "terug").exists()


def test_a_key_that_is_not_there_or_is_something_else_is_refused(kit, tmp_path, capsys):
    for key in (tmp_path / "weg.json", kit / FOR_RATERS / "sorteren.csv"):
        assert run("read", tmp_path, "-k", key, "-o", tmp_path / "verslag") == 2
        said = capsys.readouterr().err
        assert "dit bestand kan niet worden gelezen" in said or "geen geldige JSON" in said


def test_a_place_that_cannot_be_written_is_told(tmp_path, capsys):
    (tmp_path / "bestand").write_text("")

    assert run("write", "-o", tmp_path / "bestand" / "pakket") == 2

    assert "kies een andere" in capsys.readouterr().err
