"""All content is checked at once, and released on purpose: never with a problem, never silently."""

import shutil

import pytest

from assessment.services.content import SHIPPED, Folders, check_content, release_content
from tests.changed_files import change
from values import ContentError, releasing


@pytest.fixture
def folders(tmp_path):
    """A copy of all shipped content."""
    return Folders(
        values=shutil.copytree(SHIPPED.values, tmp_path / "values"),
        instruments=shutil.copytree(SHIPPED.instruments, tmp_path / "instruments"),
        plan=shutil.copytree(SHIPPED.plan, tmp_path / "plan"),
    )


def refused(*arguments, **named):
    with pytest.raises(ContentError) as error:
        release_content(*arguments, **named)
    return error.value.problems


def everything(folders):
    return {name for folder in folders.each() for name in releasing.list_files(folder)}


def released(folders):
    return {name for folder in folders.each() for name in releasing.read_released(folder)}


def test_the_shipped_content_is_clean_and_a_draft():
    assert check_content() == []
    assert released(SHIPPED) == set()


def test_problems_of_all_folders_are_told_at_once(folders):
    change(folders.values / "styles.toml", 'pole1 = "KOE"', 'pole1 = "XYZ"')
    change(folders.instruments / "gedrag.v1.toml", "statements = 78", "statements = 79")
    change(folders.plan / "rules.toml", "needs = 3", "needs = 0")

    files = {problem.split(":")[0].split(" ")[0] for problem in check_content(folders)}

    assert files == {"styles.toml", "gedrag.v1.toml", "rules.toml"}


def test_a_part_that_cannot_be_read_does_not_hide_the_others(folders):
    (folders.instruments / "intake.v1.toml").write_text("id =", encoding="utf-8")
    change(folders.plan / "rules.toml", "needs = 3", "needs = 0")

    found = check_content(folders)

    assert [problem.split(":")[0] for problem in found] == ["intake.v1.toml", "rules.toml"]


def test_a_vocabulary_that_cannot_be_read_does_not_hide_what_else_cannot(folders):
    change(folders.values / "competencies.toml", 'group = "POL"', 'groep = "POL"')
    change(folders.instruments / "verdieping.v1.toml", "exclusive = true", 'exclusive = "ja"')
    change(folders.plan / "cards.toml", 'phases = ["starter", "zittend"]', "phases = 3")

    found = check_content(folders)

    assert {problem.split(":")[0] for problem in found} == {
        "competencies.toml", "verdieping.v1.toml", "cards.toml",
    }  # fmt: skip


def test_a_file_is_released_by_its_name_or_its_path(folders):
    told = release_content(["rules.toml", str(folders.values / "styles.toml")], folders)

    assert told == ["vrijgegeven: styles.toml", "vrijgegeven: rules.toml"]
    assert released(folders) == {"styles.toml", "rules.toml"}


def test_an_instrument_takes_its_design_along(folders):
    release_content(["waardenkeuze.v1.toml"], folders)

    assert released(folders) == {"waardenkeuze.v1.toml", "waardenkeuze_design.v1.csv"}


def test_everything_can_be_released_and_then_nothing_may_change(folders):
    release_content([], folders)
    assert released(folders) == everything(folders)
    assert check_content(folders) == []

    change(folders.values / "clusters" / "nut.toml", "\n", "\n\n")

    [problem] = check_content(folders)
    assert problem.startswith("clusters/nut.toml: dit bestand is vrijgegeven en daarna veranderd")


def test_nothing_is_released_while_there_is_a_problem(folders):
    change(folders.plan / "rules.toml", "needs = 3", "needs = 0")

    [problem] = refused(["gedrag.v1.toml"], folders)

    assert problem.startswith("rules.toml: ")
    assert released(folders) == set()


def test_a_changed_file_is_released_again_only_when_asked(folders):
    release_content(["rules.toml", "actions.toml"], folders)
    change(folders.plan / "rules.toml", "needs = 3", "needs = 5")

    [problem] = refused(["rules.toml"], folders)
    assert problem.startswith("rules.toml: dit bestand is vrijgegeven en daarna veranderd")

    assert release_content(["rules.toml", "actions.toml"], folders, again=True) == [
        "opnieuw vrijgegeven, met andere inhoud: rules.toml",
        "was al vrijgegeven: actions.toml",
    ]
    assert check_content(folders) == []


def test_releasing_one_file_again_does_not_let_another_changed_one_through(folders):
    release_content(["rules.toml", "actions.toml"], folders)
    change(folders.plan / "rules.toml", "needs = 3", "needs = 5")
    change(folders.plan / "actions.toml", "text = ", "text =  ")

    [problem] = refused(["rules.toml"], folders, again=True)

    assert problem.startswith("actions.toml: ")


def test_a_file_that_is_no_content_is_told(folders):
    assert refused(["README.md", "rules.toml"], folders) == [
        "README.md: dit is geen bestand met inhoud; noem een bestand uit values/content, "
        "assessment/instruments/content of assessment/plan/content"
    ]
    assert released(folders) == set()
