"""No virtue as a deficit: what five hundred people's documents say beside the name of one.

The names are written down here once more, so that a flag that somebody takes away is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from assessment.report.composition.material import PARTS, Material
from assessment.report.documents.composing import compose_document
from assessment.report.documents.registry import find_main_kind
from assessment.report.figures import data
from assessment.report.model import Figure, ReportContent, Section, Table
from tests.people import crowd as crowd
from tests.people import simulated as people
from tests.report.composition import plain
from values import LEADING, Profile, ValueMap

SHARES = 10  # so that the workers of pytest can divide the crowd
COMPETENCIES = ("POL3", "PER1")
VALUES = (
    "authenticiteit", "beschaving", "eerlijkheid", "onkreukbaarheid", "rechtmatigheid",
    "gelijkheid", "betrouwbaarheid", "eerbied", "rekenschap",
)  # fmt: skip
CLUSTERS = ("puurheid",)
LESS = re.compile(
    r"\b(minder|lager|laagst|minst|ruimte|kloof|achter|in ontwikkeling|op weg|groei\w*|onder je|"
    r"onder het|zelden|tekort|zwaarder dan|zeker anders|te weinig)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+")
QUOTED_ANSWER = re.compile(r"‘[^’]*[.?]’( \([^)]*\))?")  # a statement with its answer
# What is a number and tells nothing: the place of a goal in the plan, and a date.
HARMLESS = re.compile(r"\b(?:Doel )?\d[.:](?= |$)|\b\d{1,2} [a-z]{3,9}\.? \d{4}\b")


@cache
def virtue_names() -> re.Pattern[str]:
    """Return what finds the name of any virtue as a word of its own."""
    value_map = people.value_map()
    names = [value_map.competency[c].name for c in COMPETENCIES]
    names += [value_map.values[value].name for value in VALUES]
    names += [cluster.name for cluster in value_map.clusters if cluster.id in CLUSTERS]
    return re.compile(rf"\b({'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


@cache
def fixed_texts() -> frozenset[str]:
    """Return the texts of the content that are the same for everybody, and so tell of nobody."""
    value_map = people.value_map()
    texts = [text for v in value_map.values.values() for text in (v.meaning, v.daily, *v.questions)]
    texts += [f"De trend: {v.trend[0].lower()}{v.trend[1:]} {v.why_now}" for v in
              value_map.values.values()]  # fmt: skip
    texts += [tension.text for tension in value_map.tensions]
    texts += [cluster.about for cluster in value_map.clusters]
    texts += [f"{cluster.name}: {cluster.about}" for cluster in value_map.clusters]
    texts += [competency.definition for competency in value_map.competencies]
    return frozenset(texts)


# What a document says


def documents(material: Material) -> Iterator[ReportContent]:
    """Yield everything that can be made for this person, from all that may be shared."""
    yield compose_document(find_main_kind(material.answers.phase).name, material)
    yield compose_document("intervisiekaart", material)
    yield compose_document("gesprekswijzer", material, parts=PARTS)
    yield from (
        compose_document("gesprekswijzer", material, parts=[part]) for part in material.parts_there
    )


def lines(section: Section) -> Iterator[str]:
    """Yield every sentence of a chapter, and every row and figure label as one line."""
    for kind, text in plain.texts(section, own_words=False):
        if kind != "cell" and text not in fixed_texts():
            yield from SENTENCE.split(text)
    for block in section.blocks:
        if isinstance(block, Figure):
            yield from (" | ".join(row) for row in block.table.rows)
            yield from drawn(block)
        elif isinstance(block, Table):
            yield from (" | ".join(row) for row in block.rows)


def drawn(figure: Figure) -> Iterator[str]:
    """Yield the labels of a figure with the number that is drawn beside them."""
    match figure.data:
        case data.Competencies(groups=groups):
            for group in groups:
                yield from (f"{row.label} | {row.score_text}" for row in group.rows)
        case data.ValueMapFigure(rows=rows):
            for card in (card for row in rows for card in row.clusters):
                yield from (f"{one.label} | {one.reading}" for one in (card, *card.values))
        case data.ImportanceBehaviour(points=points, priority_points=priorities):
            yield from (f"{point.label} | {point.behaviour}" for point in (*points, *priorities))


def deficits(section: Section) -> Iterator[str]:
    """Yield what says less, or a number, beside the name of a virtue; answers are answers."""
    for line in lines(section):
        said = HARMLESS.sub("", QUOTED_ANSWER.sub("", line))
        if virtue_names().search(said) and (LESS.search(said) or re.search(r"\d", said)):
            yield f"{section.id}: {line}"


def without_own_words(material: Material) -> Material:
    """Return the material without what the owner wrote: that may say anything."""
    goals = tuple(replace(goal, aim=goal.aim and "Verder komen.", actions=())
                  for goal in material.plan.goals)  # fmt: skip
    return replace(material, plan=replace(material.plan, goals=goals))


def broken(material: Material) -> list[str]:
    """Return every deficit in every document of one person."""
    return [
        f"{content.cover.title}, {line}"
        for content in documents(without_own_words(material))
        for section in content.sections
        for line in deficits(section)
    ]


@cache
def material(number: int) -> Material:
    """Return what the documents of one of the crowd are made from; some had an earlier time."""
    answers, plan = crowd.somebody(number)
    if number % 5:
        return people.material(answers, plan)
    before = crowd.earlier(number, "2025-11-03T09:00:00+01:00")
    return people.material(answers, plan, comparison=people.comparison(before, answers))


@pytest.mark.parametrize("share", range(SHARES))
def test_no_document_of_anybody_tells_a_virtue_as_less_or_as_a_number(share: int) -> None:
    told = {
        number: wrong
        for number in range(share, crowd.SIZE, SHARES)
        if (wrong := broken(material(number)))
    }

    assert told == {}


# As a journalist reads it


@pytest.mark.parametrize("share", range(SHARES))
def test_the_first_page_puts_no_number_beside_a_name_and_names_five_values_at_most(
    share: int,
) -> None:
    value_map = people.value_map()
    names = [c.name for c in value_map.competencies]
    values = [v.name.casefold() for v in value_map.values.values()]
    for number in range(share, crowd.SIZE, SHARES):
        page = without_goals(material(number)).sections[0]
        for _, text in plain.texts(page, own_words=False):
            for sentence in SENTENCE.split(text):
                low = sentence.casefold()
                named = [v for v in values if re.search(rf"\b{v}\b", low)]
                if named or any(name in sentence for name in names):
                    assert not re.search(r"\d", HARMLESS.sub("", sentence)), sentence
                assert len(named) <= 5, sentence


def without_goals(material: Material) -> ReportContent:
    """Return the document of somebody who chose no goals: those are the owner's own words."""
    kind = find_main_kind(material.answers.phase)
    return compose_document(kind.name, replace(material, plan=replace(material.plan, goals=())))


