"""How desirable sentences look: what is planted is found, noise and stern raters are not."""

from statistics import mean

import numpy as np
import pytest

from review.desirability import review_desirability
from review.folder import read_folder
from review.pretending import pretend_raters


def pretended(tmp_path, forms, *, raters=12, nicer=None, seed=1):
    for name, data in pretend_raters(
        forms, raters=raters, accuracy=1, seed=seed, nicer=nicer
    ).items():
        (tmp_path / name).write_bytes(data)
    return review_desirability(forms.desirability, read_folder(tmp_path, forms).desirability)


def test_sentences_that_sound_alike_are_kept_however_stern_the_raters(tmp_path, forms):
    review = pretended(tmp_path, forms, raters=20)

    assert review.spread.spread <= 0.3
    assert review.spread_action == "keep"
    assert {axis.difference.action for axis in review.axes} == {"keep"}
    assert mean(pair.difference.action == "keep" for pair in review.pairs) >= 0.75


def test_a_choice_sentence_that_sounds_too_good_is_found(tmp_path, forms):
    review = pretended(tmp_path, forms, nicer={("lef", 0): 1.8})

    among = {s.sentence.about: s.among for s in review.sentences if s.among}
    assert among["lef"].action == "rewrite"
    assert among["lef"].certain
    assert among["lef"].mean > 0.5
    assert max(among, key=lambda value: among[value].mean) == "lef"


def test_choice_sentences_that_differ_too_much_together_are_told(tmp_path, forms, value_map):
    nicer = {(value, 0): (-1.2, 0, 1.2)[n % 3] for n, value in enumerate(value_map.values)}

    review = pretended(tmp_path, forms, raters=20, nicer=nicer)

    assert review.spread_action == "rewrite"
    assert review.spread_certain


def test_the_nicer_pole_of_a_pair_and_the_nicer_style_of_an_axis_are_found(tmp_path, forms):
    pairs = {s.about: s.axis for s in forms.desirability.sentences if s.pole}
    nicer = {(pair, 2): 1.5 for pair, axis in pairs.items() if axis == "A"}

    review = pretended(tmp_path, forms, raters=25, nicer=nicer)

    first, *others = sorted(review.axes, key=lambda axis: axis.axis)
    assert (first.difference.action, first.difference.certain) == ("rewrite", True)
    assert first.difference.mean < -0.5
    assert {axis.difference.action for axis in others} == {"keep"}
    unequal = [p.first.about for p in review.pairs if p.difference.action == "rewrite"]
    assert {pair for pair, axis in pairs.items() if axis == "A"} <= set(unequal)


def test_a_pair_is_the_mean_difference_within_raters_by_hand(folder):
    """Differences 1, 3, 2, 0, 4: mean 2, sd 1.58; in units of the pooled sd of a rating."""
    pair = next(s for s in folder.forms.desirability.sentences if s.pole == 1)
    other = next(
        s for s in folder.forms.desirability.sentences if s.about == pair.about and s.pole == 2
    )
    first, second = (5, 6, 7, 3, 5), (4, 3, 5, 3, 1)
    for number, (left, right) in enumerate(zip(first, second, strict=True)):
        folder.rate(f"B{number}", {pair.number: left, other.number: right})

    review = review_desirability(folder.forms.desirability, folder.read().desirability)

    unit = np.sqrt((np.var(first, ddof=1) + np.var(second, ddof=1)) / 2)
    difference = next(p for p in review.pairs if p.first.about == pair.about).difference
    reach = 2.7764451 * np.std([1, 3, 2, 0, 4], ddof=1) / np.sqrt(5) / unit
    assert review.unit == pytest.approx(unit)
    assert difference.mean == pytest.approx(2 / unit)
    assert difference.high - difference.mean == pytest.approx(reach, rel=1e-6)
    assert review.spread is None  # nobody rated all choice sentences


def test_a_choice_sentence_stands_beside_the_others_and_not_beside_itself(folder):
    choices = [s.number for s in folder.forms.desirability.sentences if s.pole == 0][:3]
    for number, ratings in enumerate(((6, 4, 5), (7, 3, 4), (5, 4, 4), (6, 5, 3), (7, 5, 5))):
        folder.rate(f"B{number}", dict(zip(choices, ratings, strict=True)))

    review = review_desirability(folder.forms.desirability, folder.read().desirability)

    first = next(s for s in review.sentences if s.sentence.number == choices[0])
    assert first.among.mean * review.unit == pytest.approx(mean((1.5, 3.5, 1, 2, 2)))
    assert first.rating.mean == pytest.approx(6.2)


def test_under_five_raters_there_is_no_verdict(tmp_path, forms):
    review = pretended(tmp_path, forms, raters=4)

    actions = {s.among.action for s in review.sentences if s.among}
    actions |= {p.difference.action for p in review.pairs}
    actions |= {a.difference.action for a in review.axes}
    assert actions == {"no_verdict"} == {review.spread_action}
    assert review.spread is not None


def test_one_rater_alone_gives_no_figures_and_no_error(folder):
    folder.rate("B01", {s.number: 4 for s in folder.forms.desirability.sentences})

    review = review_desirability(folder.forms.desirability, folder.read().desirability)

    assert review.unit is None
    assert review.spread is None
    assert {p.difference.mean for p in review.pairs} == {None}
