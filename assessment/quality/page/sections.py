"""The parts of the page that are not about one scale."""

from collections.abc import Sequence
from itertools import groupby

from assessment.phrases import decimal, month
from assessment.quality.page import words
from assessment.quality.page.factors import factor_section
from assessment.quality.page.names import COMPETENCY, Names
from assessment.quality.page.scale_sections import item_place, scale_place, scale_section
from assessment.quality.page.texts import column_text, listed, say
from assessment.quality.results import (
    Alarm,
    Bounded,
    ChoiceQuality,
    ClusterQuality,
    InstrumentQuality,
    ItemDifference,
    PairQuality,
    PatternQuality,
    ScaleQuality,
    Spread,
    Unavailable,
)
from assessment.report.model import Block, Bullets, Heading, Link, Paragraph, Section, Table

ALARMS = "waarschuwingen"  # the id of their section
KINDS = ("omega", "item_rest", "ceiling", "floor", "category")


def write_sections(quality: InstrumentQuality, names: Names) -> tuple[Section, ...]:
    """Return every section in the order of the page; with too few people only who was left out."""
    if quality.people is None:
        small = Section("te-weinig", say("small.title"), (Paragraph(say("small.text")),))
        left = Section("steekproef", say("titles.sample"), _left_out(quality))
        return small, left
    return (
        Section(ALARMS, say("titles.alarms"), _alarms(quality, names)),
        Section("steekproef", say("titles.sample"), _sample(quality, names)),
        Section("antwoordpatroon", say("titles.pattern"), _pattern(quality.pattern)),
        _scales(quality, names, "competenties", competencies=True),
        _scales(quality, names, "bestuursstijl", competencies=False),
        factor_section(quality, names),
        Section("waarden", say("titles.values"), _values(quality, names)),
        Section("waardenkeuze", say("titles.choices"), _choices(quality.choices, names)),
        Section("fasen", say("titles.differences"), _differences(quality)),
        Section("methode", say("titles.method"), _method()),
    )


def _alarms(quality: InstrumentQuality, names: Names) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Paragraph(say("alarms.some", count=len(quality.alarms)))
        if quality.alarms
        else Paragraph(say("alarms.none")),
        Paragraph(say("alarms.limits")),
    ]
    lacking = sum(_lacks(scale) for scale in quality.scales)
    if lacking:
        blocks.append(Paragraph(say("alarms.not_given", count=lacking)))
    for kind in KINDS:
        alarms = [alarm for alarm in quality.alarms if alarm.kind == kind]
        if alarms:
            links = tuple(_alarm(alarm, names) for alarm in alarms)
            blocks += [Heading(say(f"alarm_kinds.{kind}")), Bullets(links)]
    return tuple(blocks)


def _lacks(scale: ScaleQuality) -> bool:
    parts = (scale.described, scale.reliability, scale.dimensions, scale.calibration)
    if any(isinstance(part, Unavailable) for part in parts):
        return True
    reliability = scale.reliability
    return not isinstance(reliability, Unavailable) and isinstance(reliability.omega, Unavailable)


def _alarm(alarm: Alarm, names: Names) -> Link:
    place = alarm.item or names.scale(alarm.scale)
    target = item_place(alarm.item) if alarm.item else scale_place(alarm.scale)
    if alarm.answers:
        answers = words.write_answers(alarm.answers)
        return Link(say("alarms.rule_category", place=place, answers=answers), target)
    if alarm.certain is None:
        value = say("numbers.percent", value=decimal(100 * alarm.value, 0))
        return Link(say("alarms.rule_plain", place=place, value=value), target)
    certainty = say("alarms.certain" if alarm.certain else "alarms.uncertain")
    value = decimal(alarm.value)
    return Link(say("alarms.rule", place=place, value=value, certainty=certainty), target)


