"""Bestuursstijl: three axes with a word that the interval allows, and what each side can bring."""

from collections.abc import Iterator

from assessment.instruments.model import Pair
from assessment.phrases import score
from assessment.report.composition.claims import Leaning
from assessment.report.composition.material import Material
from assessment.report.composition.style_college import meeting
from assessment.report.composition.style_figure import (
    axis_name,
    figure,
    interval_words,
    place,
    summarise_style,
)
from assessment.report.model import Block, Heading, Paragraph, Section, Table
from values import Axis, Estimate, Style


def style(material: Material) -> Section:
    """Return the chapter; without any axis score it says what is needed."""
    blocks: list[Block] = [Paragraph(material.say("style.lead"), "lead")]
    if any(estimate is not None for estimate in material.profile.style.axes.values()):
        blocks += [Paragraph(summarise_style(material)), figure(material)]
        for axis in material.value_map.axes:
            blocks += _axis(material, axis)
        blocks += [*_pressure(material), *meeting(material)]
    else:
        minimum = material.library.stijl.scoring.minimum_answered
        blocks += [Paragraph(material.say("style.nothing", minimum=minimum)), *_pressure(material)]
    return material.section("stijl", blocks)


# One axis


def _axis(material: Material, axis: Axis) -> Iterator[Block]:
    yield Heading(axis.question)
    yield Paragraph(_answered(material, axis))
    leaning = material.leaning(axis)
    if leaning is None:
        return
    nearest = material.nearest_style(axis)
    yield _square(material, nearest) if leaning.is_preference else _both(material, axis)
    if switching := _switching(material, axis):
        yield Paragraph(switching)


def tell_side(material: Material, axis: Axis) -> Iterator[Block]:
    """Yield an axis in short: what the answers say, and of a preferred style two sides."""
    yield Heading(axis.question)
    leaning = material.leaning(axis)
    style = None if leaning is None or not leaning.is_preference else material.nearest_style(axis)
    sides = () if style is None else (style.quality, style.pitfall)
    yield Paragraph(" ".join((_answered(material, axis), *sides)))


def _answered(material: Material, axis: Axis) -> str:
    """Return what the answers say of an axis, or how many are still needed."""
    estimate, leaning = material.profile.style.axes[axis.id], material.leaning(axis)
    if estimate is None or leaning is None:
        return _missing(material, axis)
    nearest = material.nearest_style(axis)
    claim = _claim(material, axis, estimate, leaning)
    return f"{claim} {_meaning(material, axis, nearest, leaning)}"


def _missing(material: Material, axis: Axis) -> str:
    pairs = [pair.id for pair in material.library.stijl.pairs if pair.axis == axis.id]
    return material.say(
        "style.axis_missing",
        axis=axis_name(material, axis),
        count=sum(pair in material.answers.stijl for pair in pairs),
        total=len(pairs),
        minimum=material.library.stijl.scoring.minimum_answered,
    )


def _claim(material: Material, axis: Axis, estimate: Estimate, leaning: Leaning) -> str:
    return material.say(
        f"style.claim_{'unread' if material.unread else leaning}",
        place=place(material, axis, estimate),
        interval=interval_words(material, axis, estimate),
        style1=material.value_map.style[axis.pole1].name,
        style2=material.value_map.style[axis.pole2].name,
    )


def _meaning(material: Material, axis: Axis, nearest: Style, leaning: Leaning) -> str:
    if leaning.is_preference:
        return nearest.side
    if leaning is Leaning.BALANCED:
        return axis.balanced
    first, second = (material.value_map.style[pole] for pole in (axis.pole1, axis.pole2))
    return material.say("style.either", style1=first.name, style2=second.name)


def _square(material: Material, style: Style) -> Table:
    """Return quality, pitfall, challenge and allergy of a preferred style."""
    parts = {
        "quality": style.quality,
        "pitfall": style.pitfall,
        "challenge": style.challenge,
        "allergy": style.allergy,
        "suits": f"{style.works_well} {style.works_less}",
    }
    return Table(
        caption=material.say("style.square_caption", style=style.name),
        header=(material.say("style.square_part"), material.say("style.square_text")),
        rows=tuple((material.say(f"style.square_{part}"), text) for part, text in parts.items()),
        widths=(0.22, 0.78),
    )


