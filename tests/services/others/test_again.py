"""A second round, a half year later: its result stands beside that of the first, for the owner."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.services import releasing
from assessment.services.others import rounds, showing
from assessment.store import attempts
from tests.people import seen

OPENED = seen.NOW + timedelta(days=2)
AGAIN = OPENED + timedelta(days=200)
LATER = AGAIN + timedelta(days=2)


@pytest.fixture
def twice(db, content):
    first = seen.ask(db, content)
    seen.answer_all(db, content, first, 4)
    rounds.open_outcome(db, content, first.owner.id, first.round.id, now=OPENED)
    second = seen.ask_again(db, content, first.owner, first.attempt_id, at=AGAIN)
    for seed, token in enumerate(list(second.tokens.values())[:6], start=20):
        seen.answer(db, content, token, seen.fill_in(content, seed), at=LATER)
    rounds.open_outcome(db, content, first.owner.id, second.round.id, now=LATER)
    return first, second


def chapters(db, content, asking):
    report = showing.open_report(db, content, asking.owner.id, asking.round.id)
    return {section.id: section for section in report.sections}


def test_the_later_result_has_both_numbers_and_the_earlier_one_stays_as_it_was(db, content, twice):
    first, second = twice

    table = next(
        b for b in chapters(db, content, second)["toen-en-nu"].blocks if hasattr(b, "rows")
    )

    _, before = rounds.read_result(db, first.owner.id, first.round.id)
    _, after = rounds.read_result(db, first.owner.id, second.round.id)
    both = zip(before.competencies, after.competencies, strict=True)
    told = [(one.together, other.together) for one, other in both]
    assert [row[1:] for row in table.rows] == [
        tuple(f"{view.score} ({view.low} tot {view.high})" for view in pair)
        for pair in told if None not in pair
    ]  # fmt: skip
    assert "toen-en-nu" not in chapters(db, content, first)


def test_a_round_of_somebody_else_is_nobody_s_earlier_one(db, content, twice):
    other = seen.ask(db, content, owner="ander@gemeente.example", at=AGAIN)
    held = rounds.own_round(db, other.owner.id, other.round.id)

    assert rounds.find_earlier(db, held) is None
    assert rounds.find_earlier(db, replace(held, account_id=twice[0].owner.id)) is not None


def test_a_coach_who_gets_the_part_reads_the_last_result_alone(db, content, twice):
    draft = releasing.draft_release(
        db, content, attempts.get_attempt(db, twice[0].attempt_id), ("others",), now=LATER
    )

    assert "Minstens 5 anderen antwoordden" in draft.text
    assert "Minstens 3 anderen antwoordden" not in draft.text
    assert "Toen en nu" not in draft.text
