"""The data keys of the tests, in a file that is gone when they are done."""

import atexit
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from assessment.store.data_keys import DataKeys, draw_key, write_keys

_FOLDER = tempfile.TemporaryDirectory(prefix="bop-keys-")
atexit.register(_FOLDER.cleanup)

FILE = Path(_FOLDER.name, "data-keys")
write_keys(FILE, [draw_key(datetime(2026, 1, 1, tzinfo=UTC))])
KEYS = DataKeys(FILE)
