"""Competenties: one figure, then per speelveld what the answers say and a next step."""

from collections.abc import Iterator

from assessment.phrases import interval, lower_first, quoted, upper_first, whole
from assessment.report.composition import claims
from assessment.report.composition.material import Material
from assessment.report.composition.norm import in_competencies
from assessment.report.composition.texts import listed
from assessment.report.figures import data
from assessment.report.model import (
    Block,
    Callout,
    Figure,
    Heading,
    Paragraph,
    Section,
    Table,
)
from values import BANDS, Competency, Contribution, Estimate, Group

_SCALE_END = 100
_COLUMNS = {"name": 0.27, "score": 0.08, "interval": 0.11, "word": 0.27, "answers": 0.13,
            "smallest": 0.14}  # fmt: skip
_COLUMNS_COMPARED = {"name": 0.25, "score": 0.08, "interval": 0.12, "word": 0.19, "answers": 0.13,
                     "smallest": 0.14, "previous": 0.09}  # fmt: skip
_OFTEN_OF_FIRST_BAND = 2  # of five answers, "zelden"; each next band is one answer higher


def competencies(m: Material) -> Section:
    """Return the chapter; a competency without a score is named once, at the end."""
    if not m.has_scores:
        blocks: list[Block] = [Paragraph(m.say("competencies.nothing"), "lead")]
        return m.section("competenties", [*blocks, *_unscored(m)])
    count = len(m.value_map.competencies)
    blocks = [Paragraph(m.say("competencies.lead", count=count), "lead"), _overall(m), figure(m)]
    number = 0
    for group in m.value_map.groups:
        blocks += _group(m, group, number)
        number += _unclear(m, group)
    return m.section("competenties", [*blocks, *in_competencies(m), *_unscored(m)])


def _overall(m: Material) -> Paragraph:
    """Return what stands out from the person's own mean, above it first."""
    mean = whole(claims.mean_score(m.profile.competencies) or 0)
    texts = [
        m.say(f"competencies.{key}{'_one' if len(found) == 1 else ''}", mean=mean, names=names)
        for key, found in zip(("above", "below"), m.standing_out, strict=True)
        if (names := quoted(m.names(found)))
    ]
    return Paragraph(" ".join(texts) or m.say("competencies.flat", mean=mean))


# The figure and its table


def figure(m: Material) -> Figure:
    """Return all competencies per speelveld on one scale."""
    groups = tuple(
        data.CompetencyGroup(
            group.name, tuple(_figure_row(m, c) for c in m.value_map.in_group(group.id))
        )
        for group in m.value_map.groups
    )
    words = data.CompetencyWords(
        score=m.say("competencies.figure_score"),
        interval=m.say("competencies.figure_interval"),
        previous=m.say("competencies.figure_previous"),
        missing=m.say("competencies.figure_missing"),
    )
    return Figure(
        id="competenties",
        data=data.Competencies(groups, _bands(m), words),
        alt=_alt(m),
        caption=m.say("competencies.caption"),
        table=_table(m),
    )


def _figure_row(m: Material, competency: Competency) -> data.CompetencyRow:
    found = m.estimate(competency.id)
    if found is None:
        return data.CompetencyRow(competency.name, None)
    reading = data.Reading(found.score, found.low, found.high)
    moved = m.change(competency.id)
    return data.CompetencyRow(
        competency.name,
        reading,
        previous=None if moved is None else moved.before,
        score_text=str(whole(found.score)),
        range_text=m.say("numbers.range", low=whole(found.low), high=whole(found.high)),
    )


def _bands(m: Material) -> tuple[data.Band, ...]:
    limits = [*(m.library.gedrag.scoring.bands[band] for band in BANDS), _SCALE_END]
    names = [upper_first(m.say(f"bands.{band}")) for band in BANDS]
    return tuple(
        data.Band(name, low, high)
        for name, low, high in zip(names, limits, limits[1:], strict=False)
    )


def _alt(m: Material) -> str:
    competencies = m.value_map.competencies
    scores = [
        _alt_score(m, competency, found)
        for competency in competencies
        if (found := m.estimate(competency.id)) is not None
    ]
    if missing := len(competencies) - len(scores):
        scores.append(m.say("competencies.alt_missing", count=missing))
    key = "competencies.alt" if m.comparison is None else "competencies.alt_previous"
    return m.say(key, scores=m.say("numbers.comma").join(scores))


def _alt_score(m: Material, competency: Competency, found: Estimate) -> str:
    told = {"name": competency.name, "score": whole(found.score)}
    if m.comparison is None:
        return m.say("competencies.alt_score", **told)
    return m.say("competencies.alt_both", **told, before=_previous(m, competency))


def _table(m: Material) -> Table:
    columns = _COLUMNS if m.comparison is None else _COLUMNS_COMPARED
    return Table(
        caption=m.say("competencies.table_caption"),
        header=tuple(m.say(f"competencies.table_{column}") for column in columns),
        rows=tuple(
            tuple(_cells(m, competency)[column] for column in columns)
            for competency in m.value_map.competencies
        ),
        widths=tuple(columns.values()),
    )


