"""What somebody typed or chose in a form that was refused, so that the page can give it back."""

from dataclasses import dataclass

from flask import request
from werkzeug.exceptions import HTTPException

from assessment.instruments.model import (
    ChoiceSet,
    ExtraStatement,
    Item,
    Pair,
    Question,
    Statement,
    Switching,
)
from assessment.services import interests, office_profiles
from assessment.services.accounts import ROLES
from assessment.services.colleges.shares import DOTS
from assessment.services.intervision import texts as intervision_texts
from assessment.services.rounds.keeping import KINDS
from assessment.web.participant import content
from assessment.web.participant.goal_form import names
from assessment.wording import clean_text, say
from values import PHASES

TALK_FIELDS = {
    "text": "comment",
    "what": "action",
    "due_on": "due_on",
    "day": "day",
    "note": "note",
}  # of a conversation; what tells them apart stands before it
DESK = "/medewerker/aanbod"
# Of the catalogue; elsewhere a field of such a name is another.
DESK_FIELDS = ("programme_id", "kind", "form", "trains", "entry", "requires", "entry_source",
               "dates", "places", "price", "load_hours", "pe_hours", "url", "sources", "as_of",
               "review_by", "toml", "contact", "payment", "status", "phases", "contact_id",
               "about", "telephone", "mail")  # fmt: skip
ADVISED = ("advised", "room")  # at the desk; the number of a place stands behind it
LOG_FIELDS = ("what", "day", "hours", "learned")  # of the logbook, with nothing before them
# Of intervision: what can be chosen has names of its own.
MEETING_FIELDS = ("called", "apart", "agreed", "title", "closes_on")
PLACING_FIELDS = ("places", "dayparts", "themes", "company")
# Of beginning, documents, coming back, accounts, goals and a profielschets. Secrets are not told.
TEXT_FIELDS = ("name", "voor", "code", "address", "aim", "doing", "noticing", "by", "helper",
               "actions", "own_actions", "place", "ahead", "rub", "words", "days", "college",
               "organisatie", "raad", "buiten", "ander", "college_name", "ends_on",
               "interested", "reach", "round_name", "closes_on", "addresses",
               "description", "size", "invited", "typed",
               "recipient", "purpose")  # fmt: skip
CHOICE_FIELDS = ("share", "phase", "role", "about", "programme", "programmes", "followed",
                 "audience", "competencies", "values", "tensions", "styles", "dots",
                 "offices", "phases", "until", "round_kind", "proposed_phase")  # fmt: skip
_AS_TYPED = {"typed.": TEXT_FIELDS, "typed.log_": LOG_FIELDS}


@dataclass(frozen=True, slots=True)
class Typed:
    """One thing that was typed or chosen: what was asked, and the answer."""

    asked: str
    answer: str


def list_typed() -> list[Typed]:
    """Return what was typed and chosen in the posted form, in its order; of other forms nothing.

    Only fields of our own forms are told: a form of another site must not speak through ours.
    """
    try:
        form = request.form
    except HTTPException:  # too large, or no form
        return []
    items = _items_by_id()
    told = (_tell(field, texts, items) for field, texts in form.lists())
    return [one for one in told if one is not None and one.answer]


def _tell(field: str, texts: list[str], items: dict[str, Item]) -> Typed | None:
    """Return what came in one field; None for a field that is not told."""
    text = "\n".join(line for line in map(clean_text, texts) if line)
    item_id, _, side = field.partition(".")
    if item_id in items and side in ("best", "worst"):
        return Typed(say(f"typed.{side}"), names().get(text, text))
    if field in items:
        return Typed(_question(items[field]), text and _answer(items[field], texts, text))
    at_desk = {"typed_desk.": DESK_FIELDS} if request.path.startswith(DESK) else {}
    for key, fields in (at_desk | _AS_TYPED).items():
        if field in fields:
            return Typed(say(f"{key}{field}"), text)
    if field in CHOICE_FIELDS:
        return Typed(say(f"typed.{field}"), _name_choices(field, texts))
    if field in content().value_map.competency:
        return Typed(names()[field], text)
    if asked := TALK_FIELDS.get(field.rpartition("-")[2]):
        return Typed(say(f"typed.{asked}"), text)
    return _tell_meeting(field, texts, text)


def _tell_meeting(field: str, texts: list[str], text: str) -> Typed | None:
    """Return what came in a field of intervision or advice; None for one that is not told."""
    if field in PLACING_FIELDS:
        return Typed(say(f"typed.{field}"), _name_placing(field, texts))
    asked = field.partition("_")[0]
    if asked in ADVISED:
        return Typed(say(f"typed_desk.{asked}"), _name_choices(field, texts))
    if field in MEETING_FIELDS or asked == "meets":
        return Typed(say(f"typed.{asked}"), text)
    return None


def _name_choices(field: str, chosen: list[str]) -> str:
    """Return what was chosen in a field by its name; what is no choice, as it came."""
    known = content()
    words = {
        **names(),
        **{programme.id: programme.name for programme in known.catalogue.programmes},
        **{phase: say(f"phases.{phase}") for phase in PHASES},
        **{office.id: office.name for office in known.value_map.offices},
        **{role: say(f"roles.{role}") for role in (*ROLES, "none")},
        **{one: office_profiles.say(f"audience_name.{one}") for one in office_profiles.AUDIENCES},
        **{dots: say(f"college.dots_{dots}") for dots in DOTS},
        **{style.id: style.name for style in known.value_map.styles},
        **interests.name_shares(),
        **{kind: say(f"rounds.kind_{kind}") for kind in KINDS},
    }
    if field == "tensions":
        words = {str(n): name for n, name in enumerate(office_profiles.list_tensions(known))}
    return "\n".join(words.get(choice, clean_text(choice)) for choice in chosen if choice)


def _name_placing(field: str, chosen: list[str]) -> str:
    names = intervision_texts.TEXTS.tables[field]
    return "\n".join(names.get(choice, clean_text(choice)) for choice in chosen)


def _items_by_id() -> dict[str, Item]:
    """Return every item of every phase by its id."""
    library = content().library
    instruments = (
        library.gedrag,
        library.stijl,
        library.verdieping,
        library.intake,
        library.dilemmas,
    )
    items: dict[str, Item] = {item.id: item for kind in instruments for item in kind.items}
    items |= {item.id: item for item in library.gedrag.extra}
    items |= {item.id: item for item in content().others.items}
    return items | {one.id: one for design in library.waardenkeuze.designs for one in design}


def _question(item: Item) -> str:
    match item:
        case Pair():
            return item.situation or f"{item.first} / {item.second}"
        case ChoiceSet():
            return say("typed.set")
        case Statement() | ExtraStatement() | Switching() | Question():
            return item.text


def _answer(item: Item, chosen: list[str], text: str) -> str:
    """Return the answer in words; an open answer, and what is no option, as it came."""
    library = content().library
    match item:
        case Statement() | ExtraStatement():
            labels = {str(option.value): option.label for option in library.gedrag.options}
            labels[library.gedrag.missing.id] = library.gedrag.missing.label
        case Pair():
            labels = {str(option.value): option.label for option in library.stijl.options}
        case Switching():
            labels = {str(o.value): o.label for o in library.stijl.switching_options}
        case Question() if item.options:
            labels = {option.id: option.label for option in item.options}
        case _:
            return text
    return "\n".join(labels.get(choice, choice) for choice in chosen)
