"""How one's style meets others in a team or college, and what happens when a style is missing."""

from collections.abc import Iterator

from assessment.report.composition.material import Material
from assessment.report.model import Block, Bullets, Heading, Paragraph, Table
from values import IN_OFFICE, LOOKING_AHEAD, Style, StylePair


def meeting(material: Material) -> Iterator[Block]:
    """Yield the pairs for who has a preference, the sides of each axis for who has none."""
    own = material.preferred
    yield Heading(material.say("style.pairs"))
    yield Paragraph(material.say("style.pairs_text" if own else "style.pairs_balanced"))
    yield Table(
        caption=material.say("style.pairs_caption"),
        header=tuple(
            material.say(f"style.pairs_{column}") for column in ("who", "together", "caution")
        ),
        rows=tuple(_pair_row(material, *styles) for styles in _pairs(material)),
        widths=(0.2, 0.42, 0.38),
    )
    if material.answers.phase in IN_OFFICE and material.answers.phase not in LOOKING_AHEAD:
        yield from _absent(material)


def _pairs(material: Material) -> list[tuple[Style, Style]]:
    """Return own style and other style: every opposite, and for the strongest style all others."""
    own = material.preferred
    if not own:
        return [
            (material.value_map.style[axis.pole1], material.value_map.style[axis.pole2])
            for axis in material.value_map.axes
        ]
    strongest = max(own, key=lambda style: material.profile.style.strengths[style.id] or 0.0)
    pairs = [(style, opposite(material, style)) for style in own]
    taken = {style.id for style in own} | {opposite(material, strongest).id}
    return pairs + [
        (strongest, other) for other in material.value_map.styles if other.id not in taken
    ]


def opposite(material: Material, style: Style) -> Style:
    """Return the style at the other end of the axis."""
    axis = next(axis for axis in material.value_map.axes if axis.id == style.axis)
    return material.value_map.style[axis.pole2 if style.id == axis.pole1 else axis.pole1]


def _pair_row(material: Material, own: Style, other: Style) -> tuple[str, str, str]:
    pair = _pair(material, own, other)
    names = material.say("style.pairs_pair", first=own.name, second=other.name)
    return names, pair.together, pair.caution


def _pair(material: Material, own: Style, other: Style) -> StylePair:
    both = {own.id, other.id}
    return next(pair for pair in material.value_map.pairs if set(pair.styles) == both)


def _absent(material: Material) -> Iterator[Block]:
    """Yield what a college of people alike may lack: the opposites of the preferred styles."""
    if not material.preferred:
        return
    styles = [opposite(material, style) for style in material.preferred]
    yield Heading(material.say("style.absent"))
    yield Paragraph(material.say("style.absent_text"))
    yield Bullets(
        tuple(
            material.say(
                "style.absent_line",
                style=style.name,
                effect=style.missing_effect,
                advice=style.missing_advice,
            )
            for style in styles
        )
    )
