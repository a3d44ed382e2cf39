"""The CSV rows about scales and items."""

from collections.abc import Iterator

from assessment.quality.page import words
from assessment.quality.page.cells import Row, count, share
from assessment.quality.page.names import Names
from assessment.quality.page.texts import say
from assessment.quality.results import (
    Calibrated,
    Described,
    ItemParameters,
    ItemQuality,
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
    _model(row, scale.calibration)
    return row.note()


def _describe(row: Row, found: Described | Unavailable, people: str) -> None:
    if isinstance(found, Unavailable):
        row.miss(found)
        return
    row.put(**{people: found.people}, sd=found.sd, skew=found.skew, kurtosis=found.kurtosis)
    row.put_bounded("mean", found.mean)
    row.put(floor=share(found.floor, found.people), ceiling=share(found.ceiling, found.people))


def _model(row: Row, found: Calibrated | Unavailable) -> None:
    if isinstance(found, Unavailable):
        row.miss(found)
        return
    row.put(
        calibrated=found.people,
        priors=words.yes_or_no(found.with_priors),
        parameters=found.parameters,
        marginal=found.marginal,
        empirical=found.empirical,
        log_likelihood=found.log_likelihood,
        aic=found.aic,
        bic=found.bic,
        unlikely=share(found.unlikely, found.people),
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
        row.put(not_experienced=count(item.not_experienced), blank=count(item.blank))
    row.put_bounded("rest", item.item_rest).put(without=item.alpha_without)
    _parameters(row, item.parameters)
    return row.note()


def _parameters(row: Row, found: ItemParameters | Unavailable) -> None:
    if isinstance(found, Unavailable):
        row.miss(found)
        return
    row.put(slope=found.slope.value, slope_se=found.slope.se)
    for number, location in enumerate(found.locations, start=1):
        row.put(**{f"b{number}": location.value, f"b{number}_se": location.se})
    row.put(merged=words.pooled(found.categories))


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
                row.put(count=count(used), share=share(used, sum(item.counts)))
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
    found = scale.dimensions
    if isinstance(found, Unavailable):
        return
    pairs = zip(found.eigenvalues, found.chance, strict=True)
    for number, (value, chance) in enumerate(pairs, start=1):
        yield Row().put(scale=scale.id, number=number, eigenvalue=value, chance=chance)


def group_rows(scale: ScaleQuality) -> Iterator[Row]:
    """Yield the score of a scale in each phase that may be shown."""
    for group in scale.groups:
        row = Row().put(scale=scale.id, group=say(f"phases.{group.group}"), people=group.people)
        row.put(sd=group.sd).put_bounded("mean", group.mean).put_bounded("alpha", group.alpha)
        yield row.note()
