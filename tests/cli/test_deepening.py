"""A closer look on the command line: answers, profile, and goals of an earlier time."""

import json

import pytest

from assessment.cli import main
from tests.cli.test_commands import refused

LOOKED_AT = ("--deepen", "POL1", "--deepen", "PUB3")


@pytest.fixture
def simulated(tmp_path):
    def make(*options, name="antwoorden.json"):
        path = tmp_path / name
        assert main(["simulate", "--seed", "7", *options, "-o", str(path)]) == 0
        return path

    return make


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_extra_answers_are_drawn_apart_and_leave_all_others_as_they_are(simulated):
    plain, closer = read(simulated()), read(simulated(*LOOKED_AT, name="scherper.json"))

    extra = closer["answers"].pop("aanscherping")
    assert closer == plain
    assert sorted(extra) == [f"{c}-x{n}" for c in ("pol1", "pub3") for n in range(1, 5)]


def test_the_profile_has_the_mean_before_and_after_and_no_other_score_moves(simulated, tmp_path):
    files = [simulated(), simulated(*LOOKED_AT, name="scherper.json")]
    for path in files:
        assert main(["score", str(path), "-o", str(path.with_suffix(".profiel"))]) == 0
    plain, closer = (read(path.with_suffix(".profiel")) for path in files)

    looks = closer.pop("closer")
    assert closer == plain
    assert list(looks) == ["POL1", "PUB3"]
    for look in looks.values():
        assert look["after"]["high"] - look["after"]["low"] < (
            look["before"]["high"] - look["before"]["low"]
        )


def test_an_unknown_competency_is_refused_with_those_that_there_are(capsys, tmp_path):
    said = refused(capsys, "simulate", "--seed", "1", "--deepen", "POL9", "-o", tmp_path / "a.json")

    assert len(said) == 1
    assert "POL9" in said[0]
    assert "POL1, POL2" in said[0]


def test_only_with_the_goals_of_the_earlier_time_a_change_can_be_certain(simulated, tmp_path):
    now = simulated()
    earlier = read(now)
    earlier["taken_at"] = "2025-11-23T10:00:00+01:00"
    for item in earlier["answers"]["gedrag"]:
        if item.startswith("pub3"):
            earlier["answers"]["gedrag"][item] = 1
    then, goals = tmp_path / "toen.json", tmp_path / "doelen.json"
    then.write_text(json.dumps(earlier))
    goal = {"about": "PUB3", "aim": "Helderder uitleggen"}
    goals.write_text(json.dumps({"format": "bop-goals/1", "goals": [goal]}))

    def plan(*options):
        made = tmp_path / "plan.html"
        arguments = ["plan", str(now), "--previous", str(then), *options, "-o", str(made)]
        assert main(arguments) == 0
        return made.read_text(encoding="utf-8")

    assert "alles is om te verkennen" in plan()
    told = plan("--previous-goals", str(goals))
    assert "De vorige keer koos je een doel: ‘Helder en zichtbaar communiceren’." in told
    assert "Zeker veranderd" in told
