"""The figure of the bestuursstijl with its table: places without minus signs, sides by name."""

from assessment.phrases import score, whole
from assessment.report.composition.material import Material
from assessment.report.figures import data
from assessment.report.model import Figure, Table
from values import Axis, Estimate


def axis_name(m: Material, axis: Axis) -> str:
    """Return both ends of the axis as its name."""
    return m.say("style.axis_name", label1=axis.label1, label2=axis.label2)


def place(m: Material, axis: Axis, estimate: Estimate) -> str:
    """Return the score as a distance towards a style, as in "34 richting Koersbepaler"."""
    return _towards(m, axis, whole(estimate.score))


def _towards(m: Material, axis: Axis, number: int) -> str:
    if number == 0:
        return m.say("style.place_middle")
    style = m.value_map.style[axis.pole2 if number > 0 else axis.pole1]
    return m.say("style.place", score=abs(number), style=style.name)


def interval_words(m: Material, axis: Axis, estimate: Estimate) -> str:
    """Return the interval on the side of the score, or from one style to the other."""
    low, high = whole(estimate.low), whole(estimate.high)
    first, second = m.value_map.style[axis.pole1].name, m.value_map.style[axis.pole2].name
    if low < 0 < high:
        return m.say("style.interval_across", first=-low, style1=first, second=high, style2=second)
    near, far = sorted((abs(low), abs(high)))
    return m.say("style.interval_side", low=near, high=far)


def claim_words(m: Material, axis: Axis) -> str:
    """Return the axis in words: balance, or how strong a preference for which style."""
    found = m.leaning(axis)
    if found is None:
        return m.say("style.missing")
    return m.say(f"style.{found}", style=m.nearest_style(axis).name)


def figure(m: Material) -> Figure:
    """Return the three axes with intervals and switching."""
    words = {
        name: m.say(f"style.figure_{name}")
        for name in ("balance", "slight", "clear", "switching", "score", "interval")
    }
    return Figure(
        id="stijl",
        data=data.StyleAxes(
            tuple(_figure_axis(m, axis) for axis in m.value_map.axes),
            data.StyleWords(
                **words,
                switching_low=m.say("style.figure_low"),
                switching_high=m.say("style.figure_high"),
                missing=m.say("style.missing"),
            ),
        ),
        alt=m.say("style.alt", axes=" ".join(_alt(m, axis) for axis in m.value_map.axes)),
        caption=m.say("style.caption"),
        table=_table(m),
    )


def _figure_axis(m: Material, axis: Axis) -> data.StyleAxis:
    return data.StyleAxis(
        label=axis.question,
        left=axis.label1,
        right=axis.label2,
        position=_reading(m.profile.style.axes[axis.id]),
        switching=_reading(m.profile.style.switching.get(axis.id)),
        left_note=m.value_map.style[axis.pole1].name,
        right_note=m.value_map.style[axis.pole2].name,
    )


def _reading(found: Estimate | None) -> data.Reading | None:
    return None if found is None else data.Reading(found.score, found.low, found.high)


def _alt(m: Material, axis: Axis) -> str:
    found = m.profile.style.axes[axis.id]
    if found is None:
        return m.say("style.alt_missing", axis=axis_name(m, axis))
    return m.say(
        "style.alt_axis",
        axis=axis_name(m, axis),
        place=place(m, axis, found),
        interval=interval_words(m, axis, found),
        word=m.say(f"style.word_{m.leaning(axis)}"),
        switching=_switching_words(m, axis),
    )


def _switching_words(m: Material, axis: Axis) -> str:
    found = m.profile.style.switching.get(axis.id)
    return m.say("style.missing") if found is None else score(found)


def _table(m: Material) -> Table:
    columns = ("axis", "place", "interval", "word", "switching")
    return Table(
        caption=m.say("style.table_caption"),
        header=tuple(m.say(f"style.table_{column}") for column in columns),
        rows=tuple(_row(m, axis) for axis in m.value_map.axes),
        widths=(0.2, 0.2, 0.24, 0.2, 0.16),
    )


def _row(m: Material, axis: Axis) -> tuple[str, ...]:
    found = m.profile.style.axes[axis.id]
    name, switching = axis_name(m, axis), _switching_words(m, axis)
    if found is None:
        none = m.say("numbers.none")
        return name, none, none, m.say("style.missing"), switching
    word = m.say(f"style.word_{m.leaning(axis)}")
    return name, place(m, axis, found), interval_words(m, axis, found), word, switching
