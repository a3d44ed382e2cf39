"""Beside the five questions: what others see, and choices in dilemmas, when these are shared."""

from dataclasses import replace

import pytest

from assessment.report.composition.material import PARTS
from assessment.report.documents.composing import compose_document
from assessment.report.model import Bullets, Heading, Paragraph
from tests.people import simulated
from tests.people.outcomes import make_outcome

REASON = "Het gaat om ons water."
CHOSEN = {"feest": "wederkerigheid", "sporthal": "verbondenheid",
          "regio": "autonomie", "regio-waarom": REASON}  # fmt: skip


def somebody(**changes):
    material = simulated.material(simulated.person(3))
    outcome = make_outcome(material.value_map, **changes)
    answers = replace(material.answers, dilemmas=CHOSEN)
    return replace(material, others=outcome, answers=answers)


def made(material, *parts):
    return compose_document("gesprekswijzer", material, parts=parts)


def texts(section):
    return [block.text for block in section.blocks if isinstance(block, Paragraph | Heading)]


def asked(section):
    return next(block for block in section.blocks if isinstance(block, Bullets)).items


def test_what_others_see_has_both_numbers_and_asks_about_what_is_named():
    section = made(somebody(), "anderen").section("anderen")

    named = "‘Krachtenveld lezen’ (anderen 60, interval 45 tot 75, jij 40, interval 25 tot 55)"
    assert texts(section) == [
        "Minstens 7 anderen antwoordden over gedrag dat zij zagen. Achter elke naam staat eerst "
        "wat zij zien en dan wat jij zelf antwoordde, met het interval. De getallen zijn "
        "afgerond op 5. "
        "Je waarschijnlijke score kan hiervan verschillen: die ligt dichter bij je eigen "
        "gemiddelde.",
        f"Anderen zien dit vaker dan jij: {named}.",
        "Over alles samen zien anderen gedrag vaker dan jij het noemt.",
    ]
    assert len(asked(section)) == 3
    assert all(one.endswith("?") for one in asked(section))


def test_where_nothing_is_sure_the_sheet_names_nothing_either():
    none = dict.fromkeys(("both_more", "both_less", "others_more", "self_more"), ())

    section = made(somebody(named=none, overall=1), "anderen").section("anderen")

    assert texts(section)[0] == "Minstens 7 anderen antwoordden over gedrag dat zij zagen."
    assert "Niets springt er zeker uit" in texts(section)[1]
    assert "noem jij gedrag vaker" in texts(section)[2]
    assert len(asked(section)) == 2


def test_what_others_wrote_and_virtues_stay_with_the_result():
    material = somebody()
    virtues = tuple(c.id for c in material.value_map.competencies if c.virtue)

    text = str(made(replace(material, others=replace(material.others, often=virtues)), "anderen"))

    assert "Je luistert" not in text
    assert "Deugden" not in text


def test_a_reason_brings_a_choice_to_the_front_and_two_are_enough():
    section = made(somebody(), "dilemmas").section("dilemmas")

    assert [b.text for b in section.blocks if isinstance(b, Heading)] == [
        "Autonomie of gemeenschappelijkheid", "Verbondenheid of doelmatigheid",
    ]  # fmt: skip
    assert f"Je schreef erbij: ‘{REASON}’" in texts(section)
    assert "Hier staat niet elke keuze die je maakte." in texts(section)


@pytest.mark.parametrize("part", ["anderen", "dilemmas"])
def test_without_the_part_there_is_no_such_chapter(part):
    material = somebody()
    rest = [one for one in PARTS if one != part]

    with_all, without = made(material, *PARTS), made(material, *rest)

    assert part in {section.id for section in with_all.sections}
    assert part not in {section.id for section in without.sections}
    absent = replace(material, others=None, answers=replace(material.answers, dilemmas={}))
    both = {section.id for section in made(absent, *PARTS).sections}
    assert both.isdisjoint({"anderen", "dilemmas"})


def test_the_limits_follow_whether_others_speak():
    def limits(*parts):
        return str(made(somebody(), *parts).section("grenzen"))

    assert "Niet wie wat zei" in limits("stijl", "anderen")
    assert "Niet wat collega's, raad of medewerkers zien" in limits("stijl", "dilemmas")
    assert "Niet wie wat zei" not in limits("stijl", "dilemmas")


@pytest.mark.parametrize(
    ("parts", "pages"), [(PARTS, 3), (["anderen"], 3), (["dilemmas"], 3), (["stijl"], 2)]
)
def test_it_takes_one_page_more(parts, pages):
    assert made(somebody(), *parts).pages == pages
