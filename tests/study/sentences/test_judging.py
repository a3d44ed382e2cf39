"""Bars: a kind of sentence is missed only when the whole interval lies beyond the bar."""

import math

import pytest
from scipy.stats import binomtest

from study.sentences.__main__ import FOLDER
from study.sentences.results import (
    FEW,
    MEETS,
    MISSES,
    UNSURE,
    judge_flat,
    judge_interval,
    judge_sentence,
    list_judged,
    list_missed,
    load_missed,
    read_results,
    wilson_interval,
)
from study.sentences.text import NOW
from study.sentences.universes import list_places


def sentence(true, readers, hedge=""):
    low, high = wilson_interval(true, 100, readers)
    return {"true": true, "readers": readers, "hedge": hedge, "low": low, "high": high}


def covered(coverage, people):
    low, high = wilson_interval(coverage, 100, people)
    return {"coverage": coverage, "people": people, "low": low, "high": high}


@pytest.mark.parametrize(("part", "whole"), [(0, 10), (7, 10), (180, 200), (10, 10)])
def test_the_interval_is_that_of_scipy(part, whole):
    expected = binomtest(part, whole).proportion_ci(0.95, method="wilson")

    assert wilson_interval(part, whole, whole) == pytest.approx(
        [100 * end for end in expected], abs=1e-9
    )


def test_nothing_said_has_no_interval():
    assert all(math.isnan(end) for end in wilson_interval(0, 0, 0))


def test_more_claims_to_the_same_people_make_nothing_surer():
    assert wilson_interval(90, 100, 20) == pytest.approx(wilson_interval(900, 1000, 20))


def test_an_unhedged_sentence_must_be_true_in_nine_of_ten():
    assert judge_sentence(sentence(90.0, 2000)) == MEETS
    assert judge_sentence(sentence(85.0, 2000)) == MISSES
    assert judge_sentence(sentence(89.5, 2000)) == UNSURE
    assert judge_sentence(sentence(20.0, 29)) == FEW


def test_a_hedged_sentence_must_be_true_in_eight_of_ten():
    assert judge_sentence(sentence(82.0, 2000, "waarschijnlijk")) == MEETS
    assert judge_sentence(sentence(75.0, 2000, "waarschijnlijk")) == MISSES


def test_intervals_may_hold_the_truth_neither_too_seldom_nor_too_often():
    assert judge_interval(covered(90.0, 2000)) == MEETS
    assert judge_interval(covered(80.0, 2000)) == MISSES
    assert judge_interval(covered(99.0, 2000)) == MISSES
    assert judge_interval(covered(85.5, 500)) == UNSURE


def test_at_most_one_in_ten_flat_people_may_read_that_something_is_clear():
    assert judge_flat({"clearly": 6.0, "people": 2000}) == MEETS
    assert judge_flat({"clearly": 74.0, "people": 60}) == MISSES
    assert judge_flat({"clearly": 12.0, "people": 60}) == UNSURE
    assert judge_flat({"differing": 19.0, "people": 2000}, "differing") == MEETS
    assert judge_flat({"differing": 99.0, "people": 60}, "differing") == MISSES


def test_what_is_missed_in_the_whole_study_is_told_and_nothing_else():
    judged = list_judged(read_results(FOLDER, NOW), list_places())
    missed = {(row["what"], row["hedge"]) for row in judged if row["verdict"] == MISSES}

    assert missed == list_missed()


def test_every_bar_that_is_missed_has_a_reason():
    assert all(row["why"].endswith(".") for row in load_missed())
    assert len(load_missed()) == len(list_missed())
