"""The figures of a page: addresses that hold a digest, and answers that a browser may keep.

ADR 0028 says why, and what it means on a computer that is shared.
"""

import gzip
from collections.abc import Callable
from uuid import UUID

from flask import Response, abort, current_app, request, url_for
from markupsafe import Markup

from assessment.report.model import Drawing, Figure, ReportContent
from assessment.services import sessions, showing

NARROW = "smal"  # in an address: the drawing for a narrow screen
KEEP = f"private, max-age={int(sessions.IDLE.total_seconds())}, immutable"


def address_figure(
    figure: Figure | Drawing, attempt_id: UUID | Callable[..., str] | None, form: str = ""
) -> str:
    """Return where a figure is: of an attempt, or of the example. ``form`` may be NARROW.

    Where others read a figure, ``attempt_id`` is a function that gives its address by its id.
    """
    if callable(attempt_id):
        return attempt_id(figure.id, form or None)
    figure_id, digest = figure.id, digest_of(figure)
    if attempt_id is None:
        return url_for("preview.draw_figure", figure_id=figure_id, form=form or None, v=digest)
    return url_for(
        "result.figure", attempt_id=attempt_id, figure_id=figure_id, form=form or None, v=digest
    )


def write_size(figure: Figure | Drawing, form: str = "") -> Markup:
    """Return the attributes that tell a browser how wide and high a figure will be."""
    width, height = showing.measure_figure(figure, narrow=form == NARROW)
    return Markup('width="{}" height="{}"').format(width, height)


def send_figure(shown: ReportContent, figure_id: str, form: str) -> Response:
    """Return a figure as SVG, compressed. It may be kept when the address holds its digest."""
    try:
        figure = showing.find_figure(shown, figure_id)
    except showing.FigureNotFound:
        abort(404)
    response = Response(
        showing.draw_figure(figure, narrow=form == NARROW), mimetype="image/svg+xml"
    )
    response.vary.update(("Accept-Encoding", "Cookie"))  # not for the next person in this browser
    if request.args.get("v") == digest_of(figure):
        response.headers["Cache-Control"] = KEEP
    if request.accept_encodings["gzip"]:
        response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def digest_of(figure: Figure | Drawing) -> str:
    """Return what changes with a figure, for its address: then a browser may keep it."""
    return showing.digest_figure(figure.data, current_app.config["INSTALLATION_KEY"])
