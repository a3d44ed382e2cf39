"""The demonstration, filled once for many tests: filling takes seconds."""

import shutil
from datetime import datetime
from pathlib import Path

from assessment.services import demonstrating
from assessment.services.content import Content
from assessment.store import database
from tests.keys import KEYS

SECRET = "s" * 32


def fill_copy(empty: Path, folder: Path, content: Content, *, now: datetime) -> Path:
    """Return a file in ``folder`` with the demonstration, to be copied for each test."""
    file = shutil.copyfile(empty, folder / "demonstration.db")
    engine = database.open_engine(f"sqlite:///{file}", KEYS)
    with database.writing(engine) as db:
        demonstrating.fill_demonstration(db, content, secret=SECRET, now=now)
        db.commit()
    engine.dispose()
    return file
