"""A drawing as an answer."""

import gzip

from flask import Response, request


def svg_response(svg: bytes) -> Response:
    """Return a drawing, packed where the browser can unpack it."""
    response = Response(svg, mimetype="image/svg+xml")
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"]:
        response.set_data(gzip.compress(svg, 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
