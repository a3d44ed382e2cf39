"""The part of the page about one scale: key figures, items, answers, model and figures."""

from assessment.phrases import decimal
from assessment.quality.page import charts, words
from assessment.quality.page.names import Names
from assessment.quality.page.texts import say
from assessment.quality.results import (
    Calibrated,
    Described,
    Estimated,
    FactorFit,
    ItemParameters,
    ItemQuality,
    Ordinal,
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
            *_ordinal_rows(scale.ordinal),
            _dimension_row(scale),
            *_model_rows(scale.calibration),
        ),
    )


def _described_rows(described: Described | Unavailable) -> list[tuple[str, str, str]]:
    if isinstance(described, Unavailable):
        return [_row("mean", words.why(described), None)]
    n = described.people
    return [
        _row("mean", words.write_bounded(described.mean, 1), n),
        _row("sd", decimal(described.sd, 1), n),
        _row("skew", words.number_or_reason(described.skew), n),
        _row("kurtosis", words.number_or_reason(described.kurtosis), n),
        _row("floor", words.write_small_share(described.floor, n), n),
        _row("ceiling", words.write_small_share(described.ceiling, n), n),
    ]


def _reliability_rows(reliability: Reliability | Unavailable) -> list[tuple[str, str, str]]:
    if isinstance(reliability, Unavailable):
        return [_row("alpha", words.why(reliability), None)]
    n = reliability.people
    return [
        _row("alpha", words.write_bounded(reliability.alpha), n),
        _row("lambda2", words.number_or_reason(reliability.lambda2), n),
        _row("omega", words.write_bounded(reliability.omega), n),
        _row("sem", words.number_or_reason(reliability.sem, 1), n),
        *_fit_rows(reliability.fit, n),
    ]


def _ordinal_rows(ordinal: Ordinal | Unavailable) -> list[tuple[str, str, str]]:
    if isinstance(ordinal, Unavailable):
        return [_row("h", words.why(ordinal), None)]
    n = ordinal.people
    return [
        _row("ordinal_alpha", words.number_or_reason(ordinal.alpha), n),
        _row("ordinal_omega", words.number_or_reason(ordinal.omega), n),
        _row("h", words.write_bounded(ordinal.scalability), n),
    ]


def _fit_rows(factor: FactorFit | Unavailable, people: int) -> list[tuple[str, str, str]]:
    if isinstance(factor, Unavailable):
        return [_row("fit", words.why(factor), people)]
    none = say("numbers.none")
    fit = say(
        "scale.fit_value",
        cfi=decimal(factor.cfi),
        rmsea=none if factor.rmsea is None else decimal(factor.rmsea, 3),
        srmr=decimal(factor.srmr, 3),
    )
    chi = say(
        "scale.chi_value",
        chi=decimal(factor.chi_squared, 1),
        df=factor.df,
        p=none if factor.p is None else words.write_probability(factor.p),
    )
    return [_row("fit", fit, people), _row("chi", chi, people)]


def _dimension_row(scale: ScaleQuality) -> tuple[str, str, str]:
    dimensions, same = scale.dimensions, scale.reliability
    if isinstance(dimensions, Unavailable):
        return _row("dimensions", words.why(dimensions), None)
    people = None if isinstance(same, Unavailable) else same.people
    return _row("dimensions", str(dimensions.count), people)


def _model_rows(model: Calibrated | Unavailable) -> list[tuple[str, str, str]]:
    if isinstance(model, Unavailable):
        return [_row("model", words.why(model), None)]
    n = model.people
    return [
        _row("marginal", decimal(model.marginal), n),
        _row("empirical", words.number_or_reason(model.empirical), n),
        _row("unlikely", words.write_small_share(model.unlikely, n), n),
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
               "h", "floor", "ceiling")  # fmt: skip
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
    rest = (
        words.write_bounded(item.item_rest),
        words.number_or_reason(item.alpha_without),
        _scalability(item.scalability),
    )
    described, none = item.described, say("numbers.none")
    if isinstance(described, Unavailable):
        return (text, none, none, none, words.why(described), none, *rest, none, none)
    return (
        text,
        str(described.people),
        words.write_small_count(item.not_experienced),
        words.write_small_count(item.blank),
        words.write_bounded(described.mean),
        decimal(described.sd),
        *rest,
        words.write_small_share(described.floor, described.people),
        words.write_small_share(described.ceiling, described.people),
    )


def _scalability(of_item: Estimated | Unavailable) -> str:
    return words.why(of_item) if isinstance(of_item, Unavailable) else words.with_error(of_item)


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
            rows.append((item.id + star, *(words.write_small_share(n, total) for n in item.counts)))
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


def _parameters(scale: ScaleQuality, parameters: tuple[ItemParameters, ...]) -> Table:
    most = max(len(item.locations) for item in parameters)
    blank = (say("numbers.none"),)
    rows = tuple(
        (
            item.id,
            words.with_error(own.slope),
            *(words.with_error(b) for b in own.locations),
            *blank * (most - len(own.locations)),
            words.write_pooled(own.categories) or say("numbers.none"),
        )
        for item, own in zip(scale.items, parameters, strict=True)
    )
    places = (say("items.location", number=n) for n in range(1, most + 1))
    header = (say("items.item"), say("items.slope"), *places, say("items.merged"))
    return Table(say("items.parameters_caption", scale=scale.id), header, rows, wide=True)


def _dimensions(scale: ScaleQuality) -> list[Block]:
    dimensions = scale.dimensions
    if isinstance(dimensions, Unavailable):
        return []
    header = tuple(say(f"figures.{name}") for name in ("dimension", "eigenvalue", "chance"))
    rows = tuple(
        (str(number), decimal(value), decimal(chance))
        for number, (value, chance) in enumerate(
            zip(dimensions.eigenvalues, dimensions.chance, strict=True), start=1
        )
    )
    table = Table(say("figures.dimension_table", scale=scale.id), header, rows)
    drawing = charts.dimension_drawing(dimensions, scale.id)
    return [_figure(drawing, say("figures.dimension_caption"), table)]


def _groups(scale: ScaleQuality) -> Table:
    numbers = ("over", "mean", "sd", "alpha")
    header = (say("sample.phase"), *(say(f"scale.{name}") for name in numbers))
    rows = tuple(
        (
            say(f"phases.{group.group}"),
            str(group.people),
            words.write_bounded(group.mean, 1),
            decimal(group.sd, 1),
            words.write_bounded(group.alpha),
        )
        for group in scale.groups
    )
    return Table(say("scale.groups_caption", scale=scale.id), header, rows, wide=True)
