"""Start nginx as deploy/nginx.conf sets it, on loopback, before a real `bop serve`."""

import http.client
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.product import ROOT, free_port, start_product, stop_product

DEPLOY = ROOT / "deploy"
_TRIES = 50
MAIN = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
worker_processes 1;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass
class Site:
    """The product behind its proxy."""

    port: int
    plain_port: int
    product_port: int
    certificate: Path
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def connect(self, *, source: str = "127.0.0.1") -> http.client.HTTPSConnection:
        """Return a connection from an address of this machine; each counts as a visitor."""
        trusted = ssl.create_default_context(cafile=str(self.certificate))
        return http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=60, source_address=(source, 0), context=trusted
        )

    def connect_raw(self, *, source: str = "127.0.0.1") -> ssl.SSLSocket:
        trusted = ssl.create_default_context(cafile=str(self.certificate))
        plain = socket.create_connection(("127.0.0.1", self.port), 30, (source, 0))
        return trusted.wrap_socket(plain, server_hostname="127.0.0.1")


def find_nginx() -> str:
    """Return the program, or fail: tools/system-packages installs it."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    assert program, "these tests need nginx; tools/system-packages installs it"
    return program


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """Yield the product behind nginx; stop both afterwards."""
    site = Site(free_port(), free_port(), free_port(), folder / "plan.pem")
    _make_certificate(folder)
    _write_settings(folder, site)
    command = [find_nginx(), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    subprocess.run([*command, "-t", "-q"], check=True, capture_output=True)
    product = start_product(folder / "var", site.product_port, BOP_PUBLIC_URL=site.address)
    try:
        proxy = subprocess.Popen(command)
        try:
            wait_until_listening(site.port, proxy)
            yield site
        finally:
            proxy.terminate()
            proxy.wait(10)
    finally:
        stop_product(product)


def _write_settings(folder: Path, site: Site) -> None:
    """Write the settings of deploy/nginx.conf with other ports, names and places."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for shipped, here in {
        "listen 80;": f"listen 127.0.0.1:{site.plain_port};",
        "listen [::]:80;": "",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{site.port} ssl http2;",
        "listen [::]:443 ssl http2;": "",
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{site.product_port};",
        "/etc/ssl/plan.pem": str(folder / "plan.pem"),
        "/etc/ssl/plan.key": str(folder / "plan.key"),
        "/opt/bop/deploy": str(DEPLOY),
    }.items():
        assert text.count(shipped) == 1, shipped
        text = text.replace(shipped, here)
    (folder / "site.conf").write_text(text, encoding="utf-8")
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder), encoding="utf-8")


def _make_certificate(folder: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", str(folder / "plan.key"), "-out", str(folder / "plan.pem")],
        check=True, capture_output=True,
    )  # fmt: skip


def wait_until_listening(port: int, proxy: "subprocess.Popen[bytes]") -> None:
    """Wait until a proxy listens, or fail."""
    pause = threading.Event()
    for _ in range(_TRIES):
        assert proxy.poll() is None, "nginx ended"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            pause.wait(0.1)
        else:
            return
    raise AssertionError("nginx does not listen")
