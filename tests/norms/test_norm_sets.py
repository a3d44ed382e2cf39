"""A norm set: who may be in it, from how many on, on what it rests, and how long it holds."""

from dataclasses import FrozenInstanceError, replace
from datetime import date

import numpy as np
import pytest

from assessment.norms.calibrations import calibrate_all
from assessment.norms.candidates import Admitted
from assessment.norms.errors import IneligibleError, NormUnavailableError, Unavailable
from assessment.norms.norm_building import build_norm_set
from assessment.norms.norm_sets import POOLED, place_score, pooled_composition, publish_norm_set
from assessment.psychometrics.errors import NotFiniteError, OutOfRangeError, TooFewPeopleError
from assessment.psychometrics.reliability.omega import one_factor
from assessment.scoring.behaviour import RULE, score_behaviour
from assessment.scoring.candidates import score_candidates
from tests.people import norm_groups


@pytest.fixture(scope="module")
def build(library, value_map):
    def run(people, **changes):
        population = norm_groups.population(**changes)
        admitted = Admitted(tuple(people), {"simulated": 2})
        scores = score_candidates(admitted.people, library.gedrag, value_map)
        return build_norm_set(admitted, scores, library.gedrag, value_map, population, rule=RULE)

    return run


@pytest.fixture(scope="module")
def people(library):
    return norm_groups.candidates(library, 300)


@pytest.fixture(scope="module")
def norm(build, people):
    return build(people)


@pytest.mark.parametrize(
    ("count", "level", "provisional"),
    [(100, "quartiles", True), (199, "quartiles", True), (200, "stanines", False),
     (299, "stanines", False), (300, "percentiles", False)],
)  # fmt: skip
def test_the_number_of_people_decides_how_finely_a_norm_may_speak(norm, count, level, provisional):
    found = replace(norm, people=count)

    assert (found.level, found.provisional) == (level, provisional)


def test_ninety_nine_people_are_no_norm_and_a_hundred_are(build, people):
    with pytest.raises(TooFewPeopleError, match="99 people"):
        build(people[:99])

    assert build(people[:100]).people == 100


def test_a_scale_on_which_fewer_than_a_hundred_have_a_score_has_no_norm(build, people, library):
    silent = dict.fromkeys((i.id for i in library.gedrag.items if i.competency == "POL1"), "nvt")
    some = [replace(one, answers={**one.answers, **silent}) for one in people[:30]]

    found = build([*some, *people[30:120]])

    assert found.people == 120
    assert "POL1" not in found.scales
    assert found.scales["POL2"].people > 100


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"simulated": True}, "simulated"), ({"consent": False}, "without consent"),
     ({"complete": False}, "incomplete"), ({"clean": False}, "unreliable pattern"),
     ({"clean": None}, "unreliable pattern"), ({"simulated": None}, "simulated")],
)  # fmt: skip
def test_one_person_who_may_not_count_is_refused_among_hundreds(build, people, change, reason):
    with pytest.raises(IneligibleError, match=reason):
        build([*people[:150], replace(people[150], **change)])


def test_nobody_counts_twice(build, people):
    with pytest.raises(IneligibleError, match="p0 occurs twice"):
        build([*people[:120], people[0]])


@pytest.mark.parametrize(("invited", "size"), [(99, 1450), (700, 600)])
def test_more_people_than_were_invited_or_exist_are_refused(build, people, invited, size):
    with pytest.raises(OutOfRangeError, match="number invited"):
        build(people[:100], invited=invited, size=size)


def test_the_table_counts_the_scores_as_they_are_reported(norm, people, library, value_map):
    scores = [
        found.score
        for one in people
        if (found := score_behaviour(library.gedrag, value_map, one.answers).competencies["BES2"])
    ]
    scale = norm.scales["BES2"]

    assert scale.people == len(scores)
    for row in scale.table:
        below, at = sum(s < row.score for s in scores), scores.count(row.score)
        share = (below + at / 2) / len(scores)
        assert (row.below, row.at) == (below, at)
        assert row.percentile == pytest.approx(100 * share)
        finite = np.sqrt(1 - len(scores) / 1450)
        assert row.se == pytest.approx(100 * np.sqrt(share * (1 - share) / len(scores)) * finite)


