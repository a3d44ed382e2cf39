"""The forms of who is advised what: programmes in order, the best one first."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from wtforms import HiddenField, SelectChoice, SelectField

from assessment.plan.model import Programme
from assessment.services.catalogue.drafting import say
from assessment.web.forms import Form


class AdvisedForm(Form):
    """Programmes in order: of each list a choice for each place, and places may stay empty."""

    revision = HiddenField()

    def list_places(self, name: str) -> list[SelectField]:
        """Return the fields of one list, the first place first."""
        return [field for field in self if field.name.startswith(f"{name}_")]

    def read_order(self, name: str) -> tuple[str, ...]:
        """Return what was chosen for one list, in order."""
        return tuple(field.data for field in self.list_places(name) if field.data)

    def check_once(self) -> bool:
        """Return whether no programme was chosen twice; say so at the second place."""
        seen: set[str] = set()
        for field in self:
            if field.type == "SelectField" and field.data in seen:
                field.errors = [say("form.chosen_twice")]
            elif field.type == "SelectField" and field.data:
                seen.add(field.data)
        return not self.errors


def make_advised_form(
    lists: Mapping[str, tuple[int, Sequence[str]]], programmes: Sequence[Programme], revision: int
) -> AdvisedForm:
    """Return the form: as posted, else with the programmes that each list has now.

    ``lists`` has the number of places and the programmes of each list, by its name.
    """
    nothing = SelectChoice("", say("form.no_programme"))
    choices = [nothing, *(SelectChoice(one.id, one.name) for one in programmes)]
    fields: dict[str, Any] = {}
    data = {"revision": str(revision)}
    for name, (places, chosen) in lists.items():
        for place in range(1, max(places, len(chosen)) + 1):
            fields[f"{name}_{place}"] = SelectField(
                say(f"form.place_{name}", number=place), choices=choices
            )
        data |= {f"{name}_{place}": one for place, one in enumerate(chosen, start=1)}
    kind = type("OneAdvisedForm", (AdvisedForm,), fields)
    form: AdvisedForm = kind(data=data if request.method == "GET" else None)
    return form
