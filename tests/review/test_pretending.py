"""Fictional raters sort as well as they are told to, and can be told from real ones."""

import pytest

from review.filled import FICTIONAL
from review.folder import read_folder
from review.pretending import pretend_raters
from review.sorting import review_sorting


@pytest.mark.parametrize("accuracy", [1.0, 0.8, 0.4])
def test_raters_sort_with_the_accuracy_that_was_asked(tmp_path, forms, accuracy):
    for name, data in pretend_raters(forms, raters=12, accuracy=accuracy, seed=3).items():
        (tmp_path / name).write_bytes(data)

    review = review_sorting(forms.sorting, read_folder(tmp_path, forms).sorting)

    assert review.values.share == pytest.approx(accuracy, abs=0.05)
    assert review.competencies.share == pytest.approx(accuracy, abs=0.06)


def test_the_same_seed_gives_the_same_forms_under_codes_that_say_what_they_are(forms):
    files = pretend_raters(forms, raters=2, accuracy=0.8, seed=3)

    assert files == pretend_raters(forms, raters=2, accuracy=0.8, seed=3)
    assert files != pretend_raters(forms, raters=2, accuracy=0.8, seed=4)
    assert all(f"beoordelaar;{FICTIONAL}-0".encode() in data for data in files.values())
