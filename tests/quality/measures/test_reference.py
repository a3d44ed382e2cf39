"""The numbers of the report are those of R on the same data, and so those of the core."""

import numpy as np
import pytest

from assessment.instruments.answer_scale import AnswerScale
from assessment.quality.measures.factor_part import measure_factors
from assessment.quality.measures.scale import Scale
from assessment.quality.measures.scales import measure_scale
from tests.people import rated
from tests.psychometrics.reference import column, expected, rows

CLASSICAL = expected("ctt_bfi_ACE.json")["scales"]
CLOSED_FORM = 1e-8


def table_of(name, items):
    read = rows(name)
    return {i: [None if np.isnan(x) else float(x) for x in column(read, i)] for i in items}


def complete_table(items):
    """Return the answers of people who answered all three scales."""
    table = table_of("ctt_bfi_ACE.csv", [f"{s}{n}" for s in "ACE" for n in range(1, 6)])
    whole = [None not in person for person in zip(*table.values(), strict=True)]
    return {item: [x for x, kept in zip(table[item], whole, strict=True) if kept] for item in items}


def scale_of(name, told):
    low, high = told["response_range"]
    items = tuple(told["items"])
    answers = AnswerScale(low, high, 0.0, 100.0)
    return Scale(name, "competency", items, answers, frozenset(told["reversed"]), 1)


@pytest.fixture(scope="module", params=CLASSICAL)
def measured(request):
    told = CLASSICAL[request.param]
    scale = scale_of(request.param, told)
    return measure_scale(table_of("ctt_bfi_ACE.csv", scale.items), scale), told


def test_alpha_and_its_interval_are_those_of_psych(measured):
    found, told = measured
    alpha, feldt = found.reliability.alpha, told["listwise"]["feldt95"]

    assert found.reliability.people == told["listwise"]["n_rows"]
    assert alpha.value == pytest.approx(told["listwise"]["raw_alpha"], abs=CLOSED_FORM)
    assert (alpha.low, alpha.high) == pytest.approx((feldt["lower"], feldt["upper"]), abs=1e-6)


def test_omega_is_that_of_lavaan_and_the_error_of_measurement_follows_from_it(measured):
    found, told = measured
    omega = told["omega_1factor_ML_listwise"]["omega_total_unstandardised"]
    sd = told["listwise"]["scale_sd_of_item_means"]

    assert found.reliability.omega.value == pytest.approx(omega, abs=1e-5)
    assert found.reliability.sem == pytest.approx(20 * sd * np.sqrt(1 - omega), rel=1e-4)


def test_items_have_the_rest_correlation_and_alpha_without_of_psych(measured):
    found, told = measured
    stats = told["listwise"]["item_stats"]

    for item in found.items:
        assert item.item_rest.value == pytest.approx(stats[item.id]["r_drop"], abs=CLOSED_FORM)
        assert item.item_rest.low < item.item_rest.value < item.item_rest.high
        expected_alpha = stats[item.id]["alpha_if_dropped"]
        assert item.alpha_without == pytest.approx(expected_alpha, abs=CLOSED_FORM)


def test_descriptives_are_those_of_psych_and_counts_add_up(measured):
    found, told = measured

    for item in found.items:
        psych = told["describe"][item.id]
        assert item.described.people == sum(item.counts) == psych["n"]
        assert item.described.mean.value == pytest.approx(psych["mean"], abs=CLOSED_FORM)
        assert item.described.sd == pytest.approx(psych["sd"], abs=CLOSED_FORM)
        assert item.described.skew == pytest.approx(psych["skew"], abs=CLOSED_FORM)
        assert item.described.kurtosis == pytest.approx(psych["kurtosis"], abs=CLOSED_FORM)
        assert (item.described.floor, item.described.ceiling) == (item.counts[0], item.counts[-1])


@pytest.fixture(scope="module")
def calibrated():
    told = expected("irt_bfi_C.json")["mirt"]
    items = tuple(told["pars"])
    scale = Scale("C", "competency", items, AnswerScale(1, 6, 0.0, 100.0), frozenset(), 1)
    return measure_scale(table_of("irt_bfi_C.csv", items), scale), told


