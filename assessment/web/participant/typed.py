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
from assessment.services.accounts import ROLES
from assessment.web.participant import content
from assessment.web.participant.goal_form import names
from assessment.wording import clean_text, say
from values import PHASES

# Of beginning, of a document, of coming back, of an account; secrets are not given back.
OTHER_FIELDS = ("phase", "name", "voor", "code", "address", "role")
GOAL_FIELDS = ("about", "aim", "doing", "noticing", "by", "helper", "programmes", "actions",
               "own_actions")  # fmt: skip
CHOICE_FIELDS = ("followed",)  # of what matters, beside a field for each competency


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
    told = []
    for field, texts in form.lists():
        text = "\n".join(line for line in map(clean_text, texts) if line)
        if not text:
            continue
        item_id, _, side = field.partition(".")
        if item_id in items and field != item_id and side in ("best", "worst"):
            told.append(Typed(say(f"typed.{side}"), names().get(text, text)))
        elif field in items:
            told.append(Typed(_question(items[field]), _answer(items[field], texts, text)))
        elif field in (*OTHER_FIELDS, *GOAL_FIELDS, *CHOICE_FIELDS):
            told.append(Typed(say(f"typed.{field}"), _in_words(texts)))
        elif field in content().value_map.competency:
            told.append(Typed(names()[field], text))
    return told


def _in_words(texts: list[str]) -> str:
    """Return what came in a field: what was chosen by its name, and text as it was typed."""
    words = {
        **names(),
        **{programme.id: programme.name for programme in content().catalogue.programmes},
        **{phase: say(f"phases.{phase}") for phase in PHASES},
        **{role: say(f"roles.{role}") for role in ROLES},
    }
    cleaned = (clean_text(text) for text in texts)
    return "\n".join(words.get(text, text) for text in cleaned if text)


def _items_by_id() -> dict[str, Item]:
    """Return every item of every phase by its id."""
    library = content().library
    instruments = (library.gedrag, library.stijl, library.verdieping, library.intake)
    items: dict[str, Item] = {item.id: item for kind in instruments for item in kind.items}
    items |= {item.id: item for item in library.gedrag.extra}
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
