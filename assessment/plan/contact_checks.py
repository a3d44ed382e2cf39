"""Rules for whom a person can reach: one Dutch sentence per problem."""

import re
from collections import Counter
from collections.abc import Iterator

from assessment.plan.model import Catalogue, Contact
from assessment.plan.problems import say

CONTACTS = "contacts.toml"
# What a link is made of; anything else would lead nowhere, or somewhere else.
_FORMS = {
    "telephone": re.compile(r"0[\d ]{1,16}\d|1\d\d"),
    "mail": re.compile(r"[\w.-]+@[\w-]+(\.[\w-]+)+"),
    "url": re.compile(r"https://[\w-]+(\.[\w-]+)+(/[\w./-]*)?"),
}


def problems(catalogue: Catalogue) -> Iterator[str]:
    """Yield what is wrong with the contacts of ``catalogue`` and with who points to them."""
    for contact_id, count in Counter(contact.id for contact in catalogue.contacts).items():
        if count > 1:
            yield say("contact.twice", file=CONTACTS, id=contact_id, count=count)
    for contact in catalogue.contacts:
        yield from _forms(contact)
    known = {contact.id for contact in catalogue.contacts}
    for place, contacts, url in _pointers(catalogue):
        for unknown in sorted(set(contacts) - known):
            yield say("contact.unknown", place=place, value=unknown)
        if url and not is_way("url", url):
            yield say("contact.wrong_form", place=place, field="url", value=url)


def is_way(name: str, text: str) -> bool:
    """Return whether a telephone number, mailbox or address makes a link that works."""
    return _FORMS[name].fullmatch(text) is not None


def _pointers(catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield everything that points to a contact: its place, the contacts, and its own page."""
    for programme in catalogue.programmes:
        contacts = (programme.contact,) if programme.contact else ()
        yield f"catalogue.toml: {programme.id}", contacts, programme.url
    for note in catalogue.support:
        yield f"support.toml: {note.id}", note.contacts, note.url
    for note in catalogue.payment:
        yield f"catalogue.toml: payment {note.id}", note.contacts, note.url


def _forms(contact: Contact) -> Iterator[str]:
    place = f"{CONTACTS}: {contact.id}"
    ways = {name: getattr(contact, name) for name in _FORMS}
    if not any(ways.values()):
        yield say("contact.no_way", place=place)
    for name, text in ways.items():
        if text and not is_way(name, text):
            yield say("contact.wrong_form", place=place, field=name, value=text)
