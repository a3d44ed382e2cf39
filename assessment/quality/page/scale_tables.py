"""The CSV rows about scales and items."""

from collections.abc import Iterator

from assessment.quality.page import words
from assessment.quality.page.cells import Row, write_count, write_share
from assessment.quality.page.names import Names
from assessment.quality.page.texts import say
from assessment.quality.results import (
    Calibrated,
    Described,
    ItemParameters,
    ItemQuality,
    Ordinal,
    ScaleQuality,
    Unavailable,
)


def scale_row(scale: ScaleQuality, names: Names) -> Row:
    """Return one row of the scales."""
    row = Row().put(
        scale=scale.id,
        name=names.scale(scale.id),
        kind=say(f"kinds.{scale.kind}"),
        items=len(scale.items),
    )
    _describe(row, scale.described, "people")
    row.put_reliability(scale.reliability)
    if isinstance(scale.dimensions, Unavailable):
        row.miss(scale.dimensions)
    else:
        row.put(dimensions=scale.dimensions.count)
    _ordinal(row, scale.ordinal)
    _model(row, scale.calibration)
    return row.note()


def _ordinal(row: Row, ordinal: Ordinal | Unavailable) -> None:
    if isinstance(ordinal, Unavailable):
        row.miss(ordinal)
        return
    row.put(ordinal_alpha=ordinal.alpha, ordinal_omega=ordinal.omega)
    row.put_bounded("h", ordinal.scalability)


def _describe(row: Row, described: Described | Unavailable, people: str) -> None:
    if isinstance(described, Unavailable):
        row.miss(described)
        return
    row.put(
        **{people: described.people},
        sd=described.sd,
        skew=described.skew,
        kurtosis=described.kurtosis,
    )
    row.put_bounded("mean", described.mean)
    row.put(
        floor=write_share(described.floor, described.people),
        ceiling=write_share(described.ceiling, described.people),
    )


def _model(row: Row, model: Calibrated | Unavailable) -> None:
    if isinstance(model, Unavailable):
        row.miss(model)
        return
    row.put(
        calibrated=model.people,
        priors=words.yes_or_no(model.with_priors),
        parameters=model.parameters,
        marginal=model.marginal,
        empirical=model.empirical,
        log_likelihood=model.log_likelihood,
        aic=model.aic,
        bic=model.bic,
        unlikely=write_share(model.unlikely, model.people),
    )


def item_row(item: ItemQuality, scale: ScaleQuality, names: Names) -> Row:
    """Return one row of the items."""
    row = Row().put(
        scale=scale.id,
        item=item.id,
        text=names.item(item.id),
        reversed=words.yes_or_no(item.id in scale.reversed),
    )
    _describe(row, item.described, "answered")
    if not isinstance(item.described, Unavailable):
        row.put(not_experienced=write_count(item.not_experienced), blank=write_count(item.blank))
    row.put_bounded("rest", item.item_rest).put(without=item.alpha_without)
    if isinstance(item.scalability, Unavailable):
        row.miss(item.scalability)
    else:
        row.put(h=item.scalability.value, h_se=item.scalability.se)
    _parameters(row, item.parameters)
    return row.note()


def _parameters(row: Row, parameters: ItemParameters | Unavailable) -> None:
    if isinstance(parameters, Unavailable):
        row.miss(parameters)
        return
    row.put(slope=parameters.slope.value, slope_se=parameters.slope.se)
    for number, location in enumerate(parameters.locations, start=1):
        row.put(**{f"b{number}": location.value, f"b{number}_se": location.se})
    row.put(merged=words.write_pooled(parameters.categories))


def category_rows(scale: ScaleQuality, names: Names) -> Iterator[Row]:
    """Yield one row for each answer to each item."""
    for item in scale.items:
        for number in range(scale.low, scale.high + 1):
            row = Row().put(
                scale=scale.id,
                item=item.id,
                answer=number,
                label=names.answer(scale, item.id, number),
            )
            if isinstance(item.counts, Unavailable):
                row.miss(item.counts)
            else:
                used = item.counts[number - scale.low]
                row.put(count=write_count(used), share=write_share(used, sum(item.counts)))
            yield row.note()


def information_rows(scale: ScaleQuality) -> Iterator[Row]:
    """Yield the information of a scale and of its items at every point of the trait."""
    model = scale.calibration
    if isinstance(model, Unavailable):
        return
    for theta, information, se in zip(model.theta, model.information, model.se, strict=True):
        yield Row().put(scale=scale.id, theta=theta, information=information, se=se)
    for item, own in zip(scale.items, model.items, strict=True):
        for theta, information in zip(model.theta, own.information, strict=True):
            yield Row().put(scale=scale.id, item=item.id, theta=theta, information=information)


def dimension_rows(scale: ScaleQuality) -> Iterator[Row]:
    """Yield the eigenvalues of a scale."""
    dimensions = scale.dimensions
    if isinstance(dimensions, Unavailable):
        return
    pairs = zip(dimensions.eigenvalues, dimensions.chance, strict=True)
    for number, (value, chance) in enumerate(pairs, start=1):
        yield Row().put(scale=scale.id, number=number, eigenvalue=value, chance=chance)


def group_rows(scale: ScaleQuality) -> Iterator[Row]:
    """Yield the score of a scale in each phase that may be shown."""
    for group in scale.groups:
        row = Row().put(scale=scale.id, group=say(f"phases.{group.group}"), people=group.people)
        row.put(sd=group.sd).put_bounded("mean", group.mean).put_bounded("alpha", group.alpha)
        yield row.note()
