"""Waarden: what the person puts first, the waardenkaart, and belang beside gedrag; never a rank."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assessment.phrases import joined, lower_first, score
from assessment.report.composition.importance_figures import cross_figure, crossed, map_figure
from assessment.report.composition.material import Material
from assessment.report.composition.outstanding import list_apart
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section, Table
from values.number_words import number_word


def importance(material: Material, *, announcing: bool = True) -> Section:
    """Return the chapter on values, always in the order of the waardenkaart.

    ``announcing`` tells whether chapters on the priority values follow.
    """
    known = any(estimate is not None for estimate in material.profile.values.values())
    key = "values.lead" if known or material.profile.importance.is_told else "values.lead_empty"
    blocks = [
        Paragraph(material.say(key), "lead"),
        Paragraph(material.say("values.no_ranking")),
        *_leading(material),
        *tell_tensions(material),
        *(_priorities(material) if announcing else ()),
        *(_map(material) if crossed(material) else _cross(material)),
        *(
            _cross(material) if crossed(material) else _map(material)
        ),  # a figure ends the chapter: a page that is used
    ]
    explains = tuple(
        (cluster.id, *(value.id for value in cluster.values))
        for cluster in material.value_map.clusters
    )
    return replace(material.section("waarden", blocks), explains=explains)


def value_names(material: Material, values: Sequence[str]) -> str:
    """Return the names of values inside a sentence."""
    return joined([lower_first(name) for name in material.names(values)])


# What matters


def _leading(material: Material) -> Iterator[Block]:
    yield Heading(material.say("values.leading"))
    scoring = material.library.waardenkeuze.scoring
    if not material.profile.importance.values:
        total = len(material.library.waardenkeuze.designs[material.answers.design - 1])
        yield Paragraph(
            material.say(
                "values.leading_unknown",
                count=len(material.answers.sets),
                total=total,
                minimum=scoring.stop_after,
            )
        )
        return
    if material.profile.importance.by_chance:
        yield Paragraph(material.say("values.random"))
        return
    if material.leading:
        yield Paragraph(f"{_meaning(material)} {material.say('values.leading_fleeting')}")
        yield _leading_table(material)
        yield Paragraph(_about_columns(material), "small")
    else:
        yield Paragraph(material.say("values.leading_none"))
    if material.above_mean:
        names = value_names(material, material.above_mean)
        yield Paragraph(material.say("values.above_text", values=names))


def _meaning(material: Material) -> str:
    """Return what it means that a value leads."""
    scoring = material.library.waardenkeuze.scoring
    return material.say(
        "values.leading_text_one" if len(material.leading) == 1 else "values.leading_text",
        top=number_word(scoring.own_top),
        total=len(material.value_map.values),
        certain=round(100 * scoring.leading_from),
    )


def _about_columns(material: Material) -> str:
    text = material.say("values.leading_accent_text")
    if any(material.is_virtue(value) for value in material.leading):
        return f"{text} {material.say('values.leading_virtue')}"
    return text


def _leading_table(material: Material) -> Table:
    columns = ("value", "cluster", "score", "accent")
    return Table(
        caption=material.say("values.leading_caption"),
        header=tuple(material.say(f"values.leading_{column}") for column in columns),
        rows=tuple(_leading_row(material, value) for value in material.leading),
        widths=(0.26, 0.2, 0.22, 0.32),
    )


def _leading_row(material: Material, value: str) -> tuple[str, ...]:
    estimate = material.estimate(value)
    return (
        material.name(value),
        material.value_map.cluster_of[value].name,
        material.say("numbers.none") if estimate is None else score(estimate),
        accent_names(material, value) or material.say("values.accent_none"),
    )


def accent_names(material: Material, value: str) -> str:
    """Return the styles that bring the value forward, or nothing."""
    accents = material.profile.style_accents.get(value, {})
    return joined([style.name for style in material.value_map.styles if style.id in accents])


# The waardenkaart


def _map(material: Material) -> Iterator[Block]:
    yield Heading(material.say("values.map"))
    if all(estimate is None for estimate in material.profile.values.values()):
        minimum = material.library.gedrag.scoring.minimum_value
        why = "values.map_nothing_alike" if material.answers_alike else "values.map_nothing"
        yield Paragraph(material.say(why, minimum=minimum))
        return
    yield Paragraph(material.say("values.map_text"))
    most, least = material.profile.most_visible, material.profile.least_visible
    if most:
        yield Paragraph(material.say("values.map_most", values=value_names(material, most)))
    if least:
        yield Paragraph(material.say("values.map_least", values=value_names(material, least)))
    yield Paragraph(material.say("values.map_fleeting" if most or least else "values.map_flat"))
    yield map_figure(material)


# Belang and gedrag


def _cross(material: Material) -> Iterator[Block]:
    yield Heading(material.say("values.gap"))
    if not crossed(material):
        random = material.profile.importance.by_chance
        yield Paragraph(material.say("values.gap_random" if random else "values.gap_nothing"))
        return
    yield Paragraph(material.say("values.gap_text"))
    if questions := _gaps(material):
        yield Bullets(questions)
        yield from _named_clusters(material)
    elif not list_apart(material):
        yield Paragraph(material.say("values.gap_none"))
    yield from tell_likely_gaps(material)
    yield cross_figure(material)


def tell_likely_gaps(material: Material) -> Iterator[Block]:
    """Yield what the first figure marks and no question of this chapter is about."""
    asked = {name for names in _named_gaps(material) for name in names}
    likely = [c.name for c in list_apart(material) if c.name not in asked]
    if likely:
        yield Paragraph(material.say("values.gap_likely", names=joined(likely)))


def _named_clusters(material: Material) -> Iterator[Block]:
    """Yield what the clusters of the questions are about."""
    named = {name for names in _named_gaps(material) for name in names}
    for cluster in material.value_map.clusters:
        if cluster.name in named:
            about = material.say("values.gap_about", name=cluster.name, about=cluster.about)
            is_named = cluster.about.startswith(cluster.name)
            yield Paragraph(cluster.about if is_named else about, "small")


def _named_gaps(material: Material) -> tuple[list[str], list[str]]:
    """Return the clusters whose importance exceeds behaviour, and the other way round."""
    gaps = {
        cluster.name: measured.wants_more
        for cluster in material.clusters
        if (measured := material.profile.importance.gaps.get(cluster.id)) is not None
        and measured.named
    }
    return [c for c, wants in gaps.items() if wants], [c for c, wants in gaps.items() if not wants]


def _gaps(material: Material) -> tuple[str, ...]:
    """Return one question for each direction: a gap is never a verdict."""
    texts = []
    for key, names in zip(("gap_more", "gap_less"), _named_gaps(material), strict=True):
        if names:
            ending = "_one" if len(names) == 1 else ""
            texts.append(material.say(f"values.{key}{ending}", names=joined(names)))
    return tuple(texts)


# Tensions


def tell_tensions(material: Material, at_most: int | None = None) -> Iterator[Block]:
    """Yield the tensions between two values that the person both calls leading, or the first."""
    leading = set(material.leading)
    tensions = [t for t in material.value_map.tensions if set(t.values) <= leading][:at_most]
    if not tensions:
        return
    yield Heading(material.say("values.tensions"))
    yield Paragraph(material.say("values.tensions_text"))
    for tension in tensions:
        first, second = material.names(tension.values)
        title = material.say("values.tension", first=first, second=lower_first(second))
        yield Heading(title, 3)
        yield Paragraph(tension.text)


def _priorities(material: Material) -> Iterator[Block]:
    """Yield what makes the values of the next chapters a priority."""
    values = value_names(material, material.profile.priority)
    yield Heading(material.say("values.priorities"))
    yield Paragraph(
        material.say("values.priorities_text", office=material.office.name, values=values)
    )
