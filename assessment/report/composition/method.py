"""Verantwoording: how the numbers came about, how sure they are, versions, sources and rights."""

from collections.abc import Iterator

from assessment.phrases import long_date
from assessment.report.composition import norm
from assessment.report.composition.material import Material
from assessment.report.composition.texts import TEXTS, listed
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section, Table
from values import GEDRAG, SCORED_PARTS
from values.constants import NAMED_FROM


def method(m: Material) -> Section:
    """Return the chapter that lets anyone check the report."""
    blocks = [
        Paragraph(m.say("method.lead"), "lead"),
        *_scores(m),
        *_certainty(m),
        *norm.in_method(m),
        *_filled(m),
        *_rights(m),
        *_versions(m),
        *_sources(m),
        *_document(m),
    ]
    return m.section("verantwoording", blocks)


def _scores(m: Material) -> Iterator[Block]:
    behaviour, style = m.library.gedrag.scoring, m.library.stijl.scoring
    limits = {"balanced": round(style.balanced_below), "clear": round(style.clear_above)}
    yield Heading(m.say("method.scores"))
    yield Bullets(
        (
            _competency(m, behaviour.minimum_answered),
            m.say("method.value", share=round(100 * behaviour.direct_share)),
            m.say("method.cluster"),
            m.say("method.style", **limits),
            m.say("method.style_sure", **limits),
            m.say("method.style_told"),
            m.say("method.choice"),
        )
    )


def _competency(m: Material, minimum: int) -> str:
    used = m.profile.calibration
    if used is None:
        return m.say("method.competency", minimum=minimum)
    days = {"first": long_date(used.first_day), "last": long_date(used.last_day)}
    group = f"method.competency_group{'_provisional' if used.provisional else ''}"
    said = (
        m.say("method.competency_calibrated", minimum=minimum),
        m.say(group, people=used.people, **days),
        m.say("method.competency_change"),
    )
    return " ".join(said)


def _certainty(m: Material) -> Iterator[Block]:
    factor = str(NAMED_FROM).replace(".", m.say("numbers.decimal"))
    yield Heading(m.say("method.certain"))
    yield Bullets(
        (
            *_interval(m),
            m.say("method.prior", spread=round(m.library.gedrag.scoring.prior_sd)),
            m.say("method.band_rule"),
            m.say("method.clear_rule", factor=factor),
            m.say("method.change_rule"),
            m.say("method.limits"),
        )
    )


def _interval(m: Material) -> tuple[str, ...]:
    """Return what the interval is, and which standard error it was made with."""
    errors = norm.errors_in_method(m)
    return (m.say("method.interval_plain"), *errors) if errors else (m.say("method.interval"),)


def _filled(m: Material) -> Iterator[Block]:
    quality = m.profile.quality
    count = quality.get(GEDRAG, {}).get("not_experienced") or 0
    yield Heading(m.say("method.filled"))
    yield Table(
        caption=m.say("method.filled_caption"),
        header=(m.say("method.filled_part"), m.say("method.filled_given")),
        rows=tuple(
            (
                m.say(f"method.part_{part}"),
                m.say("numbers.of", count=quality[part]["answered"], total=quality[part]["asked"]),
            )
            for part in SCORED_PARTS
            if part in quality
        ),
        widths=(0.7, 0.3),
    )
    missing = m.library.gedrag.missing.label
    yield Paragraph(m.say("method.filled_missing", count=count, missing=missing))


def _versions(m: Material) -> Iterator[Block]:
    catalogue = m.catalogue
    found = {
        **m.profile.versions,
        "catalogue": catalogue.version,
        "rules": catalogue.rules.version,
    }
    yield Heading(m.say("method.versions"))
    versions = [
        m.say("method.version", name=m.say(f"method.version_{name}"), number=version)
        for name, version in found.items()
        if f"method.version_{name}" in TEXTS
    ]
    yield Paragraph(m.say("method.versions_text", versions="; ".join(versions)))


def _sources(m: Material) -> Iterator[Block]:
    source = m.value_map.source
    chart = m.say(
        "method.source_map",
        title=source.title,
        publisher=source.publisher,
        year=source.year,
        foundation=source.foundation,
    )
    yield Heading(m.say("method.sources"))
    used = sorted(set(m.profile.standard_errors.values()))
    basis = [m.say(f"method.source_{source}") for source in used]
    yield Bullets((chart, *listed("method.source_list"), *basis))


def _rights(m: Material) -> Iterator[Block]:
    yield Heading(m.say("method.rights"))
    yield Bullets(listed("method.rights_list"))
    yield Paragraph(m.say("method.retention", date=long_date(m.kept_until)))
    yield Paragraph(m.say("method.purpose"))


def _document(m: Material) -> Iterator[Block]:
    yield Heading(m.say("method.document"))
    yield Paragraph(
        m.say(
            "method.document_text",
            document=m.document_id,
            date=long_date(m.made_on),
            valid=long_date(m.valid_until),
        )
    )
