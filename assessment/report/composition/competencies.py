"""Competenties: one figure, then per speelveld what the answers say and a next step."""

from collections.abc import Iterable, Iterator

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
    Start,
    Table,
)
from values import BANDS, Competency, Contribution, Estimate, Group

_SCALE_END = 100
_COLUMNS = {"name": 0.27, "score": 0.08, "interval": 0.11, "word": 0.27, "answers": 0.13,
            "smallest": 0.14}  # fmt: skip
_COLUMNS_COMPARED = {"name": 0.25, "score": 0.08, "interval": 0.12, "word": 0.19, "answers": 0.13,
                     "smallest": 0.14, "previous": 0.09}  # fmt: skip
_LEAVES_ROOM = 3  # of five answers: about half of the times, or fewer
_OFTEN_OF_FIRST_BAND = 2  # of five answers, "af en toe"; each next band is one answer higher


def competencies(material: Material) -> Section:
    """Return the chapter; a competency without a score is named once, at the end."""
    if not material.has_scores:
        blocks: list[Block] = [Paragraph(material.say("competencies.nothing"), "lead")]
        return _chapter(material, [*blocks, *_unscored(material), *_virtues(material)])
    count = len(material.value_map.competencies)
    blocks = [
        Paragraph(material.say("competencies.lead", count=count), "lead"),
        _overall(material),
        figure(material),
    ]
    number = 0
    for group in material.value_map.groups:
        blocks += _group(material, group, number)
        number += _unclear(material, group)
    blocks += [*in_competencies(material), *_unscored(material)]
    return _chapter(material, [*blocks, *_virtues(material)])


def _chapter(material: Material, blocks: Iterable[Block]) -> Section:
    return material.section("competenties", blocks, Start.FIGURE)


def _overall(material: Material) -> Paragraph:
    """Return what stands out from the person's own mean, above it first."""
    mean = whole(claims.mean_score(material.profile.competencies) or 0)
    texts = [
        material.say(
            f"competencies.{key}{'_one' if len(named) == 1 else ''}", mean=mean, names=names
        )
        for key, named in zip(("above", "below"), material.standing_out, strict=True)
        if (names := quoted(material.names(named)))
    ]
    return Paragraph(" ".join(texts) or material.say("competencies.flat", mean=mean))


# The figure and its table


def figure(material: Material) -> Figure:
    """Return all competencies per speelveld on one scale."""
    groups = tuple(
        data.CompetencyGroup(
            group.name,
            tuple(_figure_row(material, competency) for competency in told),
        )
        for group in material.value_map.groups
        if (told := _in_group(material, group))
    )
    words = data.CompetencyWords(
        score=material.say("competencies.figure_score"),
        interval=material.say("competencies.figure_interval"),
        previous=material.say("competencies.figure_previous"),
        missing=material.say("competencies.figure_missing"),
    )
    return Figure(
        id="competenties",
        data=data.Competencies(groups, _bands(material), words),
        alt=_alt(material),
        caption=f"{material.say('competencies.caption')} {_left_out(material)}".strip(),
        table=_table(material),
    )


def _in_group(material: Material, group: Group) -> tuple[Competency, ...]:
    return tuple(c for c in material.competencies if c.group == group.id)


def _left_out(material: Material) -> str:
    """Return that the figure does not hold every competency, or nothing when it does."""
    count, total = len(material.virtues), len(material.value_map.competencies)
    return material.say("competencies.left_out", count=count, total=total) if count else ""


def _figure_row(material: Material, competency: Competency) -> data.CompetencyRow:
    estimate = material.estimate(competency.id)
    if estimate is None:
        return data.CompetencyRow(competency.name, None)
    reading = data.Reading(estimate.score, estimate.low, estimate.high)
    moved = material.change(competency.id)
    return data.CompetencyRow(
        competency.name,
        reading,
        previous=None if moved is None else moved.before,
        score_text=str(whole(estimate.score)),
        range_text=material.say(
            "numbers.range", low=whole(estimate.low), high=whole(estimate.high)
        ),
    )


def _bands(material: Material) -> tuple[data.Band, ...]:
    limits = [*(material.library.gedrag.scoring.bands[band] for band in BANDS), _SCALE_END]
    names = [upper_first(material.say(f"bands.{band}")) for band in BANDS]
    return tuple(
        data.Band(name, low, high)
        for name, low, high in zip(names, limits, limits[1:], strict=False)
    )