def test_parameters_and_their_errors_are_those_of_mirt(calibrated):
    found, told = calibrated

    assert found.calibration.with_priors is False
    assert found.calibration.log_likelihood == pytest.approx(told["logLik"], abs=1e-6)
    for item, parameters in zip(told["pars"].values(), found.calibration.items, strict=True):
        assert parameters.slope.value == pytest.approx(item["a"], abs=1e-4)
        assert parameters.slope.se == pytest.approx(item["a_se"], rel=1e-3)
        assert [b.value for b in parameters.locations] == pytest.approx(item["b"], abs=1e-4)
        assert [b.se for b in parameters.locations] == pytest.approx(item["b_se"], rel=1e-3)


def test_reliability_and_information_are_those_of_mirt(calibrated):
    found, told = calibrated
    model, grid = found.calibration, dict(zip(told["theta_grid"], told["test_information"],
                                              strict=True))  # fmt: skip
    shared = [i for i, theta in enumerate(model.theta) if round(theta, 6) in grid]

    assert model.marginal == pytest.approx(told["marginal_rxx"], abs=1e-5)
    assert model.empirical == pytest.approx(told["empirical_rxx_EAP"], abs=1e-5)
    assert len(shared) > 5
    for i in shared:
        assert model.information[i] == pytest.approx(grid[round(model.theta[i], 6)], rel=1e-4)
        assert model.se[i] == pytest.approx(model.information[i] ** -0.5, rel=1e-9)
        assert sum(item.information[i] for item in model.items) == pytest.approx(
            model.information[i], rel=1e-9
        )
        for item in model.items:
            assert sum(curve[i] for curve in item.curves) == pytest.approx(1.0, abs=1e-9)


def test_conscientiousness_has_one_dimension_and_two_traits_in_one_scale_have_two(calibrated):
    found, _ = calibrated
    two = {**rated.table(items=("a", "b", "c")), **rated.table(items=("d", "e", "f"), seed=9)}

    both = measure_scale(two, rated.scale(tuple(two))).dimensions

    assert found.dimensions.count == 1
    assert both.count == 2
    assert sum(both.eigenvalues) == pytest.approx(6)


def test_ordinal_reliability_and_scalability_are_those_of_r():
    told = expected("factors_bfi.json")["scales"]
    for name, own in told.items():
        scale = scale_of(name, CLASSICAL[name])
        table = complete_table(scale.items)
        found = measure_scale(table, scale)

        assert found.ordinal.alpha == pytest.approx(own["ordinal_alpha"], abs=1e-6)
        assert found.ordinal.omega == pytest.approx(own["ordinal_omega"], abs=1e-5)
        assert found.ordinal.scalability.value == pytest.approx(own["H"], abs=1e-8)
        for item, h, se in zip(found.items, own["H_items"], own["H_items_se"], strict=True):
            assert (item.scalability.value, item.scalability.se) == pytest.approx((h, se), abs=1e-8)


def test_scales_as_factors_are_those_of_lavaan_and_alike_scales_cannot_be_told_apart():
    told = expected("factors_bfi.json")["models"]["three"]
    scales = [scale_of(name, CLASSICAL[name]) for name in told["factors"]]
    table = table_of("ctt_bfi_ACE.csv", [item for scale in scales for item in scale.items])

    found = measure_factors("three", table, scales)

    assert found.people == 2563
    assert found.several.chi_squared == pytest.approx(told["chisq"], rel=1e-7)
    assert found.one.chi_squared - found.several.chi_squared > 100
    assert found.one.df - found.several.df == 3
    for pair, (one, other, r, se) in zip(
        found.correlations, sorted(told["correlations"]), strict=True
    ):
        assert (pair.one, pair.other) == (one, other)
        assert pair.correlation.value == pytest.approx(r, abs=1e-5)
        assert pair.correlation.low < r - 1.9 * se < r + 1.9 * se < pair.correlation.high + 0.01


def test_a_factor_model_about_few_people_gives_nothing_and_says_why():
    table = {**rated.table(29, items=("a", "b", "c")), **rated.table(29, items=("d", "e", "f"))}
    scales = [rated.scale(("a", "b", "c"), id="A"), rated.scale(("d", "e", "f"), id="B")]

    found = measure_factors("few", table, scales)

    assert {found.people.reason, found.one.reason, found.several.reason} == {"group"}
    assert found.correlations.reason == "group"
