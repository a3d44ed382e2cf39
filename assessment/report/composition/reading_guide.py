"""Hoe je dit leest: what scores, intervals, words and marks mean; what the report is not for."""

from collections.abc import Iterator

from assessment.report.composition.material import Material
from assessment.report.composition.words import upper_first
from assessment.report.model import Block, Callout, Heading, Paragraph, Section, Table
from values import BANDS

_SCALE_END = 100


def reading_guide(m: Material) -> Section:
    """Return the chapter that teaches to read the rest."""
    return m.section("leeswijzer", [*_self(m), *_scores(m), *_words(m), *_marks(m)])


def _self(m: Material) -> Iterator[Block]:
    yield Paragraph(m.say("guide.lead"), "lead")
    yield Heading(m.say("guide.self"))
    yield Paragraph(m.say("guide.self_text"))
    yield Paragraph(m.say("guide.no_norm"))
    if not m.office.full_texts:
        yield Paragraph(m.say("guide.office_note", office=m.office.name))


def _scores(m: Material) -> Iterator[Block]:
    options = [option.label for option in m.library.gedrag.options]
    yield Heading(m.say("guide.scores"))
    yield Paragraph(m.say("guide.scale", lowest=options[0], middle=options[2], highest=options[-1]))
    yield Paragraph(m.say("guide.scale_meaning"))
    yield Paragraph(m.say("guide.missing", missing=m.library.gedrag.missing.label))
    if m.is_aspirant:
        yield Paragraph(m.say("guide.aspirant"))
    yield Heading(m.say("guide.interval"))
    for key in ("interval_text", "interval_ninety", "interval_use"):
        yield Paragraph(m.say(f"guide.{key}"))


def _words(m: Material) -> Iterator[Block]:
    yield Heading(m.say("guide.words"))
    yield Paragraph(m.say("guide.words_text"))
    yield Table(
        caption=m.say("guide.words_caption"),
        header=(
            m.say("guide.words_word"),
            m.say("guide.words_range"),
            m.say("guide.words_means"),
        ),
        rows=tuple(_band_row(m, place) for place in range(len(BANDS))),
        widths=(0.3, 0.3, 0.4),
    )
    yield Paragraph(m.say("guide.words_two"))


def _band_row(m: Material, place: int) -> tuple[str, str, str]:
    limits = [m.library.gedrag.scoring.bands[band] for band in BANDS]
    last = place == len(BANDS) - 1
    high = _SCALE_END if last else limits[place + 1]
    key = "guide.words_up_to" if last else "guide.words_from_to"
    band = BANDS[place]
    return (
        upper_first(m.say(f"bands.{band}")),
        m.say(key, low=limits[place], high=high),
        m.say(f"often.{band}"),
    )


def _marks(m: Material) -> Iterator[Block]:
    yield Heading(m.say("guide.figures"))
    yield Paragraph(m.say("guide.figures_text"))
    yield Callout(m.say("guide.purpose"), (m.say("guide.purpose_text"),))
