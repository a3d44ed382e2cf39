"""Every kind of document is one object in a folder of its own, and all the rest follows from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assessment.report import documents
from assessment.report.composition.material import PARTS
from assessment.report.documents.composing import compose_document
from assessment.report.documents.kinds import DocumentKind, DocumentRefused
from assessment.report.documents.registry import KINDS, find_kind, find_main_kind
from tests.people import simulated
from values import KNOWS_OFFICE, PHASES
from values.checks import hard_texts

ROOM = Path(documents.__file__).parent
PAGES_OF_THE_WEB = {"waarom_advies"}  # not to hold, but said in the same way
OF_A_CONVERSATION = {"afspraken"}  # made when two people agree, not when one asks
OF_AN_ACCOUNT = {"logboek", "verloop"}  # of more than one attempt
OF_A_COLLEGE = {"college"}  # about several people
OF_A_COACH = {"vrijgave"}  # made of what was released
OF_OTHERS = {"anderen"}  # what others said, once it was opened
EACH = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def test_every_folder_is_a_kind_of_the_same_name_and_has_a_folder_of_tests() -> None:
    folders = {path.parent.name for path in ROOM.glob("*/__init__.py")}
    elsewhere = (
        PAGES_OF_THE_WEB | OF_A_CONVERSATION | OF_AN_ACCOUNT | OF_A_COACH | OF_OTHERS | OF_A_COLLEGE
    )
    tests = {path.parent.name for path in Path(__file__).parent.glob("*/test_*.py")}

    assert folders - elsewhere == {kind.name for kind in KINDS}
    assert (
        tests | {"verloop"} == folders
    )  # that is tested with its page: web/account/test_history.py


def test_the_worker_makes_what_has_chapters_and_the_main_document_stands_first() -> None:
    for phase in PHASES:
        chapters = [kind for kind in KINDS if phase in kind.phases and not kind.pages]

        assert [kind for kind in chapters if not kind.by_worker] == []
        assert chapters[0] == find_main_kind(phase)
        assert not any(kind.parts for kind in chapters)


def test_who_knows_the_office_has_a_plan_a_bijlage_and_both_in_one() -> None:
    for phase in PHASES:
        named = [kind.name for kind in KINDS if phase in kind.phases and kind.by_worker]
        in_office = ["plan", "plan_anderen", "bijlage", "volledig"]

        assert named == (in_office if phase in KNOWS_OFFICE else ["orientatieverslag"])


@EACH
def test_a_kind_says_what_it_is_called_and_for_whom_it_is(kind: DocumentKind) -> None:
    assert kind.title.lower() == kind.called.lower()
    assert kind.texts.file.parent.name == kind.name
    if kind is not KINDS[0]:
        assert list(hard_texts([("for_whom", kind.for_whom)])) == []


@EACH
def test_a_kind_is_refused_to_a_phase_that_it_is_not_for(kind: DocumentKind) -> None:
    for phase in PHASES:
        material = simulated.material(simulated.person(1, phase))
        if phase in kind.phases:
            assert compose_document(kind.name, material).pages == kind.pages
        else:
            with pytest.raises(DocumentRefused):
                compose_document(kind.name, material)


@EACH
def test_without_a_choice_every_part_may_be_in_it_and_an_empty_choice_is_refused(
    kind: DocumentKind,
) -> None:
    assert kind.choose_parts(None, PARTS) == kind.parts
    if kind.parts:
        with pytest.raises(DocumentRefused):
            kind.choose_parts([], PARTS)


def test_a_choice_that_would_be_forgotten_is_no_kind() -> None:
    with pytest.raises(ValueError, match="not kept until the worker comes"):
        replace(find_kind("gesprekswijzer"), by_worker=True)


def test_parts_stand_in_the_order_of_the_kind_and_unknown_ones_are_left_out() -> None:
    chosen = find_kind("gesprekswijzer").choose_parts(["doelen", "alles", "stijl"], PARTS)

    assert chosen == ("stijl", "doelen")
    assert find_kind("gesprekswijzer").choose_parts(PARTS, PARTS) == PARTS


def test_a_part_that_its_owner_does_not_have_is_left_out_also_when_all_are_meant() -> None:
    kind, there = find_kind("gesprekswijzer"), ("stijl", "waarden")

    assert kind.choose_parts(None, there) == there
    assert kind.choose_parts(["stijl", "anderen"], there) == ("stijl",)
    with pytest.raises(DocumentRefused):
        kind.choose_parts(["anderen"], there)
