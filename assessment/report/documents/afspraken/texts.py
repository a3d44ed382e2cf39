"""The sentences of the afspraken."""

from pathlib import Path

from assessment.texts import Texts

TEXTS = Texts(Path(__file__).with_suffix(".toml"))
say, listed = TEXTS.say, TEXTS.listed