# What is told instead


def test_the_answers_about_a_virtue_are_told_as_answers() -> None:
    answers = people.person(7)
    section = people.report(answers).section("competenties")
    tables = [block for block in section.blocks if isinstance(block, Table)]

    rows = {row[0]: row[1] for table in tables[-len(COMPETENCIES) :] for row in table.rows}

    about = [i for i in people.library().gedrag.items if i.competency in COMPETENCIES]
    made = people.material(answers)
    assert rows == {made.statement(item.id): made.answer(item.id) for item in about}


def test_nobody_reads_about_virtues_who_answered_nothing_on_them() -> None:
    said = "\n".join(text for _, text in plain.texts(people.report(people.silent()).sections[2]))

    assert "Zonder cijfer" not in said


def test_a_figure_says_that_virtues_are_not_in_it() -> None:
    content = people.report(people.person(7))
    figures = {b.id: b for s in content.sections for b in s.blocks if isinstance(b, Figure)}

    told = ("competenties", "‘Rekenschap geven’ en ‘Integer"), ("waardenkaart", "9 van de 39")
    for figure, words in told:
        assert words in figures[figure].caption
        assert words in figures[figure].alt
    assert "Puurheid" in figures["belang-en-gedrag"].caption
    assert "Puurheid" in figures["belang-en-gedrag"].alt


def test_a_virtue_that_leads_is_told_and_one_that_does_not_is_not() -> None:
    made = people.material(people.person(7))
    importance = people.profile_of(people.person(7)).importance.values

    kept = {value for value in made.profile.importance.values if value in VALUES}

    assert kept == {value for value in VALUES if importance[value].group == LEADING}


def test_a_goal_about_a_virtue_stays_in_the_plan_and_leaves_what_others_read() -> None:
    goal = replace(people.goals()[0], about="PER1")
    made = people.material(people.person(7), replace(people.material(people.person(7)).plan,
                                                     goals=(goal,)))  # fmt: skip

    plan = plain.plain(compose_document("plan", made))
    guide = plain.plain(compose_document("gesprekswijzer", made, parts=["doelen"]))
    card = plain.plain(compose_document("intervisiekaart", made))

    assert goal.aim in plan
    assert goal.aim not in guide
    assert goal.aim not in card


# What is a virtue, and who would see that one no longer is


def test_the_virtues_are_those_of_the_decision() -> None:
    assert people.value_map().virtues == {*COMPETENCIES, *VALUES, *CLUSTERS}


def without_flag(value_map: ValueMap, construct: str) -> ValueMap:
    """Return the vocabulary in which this one is no virtue."""
    if construct in value_map.competency:
        like = value_map.competency["POL1"]
        changed = tuple(
            replace(c, virtue=False, feedback=like.feedback) if c.id == construct else c
            for c in value_map.competencies
        )
        return replace(value_map, competencies=changed)
    clusters = tuple(
        replace(cluster, values=tuple(replace(v, virtue=v.virtue and v.id != construct)
                                      for v in cluster.values))
        for cluster in value_map.clusters
    )  # fmt: skip
    return replace(value_map, clusters=clusters)


def raw_profile(number: int) -> Profile:
    """Return a profile as it was scored, with the numbers of virtues still in it."""
    return people.profile_of(crowd.somebody(number)[0])


@pytest.mark.parametrize("construct", [*COMPETENCIES, *VALUES])
def test_a_virtue_that_loses_its_flag_is_seen(construct: str) -> None:
    value_map = without_flag(people.value_map(), construct)
    answers = crowd.somebody(0)[0]

    made = people.material(answers, profile=raw_profile(0), value_map=value_map)

    assert broken(made)
