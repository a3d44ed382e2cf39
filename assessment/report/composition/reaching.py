"""Whom a person can reach, as text with links that work: support, programmes, practice cards."""

from collections.abc import Iterator, Sequence

from assessment.addresses import call_address
from assessment.phrases import joined, lower_first
from assessment.plan.model import Catalogue, Contact, Note, Programme
from assessment.report.composition.texts import say
from assessment.report.model import OutwardLink, Reach


def list_ways(contact: Contact) -> tuple[OutwardLink, ...]:
    """Return the telephone, the mailbox and the site of a contact, as far as they are known."""
    ways = []
    if contact.telephone:
        ways.append(OutwardLink(contact.telephone, call_address(contact.telephone)))
    if contact.mail:
        ways.append(OutwardLink(contact.mail, f"mailto:{contact.mail}"))
    if contact.url:
        ways.append(link_to(contact.url))
    return tuple(ways)


def link_to(url: str) -> OutwardLink:
    """Return a link whose words are the site, so that it can be read on paper too."""
    site = url.removeprefix("https://").removeprefix("www.").split("/")[0]
    return OutwardLink(site, url)


def reach_contact(contact: Contact) -> Reach:
    """Return who it is, what for, of which year that is, and how to reach them."""
    known = {"name": contact.name, "about": contact.about, "year": contact.as_of[:4]}
    return Reach(say("reach.contact", **known), list_ways(contact))


def reach_support(catalogue: Catalogue, notes: Sequence[Note]) -> Iterator[Reach]:
    """Yield each contact of these kinds of support once, with what to call them for."""
    titles: dict[str, list[str]] = {}
    for note in notes:
        for contact_id in note.contacts:
            titles.setdefault(contact_id, []).append(lower_first(note.title))
    for contact_id, about in titles.items():
        contact = catalogue.contact(contact_id)
        text = say("reach.support", name=contact.name, about=joined(about))
        yield Reach(text, list_ways(contact))


def reach_programme(catalogue: Catalogue, programme: Programme) -> Iterator[Reach]:
    """Yield how to ask about a programme and to enrol, if anybody is known."""
    if programme.contact:
        contact = catalogue.contact(programme.contact)
        ways = list_ways(contact)
        if programme.url:
            ways = (*ways, link_to(programme.url))
        yield Reach(say("reach.programme", name=contact.name), ways)
