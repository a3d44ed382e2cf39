"""A real mail server on this machine, that takes, refuses, delays or drags its feet as told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller

from assessment.mail.settings import NONE, MailSettings
from tests.browser.product import free_port


@dataclass
class Post:
    """What a mail server took, and what it answers to whom."""

    taken: list[Any] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)  # by recipient, instead of taking it
    settings: MailSettings = field(init=False)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if "data" in self.answers:
            return self.answers["data"]
        self.taken.append(envelope)
        return "250 OK"


@contextmanager
def running_post() -> Iterator[Post]:
    """Yield a mail server on a port of its own; it is ended afterwards."""
    post = Post()
    port = free_port()
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        post.settings = MailSettings("127.0.0.1", port, NONE, "plan@bop.example")
        yield post
    finally:
        controller.stop()
