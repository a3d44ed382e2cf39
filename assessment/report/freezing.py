"""A document as JSON and back: it says and draws the same later, whatever the program says then."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from assessment.report import model
from assessment.report.figures import data
from assessment.report.model import ReportContent

_KINDS: dict[str, Any] = {
    name: found
    for module in (model, data)
    for name, found in vars(module).items()
    if isinstance(found, type) and found.__module__ == module.__name__
}


def freeze_report(report: ReportContent) -> dict[str, Any]:
    """Return ``report`` as what JSON can hold."""
    frozen: dict[str, Any] = _freeze(report)
    return frozen


def thaw_report(table: dict[str, Any]) -> ReportContent:
    """Return the report that ``freeze_report`` made ``table`` of."""
    report = _thaw(table)
    if not isinstance(report, ReportContent):
        raise TypeError(f"{type(report).__name__} is no report")
    return report


def _freeze(value: Any) -> Any:
    if is_dataclass(value):
        held = {field.name: _freeze(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__, **held}
    if isinstance(value, Enum):
        return {"is": type(value).__name__, "value": value.value}
    if isinstance(value, datetime):
        return {"is": "moment", "value": value.isoformat()}
    if isinstance(value, date):
        return {"is": "day", "value": value.isoformat()}
    if isinstance(value, tuple):
        return [_freeze(one) for one in value]
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"{type(value).__name__} cannot be frozen")


def _thaw(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_thaw(one) for one in value)
    if not isinstance(value, dict):
        return value
    held = {name: _thaw(one) for name, one in value.items() if name != "is"}
    match value["is"]:
        case "moment":
            return datetime.fromisoformat(held["value"])
        case "day":
            return date.fromisoformat(held["value"])
        case kind:
            return _KINDS[kind](**held)
