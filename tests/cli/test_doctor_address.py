"""What `bop doctor` says of the certificate that a browser is shown, by servers of this machine."""

import datetime as dt
import socket
import ssl
import threading
from types import SimpleNamespace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from assessment.cli import doctor_address
from assessment.cli.findings import Level


@pytest.fixture
def write_certificate(tmp_path):
    """Write a certificate of its own making, of a name, that ends in some days."""

    def write(name, days):
        key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
        called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        made = (
            x509.CertificateBuilder()
            .subject_name(called)
            .issuer_name(called)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=900))
            .not_valid_after(now + dt.timedelta(days=days, hours=1))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(key, hashes.SHA256())
        )
        file = tmp_path / "server.pem"
        form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        secret = key.private_bytes(*form, serialization.NoEncryption())
        file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
        return file

    return write


@pytest.fixture
def serve():
    """Serve one visitor with a certificate; return the port."""
    threads, servers = [], []

    def run(file):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        server = socket.create_server(("127.0.0.1", 0))

        def answer():
            connection, _ = server.accept()
            try:
                with context.wrap_socket(connection, server_side=True) as safe:
                    safe.recv(1)
            except OSError:
                connection.close()

        threads.append(threading.Thread(target=answer, daemon=True))
        threads[-1].start()
        servers.append(server)
        return server.getsockname()[1]

    yield run
    for thread, server in zip(threads, servers, strict=True):
        thread.join(10)
        server.close()


def look(url):
    settings = SimpleNamespace(public_url=url, secure=url.startswith("https:"))
    return list(doctor_address.look_at_certificate(settings))


@pytest.mark.parametrize(
    ("days", "level", "told"),
    [
        (90, Level.GOOD, "nog 90 dagen"),
        (14, Level.GOOD, "nog 14 dagen"),
        (13, Level.CARE, "geldt nog 13 dagen"),
        (-1, Level.WRONG, "certificate has expired"),
    ],
)
def test_a_trusted_certificate_is_told_with_how_long_it_lasts(
    write_certificate, serve, monkeypatch, days, level, told
):
    file = write_certificate("localhost", days)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))

    [found] = look(f"https://localhost:{serve(file)}/bop")

    assert found.level is level
    assert told in found.sentence


def test_a_certificate_that_nobody_vouches_for_is_wrong(write_certificate, serve):
    [found] = look(f"https://localhost:{serve(write_certificate('localhost', 90))}")

    assert found.level is Level.WRONG
    assert "BOP_PUBLIC_URL" in found.sentence


def test_a_certificate_of_another_name_is_wrong(write_certificate, serve, monkeypatch):
    file = write_certificate("plan.example", 90)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))

    [found] = look(f"https://localhost:{serve(file)}")

    assert found.level is Level.WRONG
    assert "localhost" in found.sentence


def test_an_address_without_tls_has_no_certificate():
    assert look("http://localhost:1") == []


def test_a_server_that_says_nothing_is_left_in_time(monkeypatch):
    monkeypatch.setattr(doctor_address, "ANSWER_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        [found] = look(f"https://localhost:{silent.getsockname()[1]}")

    assert found.level is Level.CARE
    assert "TimeoutError" in found.sentence


def test_an_address_where_nobody_is_is_to_be_looked_at():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    [found] = look(f"https://localhost:{port}")

    assert (found.level, "ConnectionRefusedError" in found.sentence) == (Level.CARE, True)
