"""Who is advised what, and whom to ask: changed in the draft beside the programmes.

The words of a wish come with the program; which programmes it gives is the desk's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from assessment.instruments.model import Question
from assessment.instruments.office_name import fill_in
from assessment.phrases import quoted
from assessment.plan.model import ENDED, Contact, Programme, Wish
from assessment.plan.offer_advice import PhaseOffer, list_phase_offers
from assessment.services.catalogue import drafting
from assessment.services.catalogue.drafting import CatalogueRefused, Desk, say
from assessment.services.catalogue.names import name_phase
from assessment.services.content import Content
from values import DEFAULT_OFFICE


@dataclass(frozen=True, slots=True)
class Told:
    """Something for which programmes are advised, in words, with their names in order."""

    words: str
    names: tuple[str, ...]


def find_wish(desk: Desk, question: str, option: str) -> Wish | None:
    """Return what an answer asks for, with the programmes that give it; None for no wish."""
    wishes = desk.catalogue.asked.wishes
    return next((w for w in wishes if (w.question, w.option) == (question, option)), None)


def find_phase(desk: Desk, phase: str) -> PhaseOffer | None:
    """Return which programmes belong to a phase; None when there is no such phase."""
    return next((one for one in list_phase_offers(desk.catalogue) if one.phase == phase), None)


def find_contact(desk: Desk, contact_id: str) -> Contact | None:
    """Return a contact by its id, or None."""
    return next((one for one in desk.catalogue.contacts if one.id == contact_id), None)


def tell_wish(wish: Wish) -> str:
    """Return in words what is wished for."""
    return say("advice.wish", asked=wish.asked)


def tell_answer(content: Content, wish: Wish) -> str:
    """Return in words which answer to which question it is."""
    library = content.library
    questions = (*library.verdieping.items, *library.intake.items)
    question = next((one for one in questions if one.id == wish.question), None)
    if not isinstance(question, Question):
        return ""
    question = fill_in(question, content.value_map.office[DEFAULT_OFFICE].name)
    labels = {option.id: option.label for option in question.options}
    answer = labels.get(wish.option, wish.option)
    return say("advice.answer", question=question.text, answer=answer)


def tell_wishes(desk: Desk, content: Content) -> list[tuple[Wish, str, Told]]:
    """Return each wish with its answer, for some are called alike, and with what it gives."""
    return [
        (
            wish,
            tell_answer(content, wish),
            Told(tell_wish(wish), name_programmes(desk, wish.programmes)),
        )
        for wish in desk.catalogue.asked.wishes
    ]


def tell_phases(desk: Desk) -> list[tuple[PhaseOffer, Told, Told]]:
    """Return each phase with what belongs to it, before and after what was asked for."""
    return [
        (
            one,
            Told(name_phase(one.phase), name_programmes(desk, one.belongs)),
            Told(name_phase(one.phase), name_programmes(desk, one.if_room)),
        )
        for one in list_phase_offers(desk.catalogue)
    ]


def list_why(desk: Desk, programme_id: str) -> list[str]:
    """Return in words for what a programme is advised, beside what it trains."""
    phases = [
        say("advice.belongs", phase=name_phase(one.phase))
        for one in list_phase_offers(desk.catalogue)
        if programme_id in (*one.belongs, *one.if_room)
    ]
    wishes = [w for w in desk.catalogue.asked.wishes if programme_id in w.programmes]
    return [*phases, *map(tell_wish, wishes)]


def list_choosable(desk: Desk, chosen: Sequence[str]) -> list[Programme]:
    """Return the programmes that can be advised, and those that are ``chosen`` already."""
    return [
        one
        for one in desk.catalogue.programmes
        if one.id in chosen or not (one.support or one.status == ENDED)
    ]


def name_programmes(desk: Desk, ids: Sequence[str]) -> tuple[str, ...]:
    """Return what programmes are called; one that is not there by its id."""
    names = {one.id: one.name for one in desk.catalogue.programmes}
    return tuple(names.get(one, one) for one in ids)


def keep_wish(
    db: Session,
    content: Content,
    desk: Desk,
    wish: Wish,
    programmes: Sequence[str],
    *,
    now: datetime,
) -> None:
    """Have a wish give these programmes, best one first. CatalogueRefused, DraftChanged."""
    key = {"question": wish.question, "option": wish.option}
    entry = {**key, "programmes": list(programmes)}
    told = _replace(drafting.list_entries(desk, "wishes"), key, entry)
    about = re.compile(re.escape(f"{wish.question}:{wish.option}"))
    drafting.keep_table(db, content, desk, {"wishes": told}, concerns=about, now=now)


def keep_phase(
    db: Session, content: Content, desk: Desk, offer: PhaseOffer, *, now: datetime
) -> None:
    """Have these programmes belong to a phase. CatalogueRefused, DraftChanged."""
    key = {"phase": offer.phase}
    entry = {**key, "belongs": list(offer.belongs), "if_room": list(offer.if_room)}
    told = _replace(drafting.list_entries(desk, "phases"), key, entry)
    about = re.compile(rf": {re.escape(offer.phase)} ")
    drafting.keep_table(db, content, desk, {"phases": told}, concerns=about, now=now)


def keep_contact(
    db: Session, content: Content, desk: Desk, contact: Contact, *, now: datetime
) -> None:
    """Keep a contact in the draft. CatalogueRefused, DraftChanged."""
    drafting.keep_entry(db, content, desk, "contacts", contact, now=now)


def drop_contact(
    db: Session, content: Content, desk: Desk, contact: Contact, *, now: datetime
) -> None:
    """Take a contact out of the draft; CatalogueRefused as long as something points to it."""
    if users := _list_users(desk, contact.id):
        raise CatalogueRefused([say("contact.used", name=contact.name, users=users)])
    told = [one for one in drafting.list_entries(desk, "contacts") if one["id"] != contact.id]
    nothing = re.compile(r"(?!)")  # whoever pointed to it was asked already
    drafting.keep_table(db, content, desk, {"contacts": told}, concerns=nothing, now=now)


def _list_users(desk: Desk, contact_id: str) -> str:
    """Return the names of what points to a contact."""
    catalogue = desk.catalogue
    names = [p.name for p in catalogue.programmes if p.contact == contact_id]
    notes = (*catalogue.support, *catalogue.payment)
    return quoted([*names, *(note.title for note in notes if contact_id in note.contacts)])


def _replace(
    entries: Sequence[Mapping[str, Any]], key: Mapping[str, str], entry: Mapping[str, Any]
) -> list[Mapping[str, Any]]:
    """Return entries with the one of this key in its place, or at the end."""
    is_own = [all(one.get(name) == value for name, value in key.items()) for one in entries]
    if not any(is_own):
        return [*entries, entry]
    return [entry if own else one for one, own in zip(entries, is_own, strict=True)]
