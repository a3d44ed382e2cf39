"""Twenty interruptions of `make interruptions`: no answer and no typed text is lost."""

import os
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error

from assessment.services.content import Content
from tests.browser import interruptions, product
from tests.browser.closing import close
from tests.browser.interruptions import LINE, SERVER, Server
from tests.browser.line import PASS


def test_nothing_is_lost_when_line_and_server_break(browser: Browser, content: Content) -> None:
    kinds = (*LINE * 4, "killed", "frozen")

    log = interruptions.interrupt(browser, content, count=18, seed=4, kinds=kinds)

    assert log.lost == []
    assert log.answers > 10
    assert log.texts > 2


def test_the_same_interruptions_lose_answers_when_the_browser_keeps_nothing(
    browser: Browser, content: Content
) -> None:
    log = interruptions.interrupt(
        browser, content, count=4, seed=4, kinds=("refuse",), broken_storage=True
    )

    assert log.lost


def test_a_page_closes_also_just_when_it_becomes_another(
    open_browser: Callable[..., BrowserContext],
) -> None:
    context = open_browser()
    for _ in range(25):  # most closes come in time; of this many some never did
        page = context.new_page()
        page.goto("/gezond")
        with suppress(Error):
            page.evaluate("() => { location.reload(); return new Promise(() => {}); }")

        close(page)

        assert page.is_closed()


@pytest.mark.parametrize("kind", [*LINE, *SERVER])
def test_all_is_well_again_also_after_an_interruption_in_which_a_test_fails(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(product, "start_product", start_sleeping)
    server = Server(tmp_path)

    with suppress(ZeroDivisionError), server.interrupted(kind):
        if kind == "frozen":  # wait until it is
            os.waitid(os.P_PID, server.process.pid, os.WSTOPPED | os.WNOWAIT)
        raise ZeroDivisionError

    assert server.line.mode == PASS
    assert kind not in LINE or server.line.mended.is_set()
    assert state_of(server.process) not in {"T", "Z"}
    server.close()


def start_sleeping(*_: object, **__: str) -> "subprocess.Popen[str]":
    """What stands for the product here: a process of a group of its own."""
    return subprocess.Popen(["sleep", "infinity"], text=True, start_new_session=True)


def state_of(process: "subprocess.Popen[str]") -> str:
    """Return T when a process is frozen and Z when it ended (proc_pid_stat(5))."""
    return Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0]
