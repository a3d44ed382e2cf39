"""Curves as drawings: information, dimensions, and the answers to one item."""

from collections.abc import Sequence
from math import ceil

from assessment.phrases import decimal, joined
from assessment.quality.page.model import Axis, Chart, Frame, Line, Mark, Tick
from assessment.quality.page.texts import say
from assessment.quality.results import Calibrated, Dimensions, ItemParameters

LARGE = Frame(340, 220, 44, 20, 296, 178)
SMALL = Frame(220, 160, 30, 30, 190, 124)
TRAIT = (-4, -2, 0, 2, 4)
LABEL_ROOM = 13.0
LARGEST_SE = 2.0  # beyond it nothing is measured; the line leaves the drawing there


def information_chart(found: Calibrated, scale: str) -> Chart:
    """Draw the information of a scale and the standard error that follows from it."""
    top = _rounded_up(max(found.information))
    peak = max(range(len(found.theta)), key=lambda i: found.information[i])
    shown = [(t, se) for t, se in zip(found.theta, found.se, strict=True) if se <= LARGEST_SE]
    return Chart(
        alt=say(
            "figures.information_alt",
            scale=scale,
            peak=decimal(found.theta[peak], 1),
            se=decimal(found.se[peak]),
        ),
        frame=LARGE,
        x=_trait(LARGE),
        y=_axis(LARGE, say("figures.information"), (0, top / 2, top), top),
        second=_axis(LARGE, say("figures.se"), (0, 1, 2), LARGEST_SE),
        lines=(
            _curve(LARGE, list(zip(found.theta, found.information, strict=True)), top, "main"),
            _curve(LARGE, shown, LARGEST_SE, "dashed"),
        ),
    )


def dimension_chart(found: Dimensions, scale: str) -> Chart:
    """Draw eigenvalues against those of chance."""
    count = len(found.eigenvalues)
    top = _rounded_up(max(found.eigenvalues))
    places = [_between(LARGE.left, LARGE.right, (i + 0.5) / count) for i in range(count)]
    heights = [_height(LARGE, value / top) for value in found.eigenvalues]
    chance = [_height(LARGE, value / top) for value in found.chance]
    return Chart(
        alt=say(
            "figures.dimension_alt",
            scale=scale,
            count=found.count,
            first=decimal(found.eigenvalues[0]),
            chance=decimal(found.chance[0]),
        ),
        frame=LARGE,
        x=Axis(
            say("figures.dimension"),
            tuple(Tick(x, str(i)) for i, x in enumerate(places, start=1)),
        ),
        y=_axis(LARGE, say("figures.eigenvalue"), (0, top / 2, top), top),
        second=None,
        lines=(
            Line(_points(list(zip(places, heights, strict=True))), "main"),
            Line(_points(list(zip(places, chance, strict=True))), "dashed"),
        ),
        marks=tuple(Mark(x, y) for x, y in zip(places, heights, strict=True)),
    )


def item_chart(item: str, found: ItemParameters, theta: Sequence[float], top: float) -> Chart:
    """Draw the chance of each answer and the information of one item, at most ``top``."""
    names = [_name(group) for group in found.categories]
    peak = max(range(len(theta)), key=lambda i: found.information[i])
    area = list(zip(theta, found.information, strict=True))
    return Chart(
        alt=say(
            "figures.item_alt",
            item=item,
            peak=decimal(theta[peak], 1),
            answers=joined(names),
        ),
        frame=SMALL,
        x=_trait(SMALL),
        y=_axis(SMALL, say("figures.probability"), (0, 0.5, 1), 1),
        second=_axis(SMALL, say("figures.information"), (0, top), top),
        lines=(
            _curve(SMALL, [(theta[0], 0.0), *area, (theta[-1], 0.0)], top, "area"),
            *(
                _curve(SMALL, list(zip(theta, curve, strict=True)), 1, f"answer-{place % 6 + 1}")
                for place, curve in enumerate(found.curves)
            ),
        ),
        marks=_peak_labels(found, names, theta),
        title=item,
    )


def information_top(items: Sequence[ItemParameters]) -> float:
    """Return the end of the information axis that all items of a scale share."""
    return _rounded_up(max(max(item.information) for item in items))


def _name(group: Sequence[int]) -> str:
    if len(group) == 1:
        return str(group[0])
    return say("numbers.range", low=group[0], high=group[-1])


def _peak_labels(
    found: ItemParameters, names: Sequence[str], theta: Sequence[float]
) -> tuple[Mark, ...]:
    """Return the number of each answer above its curve, pushed apart and kept on the drawing."""
    peaks = [theta[max(range(len(theta)), key=lambda i: curve[i])] for curve in found.curves]
    order = sorted(range(len(peaks)), key=lambda k: (peaks[k], k))
    x, placed = SMALL.left - LABEL_ROOM, {}
    for k in order:
        x = max(x + LABEL_ROOM, _across(SMALL, peaks[k]))
        placed[k] = x
    x = SMALL.right + LABEL_ROOM
    for k in reversed(order):
        x = min(x - LABEL_ROOM, placed[k])
        placed[k] = x
    return tuple(Mark(round(placed[k], 1), SMALL.top - 6, names[k]) for k in range(len(names)))


def _trait(frame: Frame) -> Axis:
    ticks = tuple(Tick(_across(frame, t), decimal(t, 0)) for t in TRAIT)
    return Axis(say("figures.trait"), ticks)


def _axis(frame: Frame, label: str, numbers: Sequence[float], top: float) -> Axis:
    places = 0 if all(float(number).is_integer() for number in numbers) else 1
    return Axis(
        label,
        tuple(Tick(_height(frame, n / top), decimal(n, places)) for n in numbers),
    )


def _curve(frame: Frame, curve: Sequence[tuple[float, float]], top: float, look: str) -> Line:
    return Line(_points([(_across(frame, t), _height(frame, y / top)) for t, y in curve]), look)


def _points(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def _across(frame: Frame, theta: float) -> float:
    return round(_between(frame.left, frame.right, (theta - TRAIT[0]) / (TRAIT[-1] - TRAIT[0])), 1)


def _height(frame: Frame, share: float) -> float:
    return round(_between(frame.bottom, frame.top, share), 1)


def _between(start: float, end: float, share: float) -> float:
    return start + (end - start) * share


def _rounded_up(value: float) -> float:
    """Return the next whole number above, or the next even one from ten."""
    return float(2 * ceil(value / 2)) if value > 10 else float(max(1, ceil(value)))
