"""Accounts in a real browser: a code by mail, a passkey on a virtual device."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.places import NOOR, running_named_product, sign_in

DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def named_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_named_product(tmp_path_factory.mktemp("named")) as product:
        yield product.address


@pytest.fixture
def context(browser: Browser, named_address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=named_address, locale="nl-NL", reduced_motion="reduce")
    yield context
    context.close()


def test_a_passkey_made_after_a_code_by_mail_signs_in_alone(context: BrowserContext) -> None:
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    sign_in(page, NOOR)

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

    button = page.get_by_role("button", name="Aanmelden met een toegangssleutel")
    button.press("Enter")

    expect(page.locator("[data-passkey] [role=status]")).to_contain_text("code per mail")
    expect(button).to_be_focused()
    expect(page.get_by_label("Je mailadres")).to_be_visible()


def test_without_javascript_one_signs_in_by_mail_and_sees_no_dead_button(
    browser: Browser, named_address: str
) -> None:
    context = browser.new_context(base_url=named_address, java_script_enabled=False)
    page = context.new_page()

    sign_in(page, "zonder@gemeente.example")
    page.goto("/account/beveiliging")

    expect(page.get_by_role("button", name="Maak een toegangssleutel")).to_be_hidden()
    expect(page.get_by_role("button", name="Stel een code-app in")).to_be_visible()
    context.close()
