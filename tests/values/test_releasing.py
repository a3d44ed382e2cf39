"""Released files are frozen by their hash; a changed one is told with what to do about it."""

from hashlib import sha256

import pytest

from assessment.instruments.loader import CONTENT as INSTRUMENTS
from assessment.plan.loader import CONTENT as PLAN
from values import ContentError, releasing
from values.loader import CONTENT as VALUES

NOTE = "# Een notitie.\n"


@pytest.fixture
def folder(tmp_path):
    """Content with a list that releases nothing yet."""
    (tmp_path / "part.v1.toml").write_text("version = 1\n", encoding="utf-8")
    (tmp_path / "rules.toml").write_text("version = 1\n", encoding="utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "rows.csv").write_text("a,b\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("Lees mij.\n", encoding="utf-8")
    (tmp_path / "RELEASED").write_text(NOTE, encoding="utf-8")
    return tmp_path


def change(path):
    path.write_text(path.read_text(encoding="utf-8") + "# anders\n", encoding="utf-8")


def test_toml_and_csv_can_be_released(folder):
    assert releasing.list_files(folder) == ("deep/rows.csv", "part.v1.toml", "rules.toml")


def test_a_draft_may_change(folder):
    change(folder / "rules.toml")

    assert releasing.problems(folder) == []
    assert not releasing.is_released(folder, "rules.toml")


def test_a_released_file_that_stayed_the_same_is_no_problem(folder):
    releasing.release(folder, ["rules.toml", "deep/rows.csv"])

    assert releasing.problems(folder) == []
    assert releasing.is_released(folder, "deep/rows.csv")


def test_a_changed_file_with_a_version_in_its_name_asks_for_the_next_one(folder):
    releasing.release(folder, ["part.v1.toml"])
    change(folder / "part.v1.toml")

    [problem] = releasing.problems(folder)

    assert problem.startswith("part.v1.toml: dit bestand is vrijgegeven en daarna veranderd; ")
    assert "kopieer het naar part.v2.toml, zet daarin version = 2" in problem


def test_another_changed_file_asks_to_put_it_back_or_release_it_again(folder):
    releasing.release(folder, ["rules.toml"])
    change(folder / "rules.toml")

    [problem] = releasing.problems(folder)

    assert problem.startswith("rules.toml: dit bestand is vrijgegeven en daarna veranderd; ")
    assert "bop release-content --again" in problem
    assert releasing.problems(folder, except_for=["rules.toml"]) == []


def test_a_released_file_that_is_gone_is_told(folder):
    releasing.release(folder, ["rules.toml"])
    (folder / "rules.toml").unlink()

    assert releasing.problems(folder) == [
        "rules.toml: dit bestand is vrijgegeven en is nu weg; zet het terug"
    ]


def test_the_list_is_as_sha256sum_writes_it_and_keeps_its_notes(folder):
    releasing.release(folder, ["rules.toml"])
    releasing.release(folder, ["deep/rows.csv"])

    hashes = {
        name: sha256((folder / name).read_bytes()).hexdigest()
        for name in ("deep/rows.csv", "rules.toml")
    }
    assert (folder / "RELEASED").read_text(encoding="utf-8") == NOTE + "".join(
        f"{digest}  {name}\n" for name, digest in hashes.items()
    )


def test_releasing_again_replaces_the_line(folder):
    releasing.release(folder, ["rules.toml"])
    change(folder / "rules.toml")
    releasing.release(folder, ["rules.toml"])

    assert releasing.problems(folder) == []
    assert len((folder / "RELEASED").read_text(encoding="utf-8").splitlines()) == 2


def test_without_the_list_nothing_would_be_frozen_so_that_is_a_problem(folder):
    (folder / "RELEASED").unlink()

    [problem] = releasing.problems(folder)

    assert problem.startswith(f"{folder.parent.name}/{folder.name}/RELEASED: dit bestand ontbreekt")


@pytest.mark.parametrize("line", ["rules.toml", "abc  rules.toml", f"{'0' * 64} rules.toml"])
def test_a_wrong_line_of_the_list_is_told_with_its_number(line, folder):
    (folder / "RELEASED").write_text(f"{NOTE}{line}\n", encoding="utf-8")

    [problem] = releasing.problems(folder)

    assert "RELEASED regel 2: hier hoort een controlegetal" in problem
    with pytest.raises(ContentError):
        releasing.is_released(folder, "rules.toml")


def test_a_file_with_two_hashes_is_told(folder):
    line = f"{'0' * 64}  rules.toml\n"
    (folder / "RELEASED").write_text(line * 2, encoding="utf-8")

    [problem] = releasing.problems(folder)

    assert "RELEASED: rules.toml staat er twee keer in" in problem


@pytest.mark.parametrize("content", [VALUES, INSTRUMENTS, PLAN])
def test_every_folder_of_content_has_its_list_and_keeps_to_it(content):
    assert releasing.problems(content) == []
    assert set(releasing.read_released(content)) <= set(releasing.list_files(content))