def test_the_sem_is_the_spread_of_scores_times_the_root_of_what_omega_leaves(
    norm, people, library, value_map
):
    items = [item.id for item in library.gedrag.items if item.competency == "PUB1"]
    table = [[one.answers[item] for item in items] for one in people]
    whole = [[float(x) for x in row] for row in table if "nvt" not in row]
    scores = [
        score_behaviour(library.gedrag, value_map, one.answers).competencies["PUB1"].score
        for one in people
        if sum(one.answers[item] != "nvt" for item in items) >= 3
    ]

    found = norm.scales["PUB1"].reliability

    omega = one_factor(whole).omega
    assert found.people == len(whole)
    assert found.omega == pytest.approx(omega)
    assert found.low < omega < found.high
    assert found.sem == pytest.approx(np.std(scores, ddof=1) * np.sqrt(1 - omega))


def test_a_norm_says_who_it_rests_on(norm, people):
    assert norm.instrument == "gedrag-1"
    assert (norm.first_day, norm.last_day) == (date(2026, 8, 26), norm_groups.DAY)
    assert norm.response_rate == pytest.approx(300 / 700)
    assert norm.composition == {
        "office": {"wethouder": 300},
        "phase": {"starter": 75, "vertrekkend": 75, "zittend": 150},
    }
    assert (norm.rule, norm.calibration) == (RULE, None)
    assert norm.left_out == {"simulated": 2}
    assert norm.fewest == min(scale.people for scale in norm.scales.values())


def test_small_groups_are_taken_together_in_the_composition():
    backgrounds = [{"phase": p} for p in ["zittend"] * 20 + ["starter"] * 9 + ["vertrekkend"] * 4]

    assert pooled_composition(backgrounds) == {"phase": {"zittend": 20, POOLED: 13}}


def test_publishing_makes_a_norm_hold_from_that_day_for_eight_years(norm):
    published = publish_norm_set(norm, on=date(2026, 12, 1))

    assert not norm.holds_on(date(2026, 12, 1))
    assert not published.holds_on(date(2026, 11, 30))
    assert published.holds_on(date(2026, 12, 1))
    assert published.holds_on(date(2034, 11, 22))
    assert published.expires_on == date(2034, 11, 23)
    assert not published.holds_on(date(2034, 11, 23))


@pytest.mark.parametrize(
    ("changes", "day", "reason"),
    [
        ({"published_on": date(2026, 12, 1)}, date(2026, 12, 2), "published"),
        ({"people": 99}, date(2026, 12, 1), "small"),
        ({"scales": {}}, date(2026, 12, 1), "empty"),
        ({}, date(2034, 11, 23), "expired"),
        ({}, date(2026, 11, 22), "early"),
    ],
)
def test_a_norm_is_not_published_twice_too_early_too_late_or_for_too_few(
    norm, changes, day, reason
):
    with pytest.raises(NormUnavailableError) as refused:
        publish_norm_set(replace(norm, **changes), on=day)

    assert refused.value.reason == reason


def test_on_the_day_of_the_last_answer_it_may_be_published(norm):
    assert publish_norm_set(norm, on=norm_groups.DAY).published_on == norm_groups.DAY


@pytest.mark.parametrize(
    ("published_on", "day", "reason"),
    [
        (None, date(2027, 1, 1), "unpublished"),
        (date(2026, 12, 1), date(2026, 11, 30), "unpublished"),
        (date(2026, 12, 1), date(2034, 11, 23), "expired"),
    ],
)
def test_nobody_is_placed_in_a_norm_that_is_not_published_or_too_old(
    norm, published_on, day, reason
):
    with pytest.raises(NormUnavailableError) as refused:
        place_score(replace(norm, published_on=published_on), "POL1", 50, error=5, on=day)

    assert refused.value.reason == reason


