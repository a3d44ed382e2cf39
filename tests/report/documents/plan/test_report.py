"""The plan is what somebody uses: its chapters in the agreed order, and few things to do."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, pairwise

import pytest

from assessment.instruments import Answers
from assessment.plan.model import Plan
from assessment.report.composition.material import Material
from assessment.report.composition.outstanding import shown_mean
from assessment.report.composition.story import story
from assessment.report.documents.composing import compose_document
from assessment.report.documents.plan.four_priorities import order_priorities
from assessment.report.documents.plan.texts import say_to
from assessment.report.model import (
    Block,
    Bullets,
    Callout,
    Figure,
    Grounded,
    Heading,
    Paragraph,
    Reach,
    ReportContent,
    WritingSpace,
)
from tests.each import holds_for_each
from tests.people import simulated
from tests.people.varied import PEOPLE, material
from tests.report.composition import plain
from tests.report.documents.plan import measuring
from values import KNOWS_OFFICE, Nameable

CHAPTERS = [
    "oogopslag", "plan-competenties", "plan-stijl", "plan-waarden", "plan-prioriteiten", "doelen",
    "plan-programmas", "samen-met-mij", "steun", "plan-verantwoording",
]  # fmt: skip
PEOPLE_IN_OFFICE = [name for name in PEOPLE if not material(name).is_aspirant]
SHARED_AT_MOST = 0.45  # of the words of two people of one phase
THINGS = simulated.catalogue().rules.things


def plan_of(name: str) -> ReportContent:
    return compose_document("plan", material(name))


def plan_for(seed: int, phase: str) -> ReportContent:
    return compose_document("plan", simulated.material(simulated.person(seed, phase)))


@holds_for_each("name", PEOPLE_IN_OFFICE)
def test_chapters_stand_in_the_agreed_order(name: str) -> None:
    made, person = plan_of(name), material(name)
    chapters = list(CHAPTERS)
    if person.needs_support_first:
        chapters.remove("steun")
        chapters.insert(0, "steun")
    found = [section.id for section in made.sections]

    own_words = ["ervaring"] if "ervaring" in found else []
    assert not own_words or not person.has_scores
    assert [chapter for chapter in found if chapter != "ervaring"] == chapters


@holds_for_each("name", PEOPLE_IN_OFFICE)
def test_a_plan_asks_no_more_than_anybody_can_take_up(name: str) -> None:
    assert measuring.count_things(plan_of(name), material(name)) <= THINGS


@holds_for_each("name", PEOPLE_IN_OFFICE)
def test_no_chapter_is_empty(name: str) -> None:
    assert all(section.blocks for section in plan_of(name).sections)


@pytest.mark.parametrize("phase", KNOWS_OFFICE)
def test_two_people_of_a_phase_read_different_plans(phase: str) -> None:
    materials = [simulated.material(simulated.person(seed, phase)) for seed in range(1, 14)]
    plans = [
        measuring.list_sentences(compose_document("plan", one).sections, measuring.list_names(one))
        for one in materials
    ]
    shares = [measuring.share_words(*pair) for pair in pairwise(plans)]

    assert sum(shares) / len(shares) <= SHARED_AT_MOST


@pytest.mark.parametrize("phase", KNOWS_OFFICE)
def test_no_chapter_is_the_same_for_everybody_but_support(phase: str) -> None:
    plans = [plan_for(seed, phase) for seed in range(1, 9)]
    for chapter in {section.id for section in plans[0].sections} - {"steun"}:
        said = {tuple(measuring.list_texts(plan.section(chapter).all_blocks)) for plan in plans}
        assert len(said) > 1, chapter


def test_people_without_a_word_in_common_share_none_and_equal_people_share_all() -> None:
    one = measuring.list_sentences(plan_for(1, "zittend").sections, ())

    assert measuring.share_words(one, one) == 1
    assert measuring.share_words(one, type(one)({"heel iets anders": 3})) == 0


# What stands where


@holds_for_each("name", PEOPLE_IN_OFFICE)
def test_the_first_page_names_at_most_five_in_a_list(name: str) -> None:
    page = plan_of(name).section("oogopslag")
    figures = [block.data for block in page.blocks if isinstance(block, Figure)]
    texts = [block.text for block in page.blocks if isinstance(block, (Grounded, Paragraph))]

    assert {sentence.text for sentence in story(material(name))} <= set(texts)
    assert all(len(sentence.about) <= 5 for sentence in story(material(name)))
    assert all(len(figure.more) <= 5 and len(figure.less) <= 5 for figure in figures)


@holds_for_each("name", PEOPLE_IN_OFFICE)
def test_uncertainty_is_told_once_and_then_shown(name: str) -> None:
    """No sentence with a reservation in every paragraph: the figures show how sure a score is."""
    texts = [t for s in plan_of(name).sections for t in measuring.list_texts(s.all_blocks)]
    hedged = [t for t in texts if "zo vulde je in" in t or "vertellen je antwoorden dat" in t]

    assert len(hedged) <= 1
    assert len([t for t in texts if "waarschijnlijk, niet zeker" in t]) <= 1


@pytest.mark.parametrize("seed", range(1, 9))
def test_priorities_stand_in_the_order_of_the_own_answers_and_a_virtue_last(seed: int) -> None:
    for office in ("wethouder", "raadslid"):
        if office not in simulated.value_map().office:
            continue
        one = _named(simulated.material(simulated.person(seed, "zittend", office)), differs=True)
        blocks = compose_document("plan", one).section("plan-prioriteiten").blocks
        names = [block.text for block in blocks if isinstance(block, Heading)]
        found = [v for name in names for v in one.profile.priority if one.name(v) == name]
        scores = [one.estimate(v) for v in found]
        told = [estimate.score for estimate in scores if estimate is not None]

        assert set(found) == set(one.profile.priority)
        assert told == sorted(told)
        assert not any(one.is_virtue(value) for value in found[: len(told)])


def test_of_who_does_not_differ_first_comes_the_priority_that_weighs_most() -> None:
    alike = _named(simulated.material(simulated.person(1)), differs=False)
    lead, *_ = compose_document("plan", alike).section("plan-prioriteiten").blocks
    order = [value.id for value in order_priorities(alike) if not alike.is_virtue(value.id)]
    weighs = [alike.profile.importance.values[value].u for value in order]

    assert isinstance(lead, Paragraph)
    assert lead.text == say_to(alike, "priorities.lead_unordered")
    assert weighs == sorted(weighs, reverse=True)
    assert order != [v.id for v in order_priorities(_named(alike, differs=True))
                     if not alike.is_virtue(v.id)]  # fmt: skip

    unknown = replace(alike, profile=replace(
        alike.profile, importance=replace(alike.profile.importance, values={})))  # fmt: skip
    of_office = [value for value in unknown.profile.priority if not unknown.is_virtue(value)]
    assert [v.id for v in order_priorities(unknown) if not unknown.is_virtue(v.id)] == of_office


def test_what_was_never_met_is_not_told_as_unanswered() -> None:
    missing = simulated.library().gedrag.missing
    never = {item.id: missing.id for item in simulated.library().gedrag.items}
    answers = replace(simulated.silent(), gedrag=never)
    unasked = say_to(simulated.material(answers), "priorities.unanswered")

    told = str(_priorities(answers))
    assert f"Bij elke uitspraak hierover koos je: {missing.label}." in told
    assert unasked not in told
    assert unasked in str(_priorities(simulated.silent()))


def _priorities(answers: Answers) -> tuple[Block, ...]:
    return compose_document("plan", simulated.material(answers)).section("plan-prioriteiten").blocks


def _named(material: Material, *, differs: bool) -> Material:
    return replace(material, nameable=Nameable(behaviour=differs, style=True, unread=False))


@pytest.mark.parametrize("seed", range(1, 9))
def test_what_is_handed_over_tells_nothing_that_is_less(seed: int) -> None:
    one = simulated.material(simulated.person(seed, "zittend"))
    [lists, *_] = [
        block
        for block in compose_document("plan", one).section("samen-met-mij").blocks
        if isinstance(block, Bullets)
    ]
    given = {one.statement(item.id): one.answers.gedrag.get(item.id)
             for item in one.library.gedrag.items}  # fmt: skip

    assert lists.texts
    assert all(given[text] in (4, 5) for text in lists.texts)
    below = one.standing_out[1]
    text = "\n".join(t for _, t in plain.texts(
        compose_document("plan", one).section("samen-met-mij")))  # fmt: skip
    assert not any(f"‘{one.name(competency)}’" in text for competency in below)


def test_what_is_handed_over_names_no_virtue() -> None:
    virtues = [value.name.lower() for value in simulated.value_map().values.values()
               if value.virtue]  # fmt: skip
    for seed in range(1, 13):
        section = plan_for(seed, "zittend").section("samen-met-mij")
        told = next(b.text for b in section.blocks[1:] if isinstance(b, Paragraph)).lower()
        assert not any(virtue in told for virtue in virtues)


def test_a_goal_that_was_chosen_has_a_first_step_a_date_and_who_helps() -> None:
    answers = simulated.person(7)
    plan = Plan(goals=simulated.goals())
    made = compose_document("plan", simulated.material(answers, plan))
    blocks = made.section("doelen").blocks
    labels = [block.label for block in blocks if isinstance(block, WritingSpace)]
    text = "\n".join(t for _, t in plain.texts(made.section("doelen")))

    assert "De communicatieadviseur" in text
    assert "1 juni 2027" in text
    assert "Wie mij helpt" in labels  # of the goal that has none yet
    assert any(isinstance(block, Figure) for block in blocks)


def test_ways_to_ask_stand_once_however_many_programmes_there_are() -> None:
    for seed in range(1, 9):
        blocks = plan_for(seed, "zittend").section("plan-programmas").blocks
        ways = [item for block in blocks if isinstance(block, Bullets) for item in block.items
                if isinstance(item, Reach)]  # fmt: skip
        assert len(ways) == len(set(ways))


def test_who_answered_nothing_is_told_what_is_needed_and_no_number() -> None:
    made = compose_document("plan", simulated.material(simulated.silent()))

    assert not any(isinstance(block, Callout) for block in made.section("plan-competenties").blocks)
    assert "te weinig" in "\n".join(t for _, t in plain.everything(made))


def test_who_gave_one_answer_everywhere_is_told_so() -> None:
    answers = simulated.person(3)
    one = simulated.material(replace(answers, gedrag=dict.fromkeys(answers.gedrag, 3)))
    text = "\n".join(t for _, t in plain.everything(compose_document("plan", one)))

    assert "Bij elke uitspraak gaf je hetzelfde antwoord" in text
    assert "Op elke uitspraak hierover antwoordde je: ongeveer de helft." in text


def test_own_words_are_in_the_plan_of_who_has_no_scores() -> None:
    answers = replace(simulated.person(3), gedrag={})
    made = compose_document("plan", simulated.material(answers))

    assert "ervaring" in [section.id for section in made.sections]


def test_four_competencies_are_written_out_and_they_are_the_surest() -> None:
    for seed in islice(range(1, 30), 10):
        one = simulated.material(simulated.person(seed))
        told = [block.text for block in compose_document("plan", one)
                .section("plan-competenties").blocks
                if getattr(block, "level", 0) == 3]  # fmt: skip
        sure = {c.name: abs(one.profile.likely[c.id].above - 0.5) for c in one.competencies
                if c.id in one.profile.likely}  # fmt: skip
        left = [sure[name] for name in sure if name not in told]

        assert len(told) == 4
        assert min(sure[name] for name in told) >= max(left)


def test_of_each_competency_written_out_the_own_answers_are_told() -> None:
    even = 0
    for seed in range(1, 30):
        blocks = plan_for(seed, "zittend").section("plan-competenties").blocks
        for above, below in pairwise(blocks):
            if isinstance(above, Heading) and above.level == 3 and isinstance(below, Paragraph):
                even += "Op elke uitspraak hierover antwoordde je" in below.text
                assert "Het vaakst" in below.text or "Op elke uitspraak" in below.text
    assert even


def test_the_least_sure_score_is_the_one_with_the_widest_interval_as_printed() -> None:
    said = []
    for seed in range(1, 13):
        one = simulated.material(simulated.person(seed))
        [made] = compose_document("plan", one).section("plan-verantwoording").blocks
        assert isinstance(made, Paragraph)
        estimates = {c.name: one.estimate(c.id) for c in one.competencies}
        widths = {name: round(e.high) - round(e.low) for name, e in estimates.items() if e}
        widest = [name for name in widths if widths[name] == max(widths.values())]
        said.append("Het minst zeker" in made.text)
        assert said[-1] == (len(widest) == 1)
        assert not said[-1] or f"je score op ‘{widest[0]}’" in made.text
    assert any(said)
    assert not all(said)


def test_who_shows_a_priority_less_is_not_asked_about_too_much_of_it() -> None:
    asked = 0
    for seed in range(1, 30):
        one = simulated.material(simulated.person(seed))
        text = "\n".join(t for _, t in plain.texts(
            compose_document("plan", one).section("plan-prioriteiten")))  # fmt: skip
        for value in one.profile.priority:
            estimate, mean = one.estimate(value), shown_mean(one)
            assert estimate is not None
            assert mean is not None
            if estimate.score < mean:
                first, *_, last = one.value_map.values[value].questions
                asked += first in text
                assert last not in text, (seed, value)
    assert asked
