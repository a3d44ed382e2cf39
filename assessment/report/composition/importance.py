"""Waarden: what the person puts first, the waardenkaart, and belang beside gedrag; never a rank."""

from collections.abc import Iterator, Sequence

from assessment.phrases import joined, lower_first, score
from assessment.report.composition.importance_figures import cross_figure, crossed, map_figure
from assessment.report.composition.material import Material
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section, Table
from values import WAARDENKEUZE


def importance(m: Material, *, announcing: bool = True) -> Section:
    """Return the chapter on values, always in the order of the waardenkaart.

    ``announcing`` tells whether chapters on the priority values follow.
    """
    known = any(found is not None for found in m.profile.values.values())
    key = "values.lead" if known or m.profile.importance.values else "values.lead_empty"
    blocks = [
        Paragraph(m.say(key), "lead"),
        Paragraph(m.say("values.no_ranking")),
        *_leading(m),
        *_tensions(m),
        *(_priorities(m) if announcing else ()),
        *(_map(m) if crossed(m) else _cross(m)),
        *(_cross(m) if crossed(m) else _map(m)),  # a figure ends the chapter: a page that is used
    ]
    return m.section("waarden", blocks)


def value_names(m: Material, values: Sequence[str]) -> str:
    """Return the names of values inside a sentence."""
    return joined([lower_first(name) for name in m.names(values)])


# What matters


def _leading(m: Material) -> Iterator[Block]:
    yield Heading(m.say("values.leading"))
    scoring = m.library.waardenkeuze.scoring
    if not m.profile.importance.values:
        total = len(m.library.waardenkeuze.designs[m.answers.design - 1])
        yield Paragraph(
            m.say(
                "values.leading_unknown",
                count=len(m.answers.sets),
                total=total,
                minimum=scoring.stop_after,
            )
        )
        return
    if _is_random(m):
        yield Paragraph(m.say("values.random"))
    if m.leading:
        yield Paragraph(m.say("values.leading_text", certain=round(100 * scoring.certain)))
        yield _leading_table(m)
        yield Paragraph(m.say("values.leading_accent_text"), "small")
    else:
        yield Paragraph(m.say("values.leading_none"))


def _is_random(m: Material) -> bool:
    """Return whether the choices fit no better than choosing by chance."""
    quality = m.profile.quality.get(WAARDENKEUZE, {})
    fit, chance = quality.get("root_likelihood"), quality.get("chance")
    return fit is not None and chance is not None and fit <= chance


def _leading_table(m: Material) -> Table:
    columns = ("value", "cluster", "score", "accent")
    return Table(
        caption=m.say("values.leading_caption"),
        header=tuple(m.say(f"values.leading_{column}") for column in columns),
        rows=tuple(_leading_row(m, value) for value in m.leading),
        widths=(0.26, 0.2, 0.22, 0.32),
    )


def _leading_row(m: Material, value: str) -> tuple[str, ...]:
    found = m.profile.values.get(value)
    return (
        m.name(value),
        m.value_map.cluster_of[value].name,
        m.say("numbers.none") if found is None else score(found),
        accent_names(m, value) or m.say("values.accent_none"),
    )


def accent_names(m: Material, value: str) -> str:
    """Return the styles that bring the value forward, or nothing."""
    accents = m.profile.style_accents.get(value, {})
    return joined([style.name for style in m.value_map.styles if style.id in accents])


# The waardenkaart


def _map(m: Material) -> Iterator[Block]:
    yield Heading(m.say("values.map"))
    if all(found is None for found in m.profile.values.values()):
        minimum = m.library.gedrag.scoring.minimum_value
        yield Paragraph(m.say("values.map_nothing", minimum=minimum))
        return
    yield Paragraph(m.say("values.map_text"))
    most, least = m.profile.most_visible, m.profile.least_visible
    if most:
        yield Paragraph(m.say("values.map_most", values=value_names(m, most)))
    if least:
        yield Paragraph(m.say("values.map_least", values=value_names(m, least)))
    yield Paragraph(m.say("values.map_fleeting" if most or least else "values.map_flat"))
    yield map_figure(m)


# Belang and gedrag


def _cross(m: Material) -> Iterator[Block]:
    yield Heading(m.say("values.gap"))
    if not crossed(m):
        yield Paragraph(m.say("values.gap_nothing"))
        return
    yield Paragraph(m.say("values.gap_text"))
    if any(_named_gaps(m)):
        yield Bullets(_gaps(m))
        yield from _named_clusters(m)
    else:
        yield Paragraph(m.say("values.gap_none"))
    yield cross_figure(m)


def _named_clusters(m: Material) -> Iterator[Block]:
    """Yield what the clusters of the questions are about."""
    named = {name for names in _named_gaps(m) for name in names}
    for cluster in m.value_map.clusters:
        if cluster.name in named:
            about = m.say("values.gap_about", name=cluster.name, about=cluster.about)
            is_named = cluster.about.startswith(cluster.name)
            yield Paragraph(cluster.about if is_named else about, "small")


def _named_gaps(m: Material) -> tuple[list[str], list[str]]:
    """Return the clusters whose importance exceeds behaviour, and the other way round."""
    gaps = {
        cluster.name: found.gap
        for cluster in m.value_map.clusters
        if (found := m.profile.importance.gaps.get(cluster.id)) is not None and found.named
    }
    return [c for c, gap in gaps.items() if gap < 0], [c for c, gap in gaps.items() if gap > 0]


def _gaps(m: Material) -> tuple[str, ...]:
    """Return one question for each direction: a gap is never a verdict."""
    texts = []
    for key, names in zip(("gap_more", "gap_less"), _named_gaps(m), strict=True):
        if names:
            ending = "_one" if len(names) == 1 else ""
            texts.append(m.say(f"values.{key}{ending}", names=joined(names)))
    return tuple(texts)


# Tensions


def _tensions(m: Material) -> Iterator[Block]:
    """Yield the tensions between two values that the person both calls leading."""
    found = [t for t in m.value_map.tensions if set(t.values) <= set(m.leading)]
    if not found:
        return
    yield Heading(m.say("values.tensions"))
    yield Paragraph(m.say("values.tensions_text"))
    for tension in found:
        first, second = m.names(tension.values)
        title = m.say("values.tension", first=first, second=lower_first(second))
        yield Heading(title, 3)
        yield Paragraph(tension.text)


def _priorities(m: Material) -> Iterator[Block]:
    """Yield what makes the values of the next chapters a priority."""
    values = value_names(m, m.profile.priority)
    yield Heading(m.say("values.priorities"))
    yield Paragraph(m.say("values.priorities_text", office=m.office.name, values=values))
