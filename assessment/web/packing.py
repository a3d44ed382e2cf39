"""Send pages compressed, without telling an eavesdropper what is in them.

Whoever can watch the length of an answer and can choose a part of its text can guess a secret in it
(BREACH). So only what a GET answers is compressed: no page repeats what stands in an address, and
a POST from elsewhere is refused. The page with the return code never is, and every answer gets a
name of random length in its gzip header, so that equal pages do not have equal lengths.
"""

import gzip
import io
import secrets

from flask import Flask, Response, request

SMALLEST = 1000  # bytes; less is not worth it
MOST_PADDING = 64  # bytes
NEVER = {"home.code"}  # the endpoint of the page with the return code


def register(app: Flask) -> None:
    """Compress every page for a browser that accepts that."""

    @app.after_request
    def pack(response: Response) -> Response:
        if response.mimetype == "text/html" and request.endpoint not in NEVER:
            response.vary.add("Accept-Encoding")
            if _may_be_packed(response):
                response.set_data(pack_text(response.get_data()))
                response.headers["Content-Encoding"] = "gzip"
        return response


def pack_text(text: bytes) -> bytes:
    """Return ``text`` as gzip, with up to ``MOST_PADDING`` random signs in its header."""
    padding = secrets.token_hex(MOST_PADDING // 2)[: secrets.randbelow(MOST_PADDING + 1)]
    packed = io.BytesIO()
    with gzip.GzipFile(padding, "wb", 6, packed, mtime=0) as file:
        file.write(text)
    return packed.getvalue()


def _may_be_packed(response: Response) -> bool:
    return (
        request.method == "GET"
        and response.status_code == 200
        and bool(request.accept_encodings["gzip"])
        and len(response.get_data()) >= SMALLEST
    )
