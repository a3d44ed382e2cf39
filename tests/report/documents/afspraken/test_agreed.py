"""The sheet with what an owner and a coach agreed."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from assessment.report.documents.afspraken import (
    AgreedAction,
    AgreedGoal,
    Agreement,
    compose_agreement,
)
from assessment.report.fingerprint import content_hash
from assessment.report.pdf.report import render_pdf
from assessment.services.moments import AMSTERDAM
from tests.report.pdf.checkers import page_validation, verapdf
from tests.report.pdf.reading import read

GOAL = AgreedGoal(
    name="Luisteren",
    aim="Vaker doorvragen in de raad",
    doing="Elke week één gesprek\nzonder agenda",
    by=date(2027, 6, 1),
    helper="de griffier",
    programmes=("Intervisie",),
)
AGREED = Agreement(
    owner="Noor de Vries",
    coach="Carla Coach",
    goals=(GOAL,),
    actions=(
        AgreedAction("de griffier bellen", "owner", date(2027, 2, 1)),
        AgreedAction("Stuurt een artikel op.", "coach"),
    ),
    next_on=date(2027, 3, 5),
    made_at=datetime(2027, 1, 8, 14, 30, tzinfo=AMSTERDAM),
)


def printed_words(pdf: bytes) -> str:
    return read(pdf).tree.full_text()


def words(agreed: Agreement) -> str:
    return str(compose_agreement(agreed))


def test_the_sheet_says_what_each_will_do_and_by_when() -> None:
    actions = compose_agreement(AGREED).section("wie-doet-wat").blocks[0]

    assert actions.texts == (
        "De eigenaar: de griffier bellen. Klaar op 1 februari 2027.",
        "De coach: Stuurt een artikel op.",
    )


def test_the_sheet_keeps_every_word_of_a_goal_and_asks_nothing_that_was_left_empty() -> None:
    goal = compose_agreement(AGREED).section("doel-1")

    assert goal.title == "Doel 1. Luisteren"
    told = [b.text for b in goal.blocks if hasattr(b, "text")]
    for text in (GOAL.aim, *GOAL.doing.split("\n"), "1 juni 2027", "de griffier"):
        assert text in told
    assert "Waaraan merk je het?" not in told
    assert goal.blocks[-1].items == ("Intervisie",)


def test_who_gave_no_name_has_no_goal_and_chose_no_day_gets_whole_sentences() -> None:
    bare = replace(AGREED, owner="", goals=(), actions=(), next_on=None)

    assert "de eigenaar van het plan" in words(bare)
    assert "staat geen doel" in words(bare)
    assert "nog geen dag gekozen" in words(bare)


@pytest.mark.parametrize(
    "changed",
    [
        replace(AGREED, goals=(replace(GOAL, aim="Iets anders"),)),
        replace(AGREED, actions=AGREED.actions[:1]),
        replace(AGREED, next_on=date(2027, 3, 6)),
        replace(AGREED, coach="Iemand anders"),
    ],
)
def test_another_word_gives_another_control_code(changed: Agreement) -> None:
    assert content_hash(compose_agreement(changed)) != content_hash(compose_agreement(AGREED))


def test_the_same_agreement_gives_the_same_bytes_and_they_are_accessible() -> None:
    pdf = render_pdf(compose_agreement(AGREED))

    assert pdf == render_pdf(compose_agreement(AGREED))
    assert page_validation(pdf) == verapdf(pdf) == []
    assert "5 maart 2027" in printed_words(pdf)


def test_four_long_goals_and_many_actions_all_come_on_the_paper() -> None:
    long = replace(GOAL, aim="Doorvragen. " * 50, doing="Elke week een gesprek. " * 26)
    much = replace(
        AGREED,
        goals=(long,) * 4,
        actions=tuple(AgreedAction(f"Afspraak {n}", "owner") for n in range(40)),
    )

    printed = printed_words(render_pdf(compose_agreement(much)))

    assert "Doel 4. Luisteren" in printed
    assert "Afspraak 39" in printed
