"""Waarom dit advies: numbers that can be worked out again, and a reason for what is not there."""

import re

import pytest

from assessment.plan.model import MUCH, Plan
from assessment.report.documents.waarom_advies.advice import OTHERS, RULE, explain_suggestions
from assessment.report.documents.waarom_advies.texts import TEXTS
from assessment.report.model import Paragraph, Table
from tests.people import simulated
from values import PHASES
from values.checks import hard_texts


def made(seed=7, phase="zittend", plan=None):
    return simulated.material(simulated.person(seed, phase), plan)


def sections(material):
    return {section.id: section for section in explain_suggestions(material)}


def by_need(material):
    """Return the suggestion that rests on a score."""
    [suggestion] = [s for s in material.suggestions.programmes if s.kind == "need"]
    return suggestion


def told(section):
    texts_of = [block.text for block in section.blocks if isinstance(block, Paragraph)]
    return " ".join(texts_of)


def table(section):
    [found] = [block for block in section.blocks if isinstance(block, Table)]
    return found


@pytest.mark.parametrize("phase", PHASES)
def test_every_suggestion_has_a_section_then_the_others_and_the_rule(phase):
    material = made(phase=phase)

    suggested = [one.programme for one in material.suggestions.programmes]
    assert list(sections(material)) == [*suggested, OTHERS, RULE]


@pytest.mark.parametrize("seed", range(4))
def test_the_numbers_multiply_to_the_total(seed):
    material = made(seed)
    by_need = [s for s in material.suggestions.programmes if s.kind == "need"]
    for suggestion in by_need:
        rows = table(sections(material)[suggestion.programme]).rows
        room, certainty, choice, lift, weight, role, total = (
            float(number.replace(",", ".")) for _, number in rows
        )
        assert weight == pytest.approx(room * certainty * choice * lift, abs=1)
        assert total == pytest.approx(weight * role, abs=0.2)


def test_the_owners_choice_stands_among_the_numbers():
    first = by_need(made()).reasons[0].need.competency
    material = made(plan=Plan(importance={first: MUCH}))

    suggestion = by_need(material)

    assert suggestion.reasons[0].need.competency == first
    labels = dict(table(sections(material)[suggestion.programme]).rows)
    assert labels["Jouw keuze: veel"] == "1,5"


def test_every_other_programme_for_the_phase_stands_in_the_table_with_a_reason():
    material = made(plan=Plan(followed=("CON",)))
    rows = {row[0]: row[1] for row in table(sections(material)[OTHERS]).rows}

    suggested = {one.programme for one in material.suggestions.programmes}
    expected = {
        p.name
        for p in material.catalogue.programmes
        if "zittend" in p.phases and not p.support and p.id not in suggested and p.id != "DIA"
    }
    assert set(rows) == expected
    assert rows["Wethoudersconferentie"] == "Je gaf aan dat je dit al hebt gevolgd."
    assert "Oriëntatieprogramma (aspirant)" in told(sections(material)[OTHERS])


def test_what_weighs_less_is_never_shown_with_a_larger_number():
    for seed in range(4):
        material = made(seed)
        fits = [s.fit for s in material.suggestions.programmes if s.kind == "need"]
        least = min(fits, default=0) * 100
        for row in table(sections(material)[OTHERS]).rows:
            if "minstens even zwaar" in row[1]:
                assert float(row[2].replace(",", ".")) <= least + 0.1


def test_who_pays_is_told_with_its_source_or_as_unknown():
    material = made()
    for programme in material.suggestions.programmes:
        text = told(sections(material)[programme.programme])
        assert ("Bron: " in text) != ("Over de kosten staat niets in de bronnen" in text)


def test_without_scores_everything_has_a_reason():
    material = simulated.material(simulated.silent())

    assert list(sections(material)) == [OTHERS, RULE]
    assert all(row[1] for row in table(sections(material)[OTHERS]).rows)


def test_nothing_is_left_open_and_the_sentences_are_short():
    for phase in PHASES:
        for section in explain_suggestions(made(phase=phase)):
            assert not re.search(r"[{}]|None", told(section))
    named = [(key, text) for key, text in TEXTS.tables["advice"].items()]
    assert list(hard_texts(named)) == []


def test_what_no_score_suggested_shows_no_number():
    for phase in ("aspirant", "starter", "vertrekkend"):
        material = made(phase=phase)
        for suggestion in material.suggestions.programmes:
            if suggestion.kind == "need":
                continue
            section = sections(material)[suggestion.programme]
            assert not [block for block in section.blocks if isinstance(block, Table)]
            assert "Een score speelt hier geen rol." in told(section)
