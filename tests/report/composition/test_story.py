"""The story: what it connects, what each sentence rests on, and when it says little."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.instruments import Answers
from assessment.report.composition.first_figure import first_figure
from assessment.report.composition.material import Material
from assessment.report.composition.outstanding import (
    NAMES_AT_MOST,
    list_apart,
    list_outstanding,
    list_weighty,
    shown_mean,
)
from assessment.report.composition.story import Sentence, story
from assessment.report.composition.story.grounds import explain_leading
from assessment.report.composition.story.links import style_of
from assessment.report.figures.data import FirstFigure
from assessment.report.figures.flower import explain_flower
from tests.each import holds_for_each
from tests.people import simulated
from tests.people.varied import PEOPLE, material
from values import FORMER, PHASES, Nameable

EVERYONE = holds_for_each("name", PEOPLE.keys())
OPEN_ENDED = {
    "alike",
    "chance",
    "dear_none",
    "even",
    "unfinished",
    "unread",
}  # what they say is that little is known


def rules(told: tuple[Sentence, ...]) -> list[str]:
    return [sentence.rule for sentence in told]


def person(**above: float) -> Material:
    """Somebody with these probabilities to lie above the own mean, who chose no values."""
    answers = replace(simulated.person(7), sets={})
    profile = simulated.profile_of(answers)
    likely = {
        name: replace(one, above=above.get(name, 0.5)) if name in profile.competencies else one
        for name, one in profile.likely.items()
    }
    return simulated.material(answers, profile=replace(profile, likely=likely))


@EVERYONE
def test_the_first_figure_explains_an_arc_only_where_one_is_drawn(name: str) -> None:
    figure = first_figure(material(name))
    if figure is not None:
        assert isinstance(figure.data, FirstFigure)
        drawn = any(cluster.dear for cluster in figure.data.clusters)
        assert ("boog" in figure.caption) == drawn


@EVERYONE
def test_a_story_is_short_and_names_nothing_twice(name: str) -> None:
    told = story(material(name))
    about = [one for sentence in told for one in sentence.about]
    assert len(told) <= 5
    assert len(about) == len(set(about))
    assert all(len(sentence.about) <= NAMES_AT_MOST for sentence in told)


@EVERYONE
def test_every_sentence_that_claims_something_says_what_it_rests_on(name: str) -> None:
    evidence = name != "without evidence"
    for sentence in story(material(name)):
        if sentence.rule not in OPEN_ENDED and evidence:
            assert sentence.grounds, sentence
        assert all(ground.endswith((".", "?", "’")) for ground in sentence.grounds)


@EVERYONE
def test_no_virtue_and_no_number_is_in_a_story(name: str) -> None:
    drawn_on = material(name)
    for sentence in story(drawn_on):
        assert not any(drawn_on.is_virtue(one) for one in sentence.about)
        own = sentence.rule == "words"
        texts = sentence.grounds if own else (sentence.text, *sentence.grounds)
        assert not any(sign.isdigit() for text in texts for sign in text.split("‘")[0])


def test_who_answered_nothing_hears_only_that_it_is_too_little() -> None:
    assert rules(story(simulated.material(simulated.silent()))) == ["unfinished"]


def test_who_left_is_told_in_the_past_tense_that_answers_cannot_be_read() -> None:
    left = simulated.material(simulated.person(7, FORMER))
    unread = replace(left, nameable=Nameable(behaviour=False, style=False, unread=True))
    unread = replace(unread, profile=replace(unread.profile, likely={}))
    [told] = [sentence.text for sentence in story(unread) if sentence.rule == "unread"]
    assert "wat je deed" in told
    assert "wat je doet" not in told


def test_nobody_without_differences_is_told_of_one() -> None:
    told = rules(story(person()))
    assert "wish_even" in told or "even" in told
    assert not {"strong", "room", "strong_style", "room_style"} & set(told)


def test_what_was_chosen_at_random_is_said_to_be_so() -> None:
    drawn_on = material("random choices")
    assert list_weighty(drawn_on) == list_apart(drawn_on) == ()
    assert "chance" in rules(story(drawn_on))


def test_a_competency_is_named_from_the_limit_on_and_not_below() -> None:
    above, below = list_outstanding(person(POL1=0.701, POL2=0.699, BES1=0.299, BES2=0.301))
    assert (above, below) == (("POL1",), ("BES1",))


def test_no_more_than_five_names_stand_in_a_list_and_they_are_the_surest() -> None:
    chances = {"POL1": 0.9, "POL2": 0.8, "BES1": 0.71, "BES2": 0.95, "BES3": 0.85, "BES4": 0.75}
    assert list_outstanding(person(**chances))[0] == ("POL1", "POL2", "BES2", "BES3", "BES4")


def test_a_wish_is_put_beside_what_shows_less_on_that_speelveld() -> None:
    drawn_on = person(AMB2=0.05)
    answers = replace(drawn_on.answers, verdieping={"wens-speelveld": "ambtelijk"})
    told = story(replace(drawn_on, answers=answers))
    [wish] = [sentence for sentence in told if sentence.rule == "wish_room"]
    assert "het ambtelijke speelveld" in wish.text
    assert simulated.value_map().competency["AMB2"].name in wish.text
    assert any("Op welk speelveld" in ground for ground in wish.grounds)


def test_what_was_named_already_on_the_speelveld_of_a_wish_is_not_denied_there() -> None:
    drawn_on = person(AMB1=0.95, POL2=0.05)
    answers = replace(drawn_on.answers, verdieping={"wens-speelveld": "ambtelijk"})
    told = story(replace(drawn_on, answers=answers))
    strong, wish = [s for s in told if s.rule in ("strong", "wish", "wish_told")]
    assert simulated.value_map().competency["AMB1"].name in strong.text
    assert wish.rule == "wish_told"
    assert "springt geen" not in wish.text


def test_what_was_written_is_quoted_up_to_the_end_of_its_first_sentence() -> None:
    answers = replace(
        simulated.flat(4), verdieping={"wens-dit-jaar": "Ik ga eerder nee zeggen. En"}
    )
    [words] = [s for s in story(simulated.material(answers)) if s.rule == "words"]
    assert words.text.endswith("‘Ik ga eerder nee zeggen.’")


@EVERYONE
def test_what_the_figure_marks_is_told_in_one_sentence_and_nowhere_as_something_else(
    name: str,
) -> None:
    drawn_on = material(name)
    figure = first_figure(drawn_on)
    marked = {c.label for c in figure.data.clusters if c.named} if figure else set()
    apart = {cluster.id: cluster.name for cluster in list_apart(drawn_on)}
    unseen = [s for s in story(drawn_on) if s.rule in ("unseen", "unseen_competency")]
    others = [s for s in story(drawn_on) if s not in unseen]

    assert marked == set(apart.values())
    assert len(unseen) == bool(apart)
    for sentence in unseen:
        assert apart.keys() <= set(sentence.about)
        assert all(named in sentence.text for named in marked)
    assert not [s for s in others if apart.keys() & set(s.about)]


@pytest.mark.parametrize("phase", PHASES)
def test_what_shows_more_than_the_own_mean_is_never_told_as_hardly_shown(phase: str) -> None:
    for seed in range(1, 40):
        drawn_on = simulated.material(simulated.person(seed, phase))
        mean = shown_mean(drawn_on)
        for cluster in list_apart(drawn_on):
            shown = drawn_on.estimate(cluster.id)
            assert shown is not None
            assert mean is not None
            assert shown.score < mean, (phase, seed, cluster.id)
            assert drawn_on.profile.importance.clusters[cluster.id].u > 0, (phase, seed)


def test_who_shows_everything_alike_reads_of_nothing_that_it_shows_less() -> None:
    some = {c.id for c in simulated.value_map().competencies[:8:2]}
    items = simulated.library().gedrag.items
    alike = {item.id: 4 for item in items if item.competency in some}
    answers = replace(simulated.person(21), gedrag=alike)
    drawn_on = simulated.material(answers)
    assert list_weighty(drawn_on)
    assert list_apart(drawn_on) == ()


def test_somebody_has_something_that_matters_and_hardly_shows() -> None:
    drawn_on = simulated.material(simulated.person(3))
    weighty = {cluster.id for cluster in list_weighty(drawn_on)}
    assert weighty & {cluster.id for cluster in list_apart(drawn_on)}


@pytest.mark.parametrize("phase", PHASES)
def test_what_the_figure_marks_as_hardly_shown_is_never_told_as_seen(phase: str) -> None:
    for seed in range(1, 25):
        drawn_on = simulated.material(simulated.person(seed, phase))
        apart = {cluster.id for cluster in list_apart(drawn_on)}
        for sentence in story(drawn_on):
            if sentence.rule in {"seen", "seen_competency"}:
                assert not apart & set(sentence.about), (phase, seed)
            if sentence.rule == "style_cluster":
                names = [c.name for c in drawn_on.clusters if c.id in apart]
                assert not any(name in sentence.text for name in names), (phase, seed)


def test_a_style_fits_a_competency_only_over_two_values_that_it_brings_forward() -> None:
    value_map = simulated.value_map()

    assert style_of(value_map, "PUB1", "C") == "AMS"
    assert style_of(value_map, "PER2", "A") == "KOE"
    assert style_of(value_map, "POL2", "B") == ""  # beschaving alone
    assert style_of(value_map, "PER4", "C") == ""  # two values, which the style hardly brings


def test_a_value_that_weighs_without_being_picked_is_told_as_never_the_least() -> None:
    drawn_on = material("zittend 1")
    sets = drawn_on.library.waardenkeuze.designs[drawn_on.answers.design - 1]
    having = [one for one in sets if "lef" in one.values]
    others = {one.id: [v for v in one.values if v != "lef"] for one in having}
    never = {i: {"best": two[0], "worst": two[1]} for i, two in others.items()}
    kept = replace(drawn_on.answers, sets=never)
    first, *_ = having
    least = {**never, first.id: {"best": others[first.id][0], "worst": "lef"}}

    def told(answers: Answers) -> list[str]:
        return list(explain_leading(replace(drawn_on, answers=answers), ["lef"]))

    assert told(kept) == ["Dit koos je nooit als ‘minst’: lef."]
    assert told(replace(kept, sets=least)) == []

    second = having[1].id
    once = {**least, second: {"best": "lef", "worst": others[second][0]}}
    assert told(replace(kept, sets=once)) == [
        "Dit koos je als ‘meest’, van de keren dat het voorbijkwam: lef (één van de vier)."
    ]


def test_a_profile_of_an_older_version_names_no_competency() -> None:
    profile = simulated.profile_of(simulated.person(7))
    older = simulated.material(simulated.person(7), profile=replace(profile, likely={}))
    assert list_outstanding(older) == ((), ())
    assert list_outstanding(simulated.material(simulated.person(7))) != ((), ())


def test_what_was_chosen_is_drawn_also_where_the_behaviour_has_no_score() -> None:
    alike = {item.id: 3 for item in simulated.library().gedrag.items}
    drawn_on = simulated.material(replace(simulated.person(7), gedrag=alike))
    figure = first_figure(drawn_on)
    assert figure is not None
    assert list_weighty(drawn_on)
    assert all(cluster.dear is not None for cluster in figure.data.clusters)
    assert all(cluster.shown is None for cluster in figure.data.clusters)
    assert "hetzelfde antwoord" in figure.data.words.nothing_more
    assert figure.data.words.shown not in {entry.words for entry in explain_flower(figure.data)}
