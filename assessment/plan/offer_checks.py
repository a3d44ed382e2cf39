"""What a catalogue that is edited on pages must keep before it can be published."""

import re
from collections.abc import Collection, Iterator

from assessment.plan import contact_checks
from assessment.plan.checks import (
    CATALOGUE,
    MAY_BE_EMPTY,
    check_named,
    check_programmes,
    list_advised,
    list_ended,
    texts,
)
from assessment.plan.contact_checks import CONTACTS
from assessment.plan.facts import check_facts, list_facts
from assessment.plan.model import ENDED, Catalogue
from assessment.plan.offer_advice import list_phase_offers, list_wish_offers
from assessment.plan.problems import say
from values import ValueMap
from values.checks import empty_texts, hard_texts, repeated_texts

MOST_PROGRAMMES = 200
MOST_CONTACTS = 30
MOST_FOR_WISH, MOST_FOR_PHASE = 6, 3  # programmes
MOST_CHARACTERS = {
    "name": 80, "kind": 40, "form": 400, "trains": 400, "entry": 300, "note": 300, "url": 300,
    "price": 120, "audience": 300,
}  # fmt: skip
MOST_OF_CONTACT = {"name": 80, "about": 160, "telephone": 20, "mail": 254, "url": 300}  # characters
LEAST_ID, MOST_ID = 2, 12  # characters
LEAST_CONTACT_ID, MOST_CONTACT_ID = 2, 30  # characters
_ID = re.compile(rf"[A-Z0-9-]{{{LEAST_ID},{MOST_ID}}}")
_CONTACT_ID = re.compile(rf"[a-z0-9-]{{{LEAST_CONTACT_ID},{MOST_CONTACT_ID}}}")


def find_problems(
    catalogue: Catalogue, value_map: ValueMap, *, published: Collection[str]
) -> list[str]:
    """Return why this catalogue cannot be published, one sentence each, or an empty list.

    ``published`` are the ids of programmes that plans may point to: none of them may go.
    """
    own = [(place, text) for place, text in texts(catalogue) if place.startswith(CATALOGUE)]
    facts = [f for f in list_facts(catalogue) if f.place.startswith((CATALOGUE, CONTACTS))]
    every = [
        *_sizes(catalogue),
        *_contact_sizes(catalogue),
        *_advised_sizes(catalogue),
        *_gone(catalogue, published),
        *check_programmes(catalogue, value_map),
        *check_named(catalogue),
        *check_facts(facts),
        *contact_checks.problems(catalogue),
        *repeated_texts((place, text) for place, text in own if not place.endswith(".form")),
        *hard_texts(own),
        *empty_texts((place, text) for place, text in own if not place.endswith(MAY_BE_EMPTY)),
    ]
    return list(dict.fromkeys(every))


def find_warnings(catalogue: Catalogue, value_map: ValueMap) -> list[str]:
    """Return what to know before publishing: what serves nobody now, and what advises nobody."""
    there = [programme for programme in catalogue.programmes if programme.status != ENDED]
    named = {value for programme in there for value in programme.values}
    helped = named | {action.value for action in catalogue.actions}
    trained = {c for p in there if not p.support for c in p.competencies}
    advised = list_advised(catalogue)
    return [
        *(say("offer.unserved", name=value.name)
          for value in value_map.values.values() if value.id not in helped),
        *(say("offer.untrained", name=competency.name)
          for competency in value_map.competencies if competency.id not in trained),
        *(say("offer.advised", name=catalogue.programme(ended).name)
          for ended in dict.fromkeys(list_ended(catalogue))),
        *(say("offer.unadvised", name=programme.name) for programme in there
          if not (programme.support or programme.competencies or programme.values
                  or programme.id in advised)),
    ]  # fmt: skip


def is_contact_id(text: str) -> bool:
    """Return whether a contact may have this id."""
    return _CONTACT_ID.fullmatch(text) is not None


def _gone(catalogue: Catalogue, published: Collection[str]) -> Iterator[str]:
    there = {programme.id for programme in catalogue.programmes}
    for programme_id in published:
        if programme_id not in there:
            yield say("offer.gone", file=CATALOGUE, id=programme_id)


def _sizes(catalogue: Catalogue) -> Iterator[str]:
    if (count := len(catalogue.programmes)) > MOST_PROGRAMMES:
        yield say("offer.many", file=CATALOGUE, count=count, most=MOST_PROGRAMMES)
    for programme in catalogue.programmes:
        if not _ID.fullmatch(programme.id):
            yield say(
                "offer.wrong_id", file=CATALOGUE, id=programme.id, least=LEAST_ID, most=MOST_ID
            )
        for name, most in MOST_CHARACTERS.items():
            if (count := len(getattr(programme, name))) > most:
                yield say("offer.long", file=CATALOGUE, id=programme.id, field=name, count=count,
                          most=most)  # fmt: skip


def _contact_sizes(catalogue: Catalogue) -> Iterator[str]:
    if (count := len(catalogue.contacts)) > MOST_CONTACTS:
        yield say("offer.many_contacts", file=CONTACTS, count=count, most=MOST_CONTACTS)
    for contact in catalogue.contacts:
        if not is_contact_id(contact.id):
            yield say("offer.wrong_contact_id", file=CONTACTS, id=contact.id,
                      least=LEAST_CONTACT_ID, most=MOST_CONTACT_ID)  # fmt: skip
        for name, most in MOST_OF_CONTACT.items():
            if (count := len(getattr(contact, name))) > most:
                yield say("offer.long", file=CONTACTS, id=contact.id, field=name, count=count,
                          most=most)  # fmt: skip
        for name in ("name", "about"):
            if not getattr(contact, name).strip():
                yield say("offer.empty", file=CONTACTS, id=contact.id, field=name)


def _advised_sizes(catalogue: Catalogue) -> Iterator[str]:
    """Yield each wish and phase that names more programmes than a page asks for."""
    for wish in list_wish_offers(catalogue):
        if (count := len(wish.programmes)) > MOST_FOR_WISH:
            yield say("offer.many_advised", file=CATALOGUE, name=f"{wish.question}:{wish.option}",
                      count=count, most=MOST_FOR_WISH)  # fmt: skip
    for phase in list_phase_offers(catalogue):
        if (count := max(len(phase.belongs), len(phase.if_room))) > MOST_FOR_PHASE:
            yield say("offer.many_advised", file=CATALOGUE, name=phase.phase,
                      count=count, most=MOST_FOR_PHASE)  # fmt: skip
