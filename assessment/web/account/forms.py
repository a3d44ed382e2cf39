"""The forms of signing in and of an account."""

from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired, ValidationError

from assessment.services.accounts import ROLES
from assessment.services.signing_in import is_mailbox, read_address
from assessment.web.forms import AtMost, Form
from assessment.wording import say

MAX_ADDRESS, MAX_TYPED, MAX_NAME = 254, 100, 60


class AddressForm(Form):
    """A mailbox."""

    address = StringField(
        filters=[lambda text: read_address(text or "")],
        validators=[InputRequired(say("forms.address"))],
        render_kw={"type": "email", "autocapitalize": "none", "spellcheck": "false"},
    )

    def validate_address(self, field: StringField) -> None:
        """Refuse what no mail server would take."""
        if not is_mailbox(field.data):
            raise ValidationError(say("forms.address"))


class ProposalForm(Form):
    """Two mailboxes: of an owner, and of the coach who is proposed."""

    owner = StringField(
        filters=[lambda text: read_address(text or "")],
        validators=[InputRequired(say("forms.address"))],
        render_kw={"type": "email", "autocapitalize": "none", "spellcheck": "false"},
    )
    coach = StringField(
        filters=[lambda text: read_address(text or "")],
        validators=[InputRequired(say("forms.address"))],
        render_kw={"type": "email", "autocapitalize": "none", "spellcheck": "false"},
    )

    def validate_owner(self, field: StringField) -> None:
        """Refuse what no mail server would take."""
        if not is_mailbox(field.data):
            raise ValidationError(say("forms.address"))

    def validate_coach(self, field: StringField) -> None:
        """Refuse what no mail server would take, and the same mailbox twice."""
        if not is_mailbox(field.data):
            raise ValidationError(say("forms.address"))
        if field.data == self.owner.data:
            raise ValidationError(say("forms.same_mailbox"))


class DigitsForm(Form):
    """Six digits that were mailed, or that a code app shows; or a recovery code."""

    digits = StringField(
        validators=[InputRequired(say("forms.digits")), AtMost(MAX_TYPED)],
        render_kw={"autocapitalize": "characters", "spellcheck": "false"},
    )


class RoleForm(AddressForm):
    """A mailbox, and the role that who reads it gets."""

    role = RadioField(validators=[InputRequired(say("forms.role"))])


def make_role_form() -> RoleForm:
    """Return the form with the roles to choose from, and none."""
    form = RoleForm()
    form.role.choices = [SelectChoice(role, say(f"roles.{role}")) for role in (*ROLES, "none")]
    return form
