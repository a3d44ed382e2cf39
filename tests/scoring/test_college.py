"""What members of a college have in common, and what an attacker gets out of two views of it."""

import random
from dataclasses import replace
from statistics import NormalDist

import pytest

from assessment.scoring.college import (
    APART_FROM,
    CLOSE_WITHIN,
    SURE,
    Common,
    Position,
    Share,
    chance_within,
    find_asked_for,
    find_common,
    keep_after_leaving,
)

AXES = {"A": ("KOE", "BRU"), "B": ("VER", "HOE")}
CLUSTERS = ("vrijheid", "nut", "empathie", "kwaliteit", "puurheid")
SPREAD, ERROR = 0.86, 0.42  # of true positions between people, and of measuring: as simulated


def share(*us, lean=None, se=0.1):
    clusters = {name: Position(u, se) for name, u in zip(CLUSTERS, us, strict=False)}
    return Share(lean or {"A": None, "B": None}, clusters)


def group(*us, **how):
    return [share(u, **how) for u in us]


def leaning(*leans):
    return [share(0.0, lean={"A": one, "B": None}) for one in leans]


def test_the_chance_of_two_within_reach_is_that_of_their_difference():
    both = [Position(0.3, 0.4), Position(1.0, 0.5)]
    apart = NormalDist(0.7, (0.4**2 + 0.5**2) ** 0.5)

    assert chance_within(both, 1.2) == pytest.approx(apart.cdf(1.2) - apart.cdf(-1.2), abs=1e-3)


def test_the_chance_of_more_is_what_drawing_says():
    three, drawn = [Position(u, 0.4) for u in (-0.2, 0.4, 0.9)], random.Random(1)
    inside = 0
    for _ in range(20_000):
        places = [drawn.gauss(one.u, one.se) for one in three]
        inside += max(places) - min(places) <= CLOSE_WITHIN

    assert chance_within(three, CLOSE_WITHIN) == pytest.approx(inside / 20_000, abs=0.012)


def test_members_near_each_other_lie_close_and_far_from_each_other_apart():
    assert find_common(group(0.0, 0.1, 0.2, -0.1), AXES).close == ("vrijheid",)
    assert find_common(group(2.0, 2.0, -2.0, -2.0), AXES).apart == ("vrijheid",)
    assert find_common(group(0.0, 0.1, 0.2, 1.7), AXES) == Common()


def test_one_who_differs_from_all_others_is_never_told():
    told = find_common(group(0.0, 0.1, 0.0, -0.1, 5.0), AXES)

    assert told.apart == ()
    assert told.close == ()


def test_of_three_nobody_is_told_apart():
    drawn = random.Random(3)
    for _ in range(100):
        three = group(*(drawn.gauss(0, 3) for _ in range(3)), se=0.3)
        told = find_common(three, AXES)
        if told.apart:  # only when every two of them differ
            us = sorted(one.clusters["vrijheid"].u for one in three)
            assert min(us[1] - us[0], us[2] - us[1]) > APART_FROM


def test_of_a_virtue_nothing_is_told():
    far = [share(0, 0, 0, 0, u) for u in (3.0, 3.0, -3.0, -3.0)]

    told = find_common(far, AXES, virtues={"puurheid"})

    assert "puurheid" not in told.close + told.apart
    assert find_common(far, AXES).apart == ("puurheid",)


@pytest.mark.parametrize(
    ("leans", "often", "missing"),
    [
        ((-1, -1, -2, -1), ("KOE",), ("BRU",)),
        ((-1, -1, 1, 0), (), ()),
        ((-1, 1, -1, -1, -1), ("KOE",), ()),
        ((None, None, None, -1), (), ()),
        ((0, 0, 0), (), ("KOE", "BRU")),
    ],
)
def test_styles_are_told_as_often_or_missing(leans, often, missing):
    told = find_common(leaning(*leans), AXES)

    assert (told.often, told.missing) == (often, missing)


def test_a_college_asks_for_one_style_of_an_axis_and_for_none_where_both_are_missing():
    assert find_asked_for(Common(missing=("KOE", "HOE")), AXES) == ("KOE", "HOE")
    assert find_asked_for(Common(missing=("KOE", "BRU", "VER")), AXES) == ("VER",)
    assert find_asked_for(Common(often=("KOE",)), AXES) == ()


# Attacks

GROUPS = 900


def one_of(share):
    """Return a share with one cluster, which is all that a guess is about."""
    return replace(share, clusters={"vrijheid": share.clusters["vrijheid"]})


def draw_group(drawn, size):
    """Return a group as measured: true positions with the error of measuring, and leanings."""
    return [
        Share(
            {axis: drawn.choice((None, -2, -1, -1, 0, 1, 1, 2)) for axis in AXES},
            {c: Position(drawn.gauss(0, SPREAD) + drawn.gauss(0, ERROR), ERROR) for c in CLUSTERS},
        )
        for _ in range(size)
    ]


