"""What the drawings of the quality report show: information, dimensions, answers to an item."""

from collections.abc import Sequence
from math import ceil

from assessment.phrases import decimal, joined
from assessment.quality.page.texts import say
from assessment.quality.results import Calibrated, Dimensions, ItemParameters
from assessment.report.figures.data import ChartAxis, Curve, CurveChart, CurveLook
from assessment.report.model import Drawing

TRAIT = (-4, -2, 0, 2, 4)
LARGEST_SE = 2.0  # beyond it nothing is measured; the line leaves the drawing there
ANSWERS: tuple[CurveLook, ...] = ("answer 1", "answer 2", "answer 3", "answer 4", "answer 5",
                                  "answer 6")  # fmt: skip


def information_drawing(model: Calibrated, scale: str) -> Drawing:
    """Return the information of a scale and the standard error that follows from it."""
    top = _rounded_up(max(model.information))
    peak = max(range(len(model.theta)), key=lambda place: model.information[place])
    errors = tuple((x, se) for x, se in zip(model.theta, model.se, strict=True) if se <= LARGEST_SE)
    chart = CurveChart(
        across=_trait(),
        left=_upright(say("figures.information"), (0, top / 2, top)),
        right=_upright(say("figures.se"), (0, 1, LARGEST_SE)),
        curves=(
            Curve("main", tuple(zip(model.theta, model.information, strict=True))),
            *([Curve("compared", errors, on_right=True)] if errors else ()),
        ),
    )
    alt = say(
        "figures.information_alt",
        scale=scale,
        peak=decimal(model.theta[peak], 1),
        se=decimal(model.se[peak]),
    )
    return Drawing(f"informatie-{scale.lower()}", chart, alt)


def dimension_drawing(dimensions: Dimensions, scale: str) -> Drawing:
    """Return the eigenvalues of a scale against those of chance."""
    top = _rounded_up(max(dimensions.eigenvalues))
    numbers = range(1, len(dimensions.eigenvalues) + 1)
    chart = CurveChart(
        across=ChartAxis(
            say("figures.dimension"),
            0.5,
            len(numbers) + 0.5,
            tuple((number, str(number)) for number in numbers),
        ),
        left=_upright(say("figures.eigenvalue"), (0, top / 2, top)),
        right=None,
        curves=(
            Curve("main", tuple(zip(numbers, dimensions.eigenvalues, strict=True)), dotted=True),
            Curve("compared", tuple(zip(numbers, dimensions.chance, strict=True))),
        ),
    )
    alt = say(
        "figures.dimension_alt",
        scale=scale,
        count=dimensions.count,
        first=decimal(dimensions.eigenvalues[0]),
        chance=decimal(dimensions.chance[0]),
    )
    return Drawing(f"dimensies-{scale.lower()}", chart, alt)


def item_drawing(
    item: str, parameters: ItemParameters, theta: Sequence[float], top: float
) -> Drawing:
    """Return the chance of each answer and the information of one item, at most ``top``."""
    names = [_name(group) for group in parameters.categories]
    peak = max(range(len(theta)), key=lambda place: parameters.information[place])
    information = zip(theta, parameters.information, strict=True)
    ground = (theta[0], 0.0), *information, (theta[-1], 0.0)
    chart = CurveChart(
        across=_trait(),
        left=_upright(say("figures.probability"), (0, 0.5, 1)),
        right=_upright(say("figures.information"), (0, top)),
        curves=(
            Curve("area", ground, on_right=True),
            *(
                Curve(look, tuple(zip(theta, curve, strict=True)), label=name)
                for look, curve, name in zip(ANSWERS, parameters.curves, names, strict=False)
            ),
        ),
        title=item,
    )
    alt = say("figures.item_alt", item=item, peak=decimal(theta[peak], 1), answers=joined(names))
    return Drawing(f"curven-{item.lower()}", chart, alt)


def information_top(items: Sequence[ItemParameters]) -> float:
    """Return the end of the information axis that all items of a scale share."""
    return _rounded_up(max(max(item.information) for item in items))


def _name(group: Sequence[int]) -> str:
    if len(group) == 1:
        return str(group[0])
    return say("numbers.range", low=group[0], high=group[-1])


def _trait() -> ChartAxis:
    ticks = tuple((number, decimal(number, 0)) for number in TRAIT)
    return ChartAxis(say("figures.trait"), TRAIT[0], TRAIT[-1], ticks)


def _upright(label: str, numbers: Sequence[float]) -> ChartAxis:
    """Return an axis from 0 to the last of the numbers, which stand beside it."""
    places = 0 if all(float(number).is_integer() for number in numbers) else 1
    ticks = tuple((number, decimal(number, places)) for number in numbers)
    return ChartAxis(label, 0, numbers[-1], ticks)


def _rounded_up(value: float) -> float:
    """Return the next whole number above, or the next even one from ten."""
    return float(2 * ceil(value / 2)) if value > 10 else float(max(1, ceil(value)))
