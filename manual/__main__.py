"""Write the technical manual, and what the public page tells of it: ``python -m manual``."""

import sys
from pathlib import Path

from manual import truths
from manual.text import render

FILE = Path(__file__).parent.parent / "docs" / "manual" / "handleiding.md"


def main() -> int:
    """Write the manual and the record of the truth table whole, and return 0."""
    text = render()
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(text, encoding="utf-8")
    truths.FILE.write_text(truths.record_truths(), encoding="utf-8")
    sys.stderr.write(f"manual: written to {FILE} and {truths.FILE}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