@pytest.mark.parametrize("size", [4, 5, 7, 9])
def test_everything_that_stays_after_one_left_is_still_true_of_those_who_stayed(size):
    """Otherwise the others would read a word that is not about them any more."""
    drawn = random.Random(size)
    kept = 0
    for _ in range(15):
        members = draw_group(drawn, size)
        told = keep_after_leaving(find_common(members, AXES), 1)
        rest = members[1:]
        for cluster in told.close:
            assert chance_within([m.clusters[cluster] for m in rest], CLOSE_WITHIN) >= SURE - 1e-3
        for cluster in told.apart:
            far = 1 - chance_within([m.clusters[cluster] for m in rest], APART_FROM)
            assert far >= SURE - 1e-3
        for style in told.missing:
            axis, side = next(
                (a, s)
                for a, both in AXES.items()
                for one, s in zip(both, (-1, 1), strict=True)
                if one == style
            )
            assert not any((m.lean[axis] or 0) * side > 0 for m in rest)
        kept += len(told.close) + len(told.apart) + len(told.missing) + len(told.often)
    assert kept > 5


def test_what_is_told_after_leaving_follows_from_what_was_told_before_and_from_nothing_else():
    """The proof against who holds both: the second view adds nothing to the first.

    Whoever left, whatever that member brought in: two groups of which the first view is the same
    have the same second view.
    """
    drawn, seen = random.Random(5), {}
    for _ in range(150):
        members = draw_group(drawn, 5)
        before = find_common(members, AXES)
        for left in (1, 2):
            after = keep_after_leaving(before, left)
            assert seen.setdefault((before, left), after) == after
    assert len(seen) > 30


def best_guess(cells):
    """Return how often the best guess of each cell is right, over all cells."""
    return sum(max(answers.count(True), answers.count(False)) for answers in cells.values())


def test_a_member_who_sees_both_views_guesses_the_leaver_no_better_than_from_the_first():
    """With numbers: a member who knows the own place guesses whether the leaver lies far from it.

    The guess is the best there is for each thing that can be seen. A second view that is counted
    anew makes it better; ours leaves it exactly where the first view did.
    """
    drawn, cells = random.Random(11), {name: {} for name in ("nothing", "first", "anew", "ours")}
    for _ in range(GROUPS):
        members = [one_of(draw_group(drawn, 1)[0]) for _ in range(4)]
        me, leaver = members[1], members[0]
        far = abs(leaver.clusters["vrijheid"].u - me.clusters["vrijheid"].u) > 1.0
        mine = round(me.clusters["vrijheid"].u)
        first = find_common(members, {})
        seen = {
            "nothing": (mine,),
            "first": (mine, first),
            "anew": (mine, first, find_common(members[1:], {})),
            "ours": (mine, first, keep_after_leaving(first, 1)),
        }
        for name, cell in seen.items():
            cells[name].setdefault(cell, []).append(far)
    right = {name: best_guess(found) for name, found in cells.items()}

    assert right["ours"] == right["first"]
    assert right["anew"] > right["first"] + 0.01 * GROUPS
    assert right["first"] - right["nothing"] < 0.1 * GROUPS  # what the first view itself tells


def sides_by_schets(find_styles):
    """Return, for each set of styles that an outsider can read, where one member stands then."""
    drawn, cells = random.Random(13), {}
    for _ in range(4000):
        members = draw_group(drawn, 3)
        styles = find_styles(find_common([one_of(one) for one in members], AXES))
        about_a = tuple(style for style in styles if style in AXES["A"])
        lean = members[0].lean["A"] or 0
        cells.setdefault(about_a, []).append((lean > 0) - (lean < 0))
    return {cell: max(map(sides.count, (-1, 0, 1))) / len(sides) for cell, sides in cells.items()}


def test_who_reads_a_schets_never_knows_on_which_side_a_member_stands():
    """Of a college of three, the smallest there is; of every missing style together one would."""
    ours = sides_by_schets(lambda common: find_asked_for(common, AXES))
    everything = sides_by_schets(lambda common: common.missing)

    assert everything["KOE", "BRU"] == 1
    assert set(ours) == {(), ("KOE",), ("BRU",)}
    assert max(ours.values()) < 0.7


def test_the_attack_works_on_a_view_that_is_counted_anew():
    """The test above can fail: of a view that is counted anew, the change tells who left."""
    near, far = group(0.0, 0.1, -0.1, 0.05), group(0.0, 0.1, -0.1, 3.0)

    told = {
        name: find_common(members[:3], AXES) for name, members in (("near", near), ("far", far))
    }
    before = {name: find_common(members, AXES) for name, members in (("near", near), ("far", far))}

    assert told["near"] == told["far"]
    assert (
        before["far"].close == () != told["far"].close
    )  # anew: the leaver was the one who differed
    assert keep_after_leaving(before["far"], 1).close == ()  # ours: nothing appears


def test_what_is_told_of_values_is_true_of_at_least_85_in_a_hundred_groups():
    """People as simulated: what is told of the measured places must hold for the true ones."""
    drawn, right = random.Random(21), {"close": [], "apart": []}
    for _ in range(250):
        size = drawn.choice((3, 4, 5, 6, 7))
        true = [drawn.gauss(0, SPREAD) for _ in range(size)]
        pull = SPREAD**2 / (SPREAD**2 + ERROR**2)  # an importance is drawn towards the own mean
        error = ERROR * pull**0.5
        measured = [
            Share({}, {"nut": Position(pull * (u + drawn.gauss(0, ERROR)), error)}) for u in true
        ]
        told, spread = find_common(measured, {}), sorted(true)
        if told.close:
            right["close"].append(spread[-1] - spread[0] <= CLOSE_WITHIN)
        if told.apart:
            without_one = min(spread[-1] - spread[1], spread[-2] - spread[0])
            right["apart"].append(without_one >= APART_FROM)

    for kind, answers in right.items():
        assert len(answers) > 15, kind
        assert sum(answers) / len(answers) >= 0.85, kind
