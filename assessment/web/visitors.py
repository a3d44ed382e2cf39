"""From which address a visitor comes, as the proxy says; kept nowhere, only counted."""

from collections.abc import Collection
from ipaddress import IPv6Address, IPv6Network, ip_address, ip_network

from flask import current_app, request

THIS_MACHINE = "this machine"
UNKNOWN = "unknown"
_HOME_BITS = 64  # of an IPv6 address: what one subscriber gets, who may choose the rest


def current_visitor() -> str:
    """Return who asks for this page, see find_visitor."""
    forwarded = ",".join(request.headers.getlist("X-Forwarded-For"))
    return find_visitor(request.remote_addr, forwarded, current_app.config["PROXIES"])


def find_visitor(peer: str | None, forwarded: str, proxies: Collection[str]) -> str:
    """Return who is counted as one visitor: an address, of IPv6 the network of a subscriber.

    Parameters
    ----------
    peer
        The other end of the connection.
    forwarded
        The header ``X-Forwarded-For``. Each proxy writes at its end from whom it got the request,
        so it is read from the end, and only as far as proxies of our own wrote it. What a client
        wrote itself stands before that and is never believed.
    proxies
        Addresses or networks of our own proxies.

    Returns
    -------
    str
        ``THIS_MACHINE`` for a program on this machine, ``UNKNOWN`` for what is no address.

    Examples
    --------
    >>> find_visitor("127.0.0.1", "10.9.9.9, 203.0.113.7", ["127.0.0.1"])
    '203.0.113.7'
    >>> find_visitor("203.0.113.7", "10.9.9.9", ["127.0.0.1"])
    '203.0.113.7'
    """
    believed = peer or ""
    for said in reversed(forwarded.split(",") if forwarded else []):
        if not _is_among(believed, proxies):
            break
        believed = said.strip()
    return _name_visitor(believed)


def _is_among(text: str, proxies: Collection[str]) -> bool:
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return any(address in ip_network(proxy, strict=False) for proxy in proxies)


def _name_visitor(text: str) -> str:
    try:
        address = ip_address(text)
    except ValueError:
        return UNKNOWN
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            if address.is_loopback:
                return THIS_MACHINE
            return str(IPv6Network((int(address), _HOME_BITS), strict=False))
        address = address.ipv4_mapped
    return THIS_MACHINE if address.is_loopback else str(address)
