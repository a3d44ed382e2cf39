"""Who counts as one visitor: read from a proxy that is trusted, and from nobody else."""

import pytest

from assessment.web.visitors import find_visitor

PROXIES = ("127.0.0.1/32", "10.1.0.0/16")


@pytest.mark.parametrize(
    ("peer", "forwarded", "visitor"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),  # a stranger may say what he likes
        ("127.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "1.1.1.1, 203.0.113.7", "203.0.113.7"),  # the first part came from outside
        ("127.0.0.1", "203.0.113.7, 10.1.2.3", "203.0.113.7"),  # two proxies of our own
        ("127.0.0.1", "1.1.1.1,203.0.113.7 ,10.1.2.3", "203.0.113.7"),
        ("127.0.0.1", "", "this machine"),
        ("127.0.0.1", "10.1.2.3", "10.1.2.3"),
        ("::1", "", "this machine"),
        ("::ffff:203.0.113.7", "", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ("127.0.0.1", "nonsense", "unknown"),
        ("127.0.0.1", ", ,", "unknown"),
        ("127.0.0.1", "203.0.113.7:8080", "unknown"),
        (None, "203.0.113.7", "unknown"),
    ],
)
def test_a_visitor_is_told_by_the_last_proxy_that_is_ours(peer, forwarded, visitor):
    assert find_visitor(peer, forwarded, PROXIES) == visitor


def test_without_proxies_nobody_is_believed():
    assert find_visitor("10.1.2.3", "203.0.113.7", ()) == "10.1.2.3"