def _cells(m: Material, competency: Competency) -> dict[str, str]:
    """Return what stands in the table for one competency, by column."""
    count, total = _counts(m, competency)
    found, none = m.estimate(competency.id), m.say("numbers.none")
    smallest = m.smallest_changes.get(competency.id)
    missing = m.say("competencies.figure_missing")
    return {
        "name": competency.name,
        "score": none if found is None else str(whole(found.score)),
        "interval": none if found is None else interval(found),
        "word": missing if found is None else m.band_words(found),
        "answers": m.say("numbers.of", count=count, total=total),
        "smallest": none if smallest is None else str(whole(smallest)),
        "previous": _previous(m, competency),
    }


def _previous(m: Material, competency: Competency) -> str:
    moved = m.change(competency.id)
    return m.say("numbers.none") if moved is None else str(whole(moved.before))


def _counts(m: Material, competency: Competency) -> tuple[int, int]:
    items = [item for item in m.library.gedrag.items if item.competency == competency.id]
    return m.answered(items), len(items)


# The text per speelveld


def _group(m: Material, group: Group, number: int) -> Iterator[Block]:
    """Yield a speelveld; ``number`` unclear scores were told before, so wordings take turns."""
    yield Heading(group.name)
    yield Paragraph(group.about)
    scored = [c for c in m.value_map.in_group(group.id) if m.estimate(c.id) is not None]
    if not scored:
        yield Paragraph(m.say("competencies.group_missing", group=quoted([group.name])))
    for competency in scored:
        found = m.profile.competencies[competency.id]
        if found is not None:
            yield from _competency(m, competency, found, number)
            number += not m.span(found).is_single


def _unclear(m: Material, group: Group) -> int:
    found = [m.profile.competencies[c.id] for c in m.value_map.in_group(group.id)]
    return sum(one is not None and not m.span(one).is_single for one in found)


def _competency(
    m: Material, competency: Competency, found: Estimate, number: int
) -> Iterator[Block]:
    yield Heading(competency.name, 3)
    yield Paragraph(competency.definition, "small")
    yield from _told(m, competency, found, number)
    advice = lower_first(_advice(m, competency, found))
    yield Paragraph(m.say("competencies.advice", advice=advice))


def _told(m: Material, competency: Competency, found: Estimate, number: int) -> Iterator[Block]:
    """Yield the score in words with the band's own sentence, or why that would say too much."""
    span, extremes = m.span(found), _extremes(m, competency)
    said = {
        "score": whole(found.score),
        "interval": interval(found),
        "word": m.band_words(found),
    }
    if not span.is_single:
        often = {"low_often": m.say(f"often.{span.low}"), "high_often": m.say(f"often.{span.high}")}
        stand = m.say("competencies.stand_between", **said, **often)
        yield Paragraph(f"{stand} {extremes or _open(competency, number)}")
    elif _agrees(m, competency, span.low):
        yield Paragraph(f"{m.say('competencies.stand', **said)} {competency.feedback[span.low]}")
    else:
        yield Paragraph(f"{m.say('competencies.stand_mixed', **said)} {extremes}".strip())


def _agrees(m: Material, competency: Competency, band: str) -> bool:
    """Return whether every answer lies within a step of how often the band's sentence says."""
    often = BANDS.index(band) + _OFTEN_OF_FIRST_BAND
    parts = m.evidence.get(competency.id, ())
    return all(abs(part.answer - often) <= 1 for part in parts)


def _open(competency: Competency, number: int) -> str:
    """Return a sentence that leaves two bands open; wordings take turns within a report."""
    variants = listed("competencies.between")
    return variants[number % len(variants)].format(name=quoted([competency.name]))


def _advice(m: Material, competency: Competency, found: Estimate) -> str:
    """Return the advice for the score's band; an aspirant gets an exercise outside the office."""
    if m.is_aspirant:
        return competency.actions_aspirant[-1]
    return competency.advice[m.library.gedrag.scoring.band(whole(found.score))]


def _extremes(m: Material, competency: Competency) -> str:
    """Return the statements answered highest and lowest, if they differ.

    Statements of priority values are left out: they have a page of their own.
    """
    own = [
        part
        for part in m.evidence.get(competency.id, ())
        if m.statements[part.item].value not in m.profile.priority
    ]
    if not own:
        return ""

    def level(part: Contribution) -> int:
        return m.statements[part.item].level

    most = max(own, key=lambda part: (part.answer, level(part), part.item))
    least = min(own, key=lambda part: (part.answer, level(part), part.item))
    if most.answer == least.answer:
        return ""
    return m.say(
        "competencies.extremes",
        most=m.statement(most.item),
        most_answer=m.option(most.answer),
        least=m.statement(least.item),
        least_answer=m.option(least.answer),
    )


def _unscored(m: Material) -> Iterator[Block]:
    names = []
    for competency in m.value_map.competencies:
        if m.estimate(competency.id) is None:
            count, total = _counts(m, competency)
            names.append(
                m.say("competencies.unscored_count", name=competency.name, count=count, total=total)
            )
    if names:
        minimum = m.library.gedrag.scoring.minimum_answered
        yield Callout(
            m.say("competencies.unscored"),
            (
                m.say("competencies.unscored_names", names=m.say("numbers.comma").join(names)),
                m.say("competencies.unscored_rule", minimum=minimum),
                m.say("competencies.unscored_todo"),
            ),
        )