def _sample(quality: InstrumentQuality, names: Names) -> tuple[Block, ...]:
    first, last = (month(f"{year}-{number}") for year, number in quality.months)
    versions = {part: getattr(names.library, part).header.version for part in quality.parts}
    parts = tuple(
        (say(f"parts.{part}"), str(versions[part]), say("sample.few") if n is None else str(n))
        for part, n in quality.parts.items()
    )
    months = say("sample.month", first=first)
    if first != last:
        months = say("sample.months", first=first, last=last)
    header = tuple(say(f"sample.{name}") for name in ("part", "version", "count"))
    return (
        Paragraph(say("sample.people", count=quality.people)),
        Paragraph(months),
        Table(say("sample.part_caption"), header, parts),
        *_phases(quality),
        *_left_out(quality),
        Paragraph(say("sample.clean")),
        Paragraph(say("sample.listwise")),
    )


def _phases(quality: InstrumentQuality) -> list[Block]:
    rows = tuple((say(f"phases.{phase}"), str(n)) for phase, n in quality.phases.items())
    header = (say("sample.phase"), say("sample.count"))
    table = [Table(say("sample.phase_caption"), header, rows)] if rows else []
    return [*table, Paragraph(say("sample.phases_hidden"))]


def _left_out(quality: InstrumentQuality) -> tuple[Block, ...]:
    rows = tuple(
        (say(f"left_out.{reason}"), words.write_small_count(n))
        for reason, n in quality.left_out.items()
        if n
    )
    if not rows:
        return (Paragraph(say("sample.left_none")),)
    header = (say("sample.reason"), say("sample.count"))
    return (Table(say("sample.left_caption"), header, rows),)


def _pattern(pattern: PatternQuality | Unavailable) -> tuple[Block, ...]:
    if isinstance(pattern, Unavailable):
        return (Paragraph(words.why(pattern)),)
    indices = tuple(
        (say(f"indices.{name}"), *_quartiles(spread)) for name, spread in pattern.indices.items()
    )
    header = tuple(say(f"pattern.{name}") for name in ("index", "low", "median", "high"))
    rows = [
        (say(f"families.{name}"), words.write_small_count(n))
        for name, n in pattern.families.items()
    ]
    rows.append((say("pattern.unreliable"), words.write_small_count(pattern.unreliable)))
    families = (say("pattern.family"), say("sample.count"))
    return (
        Paragraph(say("pattern.lead")),
        Table(say("pattern.caption", people=pattern.people), header, indices),
        Paragraph(say("pattern.rule")),
        Table(say("pattern.families_caption"), families, tuple(rows)),
    )


def _quartiles(spread: Spread | Unavailable) -> tuple[str, str, str]:
    if isinstance(spread, Unavailable):
        return (words.why(spread), say("numbers.none"), say("numbers.none"))
    low, median, high = (decimal(x, 1) for x in (spread.low, spread.median, spread.high))
    return low, median, high


def _scales(quality: InstrumentQuality, names: Names, place: str, *, competencies: bool) -> Section:
    own = [scale for scale in quality.scales if (scale.kind == COMPETENCY) == competencies]
    parts = tuple(scale_section(scale, names) for scale in own)
    switching: tuple[Block, ...] = ()
    if not competencies:
        caption = say("values.switching_caption")
        rows = tuple((names.scale(pair.id), *_pair(pair)) for pair in quality.switching)
        switching = (_pair_table(caption, say("values.axis"), rows),)
    return Section(place, say("titles.competencies" if competencies else "titles.axes"),
                   switching, parts)  # fmt: skip


def _pair(pair: PairQuality) -> tuple[str, ...]:
    people = pair.people
    return (
        say("numbers.comma").join(pair.items),
        say("sample.few") if isinstance(people, Unavailable) else str(people),
        words.write_bounded(pair.correlation),
        words.number_or_reason(pair.spearman_brown),
    )


def _pair_table(caption: str, first: str, rows: tuple[tuple[str, ...], ...]) -> Table:
    columns = ("values.items", "sample.count", "values.correlation", "values.spearman_brown")
    return Table(caption, (first, *(say(column) for column in columns)), rows, wide=True)


