"""From answers that tell nothing no claim is made, and the report says why."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assessment.cli import main
from assessment.instruments import write_answers
from assessment.plan import Plan
from assessment.services import reporting, submitting
from assessment.services.offering import KINDS
from assessment.services.simulating import simulate
from tests.report.composition import plain

NOW = datetime(2026, 11, 28, tzinfo=UTC)
ALIKE = "gaf je hetzelfde antwoord"
FEW = "te weinig antwoorden"


@pytest.fixture(scope="module")
def careful(library, value_map):
    return simulate(0, library, value_map, phase="zittend", office="wethouder")


def statements(library, *, first=None):
    return [item.id for item in library.gedrag.items][:first]


def given(library, name, careful):
    ids = statements(library)
    return {
        "alike": dict.fromkeys(ids, 4),
        "alike but for what was not met": dict.fromkeys(ids, 1) | dict.fromkeys(ids[:40], "nvt"),
        "nvt": dict.fromkeys(ids, "nvt"),
        "few": {item: careful.gedrag[item] for item in ids[::26]},
        "nothing": {},
    }[name]


CASES = {
    "alike": ALIKE,
    "alike but for what was not met": ALIKE,
    "nvt": FEW,
    "few": FEW,
    "nothing": FEW,
}


def report_of(content, answers):
    profile = submitting.score(answers, content.library, content.value_map)
    result = reporting.make_result(content, answers, profile, Plan())
    report = reporting.write_report(content, result, created_at=NOW)
    return profile, {s.id: " ".join(text for _, text in plain.texts(s)) for s in report.sections}


@pytest.mark.parametrize("name", CASES)
def test_behaviour_without_anything_to_read_has_no_score_and_says_why(
    content, library, careful, name
):
    answers = replace(careful, gedrag=given(library, name, careful))

    profile, told = report_of(content, answers)

    behaviour = (profile.competencies, profile.values, profile.clusters)
    assert {estimate for kind in behaviour for estimate in kind.values()} == {None}
    assert profile.most_visible == profile.least_visible == ()
    assert profile.importance.gaps == {}
    assert CASES[name] in told["oogopslag"]
    assert CASES[name] in told["competenties"] or "genoeg antwoorden" in told["competenties"]
    assert "Volgende stap" not in told["competenties"]


def test_two_answers_that_differ_are_read(content, library, careful):
    ids = statements(library)

    profile, told = report_of(content, replace(careful, gedrag=dict.fromkeys(ids, 4) | {ids[0]: 3}))

    assert None not in profile.competencies.values()
    assert ALIKE not in told["oogopslag"]


def test_a_few_equal_answers_are_no_pattern(content, library, careful):
    competency = library.gedrag.items[0].competency
    own = [item.id for item in library.gedrag.items if item.competency == competency]

    profile, _ = report_of(content, replace(careful, gedrag=dict.fromkeys(own, 4)))

    assert profile.competencies[competency].score == 75


@pytest.mark.parametrize("document", ["plan", "gesprekswijzer", "intervisiekaart"])
def test_what_is_shared_never_tells_how_the_questions_were_answered(
    content, library, careful, document
):
    answers = replace(careful, gedrag=given(library, "alike", careful))
    profile = submitting.score(answers, content.library, content.value_map)
    result = reporting.make_result(content, answers, profile, Plan())

    made = reporting.write_document(content, result, document, created_at=NOW)

    text = " ".join(text for section in made.sections for _, text in plain.texts(section))
    assert ("vallen" in text and "dingen op" in text) == (document == "plan")
    assert (ALIKE in text) == (document == "plan")


@pytest.mark.parametrize("command", ["score", "plan"])
def test_answers_of_an_unknown_version_are_refused_with_the_version(
    tmp_path, capsys, careful, command
):
    table = write_answers(careful)
    table["instruments"]["gedrag"] = 99
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(table))

    code = main([command, str(path), "-o", str(tmp_path / "out.html")])

    assert code != 0
    assert "versie 99 is er niet" in capsys.readouterr().err
    assert not (tmp_path / "out.html").exists()


def test_every_kind_of_document_can_be_made_of_nothing(content, careful):
    empty = replace(careful, gedrag={}, stijl={}, sets={})
    for kind in KINDS:
        answers = replace(empty, phase=next(iter(kind.phases)))
        profile = submitting.score(answers, content.library, content.value_map)
        result = reporting.make_result(content, answers, profile, Plan())

        assert reporting.write_document(content, result, kind.name, created_at=NOW).sections
