"""The keys that lock what people wrote before it goes into the database, and their file.

A line of the file is a key: when it was made, and 32 random bytes in base64. The first key locks;
every key opens what it locked. What is locked is the id of its key (3 bytes), a random number (12
bytes) and what AES-256-GCM (NIST SP 800-38D) makes of it, 16 bytes longer than what it was. Who
changes a bit of it makes it unreadable. A key locks at most 2^32 values: 20 million attempts.
"""

import base64
import binascii
import fcntl
import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.exc import DontWrapMixin

from assessment.wording import say

_NEW = ".keys-"  # how the name of a file of keys begins that is not in its place yet
ID_BYTES, NONCE_BYTES, KEY_BYTES = 3, 12, 32


class DataKeyMissing(Exception, DontWrapMixin):
    """What people wrote cannot be locked or opened: the key for it is not there; says which."""


@dataclass(frozen=True)
class DataKey:
    """One key, and when it was made."""

    secret: bytes
    made_at: datetime

    @cached_property
    def id(self) -> bytes:
        """Return how the key is known: it says nothing about the key itself."""
        return hashlib.sha256(b"id of " + self.secret).digest()[:ID_BYTES]

    @property
    def name(self) -> str:
        """Return the id as people and tables write it."""
        return self.id.hex()

    @cached_property
    def cipher(self) -> AESGCM:
        """Return what locks and opens with this key."""
        return AESGCM(self.secret)


def draw_key(now: datetime) -> DataKey:
    """Return a new random key."""
    return DataKey(secrets.token_bytes(KEY_BYTES), now)


class DataKeys:
    """The keys in one file. A change of the file holds at once, also where it is open already."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._stamp: tuple[int, int] | None = None
        self._keys: dict[bytes, DataKey] = {}

    def lock(self, plain: bytes) -> bytes:
        """Return ``plain`` locked with the first key.

        Raises DataKeyMissing also when the file went away: what a key locks that is in no file
        would be lost.
        """
        key = next(iter(self._read().values()), None)
        if key is None:
            raise DataKeyMissing(say("keys.no_file", path=self.file))
        nonce = os.urandom(NONCE_BYTES)
        return key.id + nonce + key.cipher.encrypt(nonce, plain, None)

    def open(self, locked: bytes) -> bytes:
        """Return what was locked; raises DataKeyMissing without its key, or when it was changed."""
        key_id, rest = locked[:ID_BYTES], locked[ID_BYTES:]
        key = self._keys.get(key_id) or self._read().get(key_id)
        if key is None:
            raise DataKeyMissing(say("keys.lost", names=key_id.hex(), path=self.file))
        try:
            return key.cipher.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], None)
        except (InvalidTag, ValueError) as error:
            raise DataKeyMissing(say("keys.changed", name=key_id.hex())) from error

    def list(self) -> Sequence[DataKey]:
        """Return the keys as the file has them now, the one that locks first."""
        return tuple(self._read().values())

    def keep(self, keys: Sequence[DataKey]) -> None:
        """Replace the file, whole or not at all; only its owner may read it."""
        write_keys(self.file, keys)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Let nobody else change the file meanwhile: who waits reads what the other wrote.

        Two that read it at once would each leave out the new key of the other, with all that it
        locked by then. The folder is locked, because the file itself is replaced. Raises OSError.
        """
        folder = _follow_links(self.file).parent
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            for left in folder.glob(f"{_NEW}*"):  # of a process that was killed
                left.unlink()
            yield
        finally:
            os.close(handle)

    def _read(self) -> dict[bytes, DataKey]:
        try:
            state = self.file.stat()
        except OSError as error:
            raise DataKeyMissing(say("keys.no_file", path=self.file)) from error
        stamp = state.st_mtime_ns, state.st_ino
        if stamp != self._stamp:
            self._keys = {key.id: key for key in read_keys(self.file)}
            self._stamp = stamp
        return self._keys


def read_keys(file: Path) -> list[DataKey]:
    """Return the keys in a file; raises DataKeyMissing for half a file, and OSError."""
    return read_lines(file.read_text(encoding="ascii", errors="replace"), file)


def read_lines(text: str, file: Path | None = None) -> list[DataKey]:
    """Return the keys in a text of a file; raises DataKeyMissing for half a key."""
    numbered = enumerate(text.splitlines(), 1)
    return [_read_line(file, number, line) for number, line in numbered if line.strip()]


def write_keys(file: Path, keys: Sequence[DataKey]) -> None:
    """Replace a file of keys, whole or not at all; only its owner may read it.

    A link stays a link: the file that it leads to is replaced.
    """
    file = _follow_links(file)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=_NEW)
    try:
        with open(handle, "w", encoding="ascii") as new:
            new.write(write_lines(keys))
            new.flush()
            os.fsync(new.fileno())
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _follow_links(file: Path) -> Path:
    return Path(os.path.realpath(file))


def write_lines(keys: Sequence[DataKey]) -> str:
    """Return the text of a file with these keys."""
    return "".join(
        f"{key.made_at.isoformat()} {base64.b64encode(key.secret).decode()}\n" for key in keys
    )


def _read_line(file: Path | None, number: int, line: str) -> DataKey:
    made_at, _, secret = line.strip().partition(" ")
    try:
        key = DataKey(base64.b64decode(secret, validate=True), datetime.fromisoformat(made_at))
    except (binascii.Error, ValueError) as error:
        raise DataKeyMissing(say("keys.broken_line", path=file, line=number)) from error
    if len(key.secret) != KEY_BYTES or key.made_at.tzinfo is None:
        raise DataKeyMissing(say("keys.broken_line", path=file, line=number))
    return key