def _values(quality: InstrumentQuality, names: Names) -> tuple[Block, ...]:
    rows = tuple((names.value(pair.id), *_pair(pair)) for pair in quality.values)
    numbers = ("over", "alpha", "lambda2", "omega")
    header = (
        say("values.cluster"),
        say("values.count"),
        *(say(f"scale.{name}") for name in numbers),
    )
    return (
        Paragraph(say("values.lead")),
        _pair_table(say("values.pairs_caption"), say("values.value"), rows),
        Table(
            say("values.clusters_caption"),
            header,
            tuple(_cluster(cluster, names) for cluster in quality.clusters),
            wide=True,
        ),
    )


def _cluster(cluster: ClusterQuality, names: Names) -> tuple[str, ...]:
    first, reliability = (names.cluster(cluster.id), str(cluster.items)), cluster.reliability
    if isinstance(reliability, Unavailable):
        none = say("numbers.none")
        return (*first, say("sample.few"), words.why(reliability), none, none)
    numbers = (
        words.write_bounded(reliability.alpha),
        words.number_or_reason(reliability.lambda2),
        words.write_bounded(reliability.omega),
    )
    return (*first, str(reliability.people), *numbers)


def _choices(quality: ChoiceQuality | Unavailable, names: Names) -> tuple[Block, ...]:
    if isinstance(quality, Unavailable):
        return (Paragraph(words.why(quality)),)
    evidence = quality.evidence
    explained = say("numbers.percent", value=decimal(100 * quality.explained, 0))
    clusters = [(names.cluster(key), own) for key, own in quality.clusters.items()]
    values = [(names.value(key), own) for key, own in quality.values.items()]
    return (
        Paragraph(say("choices.lead", people=quality.people, choices=quality.choices)),
        Paragraph(
            say("choices.fit", explained=explained, low=decimal(evidence.low),
                high=decimal(evidence.high))
        ),
        Paragraph(say("choices.unlikely", count=words.write_small_count(quality.unlikely))),
        _utilities(say("choices.clusters_caption"), say("values.cluster"), clusters),
        _utilities(say("choices.values_caption"), say("values.value"), values),
    )  # fmt: skip


def _utilities(caption: str, first: str, rows: Sequence[tuple[str, Bounded]]) -> Table:
    header = (first, say("choices.utility"), say("choices.interval"))
    cells = tuple((name, decimal(own.value), words.write_interval(own)) for name, own in rows)
    return Table(caption, header, cells)


def _differences(quality: InstrumentQuality) -> tuple[Block, ...]:
    differences = quality.differences
    if isinstance(differences, Unavailable):
        reason = (
            Unavailable("differences") if differences.reason == "TooFewPeopleError" else differences
        )
        return (Paragraph(say("differences.lead")), Paragraph(words.why(reason)))
    noticed = [difference for difference in differences if difference.noticed]
    if not noticed:
        none = Paragraph(say("differences.none", count=len(differences)))
        return (Paragraph(say("differences.lead")), none)
    columns = ("items.item", "differences.reference", "differences.group", "sample.count",
               "differences.p", "differences.effect")  # fmt: skip
    rows = tuple(
        _difference(difference)
        for _, items in groupby(noticed, key=lambda difference: difference.scale)
        for difference in items
    )
    header = tuple(say(column) for column in columns)
    table = Table(say("differences.caption"), header, rows, wide=True)
    return (Paragraph(say("differences.lead")), table)


def _difference(difference: ItemDifference) -> tuple[str, ...]:
    return (
        difference.item,
        say(f"phases.{difference.reference}"),
        say(f"phases.{difference.group}"),
        str(difference.people),
        words.write_probability(difference.p),
        decimal(difference.effect, 3),
    )


def _method() -> tuple[Block, ...]:
    codebook = say("method.codebook", file=column_text("codebook"))
    return (Bullets(listed("method.points")), Paragraph(codebook))
