"""By what a reader may recognise who wrote a text: simple rules, told to the writer beforehand.

They find the plain cases. That none is found says nothing: the page says so too.
"""

import re
from enum import StrEnum

from assessment.texts import Texts


class Sign(StrEnum):
    """What in a text may tell who wrote it; the words stand in others.toml."""

    OFFICE = "office"  # how the writer calls the own role
    SELF = "self"  # a moment between the writer and the reader
    DAY = "day"
    NAME = "name"
    CONTACT = "contact"


_ROLES = (
    "wethouder|burgemeester|gemeentesecretaris|secretaris|griffier|raadslid|fractievoorzitter|"
    "directeur|teamleider|afdelingshoofd|adviseur|bestuursadviseur|woordvoerder|assistent|"
    "ambtenaar|ondernemer|inwoner|collega|voorzitter|coach"
)
_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
)
_OFFICE = re.compile(rf"\b(?:als|ben|was)\s+(?:je\s+|jouw\s+|de\s+|een\s+)?(?:{_ROLES})\b", re.I)
_SELF = re.compile(
    r"\b(?:tegen|met|bij|aan|van)\s+(?:mij|me)\b|\bmijn\s+\w+|\bons\s+gesprek\b|\btoen\s+ik\b"
    r"|\bik\s+(?:zei|vertelde|vroeg|belde|mailde|schreef)\b",
    re.I,
)
_DAY = re.compile(rf"\b\d{{1,2}}[-/ ](?:\d{{1,2}}|{_MONTHS})\b|\b(?:{_MONTHS})\b", re.I)
_CONTACT = re.compile(r"\S+@\S+|https?:|www\.|\b0\d[\d -]{6,}\d\b", re.I)
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b")  # a capital inside a sentence
_SIGNED = re.compile(r"(?:groet(?:en|jes)?|mvg|vriendelijke groet)\b", re.I)

TEXTS_OF = {
    Sign.OFFICE: (_OFFICE,),
    Sign.SELF: (_SELF,),
    Sign.DAY: (_DAY,),
    Sign.NAME: (_NAME, _SIGNED),
    Sign.CONTACT: (_CONTACT,),
}


def find_signs(text: str) -> dict[Sign, str]:
    """Return by what the writer may be recognised, each with the words that say so.

    Examples
    --------
    >>> find_signs("Als raadslid zag ik dat je op 3 maart rustig bleef.")
    {<Sign.OFFICE: 'office'>: 'Als raadslid', <Sign.DAY: 'day'>: '3 maart'}
    """
    found = {}
    for sign, patterns in TEXTS_OF.items():
        matches = (pattern.search(text) for pattern in patterns)
        if match := next((one for one in matches if one), None):
            found[sign] = match[0]
    return found


def explain_sign(texts: Texts, sign: Sign, words: str) -> str:
    """Return what to tell the writer."""
    return texts.say(f"signs.{sign}", words=words)