def _both(material: Material, axis: Axis) -> Table:
    """Return both sides of an axis beside each other for who prefers neither."""
    first, second = material.value_map.style[axis.pole1], material.value_map.style[axis.pole2]
    parts = {
        "quality": (first.quality, second.quality),
        "pitfall": (first.pitfall, second.pitfall),
        "suits": (first.works_well, second.works_well),
    }
    return Table(
        caption=material.say("style.both_caption", style1=first.name, style2=second.name),
        header=(material.say("style.square_part"), first.name, second.name),
        rows=tuple((material.say(f"style.square_{part}"), *texts) for part, texts in parts.items()),
        widths=(0.16, 0.42, 0.42),
    )


def _switching(material: Material, axis: Axis) -> str:
    estimate = material.profile.style.switching.get(axis.id)
    said = material.switching(axis)
    if estimate is None or said is None:
        return ""
    first, second = (
        material.value_map.style[axis.pole1].name,
        material.value_map.style[axis.pole2].name,
    )
    key = f"style.switching_{said}"
    return material.say(key, score=score(estimate), style1=first, style2=second)


# The told scenarios


def _pressure(material: Material) -> Iterator[Block]:
    scenarios = _answered_scenarios(material)
    if scenarios:
        yield Heading(material.say("style.pressure"))
        yield Paragraph(material.say("style.pressure_text"))
        for pair in scenarios:
            yield _scenario(material, pair, material.answers.stijl[pair.id])


def choose_scenario(material: Material) -> Paragraph | None:
    """Return what was chosen in one told scenario, or None when none was answered.

    It is one that went against a preference if there is any, and of those the clearest choice.
    """
    scenarios = _answered_scenarios(material)
    if not scenarios:
        return None
    given, middle = material.answers.stijl, material.library.stijl.pair_scale.middle
    preferred = {style.axis: style.id for style in material.preferred}

    def is_against(pair: Pair) -> bool:
        own = preferred.get(pair.axis)
        return own is not None and own != chosen_side(material, pair)[0].id

    pair = max(scenarios, key=lambda pair: (is_against(pair), abs(given[pair.id] - middle)))
    return _scenario(material, pair, given[pair.id])


def _answered_scenarios(material: Material) -> list[Pair]:
    return [pair for pair in material.library.stijl.scenarios if pair.id in material.answers.stijl]


def _scenario(material: Material, pair: Pair, answer: int) -> Paragraph:
    axis = next(axis for axis in material.value_map.axes if axis.id == pair.axis)
    chosen, text = chosen_side(material, pair)
    scale = material.library.stijl.pair_scale
    steps = min(answer - scale.lowest, scale.highest - answer)  # from the nearest end
    degree = material.say(f"style.degree_{steps + 1}")
    situation = pair.wording(material.answers.phase)[0]
    choice = material.say("style.pressure_choice", situation=situation, degree=degree, text=text)
    return Paragraph(f"{choice} {_beside_preference(material, axis, chosen)}")


def chosen_side(material: Material, pair: Pair) -> tuple[Style, str]:
    """Return the style that an answered pair was answered for, and its statement."""
    axis = next(axis for axis in material.value_map.axes if axis.id == pair.axis)
    _, first, second = pair.wording(material.answers.phase)
    is_first = material.answers.stijl[pair.id] < material.library.stijl.pair_scale.middle
    pole = pair.first_pole if is_first else 3 - pair.first_pole
    style = material.value_map.style[axis.pole1 if pole == 1 else axis.pole2]
    return style, first if is_first else second


def _beside_preference(material: Material, axis: Axis, chosen: Style) -> str:
    own = [style for style in material.preferred if style.axis == axis.id]
    if not own:
        return material.say("style.pressure_open", style=chosen.name)
    if own[0].id == chosen.id:
        return material.say("style.pressure_same", style=chosen.name)
    return material.say("style.pressure_other", style=chosen.name, own=own[0].name)
