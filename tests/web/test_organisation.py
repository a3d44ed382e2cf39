"""Who offers this, and where to find help, on the pages of a participant."""

import pytest

from assessment.organisation import HELP, NAME, PRIVACY, read_organisation
from tests.web.visitor import Visitor

SET = {NAME: "Vereniging <X>", HELP: "hulp@voorbeeld.nl", PRIVACY: "030 123 45 67"}


@pytest.fixture
def named(make_app):
    return Visitor(make_app(organisation=read_organisation(SET)).test_client())


@pytest.mark.parametrize("address", ["/", "/begin", "/verder", "/privacy", "/steun"])
def test_every_page_tells_who_offers_it_and_where_to_ask(named, address):
    footer = named.get(address).footer

    assert "aangeboden door Vereniging <X>." in footer.text
    assert footer.select_one('a[href="mailto:hulp@voorbeeld.nl"]')
    assert footer.select_one('a[href="tel:+31301234567"]')


def test_a_page_that_is_not_there_tells_it_too(named):
    assert "Vereniging <X>" in named.get("/bestaat-niet", status=404).footer.text


def test_the_privacy_page_names_who_is_responsible(named):
    assert "Vereniging <X> biedt dit aan en is verantwoordelijk" in named.get("/privacy").main.text


def test_on_ones_own_machine_no_organisation_is_invented(visitor):
    assert "aangeboden door" not in visitor.get("/").text
    assert "verantwoordelijk voor je gegevens" not in visitor.get("/privacy").text
