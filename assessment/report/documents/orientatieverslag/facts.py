"""What the office asks, each fact with its source, and the chapter that tells the sources."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assessment.phrases import joined, lower_first, month, quoted
from assessment.report.composition.material import Material
from assessment.report.documents.orientatieverslag.texts import TEXTS, say
from assessment.report.documents.questions import chosen_labels
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section

_CHART = "waardenkaart"  # the source of the priority values
_WAY = "weg"  # the topic on the way to the office
_CONDITIONS, _STEPS = "weg-voorwaarden", "weg-stappen"


def chapter(section_id: str, *blocks: Block) -> Section:
    """Return a chapter of the oriëntatieverslag under its own title."""
    return Section(section_id, say(f"titles.{section_id}"), blocks)


def office(material: Material) -> Section:
    """Return the chapter on what the office asks."""
    blocks: list[Block] = [Paragraph(say("office.lead"), "lead"), *_asked(material)]
    topics = [topic for topic in TEXTS.tables["topics"] if is_about_office(material, topic)]
    if not topics:
        blocks.append(Paragraph(say("office.nothing", office=material.office.name)))
    for topic in topics:
        blocks += [Heading(topic["title"]), *facts(topic["facts"])]
        if topic["id"] == _WAY:
            blocks += _steps(material)
        blocks.append(Paragraph(say("office.own", question=topic["question"])))
    return chapter("beeld", *blocks, *_values(material))


def is_about_office(material: Material, topic: Mapping[str, Any]) -> bool:
    """Return whether the facts of a topic are about the office that this person considers."""
    return material.office.id in topic["offices"]


def _asked(material: Material) -> Iterator[Block]:
    """Yield what the person wants to know more about, and where that is told."""
    if labels := chosen_labels(material, _CONDITIONS):
        topics = quoted(labels)
        yield Paragraph(say("office.asked", topics=topics, chapter=say("titles.thuis")))


def _steps(material: Material) -> Iterator[Block]:
    if labels := chosen_labels(material, _STEPS):
        yield Paragraph(say("office.stands", steps=quoted(labels)))


def facts(shown: Sequence[Mapping[str, Any]]) -> tuple[Block, Block]:
    """Return facts as a list, and under it where they come from, each source once."""
    sources = dict.fromkeys(source for fact in shown for source in fact["sources"])
    labels = joined([_label(source) for source in sources])
    return (
        Bullets(tuple(fact["text"] for fact in shown)),
        Paragraph(say("office.sourced", sources=labels), "small"),
    )


def _label(source: str) -> str:
    return next(str(known["label"]) for known in TEXTS.tables["sources"] if known["id"] == source)


def _values(material: Material) -> Iterator[Block]:
    names = [lower_first(name) for name in material.names(material.profile.priority)]
    yield Heading(say("office.values"))
    yield Paragraph(
        say(
            "office.values_text",
            office=material.office.name,
            values=joined(names),
            source=_label(_CHART),
        )
    )


def sources() -> Section:
    """Return the chapter on where the facts come from."""
    checked = month(TEXTS.tables["checked"])
    return chapter(
        "bronnen",
        Paragraph(say("sources_chapter.lead"), "lead"),
        Paragraph(say("sources_chapter.checked", month=checked)),
        Bullets(tuple(say("sources_chapter.source", **s) for s in TEXTS.tables["sources"])),
    )
