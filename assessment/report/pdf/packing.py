"""Making a PDF smaller: no text encoding over what is compressed, and packed objects (PDF 1.5).

A tagged document has an object for every paragraph and cell; packed they take a fifth of the room.
reportlab 5.1.0 cannot write object streams, so this rewrites the file that it has written.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field

from reportlab import rl_config

rl_config.useA85 = 0  # ASCII85 makes every stream a quarter longer, for mail programs of the past

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_TABLE_LINE = 20  # bytes in a line of a cross-reference table
_OBJECTS_PER_STREAM = 200
_KEPT_IN_TRAILER = (rb"/ID\s*\[[^\]]*\]", rb"/Info \d+ 0 R", rb"/Root \d+ 0 R")


def pack_objects(pdf: bytes) -> bytes:
    """Return the same document in fewer bytes.

    ``pdf`` is one that reportlab wrote: one cross-reference table, no encryption.
    """
    objects, trailer = _parse(pdf)
    packed = _Packed()
    small: list[tuple[int, bytes]] = []
    for number, body in objects:
        if body.endswith(b"endstream"):
            packed.add(number, body)
        else:
            small.append((number, body))
    free = len(objects) + 1
    for start in range(0, len(small), _OBJECTS_PER_STREAM):
        packed.add_together(free, small[start : start + _OBJECTS_PER_STREAM])
        free += 1
    return packed.finish(free, b"\n".join(_entry(key, trailer) for key in _KEPT_IN_TRAILER))


def _parse(pdf: bytes) -> tuple[list[tuple[int, bytes]], bytes]:
    """Return the number and body of each object, and the trailer."""
    table = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    head = pdf.index(b"\n", table + 5) + 1
    count = int(pdf[table:head].split()[2])
    lines = (pdf[head + n * _TABLE_LINE :][:10] for n in range(1, count))
    offsets = [int(line) for line in lines]
    ends = sorted([*offsets, table])
    following = dict(zip(ends, ends[1:], strict=False))
    objects = []
    for number, offset in enumerate(offsets, start=1):
        chunk = pdf[offset : following[offset]]
        start, end = chunk.index(b"obj") + 3, chunk.rindex(b"endobj")
        objects.append((number, chunk[start:end].strip(b"\r\n")))
    return objects, pdf[pdf.rindex(b"trailer") :]


def _entry(pattern: bytes, trailer: bytes) -> bytes:
    match = re.search(pattern, trailer)
    if match is None:
        raise ValueError(f"the trailer has no {pattern.decode()}")
    return match.group()


@dataclass(slots=True)
class _Packed:
    """A file being written, with for each object its kind and the two numbers that locate it."""

    content: bytearray = field(default_factory=lambda: bytearray(_HEADER))
    places: dict[int, tuple[int, int, int]] = field(default_factory=lambda: {0: (0, 0, 65535)})

    def add(self, number: int, body: bytes) -> None:
        self.places[number] = (1, len(self.content), 0)
        self.content += b"%d 0 obj\n%b\nendobj\n" % (number, body)

    def add_together(self, number: int, objects: list[tuple[int, bytes]]) -> None:
        index, bodies = [], bytearray()
        for position, (member, body) in enumerate(objects):
            self.places[member] = (2, number, position)
            index.append(b"%d %d" % (member, len(bodies)))
            bodies += body + b"\n"
        first = b" ".join(index) + b"\n"
        entries = b"/Type /ObjStm /N %d /First %d" % (len(objects), len(first))
        self.add(number, _stream(entries, first + bodies))

    def finish(self, number: int, trailer: bytes) -> bytes:
        start = len(self.content)
        self.places[number] = (1, start, 0)
        rows = (self.places[n] for n in range(number + 1))
        table = b"".join(b"%c%b%b" % (a, b.to_bytes(4), c.to_bytes(2)) for a, b, c in rows)
        entries = b"/Type /XRef /W [1 4 2] /Size %d %b" % (number + 1, trailer)
        self.add(number, _stream(entries, table))
        return bytes(self.content) + b"startxref\n%d\n%%%%EOF\n" % start


def _stream(entries: bytes, content: bytes) -> bytes:
    compressed = zlib.compress(content, 9)
    head = b"<< %b /Filter /FlateDecode /Length %d >>" % (entries, len(compressed))
    return head + b"\nstream\n" + compressed + b"\nendstream"
