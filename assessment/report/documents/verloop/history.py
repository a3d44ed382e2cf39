"""Compose several measurements of one person: figures without lines, and what they leave out.

What changed is not told here. The chapter of a report tells it, in the words that the comparison
bears; a figure of two moments could be read as more than that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assessment.phrases import interval, joined, long_date, quoted, short_date, whole
from assessment.report.composition.virtues import withhold_scores
from assessment.report.documents.verloop.texts import say
from assessment.report.figures import data
from assessment.report.model import Block, Cover, Figure, Paragraph, ReportContent, Section, Table
from values import Axis, Estimate, Profile, ValueMap

_POLES, _SCORES = (-100.0, 100.0), (0.0, 100.0)


@dataclass(frozen=True, slots=True)
class Moment:
    """One measurement: its day, and its profile over the statements that all moments share.

    ``same_style`` tells whether the questions about the style were those of now.
    """

    day: date
    profile: Profile
    same_style: bool = True


@dataclass(frozen=True, slots=True)
class _Scale:
    """A name with an estimate for each moment."""

    id: str
    name: str
    estimates: tuple[Estimate | None, ...]
    axis: Axis | None = None


def compose_history(
    moments: Sequence[Moment],
    value_map: ValueMap,
    *,
    message: str,
    reworded: Sequence[str],
    minimum: int,
    created_at: datetime,
) -> ReportContent:
    """Return a chapter for the competencies, the clusters and the style.

    Parameters
    ----------
    moments : sequence of Moment
        At least two, the earliest first.
    value_map : ValueMap
        Names, and which are virtues: of those no number is told.
    message : str
        What the newest comparison says in one sentence, for who cannot see the figure.
    reworded : sequence of str
        Names of competencies of which fewer than ``minimum`` statements stayed the same.
    created_at : datetime
        In the reader's time zone.
    """
    told = [withhold_scores(moment.profile, value_map) for moment in moments]
    days = tuple(moment.day for moment in moments)
    competencies = [
        _Scale(c.id, c.name, tuple(profile.competencies[c.id] for profile in told))
        for c in value_map.competencies
        if c.id not in value_map.virtues and c.name not in reworded
    ]
    clusters = [
        _Scale(c.id, c.name, tuple(profile.clusters[c.id] for profile in told))
        for c in value_map.clusters
        if c.id not in value_map.virtues
    ]
    style = [_axis_scale(axis, moments, told, value_map) for axis in value_map.axes]
    left_out = (
        [say("history.reworded", names=quoted(reworded), minimum=minimum)] if reworded else []
    )
    changed_style = [] if all(m.same_style for m in moments) else [say("history.reworded_style")]
    sections = (
        _section("competencies", competencies, days, message, left_out),
        _section("clusters", clusters, days, say("history.message_clusters"), []),
        _section("style", style, days, say("history.message_style"), changed_style,
                 styles={s.id: s.name for s in value_map.styles}),
    )  # fmt: skip
    return ReportContent(
        cover=Cover(
            title=say("history.title"),
            subtitle=say("history.subtitle"),
            name="",
            made_on=created_at.date(),
            valid_until=None,
            lines=(),
            warning=say("history.warning"),
        ),
        sections=sections,
        footer=say("history.footer"),
        created_at=created_at,
    )


def _axis_scale(
    axis: Axis, moments: Sequence[Moment], profiles: Sequence[Profile], value_map: ValueMap
) -> _Scale:
    low, high = value_map.style[axis.pole1].name, value_map.style[axis.pole2].name
    return _Scale(
        axis.id,
        say("history.axis", low=low, high=high),
        tuple(
            profile.style.axes[axis.id] if moment.same_style else None
            for moment, profile in zip(moments, profiles, strict=True)
        ),
        axis,
    )


def _section(
    kind: str,
    scales: Sequence[_Scale],
    days: tuple[date, ...],
    message: str,
    notes: Sequence[str],
    styles: Mapping[str, str] | None = None,
) -> Section:
    blocks: list[Block] = [_figure(kind, scales, days, message, styles or {})]
    blocks += [Paragraph(note, "small") for note in notes]
    return Section(kind, say(f"history.{kind}"), tuple(blocks))


def _figure(
    kind: str,
    scales: Sequence[_Scale],
    days: tuple[date, ...],
    message: str,
    styles: Mapping[str, str],
) -> Figure:
    moments = joined([long_date(day) for day in days])
    low, high = _POLES if styles else _SCORES
    words = {name: say(f"history.{name}") for name in ("score", "newest", "interval", "missing")}
    scores = "; ".join(
        say("history.alt_panel", name=scale.name,
            scores=joined([_words(scale, estimate, styles) for estimate in scale.estimates]))
        for scale in scales
    )  # fmt: skip
    return Figure(
        id=kind,
        data=data.Trend(
            tuple(_panel(scale, styles) for scale in scales),
            days,
            low,
            high,
            short_date(days[0]),
            short_date(days[-1]),
            data.TrendWords(**words),
        ),
        alt=say("history.alt", message=message, moments=moments, scores=scores),
        caption=say(f"history.{kind}_caption", moments=moments),
        table=Table(
            caption=say(f"history.table_{kind}"),
            header=(say("history.table_name"), *(short_date(day) for day in days)),
            rows=tuple(
                (scale.name, *(_words(scale, estimate, styles) for estimate in scale.estimates))
                for scale in scales
            ),
        ),
    )


def _panel(scale: _Scale, styles: Mapping[str, str]) -> data.TrendPanel:
    readings = tuple(
        None if e is None else data.Reading(e.score, e.low, e.high) for e in scale.estimates
    )
    if scale.axis is None:
        return data.TrendPanel(scale.name, readings)
    above, below = styles[scale.axis.pole2], styles[scale.axis.pole1]
    return data.TrendPanel(scale.axis.question, readings, above, below)


def _words(scale: _Scale, estimate: Estimate | None, styles: Mapping[str, str]) -> str:
    """Return a score with its interval; of an axis without a sign, as a side and how far."""
    if estimate is None:
        return say("history.alt_none")
    if scale.axis is None:
        return f"{whole(estimate.score)} ({interval(estimate)})"
    ends = [_towards(scale.axis, number, styles) for number in (estimate.low, estimate.high)]
    place = _towards(scale.axis, estimate.score, styles)
    return f"{place} ({say('history.from_to', low=ends[0], high=ends[1])})"


def _towards(axis: Axis, number: float, styles: Mapping[str, str]) -> str:
    points = whole(number)
    if points == 0:
        return say("history.middle")
    style = styles[axis.pole2 if points > 0 else axis.pole1]
    return say("history.towards", score=abs(points), style=style)
