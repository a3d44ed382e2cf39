"""Same input, same bytes, whatever else is being built."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest
from reportlab.platypus import PageBreak

from assessment.report.pdf import (
    BuildContext,
    TaggedFigure,
    TaggedHeading,
    TaggedParagraph,
    table_of_contents,
)
from assessment.report.pdf.template import UnstableLayoutError
from tests.report.pdf import stress
from tests.report.pdf.reading import read


def test_the_same_input_gives_the_same_bytes(stress_pdf):
    assert stress.build() == stress_pdf


def test_documents_built_in_threads_do_not_influence_each_other(stress_pdf):
    with ThreadPoolExecutor(2) as pool:
        built = list(pool.map(lambda _: stress.build(), range(4)))

    assert built == [stress_pdf] * 4


def test_a_document_built_while_another_is_being_built_does_not_influence_it(stress_pdf):
    inner = []

    def story(context):
        for part in stress.story(context):
            if len(inner) < 2 and isinstance(part, TaggedHeading):
                inner.append(stress.build(lambda _: [TaggedHeading("Binnen", 1)]))
            yield part

    outer = stress.build(lambda context: list(story(context)))

    assert outer == stress_pdf
    assert inner[0] == inner[1]


def test_flowables_that_are_laid_out_again_give_the_same_bytes_as_new_ones(stress_pdf):
    kept = []

    def story(context):
        opening = stress.opening(context)
        if not kept:
            kept.extend(stress.story(context)[len(opening) :])
        return [*opening, *kept]

    assert stress.build(story) == stress_pdf


def test_another_moment_gives_another_date_and_identity():
    zone = timezone(timedelta(hours=1))
    later = stress.build(
        lambda _: [TaggedHeading("Een", 1)], created=datetime(2026, 5, 2, 9, 30, tzinfo=zone)
    )
    earlier = stress.build(lambda _: [TaggedHeading("Een", 1)])
    pdf = read(later).pdf

    assert str(pdf.docinfo.CreationDate) == "D:20260502093000+01'00'"
    assert bytes(pdf.trailer.ID[0]) != bytes(read(earlier).pdf.trailer.ID[0])


def test_a_creation_date_needs_a_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        stress.build(created=datetime(2026, 1, 1))  # noqa: DTZ001 - the mistake being tested


def test_a_table_of_contents_that_moves_the_text_still_has_the_right_pages():
    def story(context):
        chapters = [
            part
            for n in range(60)
            for part in (TaggedHeading(f"Hoofdstuk {n}", 1), TaggedParagraph("Tekst."), PageBreak())
        ]
        return [*table_of_contents(context.toc), *chapters]

    tree = read(stress.build(story)).tree

    pages = [f"{node.text} {node.pages[0]}" for node in tree.all("H1")]
    assert [entry.full_text() for entry in tree.all("TOCI")] == pages


def test_a_story_that_never_settles_is_an_error():
    sizes = iter(range(1, 100))

    def story(_context: BuildContext):
        return [TaggedParagraph("Tekst."), PageBreak()] * next(sizes)

    with pytest.raises(UnstableLayoutError):
        stress.build(story)


def test_a_figure_is_not_drawn_in_the_first_pass():
    drawn = []

    def story(context):
        figure = TaggedFigure(lambda _: drawn.append(context.page_count), 100, 100, "Alt")
        return [figure]

    stress.build(story)

    assert drawn == [1]


def test_a_document_with_charts_stays_small(stress_pdf):
    assert len(stress_pdf) < 120_000
