import socket
import threading
from email import message_from_bytes
from email.policy import default

import pytest

from assessment.mail import smtp
from assessment.mail.settings import STARTTLS, TLS, MailSettings
from assessment.mail.smtp import Letter, MailDelayed, MailRefused, send_letter
from tests.people.taken import NOW

LETTER = Letter("noor@gemeente.example", "Je code", "Je code is: 123456\nÉén keer.\n")


def test_a_letter_arrives_as_it_was_written(post):
    send_letter(post.settings, LETTER, now=NOW)

    [envelope] = post.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("plan@bop.example", [LETTER.recipient])
    message = message_from_bytes(envelope.content, policy=default)
    assert message["Subject"] == "Je code"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@bop.example>")
    assert message.get_content().replace("\r\n", "\n") == LETTER.text


@pytest.mark.parametrize("status", ["550 5.1.1 onbekend", "553 nee"])
def test_a_mailbox_that_is_refused_for_good_is_told_as_such(post, status):
    post.answers[LETTER.recipient] = status

    with pytest.raises(MailRefused, match=status[:3]):
        send_letter(post.settings, LETTER, now=NOW)


@pytest.mark.parametrize("at", [LETTER.recipient, "data"])
def test_a_server_that_is_busy_delays(post, at):
    post.answers[at] = "451 4.3.0 later"

    with pytest.raises(MailDelayed, match="451"):
        send_letter(post.settings, LETTER, now=NOW)


def test_a_letter_that_is_refused_for_what_it_says_is_refused(post):
    post.answers["data"] = "554 5.7.1 spam"

    with pytest.raises(MailRefused, match="554"):
        send_letter(post.settings, LETTER, now=NOW)


def test_a_server_that_is_away_delays():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))  # and does not listen: nobody else gets this port meanwhile
        settings = MailSettings("127.0.0.1", probe.getsockname()[1], "none", "a@b.example")

        with pytest.raises(MailDelayed, match="ConnectionRefusedError"):
            send_letter(settings, LETTER, now=NOW)


def test_a_server_that_says_nothing_is_not_waited_for_without_end(monkeypatch):
    monkeypatch.setattr(smtp, "TIMEOUT_SECONDS", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings = MailSettings("127.0.0.1", silent.getsockname()[1], "none", "a@b.example")

        with pytest.raises(MailDelayed, match="SMTPServerDisconnected"):
            send_letter(settings, LETTER, now=NOW)


def test_a_server_that_offers_no_safe_way_gets_nothing(post):
    unsafe = post.settings
    safe = MailSettings(unsafe.host, unsafe.port, STARTTLS, unsafe.sender, "bop", "geheim")

    with pytest.raises(MailDelayed):
        send_letter(safe, LETTER, now=NOW)

    assert post.taken == []


def test_a_server_that_nobody_vouches_for_gets_nothing(vouched_by_itself):
    port, heard = vouched_by_itself
    settings = MailSettings("127.0.0.1", port, TLS, "a@b.example", "bop", "geheim")

    with pytest.raises(MailDelayed, match="SSLCertVerificationError"):
        send_letter(settings, LETTER, now=NOW)

    assert heard == []


@pytest.fixture
def vouched_by_itself(tmp_path):
    """A TLS server with a certificate of its own making; what it hears after the handshake."""
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(write_certificate(tmp_path))
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            try:
                with context.wrap_socket(connection, server_side=True) as safe:
                    heard.append(safe.recv(100))
            except OSError:
                connection.close()

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield server.getsockname()[1], heard
        thread.join(10)


def write_certificate(folder):
    from datetime import timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=900))
        .not_valid_after(NOW + timedelta(days=9000))
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return file
