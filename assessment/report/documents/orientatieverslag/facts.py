"""What the office asks, each fact with its source, and the chapter that tells the sources."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from assessment.phrases import joined, long_date, lower_first, month
from assessment.report.composition.material import Material
from assessment.report.documents.orientatieverslag.texts import TEXTS, say
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section, Table

_CHART = "waardenkaart"  # the source of the priority values


def chapter(section_id: str, *blocks: Block) -> Section:
    """Return a chapter of the oriëntatieverslag under its own title."""
    return Section(section_id, say(f"titles.{section_id}"), blocks)


def office(material: Material) -> Section:
    """Return the chapter on what the office asks."""
    blocks: list[Block] = [Paragraph(say("office.lead"), "lead")]
    if not material.office.full_texts:
        blocks.append(Paragraph(say("office.note", office=material.office.name)))
    for topic in TEXTS.tables["topics"]:
        blocks += [Heading(topic["title"]), facts(topic["facts"])]
        blocks.append(Paragraph(say("office.own", question=topic["question"])))
    return chapter("beeld", *blocks, *_values(material))


def facts(shown: Sequence[Mapping[str, Any]]) -> Bullets:
    """Return facts as a list, each followed by where it comes from."""
    return Bullets(
        tuple(
            say(
                "office.sourced",
                text=fact["text"],
                sources=joined([_label(source) for source in fact["sources"]]),
            )
            for fact in shown
        )
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


def sources(material: Material) -> Section:
    """Return the chapter on where the facts and the scores come from."""
    checked = month(TEXTS.tables["checked"])
    made = {
        "document": material.document_id,
        "date": long_date(material.made_on),
        "taken": long_date(datetime.fromisoformat(material.answers.taken_at).date()),
    }
    return chapter(
        "bronnen",
        Paragraph(say("sources_chapter.lead"), "lead"),
        Paragraph(say("sources_chapter.checked", month=checked)),
        Heading(say("sources_chapter.scores")),
        Paragraph(say("sources_chapter.scores_text")),
        Paragraph(say("sources_chapter.document", **made), "small"),
        Heading(say("sources_chapter.list")),
        _source_table(),
    )


def _source_table() -> Table:
    columns = ("label", "title", "where")
    return Table(
        caption=say("sources_chapter.caption"),
        header=tuple(say(f"sources_chapter.{column}") for column in columns),
        rows=tuple(
            tuple(str(source[column]) for column in columns) for source in TEXTS.tables["sources"]
        ),
        widths=(0.2, 0.47, 0.33),
    )
