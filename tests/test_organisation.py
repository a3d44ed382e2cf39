"""The organisation in the settings: read, refused, and asked for where others can come."""

import pytest

from assessment.json_reading import InputError
from assessment.organisation import (
    HELP,
    NAME,
    PRIVACY,
    Organisation,
    list_missing,
    read_organisation,
)

ALL = {NAME: "Vereniging  van Voorbeelden", HELP: "hulp@voorbeeld.nl", PRIVACY: "030 123 45 67"}


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("hulp@voorbeeld.nl", "mailto:hulp@voorbeeld.nl"),
        ("030 123 45 67", "tel:+31301234567"),
        ("(030) 123-45-67", "tel:+31301234567"),
        ("+32 2 123 45 67", "tel:+3221234567"),
        ("14 030", "tel:14030"),
        ("https://voorbeeld.nl/hulp", "https://voorbeeld.nl/hulp"),
    ],
)
def test_a_contact_becomes_a_link_that_works(typed, address):
    contact = read_organisation({HELP: typed}).help

    assert (contact.text, contact.address) == (typed, address)


@pytest.mark.parametrize(
    "typed",
    [
        "de balie",
        "hulp@",
        "voorbeeld.nl",
        "javascript:alert(1)",
        "1",
        "mailto:hulp@voorbeeld.nl",
        "https://ik:geheim@voorbeeld.nl",
        "voorbeeld.nl/@hulp.nl",
        "hulp@voorbeeld.nl?bcc=ander",
        "٠٣٠ ١٢٣٤٥٦٧",
    ],
)
def test_what_leads_nowhere_is_refused_with_its_setting(typed):
    with pytest.raises(InputError, match=f"^{PRIVACY}: "):
        read_organisation({PRIVACY: typed})


@pytest.mark.parametrize("hosts", [("127.0.0.1", "bop.example"), ("0.0.0.0", "localhost")])
@pytest.mark.parametrize("left_out", [NAME, HELP, PRIVACY])
def test_each_setting_that_is_missing_is_named_where_others_can_come(hosts, left_out):
    organisation = read_organisation({k: v for k, v in ALL.items() if k != left_out})

    [line] = list_missing(organisation, *hosts)

    assert line.startswith(f"{left_out}: ")
    assert list_missing(read_organisation(ALL), *hosts) == []


def test_on_this_machine_alone_nobody_needs_to_be_named():
    assert list_missing(Organisation(), "127.0.0.1", "localhost") == []
    assert len(list_missing(Organisation(), "127.0.0.1", "bop.example")) == 3
