"""By what a writer may be recognised: the plain cases are told, and plain praise is left alone."""

import pytest

from assessment.services.others.inviting import TEXTS
from assessment.services.others.recognising import Sign, explain_sign, find_signs


@pytest.mark.parametrize(
    ("text", "sign", "words"),
    [
        ("Ik als wethouder zie dat je rust brengt.", Sign.OFFICE, "als wethouder"),
        ("Toen ik je griffier was, ging het beter.", Sign.SELF, "Toen ik"),
        ("Je was altijd eerlijk tegen mij.", Sign.SELF, "tegen mij"),
        ("In mijn portefeuille liep het vast.", Sign.SELF, "mijn portefeuille"),
        ("Op 3 maart bleef je rustig.", Sign.DAY, "3 maart"),
        ("Bij het debat van 12-11 was je scherp.", Sign.DAY, "12-11"),
        ("Vorige dinsdag luisterde je goed.", Sign.DAY, "dinsdag"),
        ("Dat je met Pieter ging praten, hielp.", Sign.NAME, "Pieter"),
        ("Blijf zo. Groetjes, een fan", Sign.NAME, "Groetjes"),
        ("Mail gerust: a@b.example", Sign.CONTACT, "a@b.example"),
        ("Bel 06 12345678 maar.", Sign.CONTACT, "06 12345678"),
    ],
)
def test_what_gives_a_writer_away_is_named_with_its_own_words(text, sign, words):
    assert find_signs(text)[sign] == words
    assert words in explain_sign(TEXTS, sign, words)


@pytest.mark.parametrize(
    "text",
    [
        "Je luistert goed. Blijf dat doen.",
        "Neem iets meer tijd voor je antwoord, ook als de raad ongeduldig is.",
        "Het helpt dat je vooraf zegt wat je niet weet.",
        "",
    ],
)
def test_plain_words_get_no_warning(text):
    assert find_signs(text) == {}


def test_every_sign_has_a_sentence():
    assert {f"signs.{sign}" for sign in Sign} == {k for k in TEXTS.keys if k.startswith("signs.")}
