"""``bop mail``: what is in the outbox, and sending again what was not taken."""

import argparse
from uuid import UUID

from assessment.cli.groups import only_looking, working
from assessment.cli.parsing import Commands, command_texts, help_text
from assessment.json_reading import InputError
from assessment.services import mailing
from assessment.services.errands import declare_errand
from assessment.services.mailing import Mail, NotResendable
from assessment.services.moments import AMSTERDAM
from assessment.services.policy import Errand
from assessment.wording import say, short


def add_to(command: Commands) -> None:
    """Add ``bop mail`` to the commands."""
    parser = command.add_parser("mail", **command_texts("mail"))
    step = parser.add_subparsers(
        required=True, metavar=help_text("metavar.command"), title=help_text("mail.steps")
    )
    listing = step.add_parser("list", **command_texts("mail.list"))
    listing.set_defaults(run=list_outbox)
    again = step.add_parser("resend", **command_texts("mail.resend"))
    again.add_argument("mail", metavar=help_text("metavar.number"), help=help_text("mail.number"))
    again.set_defaults(run=send_again)


@declare_errand(Errand.STATES)
def list_outbox(_: argparse.Namespace) -> int:
    """Print a line for each mail; never what is in it."""
    with only_looking() as work:
        lines = [_tell(mail) for mail in mailing.list_mail(work.db)]
    print("\n".join(lines) if lines else say("mail.none"))
    return 0


@declare_errand(Errand.ASKED)
def send_again(chosen: argparse.Namespace) -> int:
    """Have a mail sent again that bounced or was given up."""
    try:
        with working(write=True) as work:
            mailing.send_again(work.db, UUID(chosen.mail), now=work.now)
    except (ValueError, NotResendable) as error:
        raise InputError([say("mail.not_again", value=short(chosen.mail))]) from error
    print(say("mail.again"))
    return 0


def _tell(mail: Mail) -> str:
    state = say(f"mail_states.{mail.state}")
    asked = f"{mail.asked_at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"
    return say(
        "mail.line", id=mail.id, asked=asked, recipient=mail.recipient, subject=mail.subject,
        state=state, tries=mail.tries, problem=f" ({mail.problem})" if mail.problem else "",
    )  # fmt: skip
