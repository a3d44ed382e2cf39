"""Databases that are filled once, and copied for each test that begins with them."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from assessment.store import database
from tests.keys import KEYS

T = TypeVar("T")


def fill_copy(empty: Path, folder: Path, fill: Callable[[Session], T]) -> tuple[Path, T]:
    """Return a file in ``folder`` with what ``fill`` puts into it, and what that returns."""
    file = shutil.copyfile(empty, folder / "filled.db")
    engine = database.open_engine(f"sqlite:///{file}", KEYS)
    with database.writing(engine) as db:
        made = fill(db)
        db.commit()
    database.erase_later(engine)
    engine.dispose()
    return file, made
