"""The extra statements are sorted by competency alone, and judged by that."""

import csv
import io
from dataclasses import replace

import pytest

from review.filled import COLUMNS
from review.folder import read_folder
from review.forms import CLOSER, build_forms
from review.kit import fill_closer, make_kit
from review.pretending import pretend_raters
from review.report import make_report
from review.sorting import review_sorting


def right_cells(forms, **changes):
    """Return cells that sort every extra statement right; changes: id to competency."""
    letters = {option.id: option.letter for option in forms.closer.competencies}
    return {
        s.number: {
            "competentie": letters[changes.get(s.id.replace("-", "_"), s.competency)],
            "relevantie": "5",
            "duidelijkheid": "4",
        }
        for s in forms.closer.statements
    }


def judged(forms, folder, raters, **changes):
    for number in range(1, raters + 1):
        data = fill_closer(forms, f"B{number:02}", "psycholoog", right_cells(forms, **changes))
        (folder / f"B{number:02}.csv").write_bytes(data)
    returned = read_folder(folder, forms)
    return {r.statement.id: r for r in review_sorting(forms.closer, returned.closer).statements}


def test_the_form_has_every_extra_statement_and_no_word_of_a_value(library, value_map):
    kit = make_kit(library, value_map, 1)
    rows = list(
        csv.reader(io.StringIO(kit.for_raters["scherper.csv"].decode("utf-8-sig")), delimiter=";")
    )
    header = next(row for row in rows if row[0] == "nummer")
    page = kit.for_raters["scherper.html"].decode()

    assert tuple(header) == COLUMNS[CLOSER]
    assert {row[1] for row in rows[rows.index(header) + 1 :]} == {
        item.text for item in library.gedrag.extra
    }
    assert 'id="waarden"' not in page
    assert not any(f"<strong>{value.name}</strong>" in page for value in value_map.values.values())
    assert all(competency.name in page for competency in value_map.competencies)


def test_a_statement_that_everybody_sorts_right_is_kept_without_a_value(forms, tmp_path):
    found = judged(forms, tmp_path, 10)

    assert len(found) == 64
    assert {review.verdict.action for review in found.values()} == {"keep"}
    assert all(review.verdict.certain for review in found.values())


def test_a_statement_that_everybody_sorts_elsewhere_is_to_be_keyed_there(forms, tmp_path):
    found = judged(forms, tmp_path, 6, pol1_x1="BES1")

    verdict = found["pol1-x1"].verdict
    assert (verdict.action, verdict.competency, verdict.value) == ("move", "BES1", "")


def test_too_few_raters_give_no_verdict(forms, tmp_path):
    found = judged(forms, tmp_path, 4)

    assert {review.verdict.action for review in found.values()} == {"no_verdict"}


@pytest.mark.parametrize("kind", ["reworded", "keyed"])
def test_what_changed_since_the_form_went_out_is_told(library, value_map, tmp_path, kind):
    forms = build_forms(library, value_map, 1)
    for name, data in pretend_raters(forms, raters=5, accuracy=0.9, seed=1).items():
        (tmp_path / name).write_bytes(data)
    change = {"text": "Iets heel anders."} if kind == "reworded" else {"competency": "PER4"}
    extra = tuple(
        replace(item, **change) if item.id == "pol1-x1" else item for item in library.gedrag.extra
    )
    now = replace(library, gedrag=replace(library.gedrag, extra=extra))

    report = make_report(forms, read_folder(tmp_path, forms), now, value_map)
    page = report["verslag.html"].decode()

    assert "extra-uitspraken.csv" in report
    assert (
        "nu: Iets heel anders." if kind == "reworded" else "nu bij Reflecteren en leren"
    ) in page
