"""The factor models as a section of the page and as rows of their files."""

from collections.abc import Iterator

from assessment.phrases import decimal
from assessment.quality.page import words
from assessment.quality.page.cells import Row
from assessment.quality.page.names import Names
from assessment.quality.page.texts import say
from assessment.quality.results import FactorFit, FactorModel, InstrumentQuality, Unavailable
from assessment.report.model import Block, Paragraph, Section, Table

FACTORS = "factoren"  # the id of the section


def factor_section(quality: InstrumentQuality, names: Names) -> Section:
    """Return how the scales fit as factors, and which of them are hard to tell apart."""
    columns = ("scales", "model", "people", "fit", "chi")
    rows = [row for model in quality.factors for row in _fit_rows(model, names)]
    blocks: list[Block] = [Paragraph(say("factors.lead"))]
    blocks.append(
        Table(
            say("factors.caption"),
            tuple(say(f"factors.{name}") for name in columns),
            tuple(rows),
            wide=True,
        )
    )
    blocks += [
        _correlations(model, names)
        for model in quality.factors
        if not isinstance(model.correlations, Unavailable)
    ]
    return Section(FACTORS, say("titles.factors"), tuple(blocks))


def _fit_rows(model: FactorModel, names: Names) -> Iterator[tuple[str, ...]]:
    people = say("sample.few") if isinstance(model.people, Unavailable) else str(model.people)
    for count, fit in ((1, model.one), (len(model.scales), model.several)):
        label = say("factors.one") if count == 1 else say("factors.several", count=count)
        yield (names.factor_model(model.id), label, people, *_fit(fit))


def _fit(fit: FactorFit | Unavailable) -> tuple[str, str]:
    none = say("numbers.none")
    if isinstance(fit, Unavailable):
        return words.why(fit), none
    rmsea = none if fit.rmsea is None else decimal(fit.rmsea, 3)
    p = none if fit.p is None else words.write_probability(fit.p)
    return (
        say("scale.fit_value", cfi=decimal(fit.cfi), rmsea=rmsea, srmr=decimal(fit.srmr, 3)),
        say("scale.chi_value", chi=decimal(fit.chi_squared, 1), df=fit.df, p=p),
    )


def _correlations(model: FactorModel, names: Names) -> Table:
    header = tuple(say(f"factors.{name}") for name in ("first", "second", "correlation"))
    found = () if isinstance(model.correlations, Unavailable) else model.correlations
    rows = tuple(
        (names.scale(pair.one), names.scale(pair.other), words.write_bounded(pair.correlation))
        for pair in found
    )
    caption = say("factors.correlations_caption", name=names.factor_model(model.id))
    return Table(caption, header, rows)


def factor_rows(quality: InstrumentQuality) -> Iterator[Row]:
    """Yield a row for each model: one factor, and as many as there are scales."""
    for model in quality.factors:
        for count, fit in ((1, model.one), (len(model.scales), model.several)):
            row = Row().put(model=model.id, factors=count, items=model.items, people=model.people)
            if isinstance(fit, Unavailable):
                row.miss(fit)
            else:
                row.put(chi_squared=fit.chi_squared, df=fit.df, p=fit.p, cfi=fit.cfi)
                row.put(rmsea=fit.rmsea, srmr=fit.srmr)
            yield row.note()


def factor_correlation_rows(quality: InstrumentQuality) -> Iterator[Row]:
    """Yield a row for each two factors of each model."""
    for model in quality.factors:
        for pair in () if isinstance(model.correlations, Unavailable) else model.correlations:
            row = Row().put(model=model.id, scale=pair.one, other=pair.other)
            yield row.put_bounded("correlation", pair.correlation)
