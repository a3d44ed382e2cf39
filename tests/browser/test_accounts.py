"""Accounts in a real browser: a code by mail, a passkey on a virtual device, axe on each page."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.product import free_port, start_product, stop_product

NOOR = "noor@gemeente.example"
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def named_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The product at a name: a passkey is never tied to a number."""
    port = free_port()
    address = f"http://localhost:{port}"
    process = start_product(tmp_path_factory.mktemp("named"), port, BOP_PUBLIC_URL=address)
    yield address
    stop_product(process)


@pytest.fixture
def context(browser: Browser, named_address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=named_address, locale="nl-NL", reduced_motion="reduce")
    yield context
    context.close()


def ask_code(page: Page, address: str = NOOR) -> str:
    """Ask for a code and read it where mail lands without a mail server."""
    page.goto("/aanmelden")
    page.get_by_label("Je mailadres").fill(address)
    page.get_by_role("button", name="Stuur mij een code").click()
    expect(page.get_by_role("heading", name="Vul je code in")).to_be_visible()
    post = page.context.new_page()
    post.goto("/lokale-post")
    letter = post.get_by_role("article").filter(has_text=address).first.inner_text()
    post.close()
    found = re.search(r"\b\d{6}\b", letter)
    assert found is not None
    return found[0]


def sign_in_by_mail(page: Page, address: str = NOOR) -> None:
    code = ask_code(page, address)
    page.get_by_label("De code uit je mail").fill(code)
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_role("heading", name="Mijn account")).to_be_visible()


def violations(page: Page) -> list[str]:
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    return [problem["id"] for problem in found.response["violations"]]


def test_a_passkey_made_after_a_code_by_mail_signs_in_alone(context: BrowserContext) -> None:
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    sign_in_by_mail(page)

    page.goto("/account/beveiliging")
    page.get_by_label("Een naam voor je nieuwe sleutel").fill("Mijn telefoon")
    page.get_by_role("button", name="Maak een toegangssleutel").click()
    expect(page.get_by_role("status").first).to_contain_text("Je toegangssleutel is bewaard")
    expect(page.get_by_text("Mijn telefoon, gemaakt op")).to_be_visible()
    kept = devtools.send("WebAuthn.getCredentials", {"authenticatorId": device["authenticatorId"]})
    assert len(kept["credentials"]) == 1

    page.goto("/account")
    page.get_by_role("button", name="Afmelden").click()
    page.goto("/aanmelden")
    page.get_by_role("button", name="Aanmelden met een toegangssleutel").click()

    expect(page.get_by_role("heading", name="Mijn account")).to_be_visible()
    expect(page.get_by_text(NOOR)).to_be_visible()


def test_a_device_that_has_no_key_says_so_and_leaves_the_code_by_mail(
    context: BrowserContext,
) -> None:
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page.goto("/aanmelden")

    page.get_by_role("button", name="Aanmelden met een toegangssleutel").click()

    expect(page.locator("[data-passkey] [role=status]")).to_contain_text("code per mail")
    expect(page.get_by_label("Je mailadres")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_an_account_is_without_axe_violations_and_fits(
    context: BrowserContext, width: int
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    address = f"breed{width}@gemeente.example"
    code = ask_code(page, address)
    seen = {"/aanmelden/code": violations(page)}
    page.get_by_label("De code uit je mail").fill("000000" if code != "000000" else "000001")
    page.get_by_role("button", name="Aanmelden").click()
    seen["/aanmelden/code wrong"] = violations(page)
    page.get_by_label("De code uit je mail").fill(code)
    page.get_by_role("button", name="Aanmelden").click()
    page.goto("/account/beveiliging")
    page.get_by_role("button", name="Stel een code-app in").click()
    seen["/account/code-app"] = violations(page)
    too_wide = []
    for path in ("/aanmelden", "/account", "/account/apparaten", "/account/beveiliging",
                 "/account/code-app", "/account/beheerder", "/account/verwijderen",
                 "/lokale-post"):  # fmt: skip
        page.goto(path)
        seen[path] = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            too_wide.append(path)

    assert {path: found for path, found in seen.items() if found} == {}
    assert too_wide == []


def test_without_javascript_one_signs_in_by_mail_and_sees_no_dead_button(
    browser: Browser, named_address: str
) -> None:
    context = browser.new_context(base_url=named_address, java_script_enabled=False)
    page = context.new_page()

    sign_in_by_mail(page, "zonder@gemeente.example")
    page.goto("/account/beveiliging")

    expect(page.get_by_role("button", name="Maak een toegangssleutel")).to_be_hidden()
    expect(page.get_by_role("button", name="Stel een code-app in")).to_be_visible()
    context.close()
