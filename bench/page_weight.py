"""A page of statements in a browser that has never seen it: requests and bytes."""

from pathlib import Path
from typing import Any

from bench.server import running
from bench.visitor import Visitor

CHROMIUM = Path("/usr/bin/chromium")
PATIENCE_MS = 30_000


def measure() -> dict[str, dict[str, Any]]:
    """Return requests and kilobytes, counted by Chromium; None with the reason without it."""
    names = ("page_requests", "page_transferred")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        return {name: {"value": None, "reason": str(error)} for name in names}
    if not CHROMIUM.exists():
        return {name: {"value": None, "reason": f"{CHROMIUM} is missing"} for name in names}
    with running() as server, sync_playwright() as playwright:
        visitor = Visitor(server.port)
        visitor.begin()
        visitor.close()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            address = f"http://127.0.0.1:{server.port}"
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            context.add_cookies(
                [{"name": n, "value": v, "url": address} for n, v in visitor.cookies.items()]
            )
            sizes = _load(context, f"{address}{visitor.attempt}/gedrag/1")
        finally:
            browser.close()
    files = {name: round(size / 1000, 1) for name, size in sizes.items()}
    return {
        "page_requests": {"value": len(sizes)},
        "page_transferred": {"value": round(sum(sizes.values()) / 1000, 1), "files": files},
    }


def _load(context: Any, address: str) -> dict[str, float]:
    """Return the bytes on the wire of every request of a page, headers included."""
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    asked: dict[str, str] = {}
    sizes: dict[str, float] = {}

    def finished(event: dict[str, Any]) -> None:
        sizes[asked[event["requestId"]]] = event["encodedDataLength"]

    network.on(
        "Network.requestWillBeSent",
        lambda event: asked.update({event["requestId"]: event["request"]["url"].split("/")[-1]}),
    )
    network.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="networkidle", timeout=PATIENCE_MS)
    page.close()
    return sizes
