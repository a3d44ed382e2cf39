"""The figure of the bestuursstijl with its table: places without minus signs, sides by name."""

from assessment.phrases import joined, score, whole
from assessment.report.composition.material import Material
from assessment.report.figures import data
from assessment.report.model import Figure, Table
from values import Axis, Estimate

_COLUMNS = {"axis": 0.24, "place": 0.24, "interval": 0.28, "word": 0.24}
_COLUMNS_SWITCHING = {"axis": 0.2, "place": 0.2, "interval": 0.24, "word": 0.2, "switching": 0.16}


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
    """Return how strong a preference there is on an axis, and for which style.

    Raises KeyError when there is none: then nothing is to be said.
    """
    style = material.nearest_style(axis).name
    return material.say(f"style.{material.leaning(axis)}", style=style)


def summarise_style(material: Material) -> str:
    """Return in words towards which styles the answers point, if they do."""
    if not material.preferred:
        return material.say("style.summary_unread" if material.unread else "style.summary_none")
    names = joined([style.name for style in material.preferred])
    return material.say("style.summary", styles=names)


def figure(material: Material) -> Figure:
    """Return the three axes with intervals, and switching where something can be said of it."""
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
        caption=material.say(f"style.caption{_with_switching(material)}"),
        table=_table(material),
    )


def _with_switching(material: Material) -> str:
    return "_switching" if has_switching(material) else ""


def _figure_axis(material: Material, axis: Axis) -> data.StyleAxis:
    return data.StyleAxis(
        label=axis.question,
        left=axis.label1,
        right=axis.label2,
        position=_reading(material.profile.style.axes[axis.id]),
        switching=_reading(said_switching(material, axis)),
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
        switching=_alt_switching(material, axis),
    )


def _alt_switching(material: Material, axis: Axis) -> str:
    estimate = said_switching(material, axis)
    return "" if estimate is None else material.say("style.alt_switching", score=score(estimate))


def has_switching(material: Material) -> bool:
    """Return whether the figure shows, on any axis, how often switching works."""
    return any(said_switching(material, axis) for axis in material.value_map.axes)


def said_switching(material: Material, axis: Axis) -> Estimate | None:
    """Return switching on this axis when something can be said of it, else None."""
    return material.profile.style.switching.get(axis.id) if material.switching(axis) else None


def _table(material: Material) -> Table:
    axes = material.value_map.axes
    columns = _COLUMNS_SWITCHING if has_switching(material) else _COLUMNS
    rows = (dict(zip(_COLUMNS_SWITCHING, _row(material, axis), strict=True)) for axis in axes)
    return Table(
        caption=material.say("style.table_caption"),
        header=tuple(material.say(f"style.table_{column}") for column in columns),
        rows=tuple(tuple(row[column] for column in columns) for row in rows),
        widths=tuple(columns.values()),
    )


def _row(material: Material, axis: Axis) -> tuple[str, ...]:
    estimate = material.profile.style.axes[axis.id]
    name, none = axis_name(material, axis), material.say("numbers.none")
    said = said_switching(material, axis)
    switching = none if said is None else score(said)
    if estimate is None:
        return name, none, none, material.say("style.missing"), switching
    word = material.say(f"style.word_{material.leaning(axis)}")
    return (
        name,
        place(material, axis, estimate),
        interval_words(material, axis, estimate),
        word,
        switching,
    )
