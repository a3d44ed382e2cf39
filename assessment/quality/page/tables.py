"""The CSV rows of the whole report, by the key of their file."""

from collections.abc import Callable, Iterator

from assessment.quality.page.cells import Row, write_count
from assessment.quality.page.factors import factor_correlation_rows, factor_rows
from assessment.quality.page.names import Names
from assessment.quality.page.scale_tables import (
    category_rows,
    dimension_rows,
    group_rows,
    information_rows,
    item_row,
    scale_row,
)
from assessment.quality.page.texts import say
from assessment.quality.page.words import write_answers, yes_or_no
from assessment.quality.results import InstrumentQuality, PairQuality, Unavailable


def write_tables(quality: InstrumentQuality, names: Names) -> dict[str, list[Row]]:
    """Return the rows of every file; a file without rows still has its header."""
    scales = quality.scales
    made: dict[str, Callable[[], Iterator[Row]]] = {
        "overview": lambda: _overview(quality, names),
        "scales": lambda: (scale_row(scale, names) for scale in scales),
        "items": lambda: (item_row(i, scale, names) for scale in scales for i in scale.items),
        "categories": lambda: (row for scale in scales for row in category_rows(scale, names)),
        "information": lambda: (row for scale in scales for row in information_rows(scale)),
        "dimensions": lambda: (row for scale in scales for row in dimension_rows(scale)),
        "groups": lambda: (row for scale in scales for row in group_rows(scale)),
        "factors": lambda: factor_rows(quality),
        "factor_correlations": lambda: factor_correlation_rows(quality),
        "pairs": lambda: _pairs(quality),
        "clusters": lambda: _clusters(quality, names),
        "choices": lambda: _choices(quality),
        "choice_fit": lambda: _choice_fit(quality),
        "pattern": lambda: _pattern(quality),
        "differences": lambda: _differences(quality),
        "alarms": lambda: _alarms(quality),
    }
    return {key: list(rows()) for key, rows in made.items()}


def _overview(quality: InstrumentQuality, names: Names) -> Iterator[Row]:
    yield Row().put(fact=say("facts.simulated"), value=yes_or_no(quality.simulated))
    if quality.people is None:
        yield Row().put(fact=say("facts.people"), value=say("sample.few"))
    else:
        yield Row().put(fact=say("facts.people"), value=quality.people)
    for name, month in zip(("first", "last"), quality.months, strict=False):
        yield Row().put(fact=say(f"facts.{name}"), value=f"{month[0]}-{month[1]:02d}")
    for part, people in quality.parts.items():
        version = getattr(names.library, part).header.version
        yield Row().put(fact=say("facts.version"), group=part, value=version)
        people_or_few = say("sample.few") if people is None else people
        yield Row().put(fact=say("facts.part"), group=part, value=people_or_few)
    for phase, people in quality.phases.items():
        yield Row().put(fact=say("facts.phase"), group=say(f"phases.{phase}"), value=people)
    for reason, people in quality.left_out.items():
        group = say(f"left_out.{reason}")
        yield Row().put(fact=say("facts.left_out"), group=group, value=write_count(people))


def _pairs(quality: InstrumentQuality) -> Iterator[Row]:
    for kind, pairs in (("value", quality.values), ("switching", quality.switching)):
        for pair in pairs:
            yield _pair(pair, say(f"kinds.{kind}"))


def _pair(pair: PairQuality, kind: str) -> Row:
    items = say("numbers.comma").join(pair.items)
    row = Row().put(kind=kind, id=pair.id, items=items, people=pair.people)
    row.put_bounded("correlation", pair.correlation).put(spearman_brown=pair.spearman_brown)
    return row.note()


def _clusters(quality: InstrumentQuality, names: Names) -> Iterator[Row]:
    for cluster in quality.clusters:
        row = Row().put(cluster=cluster.id, name=names.cluster(cluster.id), items=cluster.items)
        yield row.put_reliability(cluster.reliability).note()


def _choices(quality: InstrumentQuality) -> Iterator[Row]:
    choices = quality.choices
    if isinstance(choices, Unavailable):
        return
    for kind, utilities in (("cluster", choices.clusters), ("value", choices.values)):
        for name, utility in utilities.items():
            row = Row().put(kind=say(f"kinds.{kind}"), id=name)
            yield row.put_bounded("utility", utility)


def _choice_fit(quality: InstrumentQuality) -> Iterator[Row]:
    choices = quality.choices
    if isinstance(choices, Unavailable):
        return
    evidence, measures = choices.evidence, {
        "choices": choices.choices,
        "explained": choices.explained,
        "evidence_low": choices.evidence.low,
        "evidence_median": choices.evidence.median,
        "evidence_high": choices.evidence.high,
        "unlikely": write_count(choices.unlikely),
    }  # fmt: skip
    for name, value in measures.items():
        yield Row().put(measure=say(f"fits.{name}"), people=evidence.people, value=value)


def _pattern(quality: InstrumentQuality) -> Iterator[Row]:
    pattern = quality.pattern
    if isinstance(pattern, Unavailable):
        return
    for name, spread in pattern.indices.items():
        row = Row().put(measure=say(f"indices.{name}"))
        if isinstance(spread, Unavailable):
            yield row.miss(spread).note()
        else:
            ends = {"low": spread.low, "median": spread.median, "high": spread.high}
            yield row.put(people=spread.people, **ends).note()
    for name, people in pattern.families.items():
        cells = {"people": pattern.people, "count": write_count(people)}
        yield Row().put(measure=say(f"families.{name}"), **cells).note()
    cells = {"people": pattern.people, "count": write_count(pattern.unreliable)}
    yield Row().put(measure=say("pattern.unreliable"), **cells).note()


def _differences(quality: InstrumentQuality) -> Iterator[Row]:
    differences = quality.differences
    for difference in () if isinstance(differences, Unavailable) else differences:
        yield Row().put(
            scale=difference.scale,
            item=difference.item,
            reference=say(f"phases.{difference.reference}"),
            group=say(f"phases.{difference.group}"),
            people=difference.people,
            p=difference.p,
            effect=difference.effect,
            noticed=yes_or_no(difference.noticed),
        )


def _alarms(quality: InstrumentQuality) -> Iterator[Row]:
    for alarm in quality.alarms:
        yield Row().put(
            kind=say(f"alarm_kinds.{alarm.kind}"),
            scale=alarm.scale,
            item=alarm.item,
            value=None if alarm.answers else alarm.value,
            limit=alarm.limit,
            certain=None if alarm.certain is None else yes_or_no(alarm.certain),
            answers=write_answers(alarm.answers),
        )
