"""A request that is not done in time loses its connection, and with it its thread."""

import socket
import threading
import time
from types import SimpleNamespace

import pytest
from gunicorn.workers.gthread import ThreadWorker

from assessment.cli import deadline
from assessment.cli.deadline import DeadlineWorker


@pytest.fixture
def ends():
    ours, theirs = socket.socketpair()
    ours.settimeout(20)
    with ours, theirs:
        yield ours, theirs


@pytest.fixture
def worker(monkeypatch):
    monkeypatch.setattr(ThreadWorker, "__init__", lambda _: None)
    monkeypatch.setattr(ThreadWorker, "handle", read_all)
    return DeadlineWorker()


def read_all(_, conn):
    """Stand for gunicorn: read until the other side sends no more."""
    read = b""
    while part := conn.sock.recv(100):
        read += part
        if read.endswith(b"."):
            break
    return read


def handling(worker, connection):
    """Handle a request in a thread, as gunicorn does; return it once it is being handled."""
    found = []
    thread = threading.Thread(
        target=lambda: found.append(worker.handle(SimpleNamespace(sock=connection))), daemon=True
    )
    thread.start()
    while not worker._handled and thread.is_alive():
        pass
    return thread, found


def test_a_request_that_never_ends_is_ended(worker, ends):
    ours, theirs = ends
    theirs.sendall(b"half")
    thread, found = handling(worker, ours)

    worker.end_late(time.monotonic() + deadline.REQUEST_SECONDS + 1)
    thread.join(20)

    assert found == [b"half"]


def test_a_request_that_has_time_left_is_left_alone(worker, ends):
    ours, theirs = ends
    thread, found = handling(worker, ours)

    worker.end_late(time.monotonic() + deadline.REQUEST_SECONDS / 2)
    theirs.sendall(b"heel.")
    thread.join(20)

    assert found == [b"heel."]


def test_a_request_in_time_keeps_its_connection(worker, ends):
    ours, theirs = ends
    theirs.sendall(b"heel.")

    assert worker.handle(SimpleNamespace(sock=ours)) == b"heel."

    worker.end_late(time.monotonic() + deadline.REQUEST_SECONDS + 1)
    ours.sendall(b"antwoord")
    assert theirs.recv(100) == b"antwoord"


def test_once_a_second_the_master_is_told_and_what_is_late_is_ended(worker, monkeypatch):
    told = []
    monkeypatch.setattr(ThreadWorker, "notify", lambda _: told.append("alive"))
    monkeypatch.setattr(worker, "end_late", lambda _: told.append("looked"))
    clock = iter([100.0, 100.5, 101.0])
    monkeypatch.setattr(deadline.time, "monotonic", lambda: next(clock))

    for _ in range(3):
        worker.notify()

    assert told == ["alive", "looked", "alive", "looked"]
