"""The three style lines of a college, as a figure with its table."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.report.documents.college.texts import say
from assessment.report.figures import data
from assessment.report.model import Figure, Table
from values import Axis, ValueMap

ZONES = (-2, -1, 0, 1, 2)


@dataclass(frozen=True, slots=True)
class Dots:
    """Who has a dot on an axis: names by zone, and how many without a name; -2 is the first."""

    named: Mapping[int, tuple[str, ...]]
    unnamed: Mapping[int, int]


def has_dots(dots: Mapping[str, Dots]) -> bool:
    """Return whether anybody has a dot."""
    return any(one.named or one.unnamed for one in dots.values())


def count_rows(dots: Mapping[str, Dots]) -> int:
    """Return how many rows of dots a drawing has, over all lines."""
    return sum(
        max(len(one.named.get(zone, ())) + (zone in one.unnamed) for zone in ZONES)
        for one in dots.values()
    )


def tell_lines(dots: Mapping[str, Dots], value_map: ValueMap) -> tuple[str, ...]:
    """Return the lines in words, each with who stands where."""
    return tuple(_tell(axis, _zones(dots[axis.id]), value_map) for axis in value_map.axes)


def draw_lines(dots: Mapping[str, Dots], value_map: ValueMap) -> Figure:
    """Return the lines with a dot for each member who has one."""
    axes = value_map.axes
    zones = {axis.id: _zones(dots[axis.id]) for axis in axes}
    names = [say(f"college.zone_{name}") for name in ("clear", "light", "middle", "light", "clear")]
    shown = data.CollegeLines(
        tuple(_line(axis, zones[axis.id], value_map) for axis in axes),
        tuple(names),
        say("college.legend_named"),
        say("college.legend_unnamed"),
    )
    return Figure(
        id="stijllijnen",
        data=shown,
        alt=say(
            "college.lines_alt",
            lines=" ".join(tell_lines(dots, value_map)),
        ),
        caption=say("college.lines_caption"),
        table=_table(zones, value_map),
    )


def name_zone(axis: Axis, zone: int, value_map: ValueMap) -> str:
    """Return what a zone of an axis is called where its poles do not stand beside it."""
    if zone == 0:
        return say("college.zone_middle")
    style = value_map.style[axis.pole1 if zone < 0 else axis.pole2].name
    return say("college.zone_clear_style" if abs(zone) == 2 else "college.zone_light_style",
               style=style)  # fmt: skip


def _zones(dots: Dots) -> list[data.CollegeZone]:
    return [data.CollegeZone(dots.named.get(z, ()), dots.unnamed.get(z, 0)) for z in ZONES]


def _line(axis: Axis, zones: list[data.CollegeZone], value_map: ValueMap) -> data.CollegeLine:
    left, right = value_map.style[axis.pole1].name, value_map.style[axis.pole2].name
    return data.CollegeLine(axis.question, left, right, tuple(zones))


def _members(zone: data.CollegeZone) -> str:
    parts = list(zone.names)
    if zone.unnamed == 1:
        parts.append(say("college.unnamed_one"))
    elif zone.unnamed:
        parts.append(say("college.unnamed_more", count=zone.unnamed))
    return ", ".join(parts)


def _tell(axis: Axis, zones: list[data.CollegeZone], value_map: ValueMap) -> str:
    told = "; ".join(
        say("college.lines_alt_zone", zone=name_zone(axis, place, value_map), members=members)
        for place, zone in zip(ZONES, zones, strict=True)
        if (members := _members(zone))
    )
    told = told or say("college.lines_alt_empty")
    return say("college.lines_alt_line", question=axis.question, zones=told)


def _table(zones: Mapping[str, list[data.CollegeZone]], value_map: ValueMap) -> Table:
    """Return a row for each zone in which somebody stands."""
    rows = [
        (f"{axis.question} {name_zone(axis, place, value_map)}", members)
        for axis in value_map.axes
        for place, zone in zip(ZONES, zones[axis.id], strict=True)
        if (members := _members(zone))
    ]
    return Table(
        caption=say("college.lines_table"),
        header=(say("college.lines_axis"), say("college.lines_members")),
        rows=tuple(rows),
        widths=(0.55, 0.45),
    )
