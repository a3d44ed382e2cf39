"""What no browser sends: methods, headers, names and texts, drawn at random."""

import random
from typing import Any

SECRET = "Zilverreiger"  # in everything of the third person
METHODS = ("GET", "GET", "HEAD", "POST", "POST", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
           "TRACE", "PROPFIND", "get", "X" * 40)  # fmt: skip
TEXTS = ("", " ", "a", "0", "-1", "1", "5", "99999999999999999999", "1e9", "NaN", "true", "null",
         "[]", "{}", "é", "日本", "\u202e", "\x00", "\x00=", "\r\n", "\udcff", "💣" * 50,
         "x" * 5000, "'; DROP TABLE attempt; --", "{{7*7}}",
         "<script>alert(1)</script>", "../../etc/passwd",
         "%00", "%2e%2e%2f", "%", "%ff%fe", "=cmd", SECRET[:4], "2026-13-45", "31-12-9999",
         "plan", "gedrag", "//elders.example", "https://elders.example/", "@SUM(A1)",
         "a@b.example\r\nBcc: c@d.example", "a@b.example", "[table]\nkey = 1", '{"id": {}}',
         '{"id":"AA","rawId":"AA","type":"public-key","response":{}}', "[" * 900,
         "1; 2; 3", "9" * 5000, "-0", "+1", "1_0", "inf", "1e999", "٣", "１２", "²" * 6,
         "0001-01-01", "9999-12-31", "2027-01-15", "15-01-2027", "\u0085", "\u2028", "\ufeff",
         "a\u0300" * 300)  # fmt: skip
NAMES = ("name", "phase", "office", "agree", "once", "code", "voor", "kaart", "bewaren", "about",
         "aim", "answer", "digits", "address", "next", "addresses", "invitation", "kinds", "answer",
         "doing", "by", "revision", "item", "value", "part", "clear", "research", "password",
         "csrf_token", "seen.bes1-1", "bes1-1", "bes1-1.best", "deel-gesprekswijzer", "programmes",
         "actions", "days", "until", "number", "words", "_method", "", "\x00")  # fmt: skip
HEADERS = ("Host", "Origin", "Referer", "Cookie", "Accept", "Accept-Encoding", "Accept-Language",
           "Range", "If-None-Match", "If-Modified-Since", "Content-Type", "Transfer-Encoding",
           "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix",
           "X-HTTP-Method-Override", "X-Original-URL", "SCRIPT-NAME", "PATH-INFO", "Script_Name",
           "Sec-Fetch-Site", "Forwarded", "Authorization", "Expect", "Upgrade", "Connection",
           "Cache-Control", "Content-Encoding", "X-Requested-With", "Max-Forwards")  # fmt: skip
HEADER_TEXTS = ("", "*", "gzip;q=0", "bytes=0-", "bytes=9999999-1,-5", "null", "same-origin",
                "cross-site", "https://elders.example", "application/json", "multipart/form-data",
                "multipart/form-data; boundary=", "text/plain", "chunked", "127.0.0.1", "::1,,",
                "a=b; bop=" + "x" * 300, "Wed, 99 Foo 2026", 'W/"x', "100-continue", "/begin",
                "x" * 3000, "é")  # fmt: skip
KINDS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "application/json",
         "text/plain", "application/xml", "image/png", "")  # fmt: skip


class OddRequests:
    """Draws parts of requests that follow from a seed; ``items`` are names of questions."""

    def __init__(self, dice: random.Random, items: list[str]) -> None:
        self.dice, self.items = dice, items

    def headers(self) -> list[tuple[str, str]]:
        """Return headers of which some are odd."""
        count = self.dice.choice((0, 0, 1, 2, 4))
        chosen = self.dice.choices(HEADERS, k=count)
        drawn = [(name, self.dice.choice(HEADER_TEXTS)) for name in chosen]
        if self.dice.random() < 0.85 and "Sec-Fetch-Site" not in chosen:
            drawn.append(("Sec-Fetch-Site", "same-origin"))  # else few get past the door
        return drawn

    def body(self) -> dict[str, Any]:
        """Return a form of odd fields, or bytes that are no form."""
        chance = self.dice.random()
        if chance < 0.6:
            return self.form({self.name(): self.text() for _ in range(self.dice.randrange(6))})
        body = bytes(self.dice.randbytes(self.dice.choice((0, 1, 100, 3000))))
        if chance < 0.8:
            body = f"{self.name()}={self.text()}&".encode("utf-8", "surrogatepass") + body
        return {"data": body, "content_type": self.dice.choice(KINDS)}

    def form(self, sent: dict[str, str]) -> dict[str, Any]:
        """Return fields as they are sent."""
        return {"data": {k: v.encode("utf-8", "surrogatepass") for k, v in sent.items()}}

    def address(self, address: str) -> str:
        """Return an address, or one of which a part or the query is odd."""
        chance = self.dice.random()
        if chance < 0.15:
            parts = address.split("/")
            parts[self.dice.randrange(len(parts))] = self.text()
            address = "/".join(parts) or "/"
        elif chance < 0.25:
            address += "?" + "&".join(f"{self.name()}={self.text()}" for _ in range(3))
        return address if address.startswith("/") else f"/{address}"

    def name(self) -> str:
        """Return the name of a field."""
        if self.dice.random() < 0.3:
            return self.dice.choice(self.items) + self.dice.choice(("", ".best", ".worst"))
        return self.dice.choice(NAMES)

    def text(self) -> str:
        """Return what may stand in a field."""
        return self.dice.choice(TEXTS)
