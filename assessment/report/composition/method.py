"""Verantwoording: how the numbers came about, how sure they are, versions, sources and rights."""

from collections.abc import Iterator

from assessment.phrases import long_date, one_decimal, say
from assessment.report.composition import norm
from assessment.report.composition.claims import HALFWAY
from assessment.report.composition.material import Material
from assessment.report.composition.texts import TEXTS, listed
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section, Table
from values import GEDRAG, SCORED_PARTS, count_signals


def method(material: Material) -> Section:
    """Return the chapter that lets anyone check the report."""
    blocks = [
        Paragraph(material.say("method.lead"), "lead"),
        *_scores(material),
        *_certainty(material),
        *norm.in_method(material),
        *_filled(material),
        *tell_rights(material),
        *_versions(material),
        *_sources(material),
        Heading(material.say("method.document")),
        tell_document(material),
    ]
    return material.section("verantwoording", blocks)


def _scores(material: Material) -> Iterator[Block]:
    behaviour, style = material.library.gedrag.scoring, material.library.stijl.scoring
    limits = {"balanced": round(style.balanced_below), "clear": round(style.clear_above)}
    yield Heading(material.say("method.scores"))
    yield Bullets(
        (
            _competency(material, behaviour.minimum_answered),
            material.say("method.value", share=round(100 * behaviour.direct_share)),
            material.say("method.cluster"),
            *_virtues(material),
            *_likely(material),
            material.say("method.style", **limits),
            material.say("method.style_sure"),
            material.say("method.switching_sure", middle=HALFWAY),
            material.say("method.style_told"),
            material.say("method.choice"),
        )
    )


def _likely(material: Material) -> Iterator[str]:
    """Yield why what is told lies nearer the middle, or that this was not yet so."""
    if material.profile.likely:
        yield material.say("method.likely")
        yield material.say("method.likely_exact")
    elif material.has_scores:
        yield material.say("method.older", version=material.profile.versions["scoring"])


def _virtues(material: Material) -> Iterator[str]:
    """Yield which have no number, and over what the person's own mean is then taken."""
    virtues = material.value_map.virtues
    competencies = len(material.virtues)
    values = sum(value in virtues for value in material.value_map.values)
    if competencies or values:
        yield material.say("method.virtues", competencies=competencies, values=values)
        yield material.say("method.virtues_mean", count=len(material.competencies))


def _competency(material: Material, minimum: int) -> str:
    used = material.profile.calibration
    if used is None:
        return material.say("method.competency", minimum=minimum)
    days = {"first": long_date(used.first_day), "last": long_date(used.last_day)}
    group = f"method.competency_group{'_provisional' if used.provisional else ''}"
    said = (
        material.say("method.competency_calibrated", minimum=minimum),
        material.say(group, people=used.people, **days),
        material.say("method.competency_change"),
    )
    return " ".join(said)


def _certainty(material: Material) -> Iterator[Block]:
    rule = material.library.gedrag.scoring
    yield Heading(material.say("method.certain"))
    yield Bullets(
        (
            *_interval(material),
            material.say("method.prior", spread=round(rule.prior_sd)),
            material.say("method.band_rule", word=_percent(rule.sure_word)),
            material.say(
                "method.clear_rule",
                competency=_percent(rule.sure_competency),
                value=_percent(rule.sure_value),
            ),
            material.say("method.change_rule"),
            material.say("method.limits"),
        )
    )


def _percent(chance: float) -> str:
    """Return a probability in per cent, as in "97,5"."""
    return one_decimal(100 * chance).removesuffix(say("numbers.decimal") + "0")


def _interval(material: Material) -> tuple[str, ...]:
    """Return what the interval is, and which standard error it was made with."""
    errors = norm.errors_in_method(material)
    return (
        (material.say("method.interval_plain"), *errors)
        if errors
        else (material.say("method.interval"),)
    )


def _filled(material: Material) -> Iterator[Block]:
    quality = material.profile.quality
    count = quality.get(GEDRAG, {}).get("not_experienced") or 0
    yield Heading(material.say("method.filled"))
    yield Table(
        caption=material.say("method.filled_caption"),
        header=(material.say("method.filled_part"), material.say("method.filled_given")),
        rows=tuple(
            (
                material.say(f"method.part_{part}"),
                material.say(
                    "numbers.of", count=quality[part]["answered"], total=quality[part]["asked"]
                ),
            )
            for part in SCORED_PARTS
            if part in quality
        ),
        widths=(0.7, 0.3),
    )
    missing = material.library.gedrag.missing.label
    key = "method.filled_missing" if count else "method.filled_all"
    yield Paragraph(material.say(key, count=count, missing=missing))
    yield from _pattern(material)


def _pattern(material: Material) -> Iterator[Block]:
    """Yield one line on how the questions were answered, in what only the owner gets."""
    signals = count_signals(material.profile.quality)
    if signals is None:
        return
    key = "method.pattern_noticed" if material.unread else "method.pattern_quiet"
    yield Paragraph(material.say(key, count=signals))


def _versions(material: Material) -> Iterator[Block]:
    catalogue = material.catalogue
    numbers = {
        **material.profile.versions,
        "catalogue": catalogue.version,
        "rules": catalogue.rules.version,
    }
    yield Heading(material.say("method.versions"))
    versions = [
        material.say("method.version", name=material.say(f"method.version_{name}"), number=version)
        for name, version in numbers.items()
        if f"method.version_{name}" in TEXTS
    ]
    yield Paragraph(material.say("method.versions_text", versions="; ".join(versions)))


def _sources(material: Material) -> Iterator[Block]:
    source = material.value_map.source
    chart = material.say(
        "method.source_map",
        title=source.title,
        publisher=source.publisher,
        year=source.year,
        foundation=source.foundation,
    )
    yield Heading(material.say("method.sources"))
    used = sorted(set(material.profile.standard_errors.values()))
    basis = [material.say(f"method.source_{source}") for source in used]
    yield Bullets((chart, *listed("method.source_list"), *basis))


def tell_rights(material: Material) -> Iterator[Block]:
    """Yield the rights of the owner and how long all is kept."""
    yield Heading(material.say("method.rights"))
    yield Bullets(listed("method.rights_list"))
    yield Paragraph(material.say("method.retention", date=long_date(material.kept_until)))
    yield Paragraph(material.say("method.purpose"))


def tell_document(material: Material) -> Paragraph:
    """Return number, day and validity of the document."""
    return Paragraph(
        material.say(
            "method.document_text",
            document=material.document_id,
            date=long_date(material.made_on),
            valid=long_date(material.valid_until),
        )
    )
