"""Turn posted fields into answers; what does not fit stays on the page with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from assessment.instruments.answers import AnswerError, check_answer
from assessment.instruments.model import ChoiceSet, Item, Question
from assessment.wording import clean_text, say

SEEN = "seen."


@dataclass(frozen=True, slots=True)
class Posted:
    """What came in: good answers, the raw choice of every field, and a reason per bad item."""

    answers: Mapping[str, Any]
    shown: Mapping[str, Any]
    problems: Mapping[str, str]
    seen: Mapping[str, int]


def read_posted(items: tuple[Item, ...], form: MultiDict[str, str]) -> Posted:
    """Return the answers in ``form`` to ``items``. An untouched item is simply absent."""
    answers: dict[str, Any] = {}
    shown: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for item in items:
        raw = _raw(item, form)
        if raw is None:
            continue
        shown[item.id] = raw
        problem = _problem(item, raw)
        if problem:
            problems[item.id] = problem
        else:
            answers[item.id] = None if raw in ("", []) else check_answer(item, raw, item.id)
    return Posted(answers, shown, problems, _seen(items, form))


def _raw(item: Item, form: MultiDict[str, str]) -> Any:
    """Return the posted choice as the answers file would hold it; None where nothing came."""
    if isinstance(item, ChoiceSet):
        picked = {key: form[f"{item.id}.{key}"] for key in ("best", "worst")
                  if f"{item.id}.{key}" in form}  # fmt: skip
        return picked or None
    if isinstance(item, Question):
        if item.kind == "choices":
            return form.getlist(item.id) if f"{SEEN}{item.id}" in form else None
        return clean_text(form[item.id]) if item.id in form else None
    if item.id not in form:
        return None
    value = form[item.id]
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else value


def _problem(item: Item, raw: Any) -> str:
    """Return why ``raw`` is no answer to ``item``, or an empty string."""
    if raw in ("", []):
        return ""
    if isinstance(item, ChoiceSet):
        for key in ("best", "worst"):
            if key not in raw:
                return say(f"forms.{key}_missing")
        if raw["best"] == raw["worst"]:
            return say("forms.same")
    try:
        check_answer(item, raw, item.id)
    except AnswerError:
        if isinstance(item, Question) and item.kind == "open":
            return say("forms.text_too_long", size=len(raw), limit=item.max_length)
        return say("forms.wrong")
    return ""


def _seen(items: tuple[Item, ...], form: MultiDict[str, str]) -> dict[str, int]:
    """Return the revision of each answer that the person looked at; absent when it was lost."""
    found = {}
    for item in items:
        text = form.get(f"{SEEN}{item.id}", "")
        if text.isascii() and text.isdigit() and len(text) < 10:
            found[item.id] = int(text)
    return found
