"""Measurements beside each other: over the same statements, and never more said than that bears."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.report.model import Figure
from assessment.services import comparing, history
from assessment.services.submitting import answers_of
from assessment.store import attempts
from tests.clusters import on_each_database as on_each_database
from tests.people import taken
from tests.people.signed_in import NOOR, add_account
from tests.people.taken import NOW

LATER = NOW + timedelta(days=900)


@pytest.fixture
def noor(db, content):
    ids = []
    for seed, days in ((7, 0), (8, 300), (9, 700)):
        attempt_id = taken.add_submitted(db, content, seed=seed)
        attempts.set_submitted(db, attempt_id, NOW + timedelta(days=days), now=NOW)
        ids.append(attempt_id)
    return add_account(db, NOOR, at=NOW, attempts=tuple(ids))


def open_history(db, content, noor):
    return history.open_history(db, content, noor.id, now=LATER)


def figures(report):
    return {block.id: block for block in report.blocks() if isinstance(block, Figure)}


def test_every_pair_after_each_other_is_judged_as_the_comparison_judges_it(db, content, noor):
    found = open_history(db, content, noor)

    assert [one.at.year for one in found.measured] == [2028, 2027, 2026]
    assert len(found.changes) == 2
    by_day = sorted(found.measured, key=lambda one: one.at)
    before, after = (answers_of(attempts.get_attempt(db, one.id)) for one in by_day[1:])
    judged = comparing.compare_answers(content, before, after)
    told = found.changes[0].chapter
    verdicts = {row[0]: row[-1] for block in told.blocks for row in getattr(block, "rows", ())}
    named = {c.id: c.name for c in content.value_map.competencies}
    expected = {named[c]: moved.verdict for c, moved in judged.changes.items()
                if moved is not None and c not in content.value_map.virtues}  # fmt: skip
    assert set(verdicts) == set(expected)


def test_the_same_answers_give_the_same_point_every_time(db, content):
    ids = [taken.add_submitted(db, content, seed=7) for _ in range(2)]
    attempts.set_submitted(db, ids[1], NOW + timedelta(days=300), now=NOW)
    noor = add_account(db, NOOR, at=NOW, attempts=tuple(ids))

    for figure in figures(open_history(db, content, noor).figures).values():
        for panel in figure.data.panels:
            assert panel.readings[0] == panel.readings[1]


def test_the_table_and_the_alternative_hold_every_point(db, content, noor):
    for figure in figures(open_history(db, content, noor).figures).values():
        assert len(figure.table.rows) == len(figure.data.panels)
        assert all(len(row) == 4 for row in figure.table.rows)
        for row in figure.table.rows:
            for cell in row:
                assert cell in figure.alt


def test_only_statements_that_stayed_the_same_count_and_too_few_is_said(db, content, noor):
    gedrag = content.library.gedrag
    own = [item.id for item in gedrag.items if item.competency == "POL1"]
    earlier = tuple(
        replace(item, text="Iets heel anders.") if item.id in own[2:] else item
        for item in gedrag.items
    )
    newer = replace(gedrag, header=replace(gedrag.header, version=2))
    library = replace(content.library, gedrag=newer, earlier_statements={1: earlier})
    changed = replace(content, library=library)

    report = history.open_figures(db, changed, noor.id, now=LATER)

    name = content.value_map.competency["POL1"].name
    figure = figures(report)["competencies"]
    assert name not in [panel.label for panel in figure.data.panels]
    said = [block.text for block in report.sections[0].blocks if block is not figure]
    assert any(name in text and "minder dan 3" in text for text in said)


def test_a_changed_style_is_not_laid_beside_the_one_of_now(db, content, noor):
    stijl = content.library.stijl
    newer = replace(stijl, header=replace(stijl.header, version=2))
    changed = replace(content, library=replace(content.library, stijl=newer))

    report = history.open_figures(db, changed, noor.id, now=LATER)

    panels = figures(report)["style"].data.panels
    assert all(panel.readings == (None, None, None) for panel in panels)
    assert "veranderd" in report.sections[2].blocks[1].text


def test_an_attempt_that_is_open_again_does_not_count(db, content, noor):
    newest = open_history(db, content, noor).measured[0].id
    attempts.set_submitted(db, newest, None, now=LATER)

    assert newest not in [one.id for one in open_history(db, content, noor).measured]
