"""Hoe je dit leest: what scores, intervals, words and marks mean; what the report is not for."""

from collections.abc import Iterator

from assessment.phrases import upper_first
from assessment.report.composition.material import Material
from assessment.report.composition.norm import in_guide
from assessment.report.composition.style_figure import has_switching
from assessment.report.composition.texts import TEXTS
from assessment.report.model import Block, Callout, Heading, Paragraph, Section
from values import BANDS

_SCALE_END = 100


def reading_guide(material: Material) -> Section:
    """Return the chapter that teaches to read the rest."""
    return material.section(
        "leeswijzer", [*_self(material), *_scores(material), *in_guide(material), *_words(material)]
    )


def _self(material: Material) -> Iterator[Block]:
    yield Paragraph(material.say("guide.lead"), "lead")
    yield Heading(material.say("guide.self"))
    without = "" if material.profile.norm else f" {material.say('guide.no_norm')}"
    yield Paragraph(f"{material.say('guide.self_text')}{without}")
    if not material.office.full_texts:
        yield Paragraph(material.say("guide.office_note", office=material.office.name))


def _scores(material: Material) -> Iterator[Block]:
    options = [option.label for option in material.library.gedrag.options]
    yield Heading(material.say("guide.scores"))
    scale = "guide.scale_calibrated" if material.is_calibrated else "guide.scale"
    yield Paragraph(material.say(scale, lowest=options[0], middle=options[2], highest=options[-1]))
    missing = material.say("guide.missing", missing=material.library.gedrag.missing.label)
    yield Paragraph(f"{material.say('guide.scale_meaning')} {missing}")
    if (key := f"guide.{material.answers.phase}") in TEXTS:
        yield Paragraph(material.say(key))
    if material.profile.likely:
        yield Heading(material.say("guide.likely"))
        yield Paragraph(f"{material.say('guide.likely_text')} {material.say('guide.likely_use')}")
    yield Heading(material.say("guide.interval"))
    yield Paragraph(
        f"{material.say('guide.interval_text')} {material.say('guide.interval_ninety')}"
    )
    yield Paragraph(material.say("guide.interval_use"))
    if material.has_scores:
        keys = ("smallest_change", "smallest_change_one", "measure_again")
        yield Paragraph(" ".join(material.say(f"guide.{key}") for key in keys))


def _words(material: Material) -> Iterator[Block]:
    yield Heading(material.say("guide.words"))
    bands = material.say("numbers.comma").join(
        _band(material, place) for place in range(len(BANDS))
    )
    yield Paragraph(material.say("guide.words_text", bands=upper_first(bands)))
    yield Paragraph(material.say("guide.words_two"))
    figures = material.say("guide.figures_text")
    if has_switching(material):
        figures = f"{figures} {material.say('guide.figures_switching')}"
    if material.comparison is not None:
        figures = f"{figures} {material.say('guide.figures_previous')}"
    yield Paragraph(figures)
    yield Callout(material.say("guide.purpose"), (material.say("guide.purpose_text"),))


def _band(material: Material, place: int) -> str:
    limits = [material.library.gedrag.scoring.bands[band] for band in BANDS]
    last, band = place == len(BANDS) - 1, BANDS[place]
    return material.say(
        "guide.words_band_last" if last else "guide.words_band",
        band=material.say(f"bands.{band}"),
        low=limits[place],
        high=_SCALE_END if last else limits[place + 1],
        often=material.say(f"often.{band}"),
    )