def _alt(material: Material) -> str:
    competencies = material.competencies
    scores = [
        _alt_score(material, competency, estimate)
        for competency in competencies
        if (estimate := material.estimate(competency.id)) is not None
    ]
    if missing := len(competencies) - len(scores):
        scores.append(material.say("competencies.alt_missing", count=missing))
    key = "competencies.alt" if material.comparison is None else "competencies.alt_previous"
    said = material.say(key, scores=material.say("numbers.comma").join(scores))
    return f"{said} {_left_out(material)}".strip()


def _alt_score(material: Material, competency: Competency, estimate: Estimate) -> str:
    numbers = {"name": competency.name, "score": whole(estimate.score)}
    if material.comparison is None:
        return material.say("competencies.alt_score", **numbers)
    return material.say("competencies.alt_both", **numbers, before=_previous(material, competency))


def _table(material: Material) -> Table:
    columns = _COLUMNS if material.comparison is None else _COLUMNS_COMPARED
    return Table(
        caption=material.say("competencies.table_caption"),
        header=tuple(material.say(f"competencies.table_{column}") for column in columns),
        rows=tuple(
            tuple(_cells(material, competency)[column] for column in columns)
            for competency in material.competencies
        ),
        widths=tuple(columns.values()),
    )


def _cells(material: Material, competency: Competency) -> dict[str, str]:
    """Return what stands in the table for one competency, by column."""
    count, total = _counts(material, competency)
    estimate, none = material.estimate(competency.id), material.say("numbers.none")
    smallest = material.smallest_changes.get(competency.id)
    missing = material.say("competencies.figure_missing")
    return {
        "name": competency.name,
        "score": none if estimate is None else str(whole(estimate.score)),
        "interval": none if estimate is None else interval(estimate),
        "word": missing if estimate is None else material.band_words(estimate),
        "answers": material.say("numbers.of", count=count, total=total),
        "smallest": none if smallest is None else str(whole(smallest)),
        "previous": _previous(material, competency),
    }


def _previous(material: Material, competency: Competency) -> str:
    moved = material.change(competency.id)
    return material.say("numbers.none") if moved is None else str(whole(moved.before))


def _counts(material: Material, competency: Competency) -> tuple[int, int]:
    items = [item for item in material.library.gedrag.items if item.competency == competency.id]
    return material.answered(items), len(items)


# The text per speelveld


def _group(material: Material, group: Group, number: int) -> Iterator[Block]:
    """Yield a speelveld; ``number`` unclear scores were told before, so wordings take turns."""
    yield Heading(group.name)
    yield Paragraph(group.about)
    scored = [c for c in _in_group(material, group) if material.estimate(c.id) is not None]
    if not scored:
        yield Paragraph(material.say("competencies.group_missing", group=quoted([group.name])))
    for competency in scored:
        estimate = material.profile.competencies[competency.id]
        if estimate is not None:
            yield from _competency(material, competency, estimate, number)
            number += not material.span(estimate).is_single


def _unclear(material: Material, group: Group) -> int:
    estimates = [material.profile.competencies[c.id] for c in material.value_map.in_group(group.id)]
    return sum(
        estimate is not None and not material.span(estimate).is_single for estimate in estimates
    )


def _competency(
    material: Material, competency: Competency, estimate: Estimate, number: int
) -> Iterator[Block]:
    yield Heading(competency.name, 3, about=competency.id)
    yield Paragraph(_definition(material, competency), "small")
    yield from _told(material, competency, estimate, number)
    yield Paragraph(_next_step(material, competency, estimate))


def _definition(material: Material, competency: Competency) -> str:
    """Return what the office asks; who only considers it reads that it is about the office."""
    if not material.is_aspirant:
        return competency.definition
    definition = lower_first(competency.definition)
    return material.say("competencies.definition", definition=definition)


def _told(
    material: Material, competency: Competency, estimate: Estimate, number: int
) -> Iterator[Block]:
    """Yield the score in words with the band's own sentence, or why that would say too much."""
    span, extremes = material.span(estimate), _extremes(material, competency)
    said = {
        "name": competency.name,
        "score": whole(estimate.score),
        "interval": interval(estimate),
        "word": material.band_words(estimate),
    }
    if not span.is_single:
        often = {
            "low_often": material.say(f"often.{span.low}"),
            "high_often": material.say(f"often.{span.high}"),
        }
        stand = material.say("competencies.stand_between", **said, **often)
        yield Paragraph(f"{stand} {extremes or _open(competency, number)}")
    elif _is_habit(material, competency, estimate):
        line = competency.feedback[span.low].wording(material.answers.phase)
        yield Paragraph(f"{material.say('competencies.stand', **said)} {line}")
    elif extremes:
        yield Paragraph(f"{material.say('competencies.stand_mixed', **said)} {extremes}")
    else:
        yield Paragraph(material.say("competencies.stand_alone", **said))


