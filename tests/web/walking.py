"""Every address of the application that has an attempt in it, or that takes a POST."""

from uuid import UUID

from flask import Flask
from werkzeug.routing import Rule

NOBODY = UUID("00000000-0000-4000-8000-000000000000")
EXAMPLES = {"part": "gedrag", "number": 1, "section_id": "oogopslag", "construct": "POL1",
            "figure_id": "competenties", "document_id": NOBODY, "browser_id": NOBODY,
            "passkey_id": NOBODY, "coaching_id": NOBODY, "release_id": NOBODY,
            "consent_id": NOBODY, "conversation_id": NOBODY, "action_id": NOBODY,
            "entry_id": NOBODY, "certificate_id": NOBODY, "document": "vrijgave", "form": "smal",
            "kind": "intervisiekaart", "phase": "zittend", "card_id": "online-haat",
            "others_round_id": NOBODY, "intervision_id": NOBODY, "rater_id": NOBODY,
            "token": "verzonnen", "college_id": NOBODY, "invitation_id": NOBODY,
            "asked_id": NOBODY, "group_id": NOBODY, "account_id": NOBODY, "programme_id": "LBG",
            "question": "stap-hulp", "option": "rechten", "contact_id": "vereniging",
            "until": "2027-01-01", "run_id": NOBODY, "proposal_id": NOBODY, "round_id": NOBODY,
            "code": "ABCD-2345-EFGH-6789"}  # fmt: skip


def address(app: Flask, rule: Rule, attempt_id: UUID, **ids: UUID | str) -> str:
    """Return an address that ``rule`` matches, of this attempt and of what ``ids`` name."""
    examples = EXAMPLES | ids
    values = {name: examples.get(name, attempt_id) for name in rule.arguments}
    assert rule.arguments <= {"attempt_id", *EXAMPLES}, f"give an example for {rule}"
    return str(app.url_map.bind("localhost").build(rule.endpoint, values, method=method(rule)))


def method(rule: Rule) -> str:
    """Return the method that changes something, where a rule knows one."""
    return "POST" if "POST" in (rule.methods or ()) else "GET"


def requests(rules: list[Rule]) -> list[tuple[str, Rule]]:
    """Return each method with each rule that takes it."""
    return [(m, rule) for rule in rules for m in ("GET", "POST") if m in (rule.methods or ())]


def rules(app: Flask, *, with_attempt: bool) -> list[Rule]:
    """Return the rules of the application that have an attempt in their address, or all."""
    own = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    return [rule for rule in own if "attempt_id" in rule.arguments] if with_attempt else own
