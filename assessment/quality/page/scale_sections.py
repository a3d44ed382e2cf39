"""The part of the page about one scale: key figures, items, answers, model and figures."""

from assessment.phrases import decimal
from assessment.quality.page import charts, words
from assessment.quality.page.names import Names
from assessment.quality.page.texts import say
from assessment.quality.results import (
    Calibrated,
    Described,
    FactorFit,
    ItemParameters,
    ItemQuality,
    Reliability,
    ScaleQuality,
    Unavailable,
)
from assessment.report.model import Block, Drawing, Figure, Gallery, Paragraph, Section, Table

PROVISIONAL_FROM, FULL_FROM = 250, 500  # psychometrics.md section 0
TABLE_POINTS = (-2.0, -1.0, 0.0, 1.0, 2.0)


def scale_section(scale: ScaleQuality, names: Names) -> Section:
    """Return everything about one scale."""
    title = names.scale(scale.id)
    blocks: list[Block] = [_key_figures(scale), *_reading(scale), _items(scale, names)]
    if scale.reversed:
        blocks.append(Paragraph(say("items.turned")))
    blocks.append(_categories(scale, names))
    blocks += _model(scale)
    blocks += _dimensions(scale)
    if scale.groups:
        blocks.append(_groups(scale))
    return Section(scale_place(scale.id), title, tuple(blocks))


def scale_place(scale_id: str) -> str:
    """Return the id of the section about a scale."""
    return f"schaal-{scale_id.lower()}"


def item_place(item_id: str) -> str:
    """Return the id of the row about an item."""
    return f"vraag-{item_id.lower()}"


def _key_figures(scale: ScaleQuality) -> Table:
    header = ("measure", "value", "over")
    return Table(
        say("scale.key_caption", scale=scale.id),
        tuple(say(f"scale.{name}") for name in header),
        (
            *_described_rows(scale.described),
            *_reliability_rows(scale.reliability),
            _dimension_row(scale),
            *_model_rows(scale.calibration),
        ),
    )


def _described_rows(found: Described | Unavailable) -> list[tuple[str, str, str]]:
    if isinstance(found, Unavailable):
        return [_row("mean", words.why(found), None)]
    n = found.people
    return [
        _row("mean", words.bounded(found.mean, 1), n),
        _row("sd", decimal(found.sd, 1), n),
        _row("skew", words.told(found.skew), n),
        _row("kurtosis", words.told(found.kurtosis), n),
        _row("floor", words.share(found.floor, n), n),
        _row("ceiling", words.share(found.ceiling, n), n),
    ]


def _reliability_rows(found: Reliability | Unavailable) -> list[tuple[str, str, str]]:
    if isinstance(found, Unavailable):
        return [_row("alpha", words.why(found), None)]
    n = found.people
    return [
        _row("alpha", words.bounded(found.alpha), n),
        _row("lambda2", words.told(found.lambda2), n),
        _row("omega", words.bounded(found.omega), n),
        _row("sem", words.told(found.sem, 1), n),
        *_fit_rows(found.fit, n),
    ]


def _fit_rows(found: FactorFit | Unavailable, people: int) -> list[tuple[str, str, str]]:
    if isinstance(found, Unavailable):
        return [_row("fit", words.why(found), people)]
    none = say("numbers.none")
    fit = say(
        "scale.fit_value",
        cfi=decimal(found.cfi),
        rmsea=none if found.rmsea is None else decimal(found.rmsea, 3),
        srmr=decimal(found.srmr, 3),
    )
    chi = say(
        "scale.chi_value",
        chi=decimal(found.chi_squared, 1),
        df=found.df,
        p=none if found.p is None else words.probability(found.p),
    )
    return [_row("fit", fit, people), _row("chi", chi, people)]


def _dimension_row(scale: ScaleQuality) -> tuple[str, str, str]:
    found, same = scale.dimensions, scale.reliability
    if isinstance(found, Unavailable):
        return _row("dimensions", words.why(found), None)
    people = None if isinstance(same, Unavailable) else same.people
    return _row("dimensions", str(found.count), people)


def _model_rows(model: Calibrated | Unavailable) -> list[tuple[str, str, str]]:
    if isinstance(model, Unavailable):
        return [_row("model", words.why(model), None)]
    n = model.people
    return [
        _row("marginal", decimal(model.marginal), n),
        _row("empirical", words.told(model.empirical), n),
        _row("unlikely", words.share(model.unlikely, n), n),
        _row("model", _status(n), n),
    ]


def _row(name: str, value: str, people: int | None) -> tuple[str, str, str]:
    return (say(f"scale.{name}"), value, say("numbers.none") if people is None else str(people))


def _status(people: int) -> str:
    if people < PROVISIONAL_FROM:
        return say("scale.status_small")
    return say("scale.status_provisional" if people < FULL_FROM else "scale.status_full")


