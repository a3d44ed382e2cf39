"""A virus scanner on this machine (clamd), for files that somebody sends along; ``BOP_SCANNER``."""

import socket
import struct
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assessment.addresses import AddressRefused, is_this_machine, read_port
from assessment.json_reading import InputError
from assessment.wording import say, short

SETTING = "BOP_SCANNER"
SECONDS = 20.0  # that the scanner may take for an answer
_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4096
_CLEAN, _HERE = b"stream: OK", b"PONG"


@dataclass(frozen=True, slots=True)
class Scanner:
    """Where the scanner listens: at a socket file, or at a port of this machine."""

    path: str = ""
    host: str = ""
    port: int = 0


class ScannerAway(Exception):
    """The scanner gives no answer that tells anything; says in a word why."""


def read_scanner(env: Mapping[str, str]) -> Scanner | None:
    """Return the scanner in the settings, or None when none is named; raises InputError."""
    text = env.get(SETTING, "").strip()
    if not text:
        return None
    if Path(text).is_absolute():
        return Scanner(path=text)
    host, _, port = text.rpartition(":")
    bare = host.removeprefix("[").removesuffix("]")
    try:
        number = read_port(port)
    except AddressRefused:
        number = 0
    if not number or not is_this_machine(bare):
        raise InputError([say("scanner.setting", setting=SETTING, value=short(text))])
    return Scanner(host=bare, port=number)


def is_clean(scanner: Scanner, file: bytes) -> bool:
    """Return whether the scanner finds nothing in a file; raises ScannerAway."""
    sent = [struct.pack("!I", len(file[at : at + _CHUNK])) + file[at : at + _CHUNK]
            for at in range(0, len(file), _CHUNK)]  # fmt: skip
    answer = _ask(scanner, b"zINSTREAM\0", *sent, struct.pack("!I", 0))
    if answer == _CLEAN:
        return True
    if answer.endswith(b" FOUND"):
        return False
    raise ScannerAway("odd answer")  # too large for it, or a fault of its own


def greet_scanner(scanner: Scanner) -> None:
    """Ask whether the scanner is there; raises ScannerAway."""
    if _ask(scanner, b"zPING\0") != _HERE:
        raise ScannerAway("odd answer")


def _ask(scanner: Scanner, *parts: bytes) -> bytes:
    try:
        with closing(_connect(scanner)) as line:
            for part in parts:
                line.sendall(part)
            return _read_answer(line)
    except OSError as error:
        raise ScannerAway(type(error).__name__) from error


def _connect(scanner: Scanner) -> socket.socket:
    if not scanner.path:
        return socket.create_connection((scanner.host, scanner.port), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(SECONDS)
    try:
        line.connect(scanner.path)
    except OSError:
        line.close()
        raise
    return line


def _read_answer(line: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        got = line.recv(_LONGEST_ANSWER)
        if not got:
            break
        answer += got
    return answer.rstrip(b"\0\n")
