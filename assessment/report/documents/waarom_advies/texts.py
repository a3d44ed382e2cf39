"""The sentences of the page that explains the advice."""

from pathlib import Path

from assessment.texts import Texts

TEXTS = Texts(Path(__file__).with_suffix(".toml"))
say, listed = TEXTS.say, TEXTS.listed
