"""An attack with numbers: whatever an owner asks, no number is about fewer than three others.

Every mean that a result tells is a linear combination of what each other answered. If somebody
could be found, a combination of those would touch one or two others only. The naive rule, to leave
small groups out beside a total, is attacked in the same way, so that the attack is known to work.
"""

import itertools
import json
import random
from collections import defaultdict
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import select

from assessment.services.disclosure import FEWEST_RATERS, pool_groups, tell_fewest
from assessment.services.others import answering, rounds
from assessment.services.others.inviting import GROUPS
from assessment.services.policy import Actor
from assessment.store.tables import Base
from tests.people import seen
from values.constants import FEWEST_ASKED, MOST_ASKED

ROUNDS = 400
LATER = seen.NOW + timedelta(days=2)


def isolated(told, raters):
    """Return the smallest number of others that a combination of told sums is about."""
    rows = np.array(told, dtype=float)
    if not len(rows):
        return FEWEST_RATERS
    rank = np.linalg.matrix_rank(rows)
    for size in (1, 2):
        for chosen in itertools.combinations(range(raters), size):
            others = np.delete(rows, chosen, axis=1)
            if np.linalg.matrix_rank(others) < rank:  # some combination is about these alone
                return size
    return FEWEST_RATERS


def sums_of(blocks, groups):
    return [[1 if group in block else 0 for group in groups] for block in blocks]


def by_rule(groups):
    blocks = by_names(groups)
    return [*sums_of(blocks, groups), *([[1] * len(groups)] if blocks else [])]


def by_leaving_out(groups):
    counts = {g: groups.count(g) for g in dict.fromkeys(groups)}
    return [*sums_of([(g,) for g, n in counts.items() if n >= FEWEST_RATERS], groups),
            [1] * len(groups)]  # fmt: skip


def draw_rounds():
    draw = random.Random(36)
    for _ in range(ROUNDS):
        yield [draw.choice(GROUPS) for _ in range(draw.randint(1, 15))]


def test_no_combination_of_what_is_told_is_about_fewer_than_three():
    drawn = list(draw_rounds())

    assert [groups for groups in drawn if isolated(by_rule(groups), len(groups)) < 3] == []


def test_the_same_attack_finds_somebody_where_small_groups_are_only_left_out():
    drawn = [groups for groups in draw_rounds() if len(groups) >= 3]

    found = sum(isolated(by_leaving_out(groups), len(groups)) < 3 for groups in drawn)

    assert found / len(drawn) > 0.15


def test_everybody_is_in_exactly_one_group_that_is_shown():
    for groups in draw_rounds():
        shown = [group for block in by_names(groups) for group in block]
        if len(groups) >= FEWEST_RATERS:
            assert sorted(shown) == sorted(set(groups))
        else:
            assert shown == []


def by_names(groups, asked=None):
    """Return what stands apart when one more was asked in each group than answered."""
    counts = {g: groups.count(g) for g in dict.fromkeys(groups)}
    return pool_groups(counts, asked or {g: count + 1 for g, count in counts.items()})


def test_which_groups_stand_apart_tells_of_no_group_that_all_answered_and_of_nobody_that_they_did():
    draw = random.Random(37)
    for groups in draw_rounds():
        invited = [*groups, *(draw.choice(GROUPS) for _ in range(draw.randint(0, 4)))]
        asked = {g: invited.count(g) for g in dict.fromkeys(invited)}
        blocks = by_names(groups, asked)
        if len(groups) < FEWEST_RATERS:
            assert blocks == ()
            continue
        assert sorted(group for block in blocks for group in block) == sorted(asked)
        if len(invited) >= FEWEST_ASKED:
            for block in blocks:
                assert sum(asked[group] for group in block) >= FEWEST_ASKED
                assert sum(group in block for group in groups) >= FEWEST_RATERS


def test_the_number_that_is_told_leaves_open_whether_everybody_answered():
    for asked in range(FEWEST_ASKED, MOST_ASKED + 1):
        told = [tell_fewest(answered, asked) for answered in range(FEWEST_RATERS, asked + 1)]

        assert told[-1] == told[-2]  # all of them, and all but one
        assert all(one <= n for n, one in enumerate(told, start=FEWEST_RATERS))


@pytest.mark.parametrize("silent", [None, "buiten1", "raad4"])
def test_a_result_does_not_tell_whether_somebody_of_a_small_group_answered(db, content, silent):
    asking = seen.ask(db, content, {"raad": 5, "buiten": 1})
    for seed, (address, token) in enumerate(asking.tokens.items()):
        if not address.startswith(f"{silent}@"):
            seen.answer(db, content, token, seen.fill_in(content, seed))
    rounds.open_outcome(db, content, asking.owner.id, asking.round.id, now=LATER)

    _, outcome = rounds.read_result(db, asking.owner.id, asking.round.id)

    assert outcome.groups == (("raad", "buiten"),)
    assert outcome.raters == 5
    named = {v.groups for told in (*outcome.competencies, *outcome.axes)
             for v in (told.together, *told.views) if v is not None}  # fmt: skip
    assert named == {("raad", "buiten")}


def see_all(db, asking):
    """Return everything that an owner can read of a round that is not opened."""
    standing = rounds.find_standing(db, asking.owner.id, asking.round.id, now=LATER)
    held = rounds.list_rounds(db, asking.owner.id)
    return json.dumps([str(standing), str(held)])


def test_who_watches_while_others_answer_one_by_one_sees_one_change_in_all(db, content):
    asking = seen.ask(db, content)
    watched = [see_all(db, asking)]

    for seed, token in enumerate(asking.tokens.values(), start=1):
        seen.answer(db, content, token, seen.fill_in(content, seed))
        watched.append(see_all(db, asking))

    assert len(set(watched)) == 2  # not enough, and enough
    assert watched.index(watched[-1]) == FEWEST_RATERS


