"""Read the addresses in settings: parsed, written in one way, or refused with the true cause."""

import re
from ipaddress import ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from assessment.wording import say

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_SEGMENT = re.compile(r"(?!\.{1,2}$)[A-Za-z0-9._~-]+")
_ABROAD = "+31"
_DEFAULT_PORTS = {"http": 80, "https": 443}


class AddressRefused(ValueError):
    """No address that can be used; says why, for a person."""


def read_public_url(text: str) -> str:
    """Return the address that people see: in small letters, no needless port, no slash at its end.

    Raises AddressRefused.
    """
    typed = text.strip()
    if any(not sign.isprintable() or sign.isspace() for sign in typed):
        raise AddressRefused(say("address.blank"))
    for sign in "?#@":
        if sign in typed:
            raise AddressRefused(say("address.sign", sign=sign))
    try:
        parts = urlsplit(typed)
    except ValueError as error:  # a bracket without its fellow
        raise AddressRefused(say("address.host")) from error
    if parts.scheme not in _DEFAULT_PORTS:
        raise AddressRefused(say("address.scheme"))
    if "%" in (parts.hostname or ""):  # which cable an IPv6 number is on, no browser sends
        raise AddressRefused(say("address.host"))
    host = in_url(read_host(parts.hostname or ""))
    return f"{parts.scheme}://{host}{_read_written_port(parts)}{_read_path(parts.path)}"


def read_host(text: str) -> str:
    """Return a name or number of a machine as it is written everywhere; raises AddressRefused."""
    typed = text.strip()
    bare = typed[1:-1] if typed.startswith("[") and typed.endswith("]") else typed
    try:
        return str(ip_address(bare))
    except ValueError:
        pass
    try:
        name = bare.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError as error:
        raise AddressRefused(say("address.host")) from error
    labels = name.split(".")
    if bare != typed or labels[-1].isdigit() or not all(map(_LABEL.fullmatch, labels)):
        raise AddressRefused(say("address.host"))
    return name


def read_port(text: str) -> int:
    """Return the number of a port; raises AddressRefused."""
    typed = text.strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) < 6 and 0 < int(typed) < 65536):
        raise AddressRefused(say("address.port"))
    return int(typed)


def read_proxies(text: str) -> tuple[str, ...]:
    """Return addresses or networks with commas between them; raises AddressRefused."""
    try:
        return tuple(str(ip_network(one.strip())) for one in text.split(",") if one.strip())
    except ValueError as error:
        raise AddressRefused(say("address.proxy")) from error


def in_url(host: str) -> str:
    """Return a host as it stands in an address: the number of IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def is_this_machine(host: str) -> bool:
    """Return whether only this machine itself can reach ``host``."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def call_address(telephone: str) -> str:
    """Return what a telephone calls; a number of three digits is the same everywhere."""
    digits = telephone.replace(" ", "")
    return f"tel:{_ABROAD}{digits[1:]}" if digits.startswith("0") else f"tel:{digits}"


def _read_written_port(parts: SplitResult) -> str:
    try:
        port = parts.port
    except ValueError as error:
        raise AddressRefused(say("address.port")) from error
    if port == 0:
        raise AddressRefused(say("address.port"))
    return "" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}"


def _read_path(path: str) -> str:
    kept = path.removesuffix("/")
    if not kept:
        return ""
    first, *segments = kept.split("/")
    if first or not all(map(_SEGMENT.fullmatch, segments)):
        raise AddressRefused(say("address.path"))
    return kept
