"""What the office asks, each fact with its source, and the chapter that tells the sources."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from assessment.report.composition.material import Material
from assessment.report.composition.words import joined, long_date, lower_first, month
from assessment.report.documents.kinds import ORIENTATION
from assessment.report.documents.texts import say, table
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section, Table

_CHART = "waardenkaart"  # the source of the priority values


def chapter(section_id: str, *blocks: Block) -> Section:
    """Return a chapter of the oriëntatieverslag under its own title."""
    return Section(section_id, say(ORIENTATION, f"titles.{section_id}"), blocks)


def office(material: Material) -> Section:
    """Return the chapter on what the office asks."""
    blocks: list[Block] = [Paragraph(say(ORIENTATION, "office.lead"), "lead")]
    if not material.office.full_texts:
        blocks.append(Paragraph(say(ORIENTATION, "office.note", office=material.office.name)))
    for topic in table(ORIENTATION)["topics"]:
        blocks += [Heading(topic["title"]), facts(topic["facts"])]
        blocks.append(Paragraph(say(ORIENTATION, "office.own", question=topic["question"])))
    return chapter("beeld", *blocks, *_values(material))


def facts(told: Sequence[Mapping[str, Any]]) -> Bullets:
    """Return facts as a list, each followed by where it comes from."""
    return Bullets(
        tuple(
            say(
                ORIENTATION,
                "office.sourced",
                text=fact["text"],
                sources=joined([_label(source) for source in fact["sources"]]),
            )
            for fact in told
        )
    )


def _label(source: str) -> str:
    return next(str(one["label"]) for one in table(ORIENTATION)["sources"] if one["id"] == source)


def _values(material: Material) -> Iterator[Block]:
    names = [lower_first(name) for name in material.names(material.profile.priority)]
    yield Heading(say(ORIENTATION, "office.values"))
    yield Paragraph(
        say(
            ORIENTATION,
            "office.values_text",
            office=material.office.name,
            values=joined(names),
            source=_label(_CHART),
        )
    )


def sources(material: Material) -> Section:
    """Return the chapter on where the facts and the scores come from."""
    checked = month(table(ORIENTATION)["checked"])
    made = {
        "document": material.document_id,
        "date": long_date(material.made_on),
        "taken": long_date(datetime.fromisoformat(material.answers.taken_at).date()),
    }
    return chapter(
        "bronnen",
        Paragraph(say(ORIENTATION, "sources_chapter.lead"), "lead"),
        Paragraph(say(ORIENTATION, "sources_chapter.checked", month=checked)),
        Heading(say(ORIENTATION, "sources_chapter.scores")),
        Paragraph(say(ORIENTATION, "sources_chapter.scores_text")),
        Paragraph(say(ORIENTATION, "sources_chapter.document", **made), "small"),
        Heading(say(ORIENTATION, "sources_chapter.list")),
        _source_table(),
    )


def _source_table() -> Table:
    columns = ("label", "title", "where")
    return Table(
        caption=say(ORIENTATION, "sources_chapter.caption"),
        header=tuple(say(ORIENTATION, f"sources_chapter.{column}") for column in columns),
        rows=tuple(
            tuple(str(one[column]) for column in columns) for one in table(ORIENTATION)["sources"]
        ),
        widths=(0.2, 0.47, 0.33),
    )
