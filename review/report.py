"""The report on what came back: a page for people, tables for who wants to calculate."""

from collections.abc import Mapping, Sequence
from typing import Any

from assessment.instruments import Library
from review.changes import list_changes
from review.desirability import review_desirability
from review.folder import Returned
from review.forms import Forms
from review.pages import render_page
from review.sorting import review_sorting
from review.tables import write_csv
from review.texts import list_texts, say
from review.written import Cell, Written
from values import ValueMap

FILE_NAMES = frozenset(
    say(f"report.file_{name}")
    for name in ("page", "statements", "constructs", "closer", "sentences", "pairs")
)


def make_report(
    forms: Forms, returned: Returned, library: Library, value_map: ValueMap
) -> dict[str, bytes]:
    """Return the files of the report by name; the same forms give the same bytes.

    The content as it is now only tells which statements changed since the forms went out.
    """
    written = Written(forms)
    sorting = review_sorting(forms.sorting, returned.sorting) if returned.sorting else None
    closer = review_sorting(forms.closer, returned.closer) if returned.closer else None
    desirability = (
        review_desirability(forms.desirability, returned.desirability)
        if returned.desirability
        else None
    )
    content: Mapping[str, Any] = {
        "forms": forms,
        "returned": returned,
        "sorting": sorting,
        "closer": closer,
        "desirability": desirability,
        "written": written,
        "changes": list_changes(forms.sorting, library, value_map),
        "changes_closer": list_changes(forms.closer, library, value_map),
    }
    files = {say("report.file_page"): render_page("verslag", **content)}
    if sorting:
        files |= {
            say("report.file_statements"): _table("statements", written.statement_rows(sorting)),
            say("report.file_constructs"): _table("constructs", written.construct_rows(sorting)),
        }
    if closer:
        rows = written.statement_rows(closer)
        files |= {say("report.file_closer"): _table("statements", rows)}
    if desirability:
        files |= {
            say("report.file_sentences"): _table("sentences", written.sentence_rows(desirability)),
            say("report.file_pairs"): _table("pairs", written.pair_rows(desirability)),
        }
    return files


def _table(name: str, rows: Sequence[Sequence[Cell]]) -> bytes:
    return write_csv([list_texts(f"columns.{name}"), *rows])