def test_a_score_is_placed_until_the_last_day_that_the_norm_holds(norm):
    published = publish_norm_set(norm, on=date(2026, 12, 1))

    first, last = (
        place_score(published, "POL1", 50, error=5, on=day)
        for day in (date(2026, 12, 1), date(2034, 11, 22))
    )

    assert first == last
    assert first.level == "percentiles"  # each of the 300 people has a score


def test_a_score_that_is_no_number_makes_no_norm(people, library, value_map):
    admitted = Admitted(tuple(people[:120]))
    scores = score_candidates(admitted.people, library.gedrag, value_map)
    broken = [{**scores[0], "POL1": float("nan")}, *scores[1:]]

    with pytest.raises(NotFiniteError):
        build_norm_set(
            admitted, broken, library.gedrag, value_map, norm_groups.population(), rule=RULE
        )


def test_a_norm_cannot_be_changed(norm):
    with pytest.raises(FrozenInstanceError):
        norm.people = 1000


def test_a_group_of_ten_is_told_and_one_of_nine_is_not_in_the_order_of_the_alphabet():
    phases = ["zittend"] * 10 + ["starter"] * 12 + ["vertrekkend"] * 9

    composition = pooled_composition({"phase": phase, "office": "griffier"} for phase in phases)

    assert list(composition) == ["office", "phase"]
    assert list(composition["phase"].items()) == [("starter", 12), ("zittend", 10), (POOLED, 9)]


def test_a_norm_without_a_scale_rests_on_nobody(norm):
    assert replace(norm, scales={}).fewest == 0


def test_a_scale_says_between_which_days_its_own_people_answered(build, people, library):
    silent = dict.fromkeys((i.id for i in library.gedrag.items if i.competency == "POL1"), "nvt")
    days = sorted({one.taken_on for one in people})
    some = [
        replace(one, answers={**one.answers, **silent})
        if one.taken_on in (days[0], days[-1])
        else one
        for one in people
    ]

    scale = build(some).scales["POL1"]

    assert (scale.first_day, scale.last_day) == (days[1], days[-2])


def test_too_few_who_answered_every_statement_give_no_reliability(build, people, library):
    first, second, *_ = [i.id for i in library.gedrag.items if i.competency == "POL1"]

    def gapped(place, one):
        return replace(one, answers={**one.answers, (first, second)[place % 2]: "nvt"})

    some = [gapped(place, one) for place, one in enumerate(people[:230])]
    scale = build([*some, *people[230:]]).scales["POL1"]

    assert scale.people > 200
    assert scale.reliability is None
    assert scale.problem.startswith("TooFewPeopleError: ")


def test_a_scale_that_is_calibrated_has_no_sem_of_a_sum_and_the_others_have(
    people, library, value_map
):
    admitted = Admitted(tuple(people))
    calibration = calibrate_all(
        admitted, library.gedrag, value_map, offices=("wethouder",), phases=("zittend",), rule=RULE
    )
    scales = {name: scale for name, scale in calibration.scales.items() if name != "PER3"}
    calibration = replace(calibration, number=7, scales=scales)
    scores = score_candidates(people, library.gedrag, value_map)

    norm = build_norm_set(
        admitted, scores, library.gedrag, value_map, norm_groups.population(), rule=RULE,
        calibration=calibration,
    )  # fmt: skip

    assert norm.calibration == 7
    assert norm.scales["POL1"].reliability.sem is None
    assert norm.scales["PER3"].reliability.sem > 0


def test_a_refusal_tells_the_numbers_and_days_behind_it():
    told = str(NormUnavailableError(Unavailable.SMALL, people=99, least=100))

    assert told == "small norm: people 99, least 100"
    assert str(NormUnavailableError(Unavailable.PUBLISHED)) == "published norm"


def test_a_norm_is_not_published_before_the_last_answer_to_any_of_its_scales(norm):
    ended_before = replace(norm.scales["POL1"], last_day=date(2026, 6, 1))
    mixed = replace(norm, scales={**norm.scales, "POL1": ended_before})

    with pytest.raises(NormUnavailableError, match="early norm"):
        publish_norm_set(mixed, on=date(2026, 8, 1))
