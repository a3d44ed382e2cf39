"""What intervision says outside its templates; the Dutch stands in texts.toml."""

from pathlib import Path

from assessment.texts import Texts

TEXTS = Texts(Path(__file__).with_suffix(".toml"))
say = TEXTS.say
THEMES: tuple[str, ...] = tuple(TEXTS.tables["themes"])


def name_slot(places: list[str], dayparts: list[str]) -> tuple[list[str], list[str]]:
    """Return places and dayparts by their names."""
    return [say(f"places.{one}") for one in places], [say(f"dayparts.{one}") for one in dayparts]