def _reading(scale: ScaleQuality) -> list[Block]:
    if isinstance(scale.calibration, Unavailable):
        return []
    model = scale.calibration
    caption = say("figures.information_caption", scale=scale.id)
    places = [i for i, theta in enumerate(model.theta) if round(theta, 1) in TABLE_POINTS]
    table = Table(
        say("figures.information_table", scale=scale.id),
        tuple(say(f"figures.{name}") for name in ("trait", "information", "se")),
        tuple(
            (
                decimal(model.theta[i], 0),
                decimal(model.information[i]),
                decimal(model.se[i]),
            )
            for i in places
        ),
    )
    return [_figure(charts.information_drawing(model, scale.id), caption, table)]


def _figure(drawing: Drawing, caption: str, table: Table) -> Figure:
    return Figure(drawing.id, drawing.data, drawing.alt, caption, table)


def _items(scale: ScaleQuality, names: Names) -> Table:
    columns = ("item", "answered", "not_experienced", "blank", "mean", "sd", "rest", "without",
               "floor", "ceiling")  # fmt: skip
    return Table(
        say("items.caption", scale=scale.id),
        tuple(say(f"items.{name}") for name in columns),
        tuple(_item_row(item, scale, names) for item in scale.items),
        ids=tuple(item_place(item.id) for item in scale.items),
        wide=True,
    )


def _item_row(item: ItemQuality, scale: ScaleQuality, names: Names) -> tuple[str, ...]:
    star = "*" if item.id in scale.reversed else ""
    text = say("items.text", id=item.id, star=star, text=names.item(item.id))
    rest = (words.bounded(item.item_rest), words.told(item.alpha_without))
    found, none = item.described, say("numbers.none")
    if isinstance(found, Unavailable):
        return (text, none, none, none, words.why(found), none, *rest, none, none)
    return (
        text,
        str(found.people),
        words.count(item.not_experienced),
        words.count(item.blank),
        words.bounded(found.mean),
        decimal(found.sd),
        *rest,
        words.share(found.floor, found.people),
        words.share(found.ceiling, found.people),
    )


def _categories(scale: ScaleQuality, names: Names) -> Table:
    numbers = range(scale.low, scale.high + 1)
    plain = next((i.id for i in scale.items if i.id not in scale.reversed), scale.items[0].id)
    header = [f"{n}: {names.answer(scale, plain, n)}" for n in numbers]
    rows = []
    for item in scale.items:
        star = "*" if item.id in scale.reversed else ""
        if isinstance(item.counts, Unavailable):
            blank = [say("numbers.none")] * (len(header) - 1)
            rows.append((item.id + star, words.why(item.counts), *blank))
        else:
            total = sum(item.counts)
            rows.append((item.id + star, *(words.share(n, total) for n in item.counts)))
    caption = say("items.categories_caption", scale=scale.id)
    return Table(caption, (say("items.item"), *header), tuple(rows), wide=True)


def _model(scale: ScaleQuality) -> list[Block]:
    if isinstance(scale.calibration, Unavailable):
        return []
    model = scale.calibration
    top = charts.information_top(model.items)
    drawn = tuple(
        charts.item_drawing(item.id, parameters, model.theta, top)
        for item, parameters in zip(scale.items, model.items, strict=True)
    )
    table = _parameters(scale, model.items)
    return [Gallery(drawn, say("figures.items_caption", scale=scale.id)), table]


def _parameters(scale: ScaleQuality, found: tuple[ItemParameters, ...]) -> Table:
    most = max(len(item.locations) for item in found)
    blank = (say("numbers.none"),)
    rows = tuple(
        (
            item.id,
            words.with_error(own.slope),
            *(words.with_error(b) for b in own.locations),
            *blank * (most - len(own.locations)),
            words.pooled(own.categories) or say("numbers.none"),
        )
        for item, own in zip(scale.items, found, strict=True)
    )
    places = (say("items.location", number=n) for n in range(1, most + 1))
    header = (say("items.item"), say("items.slope"), *places, say("items.merged"))
    return Table(say("items.parameters_caption", scale=scale.id), header, rows, wide=True)


def _dimensions(scale: ScaleQuality) -> list[Block]:
    found = scale.dimensions
    if isinstance(found, Unavailable):
        return []
    header = tuple(say(f"figures.{name}") for name in ("dimension", "eigenvalue", "chance"))
    rows = tuple(
        (str(number), decimal(value), decimal(chance))
        for number, (value, chance) in enumerate(
            zip(found.eigenvalues, found.chance, strict=True), start=1
        )
    )
    table = Table(say("figures.dimension_table", scale=scale.id), header, rows)
    drawing = charts.dimension_drawing(found, scale.id)
    return [_figure(drawing, say("figures.dimension_caption"), table)]


def _groups(scale: ScaleQuality) -> Table:
    numbers = ("over", "mean", "sd", "alpha")
    header = (say("sample.phase"), *(say(f"scale.{name}") for name in numbers))
    rows = tuple(
        (
            say(f"phases.{group.group}"),
            str(group.people),
            words.bounded(group.mean, 1),
            decimal(group.sd, 1),
            words.bounded(group.alpha),
        )
        for group in scale.groups
    )
    return Table(say("scale.groups_caption", scale=scale.id), header, rows, wide=True)
