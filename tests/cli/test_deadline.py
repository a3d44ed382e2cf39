"""A request that is not done in time loses its connection, and with it its thread."""

import socket
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
def worker():
    return object.__new__(DeadlineWorker)


def read_all(_, conn):
    """Stand for gunicorn: read until the other side sends no more."""
    read = b""
    while part := conn.sock.recv(100):
        read += part
        if read.endswith(b"."):
            break
    return read


def test_a_request_that_never_ends_is_ended(worker, ends, monkeypatch):
    monkeypatch.setattr(deadline, "REQUEST_SECONDS", 0.1)
    monkeypatch.setattr(ThreadWorker, "handle", read_all)
    ours, theirs = ends
    theirs.sendall(b"half")

    assert worker.handle(SimpleNamespace(sock=ours)) == b"half"


def test_a_request_in_time_keeps_its_connection(worker, ends, monkeypatch):
    monkeypatch.setattr(ThreadWorker, "handle", read_all)
    ours, theirs = ends
    theirs.sendall(b"heel.")

    assert worker.handle(SimpleNamespace(sock=ours)) == b"heel."

    ours.sendall(b"antwoord")
    assert theirs.recv(100) == b"antwoord"
