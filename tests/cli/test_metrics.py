"""Metrics on a port of their own: what web processes counted, and what is in the database."""

import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from assessment.cli import metrics, website
from assessment.store import database, results
from tests.browser.product import free_port
from tests.people import taken

COUNT = """
from prometheus_client import Counter
Counter("bop_requests", "x", ["page", "method", "status"]).labels("home.start", "GET", "200").inc(3)
"""
USE = """
REQUESTS.labels("home.start", "GET", "200").inc()
DURATION.labels("home.start").observe(0.1)
"""
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def scrape(engine, tmp_path, monkeypatch):
    monkeypatch.setenv(website.SHARED, "")
    website.share_counts(tmp_path / "metrics")
    port = free_port()
    stop = metrics.serve_metrics(engine, port)

    def read():
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
            return answer.read().decode()

    yield read
    stop()


def test_counts_of_several_processes_and_what_is_kept_are_told(scrape, engine):
    for _ in range(2):
        subprocess.run([sys.executable, "-c", COUNT], check=True)
    with database.writing(engine) as db:
        attempt_id = taken.add(db)
        results.add_document(db, attempt_id, taken.NOW)
        db.commit()

    told = scrape()

    assert 'bop_requests_total{method="GET",page="home.start",status="200"} 6.0' in told
    assert 'bop_documents{state="queued"} 1.0' in told
    assert 'bop_documents{state="failed"} 0.0' in told
    assert "bop_attempts 1.0" in told
    assert "bop_disk_free_bytes" in told


def test_every_metric_is_explained_and_operators_read_of_exactly_these(scrape):
    script = f"from assessment.web.measuring import DURATION, REQUESTS\n{USE}"
    subprocess.run([sys.executable, "-c", script], check=True)

    families = list(text_string_to_metric_families(scrape()))  # raises what Prometheus refuses

    assert all(family.documentation for family in families)
    told = {f"{one.name}_total" if one.type == "counter" else one.name for one in families}
    page = (ROOT / "docs" / "beheer" / "README.md").read_text(encoding="utf-8")
    assert told == set(re.findall(r"`(bop_[a-z_]+)`", page))
    assert {"queued", "failed"} <= {one.labels["state"] for family in families
                                    for one in family.samples if "state" in one.labels}  # fmt: skip


def test_a_database_that_is_away_takes_no_metrics_with_it(engine, caplog):
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE document")

    assert list(metrics.StockCollector(engine).collect()) == []
    assert "could not be counted" in caplog.text