def _is_habit(material: Material, competency: Competency, estimate: Estimate) -> bool:
    """Return whether the sentence of the band may be told.

    It is when the interval allows one band, and each answer that the sentence rests on is about as
    often as it says.
    """
    span = material.span(estimate)
    if not span.is_single or span.low not in competency.feedback:
        return False
    band = span.low
    often = BANDS.index(band) + _OFTEN_OF_FIRST_BAND
    rests_on = competency.feedback[band].rests_on
    parts = [part for part in material.evidence.get(competency.id, ()) if part.item in rests_on]
    return bool(parts) and all(abs(part.answer - often) <= 1 for part in parts)


def _open(competency: Competency, number: int) -> str:
    """Return a sentence that leaves two bands open; wordings take turns within a report."""
    variants = listed("competencies.between")
    return variants[number % len(variants)].format(name=quoted([competency.name]))


def _next_step(material: Material, competency: Competency, estimate: Estimate) -> str:
    """Return the person's own lowest answered statement; without one, the advice for the band.

    It must leave room, lie below another answer, and not have been quoted with the score. Of a
    virtue nothing is named as less.
    """
    ends = _ends(material, competency)
    if ends is not None and _is_habit(material, competency, estimate):
        least = ends[1]
        value = material.value_map.values[material.statements[least.item].value]
        if not value.virtue and least.answer <= _LEAVES_ROOM:
            return material.say(
                "competencies.next_step",
                statement=material.statement(least.item),
                answer=material.option(least.answer),
            )
    advice = lower_first(_advice(material, competency, estimate))
    return material.say("competencies.advice", advice=advice)


def _advice(material: Material, competency: Competency, estimate: Estimate) -> str:
    """Return the advice for the score's band; an aspirant gets an exercise outside the office."""
    if material.is_aspirant:
        return competency.actions_aspirant[-1]
    return competency.advice[material.library.gedrag.scoring.band(whole(estimate.score))]


def _extremes(material: Material, competency: Competency) -> str:
    """Return a sentence with the statements answered highest and lowest, if they differ."""
    ends = _ends(material, competency)
    if ends is None:
        return ""
    most, least = ends
    return material.say(
        "competencies.extremes",
        most=material.statement(most.item),
        most_answer=material.option(most.answer),
        least=material.statement(least.item),
        least_answer=material.option(least.answer),
    )


def _ends(material: Material, competency: Competency) -> tuple[Contribution, Contribution] | None:
    """Return the statements answered highest and lowest, or None when all were answered alike.

    Statements of priority values are left out: they have a page of their own.
    """
    own = [
        part
        for part in material.evidence.get(competency.id, ())
        if material.statements[part.item].value not in material.profile.priority
    ]

    def height(part: Contribution) -> tuple[float, int, str]:
        return part.answer, material.statements[part.item].level, part.item

    if not own or len({part.answer for part in own}) == 1:
        return None
    return max(own, key=height), min(own, key=height)


def _unscored(material: Material) -> Iterator[Block]:
    names = []
    for competency in material.competencies:
        if material.estimate(competency.id) is None:
            count, total = _counts(material, competency)
            names.append(
                material.say(
                    "competencies.unscored_count", name=competency.name, count=count, total=total
                )
            )
    if names:
        minimum = material.library.gedrag.scoring.minimum_answered
        yield Callout(
            material.say("competencies.unscored"),
            (
                material.say(
                    "competencies.unscored_names", names=material.say("numbers.comma").join(names)
                ),
                material.say("competencies.unscored_rule", minimum=minimum),
                material.say("competencies.unscored_todo"),
            ),
        )


# Competencies without a number


def _virtues(material: Material) -> Iterator[Block]:
    """Yield the answers about each virtue, and why there is no number beside them."""
    answered = [c for c in material.virtues if _counts(material, c)[0]]
    if not answered:
        return
    yield Heading(material.say("competencies.virtues"))
    yield Paragraph(material.say("competencies.virtues_text"))
    for competency in answered:
        yield Heading(competency.name, 3, about=competency.id)
        yield Paragraph(_definition(material, competency), "small")
        yield _answers(material, competency)


def _answers(material: Material, competency: Competency) -> Table:
    return Table(
        caption=material.say("competencies.virtues_caption", name=quoted([competency.name])),
        header=(
            material.say("priority.answers_statement"),
            material.say("priority.answers_answer"),
        ),
        rows=tuple(
            (material.statement(item.id), material.answer(item.id))
            for item in material.library.gedrag.items
            if item.competency == competency.id
        ),
        widths=(0.72, 0.28),
    )
