"""Hoe je dit leest: what scores, intervals, words and marks mean; what the report is not for."""

from collections.abc import Iterator

from assessment.phrases import upper_first
from assessment.report.composition.material import Material
from assessment.report.composition.norm import in_guide
from assessment.report.model import Block, Callout, Heading, Paragraph, Section
from values import BANDS

_SCALE_END = 100


def reading_guide(m: Material) -> Section:
    """Return the chapter that teaches to read the rest."""
    return m.section("leeswijzer", [*_self(m), *_scores(m), *in_guide(m), *_words(m)])


def _self(m: Material) -> Iterator[Block]:
    yield Paragraph(m.say("guide.lead"), "lead")
    yield Heading(m.say("guide.self"))
    without = "" if m.profile.norm else f" {m.say('guide.no_norm')}"
    yield Paragraph(f"{m.say('guide.self_text')}{without}")
    if not m.office.full_texts:
        yield Paragraph(m.say("guide.office_note", office=m.office.name))


def _scores(m: Material) -> Iterator[Block]:
    options = [option.label for option in m.library.gedrag.options]
    yield Heading(m.say("guide.scores"))
    scale = "guide.scale_calibrated" if m.is_calibrated else "guide.scale"
    yield Paragraph(m.say(scale, lowest=options[0], middle=options[2], highest=options[-1]))
    missing = m.say("guide.missing", missing=m.library.gedrag.missing.label)
    yield Paragraph(f"{m.say('guide.scale_meaning')} {missing}")
    if m.is_aspirant:
        yield Paragraph(m.say("guide.aspirant"))
    yield Heading(m.say("guide.interval"))
    yield Paragraph(f"{m.say('guide.interval_text')} {m.say('guide.interval_ninety')}")
    yield Paragraph(m.say("guide.interval_use"))
    if m.has_scores:
        one = m.say("guide.smallest_change_one")
        yield Paragraph(f"{m.say('guide.smallest_change')} {one}")


def _words(m: Material) -> Iterator[Block]:
    yield Heading(m.say("guide.words"))
    bands = m.say("numbers.comma").join(_band(m, place) for place in range(len(BANDS)))
    yield Paragraph(m.say("guide.words_text", bands=upper_first(bands)))
    yield Paragraph(m.say("guide.words_two"))
    figures = m.say("guide.figures_text")
    if m.comparison is not None:
        figures = f"{figures} {m.say('guide.figures_previous')}"
    yield Paragraph(figures)
    yield Callout(m.say("guide.purpose"), (m.say("guide.purpose_text"),))


def _band(m: Material, place: int) -> str:
    limits = [m.library.gedrag.scoring.bands[band] for band in BANDS]
    last, band = place == len(BANDS) - 1, BANDS[place]
    return m.say(
        "guide.words_band_last" if last else "guide.words_band",
        band=m.say(f"bands.{band}"),
        low=limits[place],
        high=_SCALE_END if last else limits[place + 1],
        often=m.say(f"often.{band}"),
    )
