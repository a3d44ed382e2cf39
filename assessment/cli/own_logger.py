"""The log of gunicorn, written as ours is."""

import logging
import re
from typing import Any

from gunicorn.glogging import Logger

from assessment.logs import JsonLines

# What a client sent: gunicorn quotes it when it cannot read a request, and names the page of one
# that it could not answer. In there may be what somebody typed, when a body is longer than it says.
_SENT = re.compile(r"""['"].*['"]|(?<=^Error handling request ).*""", re.DOTALL)


class OwnLogger(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """Writes what gunicorn tells as lines of JSON, without visitors and what they sent."""

    def setup(self, cfg: Any) -> None:
        """Write as we do."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonLines())
            handler.addFilter(leave_out_what_was_sent)


def leave_out_what_was_sent(record: logging.LogRecord) -> bool:
    """Take out of a line what a client sent; the line itself is always written."""
    record.msg, record.args = _SENT.sub("…", record.getMessage()), ()
    return True
