"""The log of gunicorn, written as ours is."""

from typing import Any

from gunicorn.glogging import Logger

from assessment.logs import JsonLines


class OwnLogger(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """Writes what gunicorn tells as lines of JSON, without the addresses of visitors."""

    def setup(self, cfg: Any) -> None:
        """Write as we do."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonLines())
