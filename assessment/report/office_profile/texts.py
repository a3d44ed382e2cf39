"""The sentences of a profielschets, and its questions for the talk."""

from pathlib import Path

from assessment.texts import Texts

TEXTS = Texts(Path(__file__).with_suffix(".toml"))
QUESTIONS = Texts(Path(__file__).with_name("questions.toml"))
say = TEXTS.say
AUDIENCES = tuple(TEXTS.tables["audience"])
