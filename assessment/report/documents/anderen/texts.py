"""The sentences about what others see."""

from pathlib import Path

from assessment.texts import Texts

TEXTS = Texts(Path(__file__).with_suffix(".toml"))
say = TEXTS.say
listed = TEXTS.listed
