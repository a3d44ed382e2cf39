"""Look for secrets in every file that git keeps; `make check` runs it.

Passwords in tests are made up and say so in `tools/made_up_secrets.toml`, by file and by hash of
the line, so that a new one is always looked at.
"""

import hashlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from detect_secrets.core.scan import scan_line
from detect_secrets.settings import transient_settings

ROOT = Path(__file__).parents[1]
MADE_UP = Path(__file__).with_name("made_up_secrets.toml")
OURS = re.compile(r"AGE-SECRET-KEY-1[A-Z0-9]{20,}")  # the half of a key that opens backups
PLUGINS = (
    "ArtifactoryDetector",
    "AWSKeyDetector",
    "AzureStorageKeyDetector",
    "BasicAuthDetector",
    "CloudantDetector",
    "DiscordBotTokenDetector",
    "GitHubTokenDetector",
    "GitLabTokenDetector",
    "JwtTokenDetector",
    "KeywordDetector",
    "MailchimpDetector",
    "NpmDetector",
    "OpenAIDetector",
    "PrivateKeyDetector",
    "PypiTokenDetector",
    "SendGridDetector",
    "SlackDetector",
    "StripeDetector",
    "TelegramBotTokenDetector",
    "TwilioKeyDetector",
)
FILTERS = ("detect_secrets.filters.heuristic.is_templated_secret",
           "detect_secrets.filters.heuristic.is_prefixed_with_dollar_sign",
           "detect_secrets.filters.heuristic.is_indirect_reference",
           "detect_secrets.filters.heuristic.is_not_alphanumeric_string")  # fmt: skip
HINT = re.compile(r"(?i)key|secret|token|pass|pwd|credential|auth|-----BEGIN|://|AKIA|gh[pousr]_|sk_"
                  r"|xox|AC[0-9a-f]{32}|SK[0-9a-f]{32}|eyJ")  # fmt: skip


def find_secrets(root: Path) -> Iterator[tuple[str, int, str, str]]:
    """Yield the file, the line number, what it looks like and the hash of each suspect line."""
    told = {"plugins_used": [{"name": name} for name in PLUGINS],
            "filters_used": [{"path": path} for path in FILTERS]}  # fmt: skip
    with transient_settings(told):
        for name in list_kept(root):
            yield from _scan(root / name, name)


def list_kept(root: Path) -> list[str]:
    """Return the files that git keeps or would add."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others"]
    found = subprocess.run([*command, "--exclude-standard"], capture_output=True, check=True)
    return [name for name in found.stdout.decode().split("\0") if name]


def _scan(path: Path, name: str) -> Iterator[tuple[str, int, str, str]]:
    if name.endswith(".lock") or not path.is_file() or path.stat().st_size > 2_000_000:
        return
    data = path.read_bytes()
    if b"\0" in data:
        return
    for number, line in enumerate(data.decode(errors="replace").splitlines(), 1):
        if not HINT.search(line):  # reading with all plugins takes a millisecond a line
            continue
        kinds = [found.type for found in scan_line(line)]
        if OURS.search(line):
            kinds.append("age key")
        if kinds:
            yield name, number, kinds[0], hash_line(line)


def hash_line(line: str) -> str:
    """Return how a line is known in the list of what is made up."""
    return hashlib.sha256(line.strip().encode()).hexdigest()[:12]


def main(arguments: list[str]) -> int:
    """Print every suspect line that is not in the list; 1 when there is one."""
    known = tomllib.loads(MADE_UP.read_text(encoding="utf-8"))
    found = list(find_secrets(Path(arguments[0]) if arguments else ROOT))
    new = [one for one in found if one[3] not in known.get(one[0], [])]
    for name, number, kind, line_hash in new:
        print(f"{name}:{number}: {kind} ({line_hash}): take it out, and treat it as leaked")
    print(f"secrets: {len(new)} new, {len(found) - len(new)} made up")
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
