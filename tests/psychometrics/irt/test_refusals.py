"""What cannot be measured is refused by name, with what is needed; never a silent NaN."""

import numpy as np
import pytest

from assessment.psychometrics.errors import (
    EmptyCategoryError,
    ImproperSolutionError,
    MeasurementError,
    NotConvergedError,
    NotFiniteError,
    NoVarianceError,
    OutOfRangeError,
    ShapeError,
    TooFewItemsError,
    TooFewPeopleError,
)
from assessment.psychometrics.irt import (
    PersonScores,
    Priors,
    StopRule,
    calibrate,
    conditional_se,
    empirical_reliability,
    expected_mean_se,
    graded_model,
    intercept_model,
    item_information,
    next_item,
    normal_grid,
    person_fit,
    score_eap,
    score_map,
    score_wle,
)
from tests.psychometrics.irt.reference import read_table, simulate

MODEL = graded_model([1.0, 2.0], [[-1.0, 1.0], [0.0]], lowest=1)
SCORERS = (score_eap, score_map, score_wle)


def answers():
    return read_table("irt_lsat6").copy()


@pytest.mark.parametrize("items", [1, 2])
def test_a_scale_of_one_or_two_items_is_refused(items):
    with pytest.raises(TooFewItemsError, match=f"a scale of {items} item.*at least 3"):
        calibrate(answers()[:, :items], 2)


def test_an_item_without_variance_is_refused():
    given = answers()
    given[:, 1] = 1

    with pytest.raises(NoVarianceError, match="same answer to tweede"):
        calibrate(given, 2, names=["eerste", "tweede", "derde", "vierde", "vijfde"])


def test_a_category_that_nobody_used_is_refused():
    with pytest.raises(EmptyCategoryError, match="nobody gave answer 2 to item 1.*merge"):
        calibrate(answers(), 3)


def test_an_item_that_nobody_answered_is_refused():
    given = answers()
    given[:, 4] = np.nan

    with pytest.raises(TooFewPeopleError, match="nobody answered item 5"):
        calibrate(given, 2)


def test_fewer_people_than_parameters_are_refused():
    given = read_table("irt_sim2000x6x5")[:200]
    use = given[[0, *range(40, 68)]]

    with pytest.raises(TooFewPeopleError, match=r"29 people for \d+ parameters; at least"):
        calibrate(use, 5, merge_below=1, priors=Priors())


def test_a_table_without_people_is_refused():
    with pytest.raises(TooFewPeopleError):
        calibrate(np.zeros((0, 5)), 2)


def test_an_unfinished_climb_is_refused():
    with pytest.raises(NotConvergedError, match="no maximum after"):
        calibrate(answers(), 2, max_steps=1)


def test_items_that_repeat_each_other_are_refused():
    given = read_table("irt_sim2000x6x5").copy()
    given[:, 1] = given[:, 0]

    with pytest.raises(ImproperSolutionError, match=r"item [12] .*leave one out or use priors"):
        calibrate(given, 5)


@pytest.mark.parametrize(("people", "steps"), [(20, 500), (200, 50)])
def test_items_that_have_nothing_in_common_are_refused(people, steps):
    every = np.array(np.meshgrid(*[[0, 1]] * 4)).reshape(4, -1).T  # each pattern: no relation

    with pytest.raises(MeasurementError, match="priors are needed") as refusal:
        calibrate(np.repeat(every, people, axis=0), 2, max_steps=steps)

    assert isinstance(refusal.value, ImproperSolutionError | NotConvergedError)


def test_a_slope_too_steep_for_the_grid_is_refused():
    steep = graded_model([30.0, 2.0, 1.5, 1.5], [[0.1], [-1.0], [0.0], [1.0]])

    with pytest.raises(ImproperSolutionError, match="slope of item 1"):
        calibrate(simulate(steep, 3000, seed=0), 2)


@pytest.mark.parametrize("wrong", [2, -1, 0.5, 1e300])
def test_an_answer_that_was_not_offered_is_refused(wrong):
    given = answers()
    given[6, 3] = wrong

    with pytest.raises(OutOfRangeError, match="person 7 answered .* to item 4.*from 0 to 1"):
        calibrate(given, 2)


@pytest.mark.parametrize("wrong", [np.inf, -np.inf])
def test_an_infinite_answer_is_refused(wrong):
    given = answers()
    given[6, 3] = wrong

    with pytest.raises(NotFiniteError, match="infinity"):
        calibrate(given, 2)


@pytest.mark.parametrize("wrong", [[1, 0, 1], [[[1]]], 5, [[1, 0], [1]], [["ja", "nee"]]])
def test_what_is_no_table_of_numbers_is_refused(wrong):
    with pytest.raises(ShapeError):
        calibrate(wrong, 2)
    with pytest.raises(ShapeError):
        score_eap(MODEL, wrong)


@pytest.mark.parametrize("offered", [1, 0, -2, [2, 2, 2, 2, 1], [2, 2, 2, 2, 2.5]])
def test_an_item_needs_two_answers_or_more(offered):
    with pytest.raises(OutOfRangeError, match="2 or more"):
        calibrate(answers(), offered)


