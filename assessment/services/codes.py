"""Return codes: drawn, read from what people type or paste, and kept as a hash only."""

import hashlib
import hmac
import re
import secrets
import unicodedata

ALPHABET = "23456789ACDEFHJKMNPQRTVWXY"  # no two of these signs look alike when written by hand
GROUPS, GROUP = 4, 4  # 16 characters of 26: 75 bits
SIGNS = GROUPS * GROUP
_LOOK_ALIKES = str.maketrans("SZBG", "5286")  # codes of before 2026-12 have these letters too
_MOST_CANDIDATES = 12  # in a pasted text
_BETWEEN = r"[\s._\-\u2010-\u2015]*"
_CODE_IN_TEXT = re.compile(
    rf"(?<![A-Z0-9])(?=((?:[A-Z0-9]{{{GROUP}}}{_BETWEEN}){{{GROUPS - 1}}}[A-Z0-9]{{{GROUP}}})"
    r"(?![A-Z0-9]))"
)


def draw_code() -> str:
    """Return a new random code."""
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(SIGNS)))


def code_for(secret: str | bytes, token: str) -> str:
    """Return the code that belongs to a one-time token: the same for the same token.

    So a button that is pressed twice makes one code. Without ``secret``, the key of this
    installation, a code cannot be worked out.
    """
    key = secret if isinstance(secret, bytes) else secret.encode()
    digest = hmac.digest(key, b"return code of " + token.encode(), "sha256")
    number = int.from_bytes(digest, "big")  # 256 bits for 75: no sign is likelier than another
    signs = []
    for _ in range(SIGNS):
        number, place = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[place])
    return _grouped("".join(signs))


def new_token() -> str:
    """Return a one-time token for a form that makes a code."""
    return secrets.token_urlsafe(16)


def read_codes(text: str) -> list[str]:
    """Return what may be a code in a typed or pasted text, the likeliest first, without dashes.

    Full-width letters, case, blanks and dashes of any kind do not count, nor do words around it.

    Examples
    --------
    >>> read_codes("Mijn code is: abcd-2345-efgh-6789 (bewaren)")
    ['ABCD2345EFGH6789']
    """
    shown = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    plain = "".join(shown).upper()
    whole = _bare(plain)
    in_text = [_bare(match[1]) for match in _CODE_IN_TEXT.finditer(plain)]
    likely = ([whole] if len(whole) == SIGNS else []) + in_text[::-1]
    return list(dict.fromkeys(likely))[:_MOST_CANDIDATES]


def read_digits(text: str) -> str:
    """Return the digits in a typed text, whatever script or width they were typed in.

    Examples
    --------
    >>> read_digits("１２３ ٤٥٦"), read_digits("m²")
    ('123456', '')
    """
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


def hash_code(code: str) -> str:
    """Return the hash under which a return code is kept.

    Blanks, dashes and case do not count, and signs that look alike are one: S and 5, Z and 2, B
    and 8, G and 6. The code is random and long, so a plain hash cannot be guessed back.
    """
    return _hash(_bare(code.upper()).translate(_LOOK_ALIKES))


def hashes_of(code: str) -> tuple[str, str]:
    """Return the hashes that ``code`` may be kept under: codes of before 2026-12 kept each sign."""
    return hash_code(code), _hash(_bare(code.upper()))


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _grouped(signs: str) -> str:
    return "-".join(signs[start : start + GROUP] for start in range(0, SIGNS, GROUP))
