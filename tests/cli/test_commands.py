import json
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.cli import commands, main
from values import ContentError

ROOT = Path(__file__).parents[2]
ESTIMATE = {"score", "se", "low", "high", "answered", "asked"}


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    path = tmp_path_factory.mktemp("answers") / "a.json"
    assert main(["simulate", "--seed", "7", "-o", str(path)]) == 0
    return path


def changed(answers, tmp_path, change):
    table = json.loads(answers.read_text())
    change(table)
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(table))
    return path


def refused(capsys, *arguments):
    """Run a command that must be refused, and return what it said, one line per problem."""
    assert main([str(argument) for argument in arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.splitlines()


def test_a_simulated_person_has_the_shape_of_the_contract(answers):
    table = json.loads(answers.read_text())

    assert table["format"] == "bop-answers/1"
    assert table["simulated"] is True
    assert (table["phase"], table["office"]) == ("zittend", "wethouder")
    assert table["instruments"] == {"gedrag": 1, "stijl": 1, "waardenkeuze": 1, "verdieping": 1}
    assert len(table["answers"]["gedrag"]) == 78
    assert len(table["answers"]["stijl"]) == 33
    assert len(table["answers"]["waardenkeuze"]["sets"]) == 32


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(answers, tmp_path):
    same, other = tmp_path / "same.json", tmp_path / "other.json"
    main(["simulate", "--seed", "7", "-o", str(same)])
    main(["simulate", "--seed", "8", "-o", str(other)])

    assert same.read_bytes() == answers.read_bytes() != other.read_bytes()


def test_a_profile_has_sixteen_competencies_39_values_nine_clusters_and_three_axes(answers, capsys):
    assert main(["score", str(answers)]) == 0
    profile = json.loads(capsys.readouterr().out)

    assert profile["format"] == "bop-profile/1"
    assert len(profile["competencies"]) == 16
    assert len(profile["values"]) == 39
    assert len(profile["clusters"]) == 9
    assert list(profile["style"]["axes"]) == ["A", "B", "C"]
    assert len(profile["style"]["strengths"]) == 6
    assert set(profile["style"]["switching"]) == {"A", "B", "C"}
    assert profile["priority"] == ["lef", "gemeenschappelijkheid", "betrokkenheid", "bekwaamheid"]
    assert set(profile["competencies"]["POL1"]) == ESTIMATE
    assert set(profile["values"]["lef"]) == ESTIMATE | {"style_accent"}
    assert set(profile["importance"]["values"]["lef"]) == {"u", "se", "top", "above", "group"}
    assert set(profile["importance"]["clusters"]["vrijheid"]) == {"u", "se", "low", "high"}
    assert profile["versions"]["gedrag"] == 1


def test_score_writes_to_a_file_only_its_owner_can_read(answers, tmp_path):
    profile = tmp_path / "profile.json"

    assert main(["score", str(answers), "-o", str(profile)]) == 0
    assert json.loads(profile.read_text())["format"] == "bop-profile/1"
    assert profile.stat().st_mode & 0o077 == 0


def test_a_plan_is_the_same_bytes_twice(answers, tmp_path):
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    main(["plan", str(answers), "-o", str(one)])
    main(["plan", str(answers), "-o", str(two)])

    assert one.read_bytes().startswith(b"%PDF")
    assert one.read_bytes() == two.read_bytes()


def test_every_problem_in_the_answers_is_told_on_its_own_line_with_its_place(
    answers, tmp_path, capsys
):
    def spoil(table):
        table["answers"]["gedrag"]["bes1-3"] = 7
        table["answers"]["stijl"]["a-1"] = "veel"
        table["answers"]["waardenkeuze"]["sets"]["set-1"] = {"best": "lef", "worst": "lef"}
        table["instruments"]["gedrag"] = 9

    said = refused(
        capsys, "score", changed(answers, tmp_path, spoil), "-o", tmp_path / "profile.json"
    )

    assert "answers.gedrag.bes1-3: 7 is geen antwoord; kies 1 tot en met 5 of nvt" in said
    assert any(line.startswith("answers.stijl.a-1: veel") for line in said)
    assert any(line.startswith("answers.waardenkeuze.sets.set-1") for line in said)
    assert any(line.startswith("instruments.gedrag: versie 9") for line in said)
    assert not (tmp_path / "profile.json").exists()


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", "bestand"),
        (b"\xff\xfe{}", "bestand"),
        (b"[1, 2]", "bestand"),
        (b'{"format": 1, "format": 2}', "format"),
        (b"{" + b" " * 1_000_001, "bestand"),
        (b"[" * 100_000, "bestand"),
        (b'{"format": NaN}', "format: NaN"),
        (b"{}", "format"),
    ],
    ids=["empty", "not UTF-8", "a list", "a key twice", "enormous", "deep", "NaN", "no fields"],
)
def test_a_file_that_is_no_answers_is_refused_and_nothing_is_written(
    content, place, tmp_path, capsys
):
    path, pdf = tmp_path / "bad.json", tmp_path / "plan.pdf"
    path.write_bytes(content)
    pdf.write_bytes(b"an earlier plan")

    said = refused(capsys, "plan", path, "-o", pdf)

    assert any(line.startswith(place) for line in said)
    assert pdf.read_bytes() == b"an earlier plan"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.json", "plan.pdf"]


