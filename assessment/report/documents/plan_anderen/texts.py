"""The sentences of the plan with what others see, beside those of the plan."""

from pathlib import Path

from assessment.texts import Texts

TEXTS = Texts(Path(__file__).with_suffix(".toml"))
say, listed = TEXTS.say, TEXTS.listed
