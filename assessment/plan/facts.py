"""Facts that age: what each rests on, of which month it is, and by when to look it up again.

Every programme, support, right, contact and practice card with a source has ``as_of``, the month
that its source speaks of, and ``review_by``, the month in which somebody must look it up again,
both as 2026-11. ``sure`` is true when the product tells it without a reservation, as something that
holds today. What is not sure is told with its year, or with the advice to ask; it may grow old
without being false.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assessment.plan.model import Catalogue
from assessment.plan.problems import say

WARN_MONTHS = 2  # before review_by
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that ages; ``place`` is its file and id, ``sources`` where it stands."""

    place: str
    sources: Sequence[str]
    as_of: str
    review_by: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Age:
    """What is said about facts that grow old: ``warnings`` may wait, ``overdue`` may not."""

    warnings: tuple[str, ...]
    overdue: tuple[str, ...]


def is_month(text: str) -> bool:
    """Return whether a text is a month, as 2026-11."""
    return _MONTH.fullmatch(text) is not None


def list_facts(catalogue: Catalogue) -> list[Fact]:
    """Return the programmes, support, rights, contacts and cards of the catalogue as facts.

    A card without sources tells nothing that ages, and is none.
    """
    places = (
        ("catalogue.toml", catalogue.programmes),
        ("catalogue.toml: payment", catalogue.payment),
        ("support.toml", catalogue.support),
        ("contacts.toml", catalogue.contacts),
        ("cards.toml", [card for card in catalogue.cards if card.sources]),
    )
    return [
        Fact(f"{place}: {entry.id}", entry.sources, entry.as_of, entry.review_by, entry.sure)
        for place, entries in places
        for entry in entries
    ]


def check_facts(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield a problem for each fact without a source, and for each month that cannot be."""
    for fact in facts:
        if not fact.sources:
            yield say("fact.no_source", place=fact.place)
        months = {"as_of": fact.as_of, "review_by": fact.review_by}
        wrong = {name: text for name, text in months.items() if not is_month(text)}
        for name, text in wrong.items():
            yield say("fact.no_month", place=fact.place, field=name, value=text)
        if not wrong and fact.review_by <= fact.as_of:
            yield say("fact.order", place=fact.place, as_of=fact.as_of, review_by=fact.review_by)


def tell_age(facts: Iterable[Fact], today: date) -> Age:
    """Return what is to be looked up again, as known on ``today``.

    A month counts to its last day. What is shown as sure and was not looked up in time is overdue;
    of all else there is only a warning, from two months before.
    """
    now = today.year * 12 + today.month
    warnings, overdue = [], []
    for fact in facts:
        left = _count_months(fact.review_by) - now
        months = {"place": fact.place, "review_by": fact.review_by, "as_of": fact.as_of}
        if left < 0 and fact.sure:
            overdue.append(say("fact.overdue", **months))
        elif left < 0:
            warnings.append(say("fact.old", **months))
        elif left <= WARN_MONTHS:
            warnings.append(say("fact.soon", **months))
    return Age(tuple(warnings), tuple(overdue))


def _count_months(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])
