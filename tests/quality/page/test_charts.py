"""What a drawing of the quality report shows, also where there is nothing to draw."""

from assessment.quality.page.charts import information_drawing
from assessment.quality.results import Calibrated
from assessment.report.figures import draw, to_svg

THETA = (-4.0, -2.0, 0.0, 2.0, 4.0)


def model(information, se):
    return Calibrated(
        people=1400, parameters=10, with_priors=False, log_likelihood=-900.0, aic=1820.0,
        bic=1870.0, marginal=0.01, empirical=0.01, unlikely=3, theta=THETA,
        information=(information,) * 5, se=(se,) * 5, items=(),
    )  # fmt: skip


def test_a_scale_that_measures_nothing_anywhere_is_drawn_without_its_error():
    drawing = information_drawing(model(0.02, 7.1), "a")

    assert [curve.look for curve in drawing.data.curves] == ["main"]
    assert b"<svg" in to_svg(draw(drawing.data))


def test_a_scale_that_measures_is_drawn_with_its_error():
    drawing = information_drawing(model(4.0, 0.5), "a")

    assert [curve.look for curve in drawing.data.curves] == ["main", "compared"]
