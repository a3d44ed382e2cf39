"""Bestuursstijl: three axes with a word that the interval allows, and what each side can bring."""

from collections.abc import Iterator

from assessment.instruments.model import Pair
from assessment.phrases import joined, score
from assessment.report.composition import claims
from assessment.report.composition.claims import Leaning
from assessment.report.composition.material import Material
from assessment.report.composition.style_college import meeting
from assessment.report.composition.style_figure import axis_name, figure, interval_words, place
from assessment.report.model import Block, Heading, Paragraph, Section, Table
from values import Axis, Estimate, Style


def style(m: Material) -> Section:
    """Return the chapter; without any axis score it says what is needed."""
    blocks: list[Block] = [Paragraph(m.say("style.lead"), "lead")]
    if any(found is not None for found in m.profile.style.axes.values()):
        blocks += [Paragraph(_summary(m)), figure(m)]
        for axis in m.value_map.axes:
            blocks += _axis(m, axis)
        blocks += [*_pressure(m), *meeting(m)]
    else:
        minimum = m.library.stijl.scoring.minimum_answered
        blocks += [Paragraph(m.say("style.nothing", minimum=minimum)), *_pressure(m)]
    return m.section("stijl", blocks)


def _summary(m: Material) -> str:
    if not m.preferred:
        return m.say("style.summary_none")
    return m.say("style.summary", styles=joined([style.name for style in m.preferred]))


# One axis


def _axis(m: Material, axis: Axis) -> Iterator[Block]:
    yield Heading(axis.question)
    estimate = m.profile.style.axes[axis.id]
    found = m.leaning(axis)
    if estimate is None or found is None:
        yield Paragraph(_missing(m, axis))
        return
    nearest = m.nearest_style(axis)
    yield Paragraph(f"{_claim(m, axis, estimate, found)} {_meaning(m, axis, nearest, found)}")
    yield _square(m, nearest) if found.is_preference else _both(m, axis)
    if switching := _switching(m, axis):
        yield Paragraph(switching)


def _missing(m: Material, axis: Axis) -> str:
    pairs = [pair.id for pair in m.library.stijl.pairs if pair.axis == axis.id]
    return m.say(
        "style.axis_missing",
        axis=axis_name(m, axis),
        count=sum(pair in m.answers.stijl for pair in pairs),
        total=len(pairs),
        minimum=m.library.stijl.scoring.minimum_answered,
    )


def _claim(m: Material, axis: Axis, estimate: Estimate, found: Leaning) -> str:
    return m.say(
        f"style.claim_{found}",
        place=place(m, axis, estimate),
        interval=interval_words(m, axis, estimate),
        style1=m.value_map.style[axis.pole1].name,
        style2=m.value_map.style[axis.pole2].name,
    )


def _meaning(m: Material, axis: Axis, nearest: Style, found: Leaning) -> str:
    if found is Leaning.CLEAR:
        return nearest.clear
    if found is Leaning.LIGHT:
        return nearest.light
    if found is Leaning.BETWEEN:
        return f"{m.say('style.leaning', style=nearest.name)} {axis.balanced}"
    return axis.balanced


def _square(m: Material, style: Style) -> Table:
    """Return quality, pitfall, challenge and allergy of a preferred style."""
    parts = {
        "quality": style.quality,
        "pitfall": style.pitfall,
        "challenge": style.challenge,
        "allergy": style.allergy,
        "suits": f"{style.works_well} {style.works_less}",
    }
    return Table(
        caption=m.say("style.square_caption", style=style.name),
        header=(m.say("style.square_part"), m.say("style.square_text")),
        rows=tuple((m.say(f"style.square_{part}"), text) for part, text in parts.items()),
        widths=(0.22, 0.78),
    )


def _both(m: Material, axis: Axis) -> Table:
    """Return both sides of an axis beside each other for who prefers neither."""
    first, second = m.value_map.style[axis.pole1], m.value_map.style[axis.pole2]
    parts = {
        "quality": (first.quality, second.quality),
        "pitfall": (first.pitfall, second.pitfall),
        "suits": (first.works_well, second.works_well),
    }
    return Table(
        caption=m.say("style.both_caption", style1=first.name, style2=second.name),
        header=(m.say("style.square_part"), first.name, second.name),
        rows=tuple((m.say(f"style.square_{part}"), *texts) for part, texts in parts.items()),
        widths=(0.16, 0.42, 0.42),
    )


def _switching(m: Material, axis: Axis) -> str:
    found = m.profile.style.switching.get(axis.id)
    if found is None:
        return ""
    first, second = m.value_map.style[axis.pole1].name, m.value_map.style[axis.pole2].name
    if m.nearest_style(axis).id == axis.pole2:
        first, second = second, first
    key = f"style.switching_{claims.switching(found)}"
    return m.say(key, score=score(found), style1=first, style2=second)


# The told scenarios


def _pressure(m: Material) -> Iterator[Block]:
    told = [pair for pair in m.library.stijl.scenarios if pair.id in m.answers.stijl]
    if not told:
        return
    yield Heading(m.say("style.pressure"))
    yield Paragraph(m.say("style.pressure_text"))
    for pair in told:
        yield from _scenario(m, pair, m.answers.stijl[pair.id])


def _scenario(m: Material, pair: Pair, answer: int) -> Iterator[Block]:
    axis = next(axis for axis in m.value_map.axes if axis.id == pair.axis)
    chosen, text = chosen_side(m, pair)
    scale = m.library.stijl.pair_scale
    steps = min(answer - scale.lowest, scale.highest - answer)  # from the nearest end
    degree = m.say(f"style.degree_{steps + 1}")
    situation = pair.wording(m.answers.phase)[0]
    choice = m.say("style.pressure_choice", situation=situation, degree=degree, text=text)
    yield Paragraph(f"{choice} {_beside_preference(m, axis, chosen)}")


def chosen_side(m: Material, pair: Pair) -> tuple[Style, str]:
    """Return the style that an answered pair was answered for, and its statement."""
    axis = next(axis for axis in m.value_map.axes if axis.id == pair.axis)
    _, first, second = pair.wording(m.answers.phase)
    is_first = m.answers.stijl[pair.id] < m.library.stijl.pair_scale.middle
    pole = pair.first_pole if is_first else 3 - pair.first_pole
    style = m.value_map.style[axis.pole1 if pole == 1 else axis.pole2]
    return style, first if is_first else second


def _beside_preference(m: Material, axis: Axis, chosen: Style) -> str:
    own = [style for style in m.preferred if style.axis == axis.id]
    if not own:
        return m.say("style.pressure_open", style=chosen.name)
    if own[0].id == chosen.id:
        return m.say("style.pressure_same", style=chosen.name)
    return m.say("style.pressure_other", style=chosen.name, own=own[0].name)
