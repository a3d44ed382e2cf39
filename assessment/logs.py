"""Logs: a line of JSON for each event, with the number of the request, and nothing of anybody.

A message is written by us and holds no answer, name, code or address. Of an error its kind and its
place in the code are told; what it says only when the system says it, because other errors quote
the value that they stumbled over.
"""

import json
import logging
import re
import secrets
import sqlite3
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

NO_REQUEST = ""
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is read as another
_NUMBER_LENGTH = 8
_OF_SYSTEM = (OSError, sqlite3.Error)
# What other libraries put in their messages: where somebody comes from, and whose page it is.
_ADDRESS = re.compile(r"ip=\S+|\b\d{1,3}(?:\.\d{1,3}){3}\b")
_ATTEMPT = re.compile(r"/afname/[0-9a-fA-F-]{36}")

current_request: ContextVar[str] = ContextVar("current_request", default=NO_REQUEST)


def draw_request_number() -> str:
    """Return a number that can be told by telephone, as K7Q2-9FXM."""
    drawn = secrets.randbelow(len(_SIGNS) ** _NUMBER_LENGTH)  # a sign at a time costs eight draws
    places = (drawn // len(_SIGNS) ** place for place in range(_NUMBER_LENGTH))
    signs = "".join(_SIGNS[number % len(_SIGNS)] for number in places)
    return f"{signs[:4]}-{signs[4:]}"


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line: at, level, where, message; and request, facts and error if any."""
        line: dict[str, str] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "where": record.name,
            "message": without_traces(record.getMessage()),
        }
        if number := current_request.get():
            line["request"] = number
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1]:
            line["error"] = describe_error(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def without_traces(message: str) -> str:
    """Return a message without addresses of visitors and without ids of attempts."""
    return _ATTEMPT.sub("/afname/…", _ADDRESS.sub("ip=…", message))


def describe_error(error: BaseException) -> str:
    """Return the kind of an error, its causes, and where in the code it happened."""
    told = _name_error(error)
    reason = error.__cause__ or error.__context__
    places = " < ".join(reversed(_list_places(error.__traceback__)))
    return f"{told} at {places}" + (f"; after {describe_error(reason)}" if reason else "")


def set_up_logs(stream: TextIO | None = None, *, level: int = logging.WARNING) -> None:
    """Write every log of this process to ``stream``, standard error unless told otherwise."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)


def _name_error(error: BaseException) -> str:
    original = getattr(error, "orig", None)
    cause = original if isinstance(original, BaseException) else error
    name = type(error).__name__
    return f"{name} ({cause})" if isinstance(cause, _OF_SYSTEM) else name


def _list_places(trace: TracebackType | None) -> list[str]:
    return [f"{frame.name} {frame.filename.rpartition('/')[2]}:{frame.lineno}"
            for frame in traceback.extract_tb(trace)]  # fmt: skip
