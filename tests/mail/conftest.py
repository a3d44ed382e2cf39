"""A mail server for each test that asks for one."""

from collections.abc import Iterator

import pytest

from tests.mail.server import Post, running_post


@pytest.fixture
def post() -> Iterator[Post]:
    with running_post() as found:
        yield found
