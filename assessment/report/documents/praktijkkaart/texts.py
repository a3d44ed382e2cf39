"""The sentences around a practice card; its own words stand in cards.toml."""

from pathlib import Path

from assessment.texts import Texts

TEXTS = Texts(Path(__file__).with_suffix(".toml"))
say = TEXTS.say
