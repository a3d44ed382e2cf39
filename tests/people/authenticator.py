"""A device that keeps a passkey, in software: makes a key pair and signs what a site asks."""

import hashlib
import json
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


class Authenticator:
    """One passkey of one person; ``verified`` is whether the device asked a finger or a PIN."""

    def __init__(self, host: str, origin: str, *, verified: bool = True) -> None:
        self.host, self.origin, self.verified = host, origin, verified
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = hashlib.sha256(repr(self.key.public_key().public_numbers()).encode()).digest()
        self.count = 0

    def make(self, options: str) -> str:
        """Answer to what a site asks to make a passkey (no attestation)."""
        point = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (point.x, point.y))
        public = {1: 2, 3: -7, -1: 1, -2: x, -3: y}  # as COSE writes a key on P-256
        held = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(public)
        made = {"fmt": "none", "attStmt": {}, "authData": self._data(HAS_KEY) + held}
        return self._answer(options, "webauthn.create", attestationObject=cbor2.dumps(made))

    def sign(self, options: str) -> str:
        """Answer to what a site asks to sign in."""
        self.count += 1
        data = self._data(0)
        client = self._client(options, "webauthn.get")
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(options, "webauthn.get", authenticatorData=data, signature=signed)

    def _data(self, flags: int) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verified else 0)
        site = hashlib.sha256(self.host.encode()).digest()
        return site + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, options: str, kind: str) -> bytes:
        told = {"type": kind, "challenge": json.loads(options)["challenge"], "origin": self.origin}
        return json.dumps(told).encode()

    def _answer(self, options: str, kind: str, **response: bytes) -> str:
        told = {"clientDataJSON": self._client(options, kind), **response}
        name = bytes_to_base64url(self.id)
        answer: dict[str, Any] = {
            "id": name, "rawId": name, "type": "public-key", "clientExtensionResults": {},
            "response": {key: bytes_to_base64url(value) for key, value in told.items()},
        }  # fmt: skip
        return json.dumps(answer)
