"""The chapter with choices in dilemmas: told back to the owner, and to whom it is released."""

from dataclasses import replace

from assessment.report.composition.dilemmas import tell_dilemmas
from assessment.report.composition.material import PARTS
from assessment.report.documents.bijlage.report import compose_annex
from assessment.report.documents.redaction import redact
from tests.people import simulated

CHOSEN = {"regio": "autonomie", "regio-waarom": "Het gaat om ons water.", "feest": "wederkerigheid"}


def with_choices():
    material = simulated.material(simulated.person(3))
    return replace(material, answers=replace(material.answers, dilemmas=CHOSEN))


def test_the_annex_tells_each_choice_with_its_reason_in_the_order_of_the_dilemmas():
    chapter = compose_annex(with_choices()).section("dilemmas")

    told = [block.text for block in chapter.blocks]
    assert "Autonomie of gemeenschappelijkheid" in told
    assert "Het gaat om ons water." in told
    assert told.index("Autonomie of gemeenschappelijkheid") < told.index(
        "Wederkerigheid of verscheidenheid"
    )
    assert not chapter.has_page


def test_who_chose_nothing_has_no_such_chapter():
    assert tell_dilemmas(simulated.material(simulated.person(3))) == ()


def test_nobody_else_gets_the_choices_with_any_other_part():
    others = [part for part in PARTS if part != "dilemmas"]

    assert redact(with_choices(), others).answers.dilemmas == {}
    assert redact(with_choices(), ["dilemmas"]).answers.dilemmas == CHOSEN
