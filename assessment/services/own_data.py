"""Everything about one person in one file: the right to inspect, and to take it elsewhere."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.phrases import long_date
from assessment.services import accounts
from assessment.services.moments import AMSTERDAM
from assessment.store import personal
from assessment.store.accounts import list_addresses
from assessment.store.personal import Holding
from assessment.store.personal import Whose as Whose  # pages hand it on
from assessment.texts import Texts

FORMAT = "bop-own-data/1"
TEXTS = Texts(Path(__file__).with_name("own_data.toml"))
_JSON_TYPES: Mapping[type, Mapping[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    bytes: {"type": "string", "contentEncoding": "base16"},
    UUID: {"type": "string", "format": "uuid"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    object: {},
}


def of_account(db: Session, account_id: UUID) -> Whose:
    """Return who has this account, with every attempt and address in it."""
    account = accounts.get_account(db, account_id)
    attempts = accounts.list_attempts(db, account_id)
    return Whose(account_id, attempts, list_addresses(db, account))


def of_attempt(attempt_id: UUID) -> Whose:
    """Return who filled in an attempt without an account."""
    return Whose(attempt_ids=[attempt_id])


def list_kinds(db: Session, whose: Whose) -> list[tuple[str, int]]:
    """Return what there is of somebody: a sentence for each kind, and how many."""
    return [(describe_kind(table), count) for table, count in personal.count_holdings(db, whose)]


def describe_kind(table: str) -> str:
    """Return what a table holds, in a sentence for the person; KeyError when nobody wrote one."""
    return TEXTS.say(f"kinds.{table}")


def write_copy(db: Session, whose: Whose, *, now: datetime) -> bytes:
    """Return a zip with everything of somebody: a guide, a JSON file for each kind, documents.

    What opens something, such as the print of a code, stays out; the guide says which. The JSON
    keeps to ``schema.json`` beside it.
    """
    holdings = personal.read_holdings(db, whose)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        _add(file, "lees-mij.txt", _write_guide(holdings, now), now)
        _add(file, "schema.json", _write_json(_write_schema(holdings)), now)
        for one in holdings:
            content = {"format": FORMAT, "kind": one.table, "rows": one.rows}
            _add(file, f"gegevens/{one.table}.json", _write_json(content), now)
            for name, data in one.files.items():
                ending = _ending_of(data)
                _add(file, f"bestanden/{one.table}/{name}.{ending}", data, now)
    return made.getvalue()


def _write_guide(holdings: Sequence[Holding], now: datetime) -> str:
    say = TEXTS.say
    moment = now.astimezone(AMSTERDAM)
    parts = [say("guide.title"), say("guide.intro", day=long_date(moment.date()))]
    for one in holdings:
        lines = [say("guide.kind", file=f"gegevens/{one.table}.json", what=describe_kind(one.table),
                     number=len(one.rows))]  # fmt: skip
        if one.files:
            lines.append(say("guide.files", folder=f"bestanden/{one.table}", number=len(one.files)))
        if one.left_out:
            lines.append(say("guide.left_out", columns=", ".join(one.left_out)))
        parts.append("\n".join(lines))
    parts += [say("guide.not_here"), say("guide.wrong")]
    return "\n\n".join(parts) + "\n"


def _write_schema(holdings: Sequence[Holding]) -> dict[str, Any]:
    """Return a JSON Schema (2020-12) that each file of this copy keeps to."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": FORMAT,
        "oneOf": [
            {
                "title": one.table,
                "description": describe_kind(one.table),
                "type": "object",
                "required": ["format", "kind", "rows"],
                "properties": {
                    "format": {"const": FORMAT},
                    "kind": {"const": one.table},
                    "rows": {"type": "array", "items": _row_schema(one)},
                },
            }
            for one in holdings
        ],
    }


def _row_schema(holding: Holding) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(holding.types),
        "properties": {
            name: {"anyOf": [_JSON_TYPES[kind], {"type": "null"}]} if empty else _JSON_TYPES[kind]
            for name, (kind, empty) in holding.types.items()
        },
    }


def _write_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, default=_as_text) + "\n"


def _as_text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, date) else str(value)


def _ending_of(data: bytes) -> str:
    """Return how the name of a file ends, by how its bytes begin."""
    starts = {b"%PDF": "pdf", b"\x89PNG": "png", b"\xff\xd8\xff": "jpg"}
    return next((ending for start, ending in starts.items() if data.startswith(start)), "html")


def _add(file: zipfile.ZipFile, name: str, data: str | bytes, now: datetime) -> None:
    entry = zipfile.ZipInfo(name, date_time=now.astimezone(AMSTERDAM).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    file.writestr(entry, data)
