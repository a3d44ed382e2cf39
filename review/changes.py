"""What of the sorted statements changed in the content since the forms went out."""

from dataclasses import dataclass

from assessment.instruments import Library
from assessment.instruments.library import list_statements
from assessment.instruments.model import ExtraStatement, Statement
from review.forms import SortingForm
from review.texts import say
from values import ValueMap


@dataclass(frozen=True, slots=True)
class ChangedStatement:
    """A statement under its number on the form, and what is different now."""

    number: int
    id: str
    text: str
    now: str


def list_changes(
    form: SortingForm, library: Library, value_map: ValueMap
) -> tuple[ChangedStatement, ...]:
    """Return the statements that are worded or keyed differently now, or are gone."""
    current = {item.id: item for item in list_statements(library.gedrag)}
    changed = []
    for statement in form.statements:
        item = current.get(statement.id)
        if item is None:
            now = say("report.changed_gone")
        elif item.text != statement.text:
            now = say("report.changed_text", text=item.text)
        elif (_value(item), item.competency) != (statement.value, statement.competency):
            names = [value_map.values[value].name for value in (_value(item),) if value]
            names.append(value_map.competency[item.competency].name)
            now = say("report.changed_key", names=", ".join(names))
        else:
            continue
        changed.append(ChangedStatement(statement.number, statement.id, statement.text, now))
    return tuple(changed)


def _value(item: Statement | ExtraStatement) -> str:
    return item.value if isinstance(item, Statement) else ""
