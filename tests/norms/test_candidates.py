"""Who may count: decided when people are admitted, so that nothing is ever made of others."""

import ast
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assessment
from assessment.norms.candidates import Admitted, Candidate, reasons_against
from assessment.norms.errors import IneligibleError

DAY = date(2026, 11, 23)


def candidate(number=1, **changes):
    person = Candidate(
        person=f"p{number}",
        taken_on=DAY + timedelta(days=number % 30),
        simulated=False,
        consent=True,
        complete=True,
        clean=True,
        background={"office": "wethouder"},
        answers={},
    )
    return replace(person, **changes)


def people(count):
    return tuple(candidate(number) for number in range(count))


KEEPS_OUT = {
    "simulated": {"simulated": True},
    "without consent": {"consent": False},
    "incomplete": {"complete": False},
    "unreliable pattern": {"clean": False},
}


@pytest.mark.parametrize(("reason", "change"), KEEPS_OUT.items())
def test_one_who_may_not_count_stops_the_admission_of_hundreds(reason, change):
    other = candidate(400, **change)

    assert reasons_against(other) == (reason,)
    with pytest.raises(IneligibleError, match=f"p400 is {reason}"):
        Admitted((*people(400), other))


@pytest.mark.parametrize("mark", [True, None, "nee", 0])
def test_simulated_people_are_never_admitted_also_when_the_mark_is_unclear(mark):
    with pytest.raises(IneligibleError, match="simulated"):
        Admitted((*people(300), candidate(2000, simulated=mark)))


@given(
    simulated=st.sampled_from([True, False, None]),
    consent=st.sampled_from([True, False, None]),
    complete=st.sampled_from([True, False, None]),
    clean=st.sampled_from([True, False, None]),
)
def test_only_what_is_known_to_be_in_order_is_admitted(simulated, consent, complete, clean):
    person = candidate(simulated=simulated, consent=consent, complete=complete, clean=clean)

    fine = (simulated, consent, complete, clean) == (False, True, True, True)
    assert (reasons_against(person) == ()) is fine


def test_a_person_counts_once():
    with pytest.raises(IneligibleError, match="p5 occurs twice"):
        Admitted((*people(300), candidate(5)))


def test_people_who_were_admitted_cannot_be_exchanged_for_others():
    admitted = Admitted(people(3))

    with pytest.raises(IneligibleError, match="simulated"):
        replace(admitted, people=(candidate(simulated=True),))
    with pytest.raises(AttributeError):
        admitted.people = (candidate(simulated=True),)


def test_nothing_about_a_candidate_may_be_left_unsaid():
    for field in fields(Candidate):
        facts = {f.name: getattr(candidate(), f.name) for f in fields(Candidate)}
        del facts[field.name]
        with pytest.raises(TypeError):
            Candidate(**facts)


def test_the_days_are_those_of_the_first_and_last_answers():
    admitted = Admitted(people(40))

    assert (admitted.first_day, admitted.last_day) == (DAY, DAY + timedelta(days=29))


def admits(path):
    """Return whether a module makes an ``Admitted`` of this room (quality has one of its own)."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    imported = {
        name.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module == "assessment.norms.candidates"
        for name in node.names
    }
    called = {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}
    return "Admitted" in imported & called


def test_the_product_admits_people_at_one_place():
    root = Path(assessment.__file__).parent

    doors = [path.relative_to(root).as_posix() for path in root.rglob("*.py") if admits(path)]

    assert doors == ["services/gathering.py"]
