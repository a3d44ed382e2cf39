"""What every mail of ours says, whatever it is about."""

import tomllib
from pathlib import Path

import pytest

from assessment.services import mailing

MAILS = tomllib.loads(Path(mailing.__file__).with_name("mails.toml").read_text(encoding="utf-8"))
KINDS = {kind: mail["text"] for kind, mail in MAILS.items() if "text" in mail}


@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_says_where_to_go_on(kind):
    assert "{url}" in KINDS[kind] or "{link}" in KINDS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_greets_and_says_who_wrote_it(kind):
    assert KINDS[kind].startswith("Hallo,\n\n")
    assert "\nHet Bestuurlijk ontwikkelplan\n" in KINDS[kind]
