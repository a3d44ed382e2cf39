"""Mail that nobody sends, on this machine only: an installation without a mail server shows it."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from assessment.services import mailing
from assessment.services.moments import now
from assessment.web.access import allows, on_this_machine

bp = Blueprint("local_mail", __name__)


@bp.get("/lokale-post")
@allows(on_this_machine)
def show() -> ResponseReturnValue:
    """Show the mails that wait, the newest first."""
    return render_template("account/local_mail.html", mails=mailing.list_waiting(g.db, now=now()))
