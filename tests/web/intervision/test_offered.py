"""The programme Intervisie leads to the round that its reader can join now."""

import pytest

from assessment.services.intervision import intakes, rounds
from assessment.services.moments import now
from tests.people import placed, taken
from tests.people.signed_in import NOOR, add_account, sign_in

ROUND = 'main p.callout a[href="/intervisie"]'
SEED = 5  # somebody to whom Intervisie is proposed


@pytest.fixture
def result(keep, content):
    return keep(taken.add_submitted, content, seed=SEED)


@pytest.fixture
def pages(result):
    return [f"/afname/{result}/aanbod/INT", f"/afname/{result}/plan/waarom"]


@pytest.fixture
def noor(keep, result, visitor):
    account = keep(add_account, NOOR, at=now(), attempts=(result,))
    sign_in(visitor.client, account)
    return account


def leads(visitor, pages):
    return [bool(visitor.get(page).select(ROUND)) for page in pages]


def test_intervisie_leads_to_a_round_that_is_open(visitor, noor, pages, keep):
    assert leads(visitor, pages) == [False, False]

    keep(placed.open_round)

    assert leads(visitor, pages) == [True, True]


def test_without_an_account_it_leads_there_as_well(visitor, result, pages, keep):
    visitor.owns(result)
    keep(placed.open_round)

    assert leads(visitor, pages) == [True, True]


def test_who_joined_and_who_came_too_late_are_led_nowhere(visitor, noor, pages, keep, round_id):
    keep(intakes.keep_intake, noor.id, round_id, placed.TOLD, now=now())
    assert leads(visitor, pages) == [False, False]

    late = keep(placed.open_round)
    keep(placed.join, late, 1)
    keep(rounds.close_round, late)
    assert leads(visitor, pages) == [False, False]


def test_another_programme_leads_to_no_round(visitor, noor, result, round_id):
    assert not visitor.get(f"/afname/{result}/aanbod/LBG").select(ROUND)