def test_offers_and_names_must_be_as_many_as_items():
    with pytest.raises(ShapeError, match="5 items"):
        calibrate(answers(), [2, 2, 2])
    with pytest.raises(ShapeError, match="2 names for 5 items"):
        calibrate(answers(), 2, names=["a", "b"])


@pytest.mark.parametrize("score", SCORERS)
@pytest.mark.parametrize("wrong", [0, 4, 1.5])
def test_no_score_follows_from_an_answer_that_was_not_offered(score, wrong):
    with pytest.raises(OutOfRangeError, match="person 2 answered .* to item 1"):
        score(MODEL, [[1, 1], [wrong, 2], [np.nan, np.nan]])


@pytest.mark.parametrize("score", SCORERS)
def test_no_score_follows_from_infinity_or_a_wrong_number_of_items(score):
    with pytest.raises(NotFiniteError):
        score(MODEL, [[1, np.inf]])
    with pytest.raises(ShapeError, match="3 items.*each of 2"):
        score(MODEL, [[1, 1, 1]])


def test_without_a_prior_nothing_follows_from_no_answers():
    empty = [[1, 1], [np.nan, np.nan]]

    with pytest.raises(TooFewItemsError, match="someone answered nothing"):
        score_wle(MODEL, empty)
    with pytest.raises(TooFewItemsError, match="someone answered nothing"):
        person_fit(MODEL, empty, [0.0, 0.0])


@pytest.mark.parametrize(
    ("slopes", "locations", "error"),
    [
        ([], [], TooFewItemsError),
        ([1.0], [[0.0], [1.0]], ShapeError),
        ([[1.0]], [[0.0]], ShapeError),
        ([1.0], [0.0], ShapeError),
        ([np.nan], [[0.0]], NotFiniteError),
        ([1.0], [[np.inf]], NotFiniteError),
        ([0.0], [[0.0]], OutOfRangeError),
        ([1.0], [[]], OutOfRangeError),
        ([1.0], [[1.0, 0.0]], OutOfRangeError),
        ([1.0], [[1.0, 1.0]], OutOfRangeError),
        ([-1.0], [[0.0, 1.0]], OutOfRangeError),
    ],
)
def test_parameters_that_make_no_model_are_refused(slopes, locations, error):
    with pytest.raises(error):
        graded_model(slopes, locations)


def test_a_model_needs_codes_and_values_that_fit():
    with pytest.raises(ShapeError):
        graded_model([1.0], [[0.0]], codes=[[0, 2]])
    with pytest.raises(ShapeError):
        graded_model([1.0], [[0.0]], codes=[[1, 0]])
    with pytest.raises(ShapeError):
        graded_model([1.0], [[0.0]], values=[[1.0, 2.0, 3.0]])
    with pytest.raises(OutOfRangeError):
        intercept_model([0.0], [[1.0]])


@pytest.mark.parametrize("theta", [[np.nan], [np.inf], [0.0, np.nan]])
def test_curves_have_no_value_where_there_is_no_point(theta):
    with pytest.raises(NotFiniteError):
        item_information(MODEL, theta)


def test_points_and_errors_must_belong_together():
    with pytest.raises(ShapeError):
        item_information(MODEL, [[0.0]])
    with pytest.raises(ShapeError):
        expected_mean_se(MODEL, [0.0, 1.0], [0.3])
    with pytest.raises(OutOfRangeError):
        expected_mean_se(MODEL, [0.0], [-0.3])
    with pytest.raises(ShapeError):
        person_fit(MODEL, [[1, 1]], [0.0, 0.0])


def test_where_nothing_is_measured_there_is_no_standard_error():
    with pytest.raises(OutOfRangeError, match="measure nothing"):
        conditional_se(MODEL, [-2000.0])


def test_reliability_needs_people_who_differ():
    same = PersonScores(np.zeros(5), np.ones(5), np.full(5, 2))
    one = PersonScores(np.zeros(1), np.ones(1), np.full(1, 2))

    with pytest.raises(NoVarianceError):
        empirical_reliability(same)
    with pytest.raises(TooFewPeopleError):
        empirical_reliability(one)


@pytest.mark.parametrize("wrong", [{"sd": 0}, {"sd": np.nan}, {"sd": 0.4, "at_least": 0}])
def test_a_stop_rule_must_be_able_to_stop(wrong):
    with pytest.raises(OutOfRangeError):
        StopRule(**wrong)


def test_choosing_an_item_takes_the_answers_of_one_person():
    with pytest.raises(ShapeError):
        next_item(MODEL, [[1, 1]], StopRule(0.4))


@pytest.mark.parametrize(
    "wrong",
    [{"slope_sd": 0}, {"location_sd": -1}, {"slope_mean": np.nan}, {"location_sd": np.inf}],
)
def test_priors_need_a_spread(wrong):
    with pytest.raises(OutOfRangeError):
        Priors(**wrong)


@pytest.mark.parametrize(("count", "limit"), [(5, 6.0), (61, 1.0), (61, np.inf), (61, np.nan)])
def test_a_grid_must_hold_the_distribution(count, limit):
    with pytest.raises(OutOfRangeError):
        normal_grid(count, limit)
