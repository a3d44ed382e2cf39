"""What every page that changes the draft of the catalogue shares."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from flask import abort, g, redirect, request, url_for
from wtforms import Form

from assessment.phrases import upper_first
from assessment.services.catalogue import drafting
from assessment.services.catalogue.drafting import CatalogueRefused, Desk, DraftChanged, say
from assessment.services.moments import day_of, now
from assessment.web.participant import content
from values.problems import tell_first

_FILE = re.compile(r"\b(catalogue|contacts|support|actions|rules|asked|cards)\.toml\b")
_FIELD = re.compile(r"\b[a-z]+(?:_[a-z]+)*\b")


def open_desk() -> Desk:
    """Return the catalogue as the desk sees it now."""
    return drafting.open_desk(g.db, content(), today=day_of(now()))


def open_draft() -> Desk:
    """Return the catalogue to be changed; a draft that cannot be read is told of first."""
    desk = open_desk()
    if desk.is_unfit:
        abort(redirect(url_for("catalogue.show"), code=303))
    return desk


def read_seen() -> int:
    """Return which revision of the draft the person looked at; -1 when that was lost."""
    text = request.form.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def as_seen(desk: Desk) -> Desk:
    """Return the draft by the revision that the person looked at, so that none is overwritten."""
    return replace(desk, revision=read_seen())


def try_to_keep(keep: Callable[[], None]) -> tuple[str, ...]:
    """Keep a change; return why not, one sentence each, or nothing."""
    try:
        keep()
    except CatalogueRefused as refused:
        return tuple(tell_first(refused.problems))
    except DraftChanged:
        return (say("publish.changed"),)
    return ()


def tell_place(problem: str) -> str:
    """Return a problem of the catalogue with the places of the desk for the files of the content.

    Who edits pages has no file to look in.
    """
    return upper_first(_FILE.sub(lambda found: say(f"place.{found[1]}"), problem))


def tell_at_fields(form: Form, problems: Sequence[str], entry_id: str) -> tuple[str, ...]:
    """Put each problem of an entry at the field that it names; return those that name none."""
    place = re.compile(rf"[a-z]+\.toml: {re.escape(entry_id)}(?:\.([a-z_]+))?: (.+)")
    rest = []
    for problem in problems:
        told = place.fullmatch(problem)
        named = [told[1] or "", *_FIELD.findall(told[2])] if told else []
        field = next((name for name in named if name in form), None)
        if told is None or field is None:
            rest.append(problem)
        else:
            sentence = re.sub(rf"^{field}\b", say("form.this"), told[2])
            form[field].errors = [*form[field].errors, upper_first(sentence)]
    return tuple(rest)
