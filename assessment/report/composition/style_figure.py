"""The figure of the bestuursstijl with its table: places without minus signs, sides by name."""

from assessment.phrases import joined, score, whole
from assessment.report.composition.material import Material
from assessment.report.figures import data
from assessment.report.model import Figure, Table
from values import Axis, Estimate


def axis_name(material: Material, axis: Axis) -> str:
    """Return both ends of the axis as its name."""
    return material.say("style.axis_name", label1=axis.label1, label2=axis.label2)


def place(material: Material, axis: Axis, estimate: Estimate) -> str:
    """Return the score as a distance towards a style, as in "34 richting Koersbepaler"."""
    return _towards(material, axis, whole(estimate.score))


def _towards(material: Material, axis: Axis, number: int) -> str:
    if number == 0:
        return material.say("style.place_middle")
    style = material.value_map.style[axis.pole2 if number > 0 else axis.pole1]
    return material.say("style.place", score=abs(number), style=style.name)


def interval_words(material: Material, axis: Axis, estimate: Estimate) -> str:
    """Return the interval on the side of the score, or from one style to the other."""
    low, high = whole(estimate.low), whole(estimate.high)
    first, second = (
        material.value_map.style[axis.pole1].name,
        material.value_map.style[axis.pole2].name,
    )
    if low < 0 < high:
        return material.say(
            "style.interval_across", first=-low, style1=first, second=high, style2=second
        )
    near, far = sorted((abs(low), abs(high)))
    return material.say("style.interval_side", low=near, high=far)


def claim_words(material: Material, axis: Axis) -> str:
    """Return the axis in words: balance, or how strong a preference for which style."""
    leaning = material.leaning(axis)
    if leaning is None:
        return material.say("style.missing")
    return material.say(f"style.{leaning}", style=material.nearest_style(axis).name)


def summarise_style(material: Material) -> str:
    """Return in words towards which styles the answers point, if they do."""
    if not material.preferred:
        return material.say("style.summary_none")
    names = joined([style.name for style in material.preferred])
    return material.say("style.summary", styles=names)


def figure(material: Material) -> Figure:
    """Return the three axes with intervals and switching."""
    words = {
        name: material.say(f"style.figure_{name}")
        for name in ("balance", "slight", "clear", "switching", "score", "interval")
    }
    return Figure(
        id="stijl",
        data=data.StyleAxes(
            tuple(_figure_axis(material, axis) for axis in material.value_map.axes),
            data.StyleWords(
                **words,
                switching_low=material.say("style.figure_low"),
                switching_high=material.say("style.figure_high"),
                missing=material.say("style.missing"),
            ),
        ),
        alt=_whole_alt(material),
        caption=material.say("style.caption"),
        table=_table(material),
    )


def _figure_axis(material: Material, axis: Axis) -> data.StyleAxis:
    return data.StyleAxis(
        label=axis.question,
        left=axis.label1,
        right=axis.label2,
        position=_reading(material.profile.style.axes[axis.id]),
        switching=_reading(material.profile.style.switching.get(axis.id)),
        left_note=material.value_map.style[axis.pole1].name,
        right_note=material.value_map.style[axis.pole2].name,
    )


def _reading(estimate: Estimate | None) -> data.Reading | None:
    return None if estimate is None else data.Reading(estimate.score, estimate.low, estimate.high)


def _whole_alt(material: Material) -> str:
    """Return what the figure shows: the styles it points to, then the numbers."""
    axes = " ".join(_alt(material, axis) for axis in material.value_map.axes)
    told = any(material.profile.style.axes.values())
    return " ".join([summarise_style(material)] * told + [material.say("style.alt", axes=axes)])


def _alt(material: Material, axis: Axis) -> str:
    estimate = material.profile.style.axes[axis.id]
    if estimate is None:
        return material.say("style.alt_missing", axis=axis_name(material, axis))
    return material.say(
        "style.alt_axis",
        axis=axis_name(material, axis),
        place=place(material, axis, estimate),
        interval=interval_words(material, axis, estimate),
        word=material.say(f"style.word_{material.leaning(axis)}"),
        switching=_switching_words(material, axis),
    )


def _switching_words(material: Material, axis: Axis) -> str:
    estimate = material.profile.style.switching.get(axis.id)
    return material.say("style.missing") if estimate is None else score(estimate)


def _table(material: Material) -> Table:
    columns = ("axis", "place", "interval", "word", "switching")
    return Table(
        caption=material.say("style.table_caption"),
        header=tuple(material.say(f"style.table_{column}") for column in columns),
        rows=tuple(_row(material, axis) for axis in material.value_map.axes),
        widths=(0.2, 0.2, 0.24, 0.2, 0.16),
    )


def _row(material: Material, axis: Axis) -> tuple[str, ...]:
    estimate = material.profile.style.axes[axis.id]
    name, switching = axis_name(material, axis), _switching_words(material, axis)
    if estimate is None:
        none = material.say("numbers.none")
        return name, none, none, material.say("style.missing"), switching
    word = material.say(f"style.word_{material.leaning(axis)}")
    return (
        name,
        place(material, axis, estimate),
        interval_words(material, axis, estimate),
        word,
        switching,
    )
