"""What somebody sends along goes past the virus scanner first, where there is one."""

import logging

from sqlalchemy.orm import Session

from assessment.scanner import Scanner, ScannerAway, is_clean
from assessment.store.database import between_transactions

log = logging.getLogger(__name__)


class FileRefused(Exception):
    """A file that is not taken; ``reason`` is a key of what is told: "infected", "unscanned"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def scan_file(db: Session, file: bytes, scanner: Scanner | None) -> None:
    """Let the scanner look at a file, if there is one; raises FileRefused.

    What no scanner could look at is not taken. Nobody waits for it: the database is free meanwhile.
    """
    if scanner is None:
        return
    with between_transactions(db):
        try:
            clean = is_clean(scanner, file)
        except ScannerAway as error:
            log.warning("the virus scanner gives no answer: %s", error)
            raise FileRefused("unscanned") from error
    if not clean:
        log.warning("the virus scanner found something in a file")
        raise FileRefused("infected")
