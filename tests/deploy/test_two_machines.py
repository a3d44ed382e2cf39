"""Two installations share one PostgreSQL behind one proxy; parts of both are killed under load."""

import os
import signal
import subprocess
import threading
import time
from contextlib import ExitStack

import pytest

from assessment.services import reporting
from assessment.store import attempts, database, results
from assessment.store.data_keys import DataKeys
from bench.server import Server
from tests.browser.product import free_port
from tests.clusters import running_cluster
from tests.deploy.proxied import MAIN, find_nginx, wait_until_listening
from tests.faults import Person, compare
from tests.people import taken

pytestmark = pytest.mark.xdist_group("nginx")
SITE = """
upstream bop {{ {servers} }}
server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass http://bop; proxy_set_header Host $http_host; }}
}}
"""
SECONDS = 90  # at most, for what comes back by itself
DOCUMENTS = 6


class Machines:
    """Two servers with a folder each, one database and one proxy."""

    def __init__(self, folder, url):
        self.folder, self.url, self.port = folder, url, free_port()
        self.keys_file = folder / "data-keys"
        self.servers = [self._make_server(name) for name in ("first", "second")]

    def _make_server(self, name):
        (self.folder / name).mkdir()
        return Server(
            self.folder / name,
            BOP_DATABASE_URL=self.url,
            BOP_DATA_KEYS=str(self.keys_file),
            BOP_SECRET_KEY="een geheim van beide machines samen",
            BOP_PUBLIC_URL=f"http://127.0.0.1:{self.port}",
        )

    def open_engine(self):
        return database.open_engine(self.url, DataKeys(self.keys_file))


@pytest.fixture
def machines(tmp_path):
    with running_cluster() as cluster, ExitStack() as ends:
        machines = Machines(tmp_path, cluster.create("shared"))
        for server in machines.servers:
            ends.callback(server.stop)
            server.start()
        ends.callback(stop, start_proxy(machines))
        yield machines


def start_proxy(machines):
    servers = " ".join(f"server 127.0.0.1:{server.port};" for server in machines.servers)
    site = SITE.format(servers=servers, port=machines.port)
    (machines.folder / "site.conf").write_text(site)
    main = machines.folder / "nginx.conf"
    main.write_text(MAIN.format(folder=machines.folder))
    proxy = subprocess.Popen([find_nginx(), "-p", str(machines.folder), "-c", str(main)])
    wait_until_listening(machines.port, proxy)
    return proxy


def stop(process):
    process.terminate()
    process.wait(10)


def comes_true(condition):
    deadline, pause = time.monotonic() + SECONDS, threading.Event()
    while time.monotonic() < deadline:
        if condition():
            return True
        pause.wait(0.2)
    return False


def ask_documents(engine, content):
    """Ask for documents in the database alone: no queue of any machine knows of them."""
    with database.writing(engine) as db:
        asked = []
        for _ in range(DOCUMENTS):
            attempt = attempts.get_attempt(db, taken.add_submitted(db, content))
            asked.append(reporting.ask_document(db, attempt, now=taken.LATER))
        db.commit()
    return asked


def states(engine, documents):
    with database.reading(engine) as db:
        return {results.get_document(db, document).state for document in documents}


def answer_more(people, count=5):
    """Wait until each person was told of more answers; return whether that happened."""
    before = [person.counts["posts"] for person in people]
    return comes_true(
        lambda: all(p.counts["posts"] >= b + count for p, b in zip(people, before, strict=True))
    )


def test_nothing_is_lost_when_one_of_each_is_killed_under_load(machines, content):
    first, second = machines.servers
    stopping, engine = threading.Event(), machines.open_engine()
    people = [Person(machines.port, seed, stopping) for seed in range(3)]
    for person in people:
        person.start()
    assert answer_more(people)
    documents = ask_documents(engine, content)

    os.kill(first.workers()[0], signal.SIGKILL)
    os.kill(first.web_processes()[1], signal.SIGKILL)
    os.kill(second.web_processes()[0], signal.SIGKILL)
    assert answer_more(people)
    second.kill()  # a whole machine, with its worker
    assert answer_more(people)

    assert comes_true(lambda: states(engine, documents) == {results.READY})
    assert comes_true(lambda: first.is_ready() and first.workers())
    stopping.set()
    for person in people:
        person.join(SECONDS)
        person.settle()
        person.close()
    assert sum(len(person.acknowledged) for person in people) > 0
    found = compare(engine, people)
    engine.dispose()
    assert found["lost"] == 0
    assert sum(person.counts["half"] for person in people) == 0
