"""Hand one letter to the mail server, and tell a refusal for good from one for now."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from assessment.mail.settings import STARTTLS, TLS, MailSettings

TIMEOUT_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: to whom, the subject, which tells nothing of the person, and the text."""

    recipient: str
    subject: str
    text: str


class MailRefused(Exception):
    """The server will never take this letter: the mailbox does not exist, or is closed to us."""


class MailDelayed(Exception):
    """The server cannot be reached, or does not take the letter now; trying later may work."""


def send_letter(settings: MailSettings, letter: Letter, *, now: datetime) -> None:
    """Hand a letter to the server, which has it when this returns.

    Raises
    ------
    MailRefused, MailDelayed
        Each tells the answer of the server in a word or a number, never the letter.
    """
    message = write_message(settings.sender, letter, now=now)
    try:
        server = _connect(settings)
        try:
            server.send_message(message)
        finally:
            _leave(server)
    except smtplib.SMTPRecipientsRefused as error:
        [(status, _)] = error.recipients.values()
        raise _sort(status)(str(status)) from error
    except smtplib.SMTPDataError as error:
        raise _sort(error.smtp_code)(str(error.smtp_code)) from error
    except smtplib.SMTPResponseException as error:  # who we are is refused: for us to mend
        raise MailDelayed(str(error.smtp_code)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise MailDelayed(type(error).__name__) from error


def greet_server(settings: MailSettings) -> None:
    """Connect, make the line safe and say who we are, as before sending; raises MailDelayed."""
    try:
        _leave(_connect(settings))
    except smtplib.SMTPResponseException as error:
        raise MailDelayed(str(error.smtp_code)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise MailDelayed(type(error).__name__) from error


def write_message(sender: str, letter: Letter, *, now: datetime) -> EmailMessage:
    """Return the letter as it travels: plain text, and marked as sent by a machine."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, letter.recipient, letter.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=sender.partition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def _connect(settings: MailSettings) -> smtplib.SMTP:
    host, port, context = settings.host, settings.port, ssl.create_default_context()
    if settings.security == TLS:
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, timeout=TIMEOUT_SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
    try:
        if settings.security == STARTTLS:
            server.starttls(context=context)
        if settings.user:
            server.login(settings.user, settings.password)
    except BaseException:
        server.close()
        raise
    return server


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye; a server that is rude about it has the letter all the same."""
    with suppress(OSError, smtplib.SMTPException):
        server.quit()
    server.close()


def _sort(status: int) -> type[MailRefused] | type[MailDelayed]:
    """Return what a status means: 5xx is for good, anything else for now (RFC 5321, 4.2.1)."""
    return MailRefused if 500 <= status < 600 else MailDelayed
