"""The chapter that teaches to read the rest explains what there is to read."""

import pytest

from assessment.report.composition.reading_guide import reading_guide
from assessment.report.composition.style_figure import has_switching
from tests.people import simulated
from tests.report.composition import plain


@pytest.mark.parametrize("answer", [1, 5, None])
def test_the_mark_of_switching_is_explained_only_where_a_figure_shows_it(
    answer: int | None,
) -> None:
    answers = simulated.person(7) if answer is None else simulated.flat(answer)
    material = simulated.material(answers)
    said = "\n".join(text for _, text in plain.texts(reading_guide(material)))
    assert ("vierkantje" in said) == has_switching(material)