def test_a_missing_file_a_folder_and_an_unwritable_place_are_told(answers, tmp_path, capsys):
    assert "nergens.json" in refused(capsys, "score", tmp_path / "nergens.json")[0]
    assert str(tmp_path) in refused(capsys, "score", tmp_path)[0]
    nowhere = tmp_path / "geen-map" / "plan.pdf"
    assert str(nowhere) in refused(capsys, "plan", answers, "-o", nowhere)[0]


def test_an_unknown_office_is_refused(tmp_path, capsys):
    said = refused(
        capsys, "simulate", "--seed", "1", "--office", "koning", "-o", tmp_path / "a.json"
    )

    assert "wethouder" in said[0]
    assert not (tmp_path / "a.json").exists()


def test_goals_with_a_mistake_are_refused_by_place(answers, tmp_path, capsys):
    goals = tmp_path / "goals.json"
    goals.write_text(json.dumps({"format": "bop-goals/1", "goals": [{"about": "geluk"}]}))

    said = refused(capsys, "plan", answers, "--goals", goals, "-o", tmp_path / "plan.pdf")

    assert said == [
        "goals[1].about: geluk is geen competentie of waarde; kies bijvoorbeeld POL1 of lef"
    ]


def test_the_shipped_content_is_clean(capsys):
    assert main(["check-content", "--today", "2026-11-28"]) == 0
    assert capsys.readouterr().out == "De inhoud klopt: er zijn geen problemen gevonden.\n"


def test_what_must_soon_be_looked_up_is_a_warning_and_no_mistake(capsys):
    assert main(["check-content", "--today", "2027-03-01"]) == 0

    first, *_, last = capsys.readouterr().out.splitlines()
    assert first.startswith("Waarschuwing: ")
    assert last == "De inhoud klopt: er zijn geen problemen gevonden."


def test_what_is_shown_as_sure_and_was_not_looked_up_in_time_fails(capsys):
    assert main(["check-content", "--today", "2027-10-01"]) == 1

    told = [line for line in capsys.readouterr().out.splitlines() if "als zeker" in line]
    assert any(line.startswith("catalogue.toml: payment: scholing") for line in told)


def test_a_day_that_is_none_is_refused(capsys):
    with pytest.raises(SystemExit) as refusal:
        main(["check-content", "--today", "morgen"])

    assert refusal.value.code == 2
    assert "'morgen' is geen dag" in capsys.readouterr().err


@pytest.fixture
def released(monkeypatch):
    """What release-content is asked to do; the shipped lists stay as they are."""
    asked = []

    def release_content(names, *, again):
        asked.append((names, again))
        return [f"vrijgegeven: {name}" for name in names]

    monkeypatch.setattr(commands, "release_content", release_content)
    return asked


def test_content_is_released_by_name(released, capsys):
    assert main(["release-content", "rules.toml", "actions.toml", "--again"]) == 0

    assert capsys.readouterr().out == "vrijgegeven: rules.toml\nvrijgegeven: actions.toml\n"
    assert released == [(["rules.toml", "actions.toml"], True)]


def test_everything_is_released_only_when_said(released, capsys):
    for arguments in ([], ["rules.toml", "--all"]):
        assert refused(capsys, "release-content", *arguments) == [
            "release-content: noem de bestanden die je vrijgeeft, of kies --all"
        ]
    assert released == []

    assert main(["release-content", "--all"]) == 0
    assert released == [([], False)]


def test_a_problem_keeps_content_from_being_released(monkeypatch, capsys):
    def release_content(names, *, again):
        raise ContentError(["rules.toml: fout; herstel het"])

    monkeypatch.setattr(commands, "release_content", release_content)

    assert main(["release-content", "rules.toml"]) == 1
    assert capsys.readouterr().out == "rules.toml: fout; herstel het\n"


def test_a_list_that_cannot_be_written_is_told(monkeypatch, capsys):
    def release_content(names, *, again):
        raise PermissionError(13, "Permission denied", "content/RELEASED")

    monkeypatch.setattr(commands, "release_content", release_content)

    [line] = refused(capsys, "release-content", "rules.toml")
    assert line.startswith("content/RELEASED: hier kan niet worden geschreven")


def test_bringing_the_database_up_to_date_twice_is_harmless(tmp_path, monkeypatch):
    monkeypatch.setenv("BOP_DATA", str(tmp_path / "data"))

    assert main(["db", "upgrade"]) == 0
    assert main(["db", "upgrade"]) == 0
    assert (tmp_path / "data" / "bop.db").exists()


def test_the_package_itself_is_the_command(tmp_path):
    command = [sys.executable, "-m", "assessment", "simulate", "--seed", "1", "-o", "a.json"]
    environ = {"PYTHONPATH": str(ROOT), "PATH": ""}

    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "a.json").read_text())["format"] == "bop-answers/1"


def test_without_a_command_it_says_how_to_use_it(capsys):
    with pytest.raises(SystemExit) as left:
        main([])

    assert left.value.code == 2
    assert "gebruik: bop" in capsys.readouterr().err
