"""Numbers as Dutch prose writes them: in words up to a hundred, with a decimal comma."""

_SMALL = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
    "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)  # fmt: skip
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
HIGHEST = 100


def number_word(number: int) -> str:
    """Return a whole number from 0 to 100 in words.

    >>> number_word(1), number_word(16), number_word(39), number_word(100)
    ('één', 'zestien', 'negenendertig', 'honderd')

    Raises
    ------
    ValueError
        For any other number: prose writes it in digits.
    """
    if not 0 <= number <= HIGHEST:
        raise ValueError(f"no word for {number}")
    if number == HIGHEST:
        return "honderd"
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    if ones == 0:
        return _TENS[tens - 2]
    before = "een" if ones == 1 else _SMALL[ones]
    joined = "ën" if before.endswith("e") else "en"
    return f"{before}{joined}{_TENS[tens - 2]}"


def decimal_comma(number: float) -> str:
    """Return ``number`` as Dutch writes it.

    >>> decimal_comma(1.645), decimal_comma(0.05), decimal_comma(30)
    ('1,645', '0,05', '30')
    """
    return f"{number:g}".replace(".", ",")
