"""What ``bop doctor`` sees at the address that people use, from this machine."""

import socket
import ssl
import time
from urllib.parse import urlsplit

from assessment.cli.findings import Findings, tell_care, tell_good, tell_wrong
from assessment.config import Settings

ANSWER_SECONDS = 5
SOON_DAYS = 14  # before the end of a certificate: by then a renewal that works has been
HTTPS = 443


def look_at_certificate(settings: Settings) -> Findings:
    """Look whether a browser trusts the certificate of the public address, and how long."""
    if not settings.secure:
        return
    parts = urlsplit(settings.public_url)
    host, port = parts.hostname or "", parts.port or HTTPS
    try:
        ends_at = _read_end(host, port)
    except ssl.SSLCertVerificationError as error:
        yield tell_wrong("certificate_refused", host=host, reason=error.verify_message)
    except OSError as error:  # a fault of TLS is one too
        yield tell_care("certificate_unseen", host=host, port=port, reason=type(error).__name__)
    else:
        days = int((ends_at - time.time()) // 86_400)
        tell = tell_good if days >= SOON_DAYS else tell_care
        yield tell("certificate" if days >= SOON_DAYS else "certificate_ends", host=host, days=days)


def _read_end(host: str, port: int) -> int:
    """Return when the certificate ends that a browser would be shown, and would trust."""
    trusted = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=ANSWER_SECONDS) as line,
        trusted.wrap_socket(line, server_hostname=host) as safe,
    ):
        told = safe.getpeercert() or {}
    return int(ssl.cert_time_to_seconds(str(told["notAfter"])))
