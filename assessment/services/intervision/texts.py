"""What intervision says outside its templates; the Dutch stands in texts.toml."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from assessment.intervision.model import COMPANY as COMPANY  # pages hand these on
from assessment.intervision.model import DAYPARTS as DAYPARTS
from assessment.intervision.model import PLACES as PLACES
from assessment.intervision.model import Sizes
from assessment.texts import Texts
from values.number_words import number_word

TEXTS = Texts(Path(__file__).with_suffix(".toml"))
say = TEXTS.say
THEMES: tuple[str, ...] = tuple(TEXTS.tables["themes"])


def name_slot(places: Sequence[str], dayparts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return places and dayparts by their names."""
    return [say(f"places.{one}") for one in places], [say(f"dayparts.{one}") for one in dayparts]


def name_rules(rules: Sequence[str]) -> list[str]:
    """Return in words which rules are broken."""
    sizes = {name: number_word(number) for name, number in asdict(Sizes()).items()}
    return [say(f"rules.{rule}", **sizes) for rule in rules]
