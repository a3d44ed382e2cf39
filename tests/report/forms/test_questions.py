"""A form holds every question of a part, as text and as fields, and both checkers accept it."""

from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import pikepdf
import pytest

from assessment.instruments.model import ChoiceSet
from assessment.services import printing
from tests.people import simulated
from tests.report.pdf.checkers import page_validation, verapdf
from tests.report.pdf.reading import Reading, read
from values import PARTS, PHASES

MADE = datetime(2026, 11, 24, tzinfo=UTC)
EVERY_FORM = [(part, phase) for part in PARTS for phase in PHASES]


@cache
def form(part: str, phase: str) -> bytes:
    return printing.print_questions(simulated.content(), part, phase, created_at=MADE)


@cache
def reading(part: str, phase: str) -> Reading:
    return read(form(part, phase))


def asked(part: str, phase: str):
    return printing.list_questions(simulated.content(), part, phase)


def fields(part: str, phase: str) -> list[pikepdf.Object]:
    return list(reading(part, phase).pdf.Root.AcroForm.Fields)


@pytest.mark.parametrize("part", PARTS)  # `make checked-plans` holds all phases to them
@pytest.mark.parametrize("phase", ["aspirant", "zittend"])
def test_both_checkers_accept_every_form(part, phase):
    assert verapdf(form(part, phase)) == []
    assert page_validation(form(part, phase)) == []


@pytest.mark.parametrize(("part", "phase"), EVERY_FORM)
def test_every_question_is_on_the_form_in_its_order_with_its_number(part, phase):
    text = reading(part, phase).tree.full_text()
    place = 0
    for number, item in enumerate(asked(part, phase), start=1):
        if isinstance(item, ChoiceSet):
            words = "Kies één waarde"
        elif item.kind in ("pair", "scenario"):
            situation, first, _ = item.wording(phase)
            words = situation or f"A. {first}"
        else:
            words = item.text if item.kind in ("open", "choice", "choices") else item.wording(phase)
        place = text.find(f"{number}. {words}", place)
        assert place >= 0, (number, words)
    assert "{" not in text


def test_a_statement_has_one_field_with_a_choice_for_every_step_and_for_not_experienced():
    gedrag = simulated.library().gedrag
    steps = [*(str(option.value) for option in gedrag.options), gedrag.missing.id]

    assert len(fields("gedrag", "zittend")) == len(gedrag.items)
    for field in fields("gedrag", "zittend"):
        assert len(field.Kids) == len(steps)
        states = [next(str(k)[1:] for k in kid.AP.N if k != "/Off") for kid in field.Kids]
        assert states == steps
        assert all(kid.AS == "/Off" for kid in field.Kids)


def test_a_box_says_its_question_and_its_answer_to_who_cannot_see_it():
    [first, *_] = asked("gedrag", "zittend")
    labels = [str(kid.TU) for kid in fields("gedrag", "zittend")[0].Kids]

    assert labels[0] == f"1. {first.wording('zittend')} bijna nooit"
    assert len(set(labels)) == 6


def test_a_set_has_one_choice_for_most_and_one_for_least():
    sets = asked("waardenkeuze", "zittend")
    groups = fields("waardenkeuze", "zittend")

    assert len(groups) == 2 * len(sets)
    for item, most, least in zip(sets, groups[::2], groups[1::2], strict=True):
        assert len(most.Kids) == len(least.Kids) == len(item.values)
        assert (str(most.T)[-5:], str(least.T)[-5:]) == ("-best", "worst")


def test_of_several_answers_each_is_a_box_of_its_own_and_an_open_question_has_room():
    questions = asked("verdieping", "zittend")
    several = sum(len(q.options) for q in questions if q.kind == "choices")
    one, typed = (sum(q.kind == kind for q in questions) for kind in ("choice", "open"))
    kinds = [str(field.get("/FT")) for field in fields("verdieping", "zittend")]

    assert kinds.count("/Tx") == typed
    assert kinds.count("/Btn") == several + one
    assert len({str(field.T) for field in fields("verdieping", "zittend")}) == len(kinds)


def test_what_is_ticked_in_the_file_stays_ticked():
    with pikepdf.open(BytesIO(form("gedrag", "zittend"))) as pdf:
        field = pdf.Root.AcroForm.Fields[0]
        field.V = pikepdf.Name("/4")
        field.Kids[3].AS = pikepdf.Name("/4")
        saved = BytesIO()
        pdf.save(saved)

    with pikepdf.open(saved) as again:
        assert again.Root.AcroForm.Fields[0].V == "/4"
    assert verapdf(saved.getvalue()) == []


def test_every_field_is_reached_from_the_structure():
    pdf = reading("stijl", "zittend").pdf
    owners = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    boxes = [kid for field in fields("stijl", "zittend") for kid in field.Kids]

    assert len(boxes) == 33 * 6
    for box in boxes:
        assert owners[int(box.StructParent)].S == "/Form"


def test_a_question_is_not_cut_from_its_answers():
    tree = reading("gedrag", "zittend").tree
    told = [node for node in tree.walk() if node.text and node.pages]
    for number in range(1, len(asked("gedrag", "zittend")) + 1):
        at = next(i for i, node in enumerate(told) if node.text.startswith(f"{number}. "))
        assert len({page for node in told[at : at + 7] for page in node.pages}) == 1


def test_the_same_form_is_the_same_bytes():
    again = printing.print_questions(simulated.content(), "stijl", "zittend", created_at=MADE)

    assert again == form("stijl", "zittend")
