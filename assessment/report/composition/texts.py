"""The sentences of the report; the Dutch stands in content/texts.toml."""

from pathlib import Path

from assessment.texts import Texts

TEXTS = Texts(Path(__file__).parents[1] / "content" / "texts.toml")
say, listed = TEXTS.say, TEXTS.listed
