"""Waarden in short: what the person puts first, and where that and behaviour differ."""

from collections.abc import Iterator

from assessment.phrases import joined, lower_first
from assessment.report.composition.importance import tell_tensions, value_names
from assessment.report.composition.importance_figures import crossed
from assessment.report.composition.material import Material
from assessment.report.composition.outstanding import list_apart
from assessment.report.documents.plan.texts import say, say_to
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section

NAMED_AT_MOST = 5


def tell_dear(material: Material) -> Section:
    """Return the chapter; values stand in the order of the waardenkaart, never of a score."""
    return Section("plan-waarden", material.title("waarden"), tuple(_blocks(material)))


def _blocks(material: Material) -> Iterator[Block]:
    yield from _leading(material)
    yield from _gaps(material)
    if material.profile.importance.is_told:
        yield from tell_tensions(material, at_most=1)


def _leading(material: Material) -> Iterator[Block]:
    importance = material.profile.importance
    if not importance.values:
        yield Paragraph(say("dear.unknown"), "lead")
    elif importance.by_chance:
        yield Paragraph(material.say("values.random"), "lead")
    elif not material.leading:
        yield Paragraph(material.say("values.leading_none"), "lead")
    else:
        named = material.foremost(NAMED_AT_MOST)
        yield Paragraph(say("dear.lead" if len(named) > 1 else "dear.lead_one"), "lead")
        yield Bullets(tuple(_describe(material, value) for value in named))


def _describe(material: Material, value: str) -> str:
    """Return what a value is about, an own answer and, where that is sure, whether it shows."""
    about = material.value_map.values[value]
    texts = [say("dear.value", name=about.name, about=lower_first(about.choice))]
    texts += _quote_highest(material, value)
    if value in material.profile.most_visible:
        texts.append(say_to(material, "dear.seen"))
    if value in material.profile.least_visible:
        texts.append(say_to(material, "dear.unseen"))
    return " ".join(texts)


def _quote_highest(material: Material, value: str) -> Iterator[str]:
    """Yield the statement of a value that was answered highest, if any was.

    Of a virtue none: beside its name a low answer reads as a verdict (docs/adr/0009).
    """
    if material.is_virtue(value):
        return
    given = material.answers.gedrag
    own = {
        item.id: answer
        for item in material.library.gedrag.items
        if item.value == value and isinstance(answer := given.get(item.id), int)
    }
    if own:
        most = max(own, key=own.__getitem__)
        words = {"statement": material.statement(most), "answer": material.option(own[most])}
        yield say("dear.answered", **words)


def _ask(material: Material) -> Iterator[str]:
    """Yield a question on what matters more than it shows, and on what shows more than it matters.

    The first names the clusters that the first page marks.
    """
    apart = [cluster.name for cluster in list_apart(material)]
    gaps = material.profile.importance.gaps
    shown = [
        cluster.name
        for cluster in material.clusters
        if (gap := gaps.get(cluster.id)) is not None and gap.named and not gap.wants_more
    ]
    if apart:
        yield say_to(material, "dear.apart" if len(apart) > 1 else "dear.apart_one",
                     names=joined(apart))  # fmt: skip
    if shown:
        key = "values.gap_less" if len(shown) > 1 else "values.gap_less_one"
        yield material.say(key, names=joined(shown))


def _gaps(material: Material) -> Iterator[Block]:
    """Yield where importance and behaviour differ, and which values show most and least."""
    yield Heading(say_to(material, "dear.gap"))
    if not crossed(material):
        random = material.profile.importance.by_chance
        yield Paragraph(material.say("values.gap_random" if random else "values.gap_nothing"))
    elif questions := tuple(_ask(material)):
        yield Bullets(questions)
    else:
        yield Paragraph(say_to(material, "dear.gap_none"))
    profile = material.profile
    for key, values in (("most", profile.most_visible), ("least", profile.least_visible)):
        if values:
            names = value_names(material, values[:NAMED_AT_MOST])
            yield Paragraph(material.say(f"values.map_{key}", values=names))
