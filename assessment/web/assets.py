"""Static files: their address with a hash of what is in them, and how long it may be kept."""

import gzip
import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for

KEEP_A_YEAR = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"
TEXTS = (".css", ".js")  # fonts are packed already


def register(app: Flask, folder: Path) -> None:
    """Give the templates ``asset(name)``: an address that holds a hash of the file.

    A browser may keep what it got from that address for a year: another content has another
    address. Any other answer of this application is not kept at all, unless it says so itself.
    """
    addresses: dict[str, str] = {}  # the path before them is fixed: see origin.FixedAddress

    def asset(name: str) -> str:
        if name not in addresses:
            addresses[name] = url_for("static", filename=name, v=_digest(folder / name))
        return addresses[name]

    app.add_template_global(asset)

    @app.after_request
    def add(response: Response) -> Response:
        if request.endpoint != "static" or response.status_code not in (200, 304):
            response.headers.setdefault("Cache-Control", "no-store")
            return response
        file = folder / (request.view_args or {})["filename"]
        same = request.args.get("v") == _digest(file)
        # An old page, or an address without a hash: the content may change under it.
        response.headers["Cache-Control"] = KEEP_A_YEAR if same else ASK_FIRST
        if file.suffix in TEXTS:
            _compress(response, file)
        return response


def _compress(response: Response, file: Path) -> None:
    """Send the file compressed to a browser that accepts that."""
    response.vary.add("Accept-Encoding")
    if response.status_code != 200 or not request.accept_encodings["gzip"]:
        return
    response.close()  # the file that Flask opened
    response.direct_passthrough = False
    response.set_data(_gzip_file(file))
    response.headers["Content-Encoding"] = "gzip"
    response.set_etag(response.get_etag()[0] or _digest(file), weak=True)


@cache
def _gzip_file(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), mtime=0)


@cache
def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:8]
