"""The sentences of the whole plan, beside those of its chapters."""

from pathlib import Path

from assessment.texts import Texts

TEXTS = Texts(Path(__file__).with_suffix(".toml"))
say, listed = TEXTS.say, TEXTS.listed
