"""Metrics in the text of Prometheus, on a port of their own on this machine."""

import logging
from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Metric, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import Engine

from assessment.services.monitoring import Stock, count_stock
from assessment.store import database

log = logging.getLogger(__name__)

HOST = "127.0.0.1"


def serve_metrics(engine: Engine, port: int) -> Callable[[], None]:
    """Serve what the web processes counted and what is in the database; return what stops it."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(StockCollector(engine))
    server, thread = start_http_server(port, HOST, registry)

    def stop() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return stop


class StockCollector(Collector):
    """What is in the database, counted when it is asked for; nobody in particular."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def collect(self) -> Iterator[Metric]:
        """Yield the counts; none when the database cannot be read now."""
        try:
            with database.reading(self._engine) as db:
                stock: Stock = count_stock(db)
        except Exception:
            log.exception("the database could not be counted")
            return
        documents = GaugeMetricFamily("bop_documents", "Documents by state", labels=["state"])
        for state, count in stock.documents.items():
            documents.add_metric([state], count)
        yield documents
        yield GaugeMetricFamily("bop_attempts", "Attempts", value=stock.attempts)
        if stock.free_bytes is not None:
            name = "bop_disk_free_bytes"
            yield GaugeMetricFamily(name, "Room on the disk", value=stock.free_bytes)
