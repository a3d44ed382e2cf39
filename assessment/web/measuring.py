"""The number of each request, and how many there are of each kind and how long they take."""

import time

from flask import Flask, Response, g, request
from prometheus_client import Counter, Histogram

from assessment.logs import NO_REQUEST, current_request, draw_request_number

_OTHER = "none"  # an address that is not there
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
REQUESTS = Counter(
    "bop_requests", "Requests by page, method and status", ["page", "method", "status"]
)
DURATION = Histogram("bop_request_seconds", "Time to answer, by page", ["page"], buckets=_SECONDS)
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


def measure_requests(app: Flask) -> None:
    """Give each request a number, count and time it; call before all else that runs for it.

    A page is counted by its name in the code, never by its address, which tells whose it is.
    """

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()
        current_request.set(draw_request_number())

    @app.after_request
    def end(response: Response) -> Response:
        page = request.endpoint or _OTHER
        method = request.method if request.method in METHODS else _OTHER
        REQUESTS.labels(page, method, str(response.status_code)).inc()
        if "began" in g:
            DURATION.labels(page).observe(time.perf_counter() - g.began)
        return response

    @app.teardown_request
    def forget_number(_: BaseException | None) -> None:
        current_request.set(NO_REQUEST)

    app.add_template_global(current_request.get, "request_number")
