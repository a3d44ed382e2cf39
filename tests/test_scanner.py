"""The virus scanner: what is sent to it, and what its answers come to."""

import socket
from threading import Thread

import pytest

from assessment.json_reading import InputError
from assessment.scanner import Scanner, ScannerAway, greet_scanner, is_clean, read_scanner
from tests.browser.product import free_port
from tests.people.clamd import EICAR, running_clamd


@pytest.fixture
def clamd():
    with running_clamd() as found:
        yield found


def test_a_file_of_any_size_reaches_the_scanner_whole(clamd):
    for size in (0, 1, 64 * 1024, 64 * 1024 + 1, 300_000):
        file = b"x" * size
        assert is_clean(clamd.scanner, file)
        assert clamd.seen[-1] == file


def test_what_the_scanner_finds_is_not_clean_wherever_it_stands_in_the_file(clamd):
    assert not is_clean(clamd.scanner, EICAR)
    assert not is_clean(clamd.scanner, bytes(64 * 1024 - 10) + EICAR + bytes(10))


@pytest.mark.parametrize(
    "answer", [b"", b"\0", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK maybe\0", b"OK\0"]
)
def test_any_other_answer_is_no_answer(clamd, answer):
    clamd.answer = answer

    with pytest.raises(ScannerAway):
        is_clean(clamd.scanner, b"x")


def test_a_scanner_that_is_not_there_is_told_apart_from_a_find(tmp_path):
    for away in (Scanner(host="127.0.0.1", port=free_port()), Scanner(path=str(tmp_path / "no"))):
        with pytest.raises(ScannerAway):
            is_clean(away, b"x")
        with pytest.raises(ScannerAway):
            greet_scanner(away)


def test_a_scanner_says_hello(clamd):
    greet_scanner(clamd.scanner)
    clamd.answer = b"UNKNOWN COMMAND\0"

    with pytest.raises(ScannerAway):
        greet_scanner(clamd.scanner)


def test_a_scanner_may_listen_at_a_socket_file(tmp_path):
    path = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()

        def answer():
            line, _ = server.accept()
            with line:
                line.recv(100)
                line.sendall(b"PONG\0")

        thread = Thread(target=answer)
        thread.start()
        greet_scanner(Scanner(path=path))
        thread.join()


@pytest.mark.parametrize(
    ("text", "scanner"),
    [
        ("", None),
        ("  ", None),
        ("/run/clamav/clamd.ctl", Scanner(path="/run/clamav/clamd.ctl")),
        ("127.0.0.1:3310", Scanner(host="127.0.0.1", port=3310)),
        ("localhost:3310", Scanner(host="localhost", port=3310)),
        ("[::1]:3310", Scanner(host="::1", port=3310)),
    ],
)
def test_the_setting_names_a_socket_or_a_port_of_this_machine(text, scanner):
    assert read_scanner({"BOP_SCANNER": text}) == scanner


@pytest.mark.parametrize(
    "text", ["clamd", "3310", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:70000", "10.0.0.1:3310",
             "scan.voorbeeld.nl:3310", "run/clamd", ":3310"],
)  # fmt: skip
def test_files_never_go_to_another_machine(text):
    with pytest.raises(InputError, match="BOP_SCANNER"):
        read_scanner({"BOP_SCANNER": text})
