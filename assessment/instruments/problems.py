"""What is said about wrong instruments; the Dutch stands in problems.toml."""

from pathlib import Path

from values.problems import read_sentences

say = read_sentences(Path(__file__).with_suffix(".toml"))
