"""How one's style meets others in a team or college, and what happens when a style is missing."""

from collections.abc import Iterator

from assessment.report.composition.material import Material
from assessment.report.model import Block, Bullets, Heading, Paragraph, Table
from values import Style, StylePair


def meeting(m: Material) -> Iterator[Block]:
    """Yield the pairs for who has a preference, the sides of each axis for who has none."""
    own = m.preferred
    yield Heading(m.say("style.pairs"))
    yield Paragraph(m.say("style.pairs_text" if own else "style.pairs_balanced"))
    yield Table(
        caption=m.say("style.pairs_caption"),
        header=tuple(m.say(f"style.pairs_{column}") for column in ("who", "together", "caution")),
        rows=tuple(_pair_row(m, *styles) for styles in _pairs(m)),
        widths=(0.2, 0.42, 0.38),
    )
    if not m.is_aspirant:
        yield from _absent(m)


def _pairs(m: Material) -> list[tuple[Style, Style]]:
    """Return own style and other style: every opposite, and for the strongest style all others."""
    own = m.preferred
    if not own:
        return [
            (m.value_map.style[axis.pole1], m.value_map.style[axis.pole2])
            for axis in m.value_map.axes
        ]
    strongest = max(own, key=lambda style: m.profile.style.strengths[style.id] or 0.0)
    pairs = [(style, opposite(m, style)) for style in own]
    taken = {style.id for style in own} | {opposite(m, strongest).id}
    return pairs + [(strongest, other) for other in m.value_map.styles if other.id not in taken]


def opposite(m: Material, style: Style) -> Style:
    """Return the style at the other end of the axis."""
    axis = next(axis for axis in m.value_map.axes if axis.id == style.axis)
    return m.value_map.style[axis.pole2 if style.id == axis.pole1 else axis.pole1]


def _pair_row(m: Material, own: Style, other: Style) -> tuple[str, str, str]:
    pair = _pair(m, own, other)
    names = m.say("style.pairs_pair", first=own.name, second=other.name)
    return names, pair.together, pair.caution


def _pair(m: Material, own: Style, other: Style) -> StylePair:
    both = {own.id, other.id}
    return next(pair for pair in m.value_map.pairs if set(pair.styles) == both)


def _absent(m: Material) -> Iterator[Block]:
    """Yield what a college of people alike may lack: the opposites of the preferred styles."""
    if not m.preferred:
        return
    styles = [opposite(m, style) for style in m.preferred]
    yield Heading(m.say("style.absent"))
    yield Paragraph(m.say("style.absent_text"))
    yield Bullets(
        tuple(
            m.say(
                "style.absent_line",
                style=style.name,
                effect=style.missing_effect,
                advice=style.missing_advice,
            )
            for style in styles
        )
    )
