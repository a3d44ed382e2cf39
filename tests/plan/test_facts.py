"""Facts that age: warned of in time, and never silently wrong."""

from dataclasses import replace
from datetime import date

import pytest

from assessment.plan import checks
from assessment.plan.facts import Fact, check_facts, list_facts, tell_age

SURE = Fact("ergens: iets", ("bron",), "2026-11", "2027-05", sure=True)
CAREFUL = replace(SURE, sure=False)


def test_every_programme_right_support_contact_and_card_with_a_source_is_a_fact(catalogue):
    facts = list_facts(catalogue)

    cards = [card for card in catalogue.cards if card.sources]
    groups = (catalogue.programmes, catalogue.payment, catalogue.support, catalogue.contacts, cards)
    assert len(facts) == sum(map(len, groups)) > 25
    assert list(check_facts(facts)) == []
    assert len({fact.place for fact in facts}) == len(facts)


@pytest.mark.parametrize(
    ("today", "warnings", "overdue"),
    [
        (date(2027, 2, 28), 0, 0),
        (date(2027, 3, 1), 1, 0),
        (date(2027, 5, 31), 1, 0),
        (date(2027, 6, 1), 0, 1),
    ],
)
def test_a_sure_fact_is_warned_of_for_two_months_and_fails_after(today, warnings, overdue):
    age = tell_age([SURE], today)

    assert (len(age.warnings), len(age.overdue)) == (warnings, overdue)


def test_a_card_with_a_source_and_no_date_is_refused(catalogue):
    undated = replace(catalogue.card("regio-en-raad"), as_of="", review_by="")
    told = list(check_facts(list_facts(replace(catalogue, cards=(undated,)))))

    assert [s.split(";")[0] for s in told] == [
        "cards.toml: regio-en-raad: as_of is ''",
        "cards.toml: regio-en-raad: review_by is ''",
    ]


def test_a_fact_told_with_a_reservation_never_fails():
    age = tell_age([CAREFUL], date(2031, 1, 1))

    assert age.overdue == ()
    assert "met een voorbehoud" in age.warnings[0]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"sources": ()}, "ergens: iets: er staat geen bron; noem"),
        ({"as_of": "2026"}, "ergens: iets: as_of is '2026'; schrijf een maand"),
        ({"review_by": "2027-13"}, "ergens: iets: review_by is '2027-13'; schrijf een maand"),
        ({"review_by": "2026-11"}, "ergens: iets: review_by 2026-11 ligt niet na as_of 2026-11"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(changes, problem):
    [told] = check_facts([replace(SURE, **changes)])

    assert told.startswith(problem)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"telephone": "bel ons"}, "contacts.toml: vereniging: telephone is 'bel ons'"),
        ({"mail": "info"}, "contacts.toml: vereniging: mail is 'info'"),
        ({"url": "http://oud.nl"}, "contacts.toml: vereniging: url is 'http://oud.nl'"),
        ({"telephone": "", "mail": "", "url": ""}, "contacts.toml: vereniging: er staat geen tel"),
        ({"id": "ander"}, "catalogue.toml: ORI: het contact 'vereniging' bestaat niet"),
        ({"id": "weerbaar-bestuur"}, "contacts.toml: weerbaar-bestuur: deze id staat er 2 keer"),
    ],
)
def test_a_contact_that_leads_nowhere_is_refused(changes, problem, catalogue, value_map):
    contacts = tuple(
        replace(contact, **changes) if contact.id == "vereniging" else contact
        for contact in catalogue.contacts
    )

    told = checks.problems(replace(catalogue, contacts=contacts), value_map)

    assert any(sentence.startswith(problem) for sentence in told), told


def test_no_source_names_a_party(catalogue):
    parties = ("D66", "VVD", "CDA", "PvdA", "GroenLinks", "PRO ", "ChristenUnie", "SGP", "PVV")

    for fact in list_facts(catalogue):
        assert not any(party in source for source in fact.sources for party in parties), fact