def test_who_watches_while_one_takes_back_and_sends_again_sees_nothing(db, content):
    asking = seen.ask(db, content)
    seen.answer_all(db, content, asking, 5)
    before = see_all(db, asking)

    for token in list(asking.tokens.values())[:2]:
        invitation = answering.open_invitation(db, token, Actor(), lock=True)
        answering.take_back(db, invitation, now=LATER)
        assert see_all(db, asking) == before
        seen.answer(db, content, token, {}, at=LATER)
        assert see_all(db, asking) == before


@pytest.mark.parametrize(
    "counts",
    [
        {"college": 3, "raad": 4, "buiten": 2},
        {"college": 5, "raad": 1},
        {"college": 2, "raad": 2, "buiten": 2, "ander": 2, "organisatie": 3},
        {"raad": 4},
    ],
)
def test_a_result_holds_no_number_about_fewer_than_three(db, content, counts):
    asking = seen.ask(db, content, counts)
    asked, seers = content.others, defaultdict(list)
    for seed, (address, token) in enumerate(asking.tokens.items(), start=1):
        given, group = seen.fill_in(content, seed), address.partition("@")[0].rstrip("0123456789")
        for item in asked.statements:
            if (seed + len(item.id) + asked.statements.index(item)) % 3 == 0:
                given[item.id] = "nvt"
        for one in {item.competency for item in asked.statements if given[item.id] != "nvt"}:
            seers[one].append(group)
        seen.answer(db, content, token, given)

    rounds.open_outcome(db, content, asking.owner.id, asking.round.id, now=LATER)

    _, outcome = rounds.read_result(db, asking.owner.id, asking.round.id)
    views = [v for told in (*outcome.competencies, *outcome.axes)
             for v in (told.together, *told.views) if v is not None]  # fmt: skip
    assert views
    for told in outcome.competencies:
        for view in (told.together, *told.views):
            saw = [group for group in seers[told.about] if view and group in view.groups]
            assert view is None or len(saw) >= FEWEST_RATERS
        if told.views and told.together:
            shown = [group for view in told.views for group in view.groups]
            assert sorted(shown) == sorted(told.together.groups)
    assert all(view.score % 5 == view.low % 5 == view.high % 5 == 0 for view in views)
    assert all(10 <= v.score <= 90 for t in outcome.competencies for v in t.views)


@pytest.mark.parametrize(("asked", "agreement"), [(4, ""), (5, ""), (6, "agree")])
def test_where_everybody_said_the_same_the_number_does_not_tell_it(db, content, asked, agreement):
    asking = seen.ask(db, content, {"raad": asked})
    for token in asking.tokens.values():
        highest = {item.id: 5 for item in content.others.statements}
        seen.answer(db, content, token, highest)

    rounds.open_outcome(db, content, asking.owner.id, asking.round.id, now=LATER)

    _, outcome = rounds.read_result(db, asking.owner.id, asking.round.id)
    assert {told.together.score for told in outcome.competencies} == {90}
    assert {told.agreement for told in outcome.competencies} == {agreement}


def test_the_order_of_texts_says_nothing_of_who_wrote_them(db, content):
    placed = set()
    for turn in range(12):
        asking = seen.ask(db, content, {"raad": 4}, owner=f"o{turn}@gemeente.example")
        seen.answer_all(db, content, asking)
        rounds.open_outcome(db, content, asking.owner.id, asking.round.id, now=LATER)
        _, outcome = rounds.read_result(db, asking.owner.id, asking.round.id)
        assert sorted(outcome.texts["houden"]) == [f"houd {n}" for n in range(1, 5)]
        placed.add(outcome.texts["houden"])
        placed.add(tuple(text.replace("probeer", "houd") for text in outcome.texts["proberen"]))

    assert len(placed) > 4


def test_nothing_that_is_kept_of_an_opened_round_holds_an_id_of_who_answered(db, content):
    asking = seen.ask(db, content)
    seen.answer_all(db, content, asking)
    rounds.open_outcome(db, content, asking.owner.id, asking.round.id, now=LATER)

    kept = {
        name: [dict(row) for row in db.execute(select(Base.metadata.tables[name])).mappings()]
        for name in ("rater", "rater_answer", "mail")
    }
    assert kept["rater_answer"] == []
    assert not any("elders.example" in str(row) for row in kept["rater"])
    assert not any("elders.example" in str(row) for row in kept["mail"])
    result = rounds.own_round(db, asking.owner.id, asking.round.id).result
    ids = [str(row["id"]) for row in kept["rater"]]
    assert not any(one in result for one in ids)


@pytest.mark.parametrize("counts", [{"raad": 4}, {"college": 2, "raad": 2}])
def test_no_width_of_an_interval_tells_that_all_who_were_asked_answered(db, content, counts):
    asking = seen.ask(db, content, counts)
    for place, token in enumerate(asking.tokens.values()):
        given = {
            item.id: 3 + (place + number) % 2
            for number, item in enumerate(content.others.statements)
        }
        if place == 0:  # what one did not see, three saw
            given |= {item.id: "nvt" for item in content.others.statements_of("POL1")}
        seen.answer(db, content, token, given)

    rounds.open_outcome(db, content, asking.owner.id, asking.round.id, now=LATER)

    _, outcome = rounds.read_result(db, asking.owner.id, asking.round.id)
    views = [told.together for told in outcome.competencies]
    assert len({view.high - view.low for view in views if view.low > 0 and view.high < 100}) == 1
