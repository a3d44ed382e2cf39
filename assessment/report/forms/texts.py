"""The sentences around the questions of a form; the questions themselves stand in the content."""

from pathlib import Path

from assessment.texts import Texts

TEXTS = Texts(Path(__file__).with_suffix(".toml"))
say = TEXTS.say
