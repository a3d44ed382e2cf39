"""Turn posted fields into answers; what does not fit stays on the page with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from werkzeug.datastructures import MultiDict

from assessment.instruments.model import ChoiceSet, Gedrag, Item, Question
from assessment.services.refusals import AnswerRefused, AnswersChanged
from assessment.services.taking import Answer, accept_answer
from assessment.wording import clean_text, say

SEEN = "seen."  # before the id of an item: the field with the revision that the person looked at
Choice: TypeAlias = int | str | list[str] | dict[str, str]


@dataclass(frozen=True, slots=True)
class Posted:
    """What came in for a page, by item."""

    answers: Mapping[str, Answer | None]  # what fits; None takes an answer back
    shown: Mapping[str, Any]  # what the page shows as chosen: as posted, or as saved
    problems: Mapping[str, str]  # why a choice does not fit
    seen: Mapping[str, int]  # the revision that the person looked at


def read_posted(items: tuple[Item, ...], form: MultiDict[str, str]) -> Posted:
    """Return the answers in ``form`` to ``items``. An untouched item is simply absent."""
    answers: dict[str, Answer | None] = {}
    shown: dict[str, Choice] = {}
    problems: dict[str, str] = {}
    for item in items:
        choice = _read_choice(item, form)
        if choice is None:
            continue
        shown[item.id] = choice
        try:
            answers[item.id] = accept_answer(item, choice)
        except AnswerRefused:
            problems[item.id] = _explain_refusal(item, choice)
    return Posted(answers, shown, problems, _read_seen(items, form))


def _read_choice(item: Item, form: MultiDict[str, str]) -> Choice | None:
    """Return the posted choice as the answers file would hold it; None where nothing came."""
    if isinstance(item, ChoiceSet):
        picked = {side: form[f"{item.id}.{side}"] for side in ("best", "worst")
                  if f"{item.id}.{side}" in form}  # fmt: skip
        return picked or form.get(item.id)
    if isinstance(item, Question):
        if item.kind == "choices":
            return form.getlist(item.id) if f"{SEEN}{item.id}" in form else None
        return clean_text(form[item.id]) if item.id in form else None
    if item.id not in form:
        return None
    value = form[item.id]
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else value


def without_cleared(form: MultiDict[str, str]) -> MultiDict[str, str]:
    """Return ``form`` with nothing chosen for the item whose button "wis" was pressed."""
    item_id = form.get("clear")
    if item_id is None:
        return form
    chosen = {item_id, f"{item_id}.best", f"{item_id}.worst"}
    kept = MultiDict((name, text) for name, text in form.items(multi=True) if name not in chosen)
    kept.add(item_id, "")
    return kept


def with_newest_seen(posted: Posted, changed: AnswersChanged) -> Posted:
    """Return what was posted, with the newer answers noted as seen: they are shown beside it.

    So the person may replace them by saving the page once more.
    """
    seen = {**posted.seen, **{item: saved.revision for item, saved in changed.stored.items()}}
    return Posted(posted.answers, posted.shown, posted.problems, seen)


def list_ratings(gedrag: Gedrag) -> list[tuple[str, str]]:
    """Return the response options of a statement as (value, label), "not experienced" last."""
    missing = (gedrag.missing.id, gedrag.missing.label)
    return [*((str(o.value), o.label) for o in gedrag.options), missing]


def name_missing_half(answer: Answer | None) -> str:
    """Return what is still asked of half a choice between values; empty for any other answer."""
    if not isinstance(answer, Mapping):
        return ""
    missing = [side for side in ("best", "worst") if side not in answer]
    return say(f"forms.{missing[0]}_missing") if missing else ""


def _explain_refusal(item: Item, choice: Choice) -> str:
    """Return why ``choice``, which was refused, is no answer to ``item``."""
    if isinstance(choice, dict) and choice.get("best") == choice.get("worst"):
        return say("forms.same")
    if isinstance(item, Question) and isinstance(choice, list) and item.excludes(choice):
        alone = next(o for o in item.options if o.id in item.exclusive.intersection(choice))
        return say("forms.exclusive", option=alone.label)
    if isinstance(item, Question) and isinstance(choice, str) and item.kind == "open":
        return say("forms.text_too_long", size=len(choice), limit=item.max_length)
    return say("forms.wrong")


def _read_seen(items: tuple[Item, ...], form: MultiDict[str, str]) -> dict[str, int]:
    """Return the revision of each answer that the person looked at; absent when it was lost."""
    posted = {item.id: form.get(f"{SEEN}{item.id}", "") for item in items}
    return {
        item_id: int(text)
        for item_id, text in posted.items()
        if text.isascii() and text.isdigit() and len(text) < 10
    }
