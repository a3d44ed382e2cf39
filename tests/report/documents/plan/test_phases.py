"""The plan fits where somebody is: support first after a hard end, and no deficits at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment.plan.model import Goal, Plan
from assessment.report.documents.composing import compose_document
from assessment.report.model import Bullets, ReportContent
from tests.people import simulated
from tests.report.composition import plain
from values import FORMER, LEAVING, LOOKING_AHEAD

REASONS = ("eigen-keuze", "verkiezingen", "vertrouwen", "persoonlijk", "zeg-ik-niet")


def leaving(reason: str) -> ReportContent:
    answers = simulated.person(3, LEAVING)
    told = {**answers.verdieping, "vertrek-reden": reason}
    return compose_document("volledig", simulated.material(replace(answers, verdieping=told)))


def former(**told: object) -> ReportContent:
    answers = simulated.person(3, FORMER)
    verdieping = {**answers.verdieping, **{key.replace("_", "-"): v for key, v in told.items()}}
    return compose_document("volledig", simulated.material(replace(answers, verdieping=verdieping)))


def said(content: ReportContent, section: str) -> str:
    return "\n".join(text for _, text in plain.texts(content.section(section)))


def everything(content: ReportContent) -> str:
    return "\n".join(text for _, text in plain.everything(content))


@pytest.mark.parametrize("reason", REASONS)
def test_support_stands_once_and_first_after_a_hard_or_personal_end(reason: str) -> None:
    sections = [section.id for section in leaving(reason).sections]

    assert sections.count("steun") == 1
    assert (sections[0] == "steun") == (reason in ("vertrouwen", "persoonlijk"))


def test_who_leaves_is_offered_no_scan_that_is_for_who_just_began() -> None:
    scan = next(n for n in simulated.catalogue().support if n.id == "weerbaarheidsscan")

    assert scan.phases
    assert scan.title not in everything(leaving("vertrouwen"))
    stays = simulated.material(simulated.person(1))
    assert scan.title in everything(compose_document("bijlage", stays))


@pytest.mark.parametrize("reason", REASONS)
def test_why_somebody_leaves_chooses_words_and_is_not_on_paper(reason: str) -> None:
    text = everything(leaving(reason))
    question = next(q for q in simulated.library().verdieping.items if q.id == "vertrek-reden")

    assert question.text not in text
    assert all(f"\n{option.label}\n" not in text for option in question.options)
    assert "trots" not in said(leaving(reason), "ervaring").lower().replace("ik ben trots", "")


def test_each_reason_that_is_told_has_an_opening_of_its_own() -> None:
    openings = {said(leaving(reason), "ervaring").split("\n")[2] for reason in REASONS[:-1]}

    assert len(openings) == len(REASONS) - 1


@pytest.mark.parametrize("phase", LOOKING_AHEAD)
def test_goals_are_about_what_comes_next_and_rest_on_no_low_score(phase: str) -> None:
    content = compose_document("volledig", simulated.material(simulated.person(3, phase)))
    text = said(content, "doelen")

    assert "Voorstel" not in text
    assert "heeft score" not in text
    assert "laten je antwoorden veel ruimte zien" not in everything(content)


def test_who_left_is_told_to_do_nothing_in_office() -> None:
    asks = {"oud_hulp": ("rechten",), "oud_mentor": "graag", "oud_terug": "zelfde-ambt",
            "oud_contact": ("niemand",)}  # fmt: skip
    silent = former(oud_hulp=("geen",), oud_mentor="nee", oud_terug="nee", oud_contact=())
    content = former(**asks)
    steps = [action for action in simulated.catalogue().phase_actions if action.phase == FORMER]
    shown = [step for step in steps if step.text in said(content, "plan-programmas")]

    assert "Deze maand al te doen" not in said(silent, "plan-programmas")
    assert {step.question for step in shown} <= {key.replace("_", "-") for key in asks}
    assert shown
    assert not any("Wat je deze maand kunt doen" in said(content, section.id)
                   for section in content.sections)  # fmt: skip


def test_who_left_gets_programmes_for_who_left() -> None:
    catalogue = simulated.catalogue()
    for seed in range(12):
        material = simulated.material(simulated.person(seed, FORMER))
        for suggestion in material.suggestions.programmes:
            assert FORMER in catalogue.programme(suggestion.programme).phases


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ({"oud_mentor": "graag"}, "wegwijs"),
        ({"oud_contact": ("niemand",)}, "alumninetwerk"),
        ({"oud_terug": "zelfde-ambt"}, "Terugkomen"),
    ],
)
def test_a_choice_of_who_left_is_answered(told: dict[str, object], word: str) -> None:
    without = {"oud_mentor": "nee", "oud_contact": ("niet-nodig",), "oud_terug": "nee"}

    assert word in said(former(**(without | told)), "ervaring")
    assert word not in said(former(**without), "ervaring")


@pytest.mark.parametrize("phase", LOOKING_AHEAD)
@pytest.mark.parametrize("seed", [3, 6, 8, 11])
def test_who_leaves_or_left_reads_no_statement_in_the_present_tense(seed: int, phase: str) -> None:
    made = simulated.material(simulated.person(seed, phase))
    text = "\n".join(
        everything(compose_document(kind, made)) for kind in ("volledig", "plan", "gesprekswijzer")
    )
    gedrag = simulated.library().gedrag
    present = [item.text for item in (*gedrag.items, *gedrag.extra)]
    present += [line.text for c in made.competencies for line in c.feedback.values()]

    assert [one for one in present if one in text] == []
    assert any(item.text_vertrekkend in text for item in gedrag.items)
    if phase == LEAVING:
        return
    for words in ("zie je minder vaak", "jouw ambt", "van je ambt", "Past dat bij wat je wilt?"):
        assert words not in text


@pytest.mark.parametrize("phase", LOOKING_AHEAD)
def test_what_somebody_wrote_on_what_comes_next_stands_before_what_was(phase: str) -> None:
    made = simulated.material(simulated.person(3, phase))
    [wishes, *_] = [
        block.items
        for block in compose_document("plan", made).section("doelen").blocks
        if isinstance(block, Bullets)
    ]
    next_step = {LEAVING: "Wat kun je deze maand al doen", FORMER: "Wat wil je het komende jaar"}

    assert str(wishes[0]).startswith(next_step[phase])


@pytest.mark.parametrize("phase", LOOKING_AHEAD)
def test_a_goal_of_who_leaves_or_left_quotes_no_answer_that_was_low(phase: str) -> None:
    low = dict.fromkeys(simulated.person(3).gedrag, 2)
    answers = replace(simulated.person(3, phase), gedrag={**low, "bes2-1": 3})
    plan = Plan(goals=(Goal(about="BES2", aim="Ik wil jonge wethouders leren wegen."),))
    text = said(compose_document("plan", simulated.material(answers, plan)), "doelen")

    assert "Doel 1: Zorgvuldig afwegen en besluiten" in text
    assert "Je antwoordde" not in text


def test_the_plan_of_who_left_asks_what_was_shown_not_what_is() -> None:
    text = everything(compose_document("plan", simulated.material(simulated.person(6, FORMER))))

    assert "Wat je belangrijk vindt en wat je liet zien" in text
    assert "wat je laat zien" not in text


def test_programmes_that_ask_more_time_together_than_there_is_say_so_beside_the_list() -> None:
    answers = simulated.person(366, "starter")
    told = "‘Basisopleiding’ en ‘Wethoudersconferentie’ vragen samen ongeveer 48 uur in een jaar"

    def offered(hours: str) -> str:
        verdieping = {**answers.verdieping, "ontwikkeling-tijd": hours}
        person = simulated.material(replace(answers, verdieping=verdieping))
        return said(compose_document("plan", person), "plan-programmas")

    assert f"{told}. Wat je invulde, komt neer op hooguit 24 uur." in offered("tot-twee-uur")
    assert told not in offered("dagdeel")


def test_who_chose_too_few_styles_finds_room_to_write_and_no_sentence_about_a_style() -> None:
    def handed_over(**changes: object) -> list[str]:
        person = simulated.material(replace(simulated.person(3), **changes))
        return said(compose_document("plan", person), "samen-met-mij").split("\n")

    assert "Als ik te lang alle kanten openhoud." not in handed_over(stijl={})
    assert not any("stijl" in text for text in handed_over(stijl={}))
    for asked in ("Dit helpt mij", "Hier mag je me op wijzen"):
        assert asked in handed_over(stijl={})
        assert asked in handed_over()


def test_who_considers_the_office_reads_of_a_report_and_not_of_a_plan() -> None:
    answers = simulated.person(3, "aspirant")
    goal = Goal(about="POL1", aim="Vaker vragen stellen", by=date(2027, 6, 1))
    for material in (
        simulated.material(replace(answers, gedrag={})),
        simulated.material(simulated.flat(3, "aspirant")),
        simulated.material(answers, Plan(goals=(goal,))),
    ):
        assert "dit plan" not in everything(compose_document("orientatieverslag", material)).lower()
