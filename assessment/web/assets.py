"""Static files: their address with a hash of what is in them, and how long it may be kept."""

import hashlib
from functools import cache, partial
from pathlib import Path

from flask import Flask, Response, request, url_for

FOR_A_YEAR = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"


def register(app: Flask, folder: Path) -> None:
    """Give the templates ``asset(name)``, and let a browser keep what it was asked for by hash."""
    app.add_template_global(partial(_address, folder), "asset")

    @app.after_request
    def add(response: Response) -> Response:
        if request.endpoint != "static" or response.status_code not in (200, 304):
            response.headers["Cache-Control"] = "no-store"
        elif request.args.get("v") == _digest(folder / (request.view_args or {})["filename"]):
            response.headers["Cache-Control"] = FOR_A_YEAR
        else:  # an old page, or an address without a hash: the content may change under it
            response.headers["Cache-Control"] = ASK_FIRST
        return response


def _address(folder: Path, name: str) -> str:
    return url_for("static", filename=name, v=_digest(folder / name))


@cache
def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:8]
