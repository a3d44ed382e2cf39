"""The figure of the competencies with its table: what is likely, beside what the answers give."""

from assessment.phrases import quoted, score, upper_first, whole
from assessment.report.composition.material import Material
from assessment.report.figures import data
from assessment.report.model import Figure, Table
from values import BANDS, Competency, Estimate, Group

_SCALE_END = 100
_COLUMNS = {"name": 0.31, "plain": 0.115, "score": 0.145, "word": 0.21, "answers": 0.105,
            "smallest": 0.115}  # fmt: skip
_COLUMNS_COMPARED = {"name": 0.27, "plain": 0.115, "score": 0.145, "word": 0.15, "answers": 0.105,
                     "smallest": 0.115, "previous": 0.1}  # fmt: skip


def figure(material: Material) -> Figure:
    """Return all competencies per speelveld on one scale."""
    groups = tuple(
        data.CompetencyGroup(
            group.name,
            tuple(_figure_row(material, competency) for competency in told),
        )
        for group in material.value_map.groups
        if (told := list_in_group(material, group))
    )
    words = data.CompetencyWords(
        score=material.say("competencies.figure_score"),
        interval=material.say("competencies.figure_interval"),
        previous=material.say("competencies.figure_previous"),
        missing=material.say("competencies.figure_missing"),
        mean=material.say("competencies.figure_mean"),
    )
    return Figure(
        id="competenties",
        data=data.Competencies(groups, _bands(material), words, material.own_mean),
        alt=_alt(material),
        caption=f"{material.say('competencies.caption')} {_left_out(material)}".strip(),
        table=_table(material),
    )


def summarise_competencies(material: Material) -> str:
    """Return what stands out from the person's own mean, above it first."""
    mean = whole(material.own_mean or 0)
    texts = [
        material.say(
            f"competencies.{key}{'_one' if len(named) == 1 else ''}", mean=mean, names=names
        )
        for key, named in zip(("above", "below"), material.standing_out, strict=True)
        if (names := quoted(material.names(named)))
    ]
    flat = "competencies.flat_unread" if material.unread else "competencies.flat"
    return " ".join(texts) or material.say(flat, mean=mean)


def list_in_group(material: Material, group: Group) -> tuple[Competency, ...]:
    """Return the competencies of a speelveld that may have a number."""
    return tuple(c for c in material.competencies if c.group == group.id)


def _left_out(material: Material) -> str:
    """Return which competencies the figure does not hold, or nothing when it holds every one."""
    names = quoted(material.names(c.id for c in material.virtues))
    return material.say("competencies.left_out", names=names) if material.virtues else ""


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
    """Return what the figure shows: what stands out, then the numbers."""
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
    message = _alt_message(material) if scores else ""
    return f"{message} {said} {_left_out(material)}".strip()


def _alt_message(material: Material) -> str:
    """Return what stands out in as few words as can be: the numbers still follow."""
    texts = [
        material.say(f"competencies.alt_{key}", names=names)
        for key, named in zip(("above", "below"), material.standing_out, strict=True)
        if (names := quoted(material.names(named)))
    ]
    return " ".join(texts) or material.say(
        "competencies.alt_flat", mean=whole(material.own_mean or 0)
    )


def _alt_score(material: Material, competency: Competency, estimate: Estimate) -> str:
    numbers = {"name": competency.name, "score": whole(estimate.score)}
    if material.comparison is None:
        return material.say("competencies.alt_score", **numbers)
    return material.say("competencies.alt_both", **numbers, before=_previous(material, competency))


def _table(material: Material) -> Table:
    columns = dict(_COLUMNS if material.comparison is None else _COLUMNS_COMPARED)
    if not material.smallest_changes:
        columns["name"] += columns.pop("smallest")  # or a column of dashes, as for a coach
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
    count, total = count_answers(material, competency)
    estimate, none = material.estimate(competency.id), material.say("numbers.none")
    smallest = material.smallest_changes.get(competency.id)
    missing = material.say("competencies.figure_missing")
    return {
        "name": competency.name,
        "plain": material.answers_score(competency.id),
        "score": none if estimate is None else score(estimate),
        "word": missing if estimate is None else material.band_words(estimate),
        "answers": material.say("numbers.of", count=count, total=total),
        "smallest": none if smallest is None else str(whole(smallest)),
        "previous": _previous(material, competency),
    }


def _previous(material: Material, competency: Competency) -> str:
    moved = material.change(competency.id)
    return material.say("numbers.none") if moved is None else str(whole(moved.before))


def count_answers(material: Material, competency: Competency) -> tuple[int, int]:
    """Return how many statements of the competency count, and how many there are."""
    items = [item for item in material.library.gedrag.items if item.competency == competency.id]
    return material.answered(items), len(items)
