"""Passkeys (WebAuthn): a key on one's own device that signs what we ask, and never leaves it."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import webauthn
from sqlalchemy.orm import Session
from webauthn.helpers import (  # fmt: skip
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from assessment.services.sessions import hash_token
from assessment.store import accounts, passkeys, pending
from assessment.store.accounts import Account
from assessment.store.passkeys import Passkey as Passkey
from values.constants import CODE_MINUTES

NAME = "Bestuurlijk ontwikkelplan"
OPEN_FOR = timedelta(minutes=CODE_MINUTES)
ADDING, SIGNING_IN = "new passkey", "passkey"
MOST = 10  # of one account


class PasskeyRefused(Exception):
    """What came is no answer of a key that we know, to what we asked this browser."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a passkey is tied to: the name of the site, and where its pages come from."""

    host: str
    origin: str


def find_site(public_url: str) -> Site | None:
    """Return what passkeys are tied to, or None where browsers refuse them.

    They want a name, not a number, and https but on this machine.
    """
    parts = urlsplit(public_url)
    host = parts.hostname or ""
    named = not host.replace(".", "").isdigit() and ":" not in host
    safe = parts.scheme == "https" or host == "localhost"
    return Site(host, f"{parts.scheme}://{parts.netloc}") if named and safe else None


def ask_new(db: Session, account: Account, site: Site, *, now: datetime) -> tuple[str, str]:
    """Return a token, and what a browser asks of a device to make a passkey, as JSON."""
    challenge = secrets.token_bytes(32)
    known = [
        PublicKeyCredentialDescriptor(id=passkey.credential_id)
        for passkey in passkeys.list_passkeys(db, account.id)
    ]
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name=NAME,
        user_id=account.id.bytes,
        user_name=account.address,
        challenge=challenge,
        exclude_credentials=known,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    token = _keep(db, ADDING, challenge, now=now, account=account)
    return token, webauthn.options_to_json(options)


def add_passkey(
    db: Session, account: Account, site: Site, token: str, answer: str, *, name: str, now: datetime
) -> None:
    """Keep the passkey that a device made; raises PasskeyRefused."""
    challenge = _take(db, token, ADDING, now=now, account=account)
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused from error
    full = len(passkeys.list_passkeys(db, account.id)) >= MOST
    if full or passkeys.find_passkey(db, made.credential_id) is not None:
        raise PasskeyRefused
    passkeys.add_passkey(
        db,
        account.id,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name,
        now=now,
    )


def ask_sign_in(db: Session, site: Site, *, now: datetime) -> tuple[str, str]:
    """Return a token, and what a browser asks of a device to sign in, as JSON.

    It names no account and no key: the device knows which it has.
    """
    challenge = secrets.token_bytes(32)
    options = webauthn.generate_authentication_options(
        rp_id=site.host,
        challenge=challenge,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _keep(db, SIGNING_IN, challenge, now=now), webauthn.options_to_json(options)


def check_sign_in(db: Session, site: Site, token: str, answer: str, *, now: datetime) -> Account:
    """Return the account whose passkey signed what this browser was asked.

    Raises PasskeyRefused, with the same words whatever was wrong.
    """
    challenge = _take(db, token, SIGNING_IN, now=now)
    try:
        given = parse_authentication_credential_json(answer)
        passkey = passkeys.find_passkey(db, given.raw_id)
        account = None if passkey is None else accounts.find_account(db, passkey.account_id)
        if passkey is None or account is None:
            raise PasskeyRefused
        shown = webauthn.verify_authentication_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused from error
    passkeys.note_use(db, passkey.id, sign_count=shown.new_sign_count, now=now)
    return account


def list_passkeys(db: Session, account: Account) -> list[Passkey]:
    """Return the passkeys of an account, the oldest first."""
    return passkeys.list_passkeys(db, account.id)


def delete_passkey(db: Session, account: Account, passkey: Passkey) -> None:
    """Forget a passkey; the device may keep its half, which opens nothing any more."""
    passkeys.delete_passkey(db, account.id, passkey.id)


def _keep(
    db: Session, kind: str, challenge: bytes, *, now: datetime, account: Account | None = None
) -> str:
    token = secrets.token_urlsafe(32)
    pending.add_pending(
        db,
        hash_token(token),
        kind,
        account_id=None if account is None else account.id,
        secret=bytes_to_base64url(challenge),
        ends_at=now + OPEN_FOR,
    )
    return token


def _take(
    db: Session, token: str, kind: str, *, now: datetime, account: Account | None = None
) -> bytes:
    """Return the challenge that this browser was sent, once."""
    asked = pending.find_pending(db, hash_token(token))
    owner = None if account is None else account.id
    if asked is None or (asked.kind, asked.account_id) != (kind, owner) or now > asked.ends_at:
        raise PasskeyRefused
    pending.delete_pending(db, asked.token_hash)
    return base64url_to_bytes(asked.secret)
