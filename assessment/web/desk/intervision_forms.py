"""The forms of the desk for intervision."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from wtforms import DateField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, ValidationError

from assessment.phrases import joined
from assessment.plan.goal_dates import FORMS
from assessment.services.intervision.arranging import Board, BoardGroup
from assessment.services.intervision.texts import name_rules
from assessment.services.moments import day_of, now
from assessment.web.forms import AtMost, Form, clean_line
from assessment.wording import say

MAX_TITLE = 80
NOWHERE = "none"


class RoundForm(Form):
    """A new round: how it is called, and until when people can join."""

    title = StringField(
        filters=[clean_line],
        validators=[DataRequired(say("intervision.no_title")), AtMost(MAX_TITLE)],
        render_kw={"autocomplete": "off"},
    )
    closes_on = DateField(
        format=list(FORMS), validators=[InputRequired(say("intervision.wrong_close"))]
    )

    def validate_closes_on(self, field: DateField) -> None:
        """Refuse a day that is over, or far away."""
        today = day_of(now())
        if field.data and not today <= field.data <= today + timedelta(days=366):
            raise ValidationError(say("intervision.wrong_close"))


def make_round_form() -> RoundForm:
    """Return the form of a new round."""
    return RoundForm()


class MoveForm(Form):
    """Where somebody goes, and who comes in exchange."""

    to = RadioField(validators=[InputRequired(say("intervision.no_target"))])
    exchange = SelectField()

    group_of: Mapping[str, str]

    def validate_exchange(self, field: SelectField) -> None:
        """Refuse somebody of another group than the one that was chosen."""
        if field.data and self.group_of.get(field.data) != self.to.data:
            raise ValidationError(say("intervision.wrong_swap"))

    @property
    def target(self) -> UUID | None:
        """The group that was chosen; None for no group."""
        return None if self.to.data == NOWHERE else UUID(self.to.data)

    @property
    def swapped(self) -> UUID | None:
        """Who comes in exchange, if anybody does."""
        return UUID(self.exchange.data) if self.exchange.data else None


def make_move_form(
    board: Board, here: BoardGroup | None, broken: Mapping[UUID, Sequence[str]]
) -> MoveForm:
    """Return the form with every other group, and what it would break."""
    form = MoveForm()
    others = [group for group in board.groups if here is None or group.id != here.id]
    form.group_of = {
        str(seat.account_id): str(group.id) for group in others for seat in group.seats
    }
    form.to.choices = [
        SelectChoice(str(group.id), _name_group(group, broken[group.id])) for group in others
    ]
    if here is not None:
        form.to.choices.append(SelectChoice(NOWHERE, say("intervision.nowhere")))
    form.exchange.choices = [
        SelectChoice("", say("intervision.no_swap")),
        *(
            SelectChoice(str(seat.account_id), seat.name, optgroup=_title(group))
            for group in others
            for seat in group.seats
        ),
    ]
    return form


def _title(group: BoardGroup) -> str:
    return say("intervision.group", number=group.number)


def _name_group(group: BoardGroup, broken: Sequence[str]) -> str:
    told = joined(name_rules(broken)) if broken else say("intervision.fits")
    return say("intervision.group_told", number=group.number, size=len(group.seats), told=told)
