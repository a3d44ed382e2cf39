"""Two results of others beside each other: only what both tell of all together, no change named."""

import re
from dataclasses import replace
from datetime import date

from assessment.report.documents.anderen.again import compare_results
from tests.people.outcomes import make_outcome
from values.others import View

THEN = date(2026, 4, 3)


def moved(outcome, by):
    """Return a result in which everybody sees everything that much more often."""
    return replace(
        outcome,
        competencies=tuple(
            replace(one, together=replace(one.together, score=one.together.score + by))
            for one in outcome.competencies
        ),
    )


def compare(value_map, before, after, more=(), less=()):
    found = compare_results(before, after, value_map, more=more, less=less, begun_before=THEN)
    return found[0].blocks if found else ()


def test_each_competency_has_what_others_said_then_and_now(value_map):
    now = make_outcome(value_map)

    lead, nothing, table, last = compare(value_map, moved(now, -20), now)

    assert "vanaf 3 april 2026" in lead.text
    assert table.rows[0] == ("Krachtenveld lezen", "40 (45 tot 75)", "60 (45 tot 75)")
    assert len(table.rows) == len(now.competencies)
    assert "Niets is zeker veranderd" in nothing.text
    assert "alleen als ze vrijwel zeker is" in last.text


def test_what_surely_changed_is_named_by_direction(value_map):
    now = make_outcome(value_map)
    first, second = now.competencies[:2]

    blocks = compare(value_map, now, now, more=(first.about,), less=(second.about,))

    assert blocks[1].text == "Anderen zien dit nu vrijwel zeker vaker: ‘Krachtenveld lezen’."
    assert "minder vaak" in blocks[2].text


def test_what_one_of_the_two_does_not_tell_is_left_out(value_map):
    whole = make_outcome(value_map)
    first, *rest = whole.competencies
    few = replace(whole, competencies=(replace(first, together=None, views=()), *rest))

    for before, after in ((few, whole), (whole, few)):
        names = [row[0] for row in compare(value_map, before, after)[2].rows]
        assert "Krachtenveld lezen" not in names
        assert len(names) == len(rest)
    none = replace(whole, competencies=(few.competencies[0],))
    assert compare(value_map, none, whole) == ()


def test_a_group_and_how_many_answered_change_nothing(value_map):
    now = make_outcome(value_map)
    alone = View(("college",), 15, 10, 20)
    other = replace(
        now,
        raters=3,
        groups=(("college", "raad"),),
        competencies=tuple(
            replace(one, views=(alone,), agreement="differ") for one in now.competencies
        ),
    )

    assert compare(value_map, now, other) == compare(value_map, now, now)


def test_no_number_stands_in_it_that_the_two_results_do_not_tell(value_map):
    now, before = make_outcome(value_map), moved(make_outcome(value_map), -20)

    told = re.findall(r"\d+", str(compare(value_map, before, now)[2].rows))

    shown = (v for one in (now, before) for t in one.competencies for v in [t.together])
    assert {int(n) for n in told} <= {n for v in shown for n in (v.score, v.low, v.high)}
