"""Raters who do not exist, to try the report: how they sort is known, and their code says so."""

import random
from collections.abc import Mapping, Sequence

from review.filled import FICTIONAL
from review.forms import Forms, SortingForm, Statement
from review.kit import fill_closer, fill_desirability, fill_sorting
from review.texts import list_texts

GOOD, FAIR = (4, 5, 4, 5, 4, 5, 4, 5, 4, 5, 4, 3), (4, 3, 5, 2, 3)  # ratings to draw from
MIDDLE, SEVERITY, NOISE = 5.0, 0.5, 0.9  # of desirability, in scale points


def pretend_raters(
    forms: Forms,
    *,
    raters: int,
    accuracy: float,
    seed: int,
    reads: Mapping[str, str] | None = None,
    nicer: Mapping[tuple[str, int], float] | None = None,
) -> dict[str, bytes]:
    """Return filled forms of fictional raters, by file name.

    Parameters
    ----------
    forms : Forms
        Of the kit that they fill in.
    raters : int
        How many; their codes are FICTIEF-01 and so on.
    accuracy : float
        Chance (0..1) that a rater sorts a statement where it belongs; else to a value that shares
        a competency, and to a competency that its value links to.
    seed : int
        The same seed gives the same forms.
    reads : mapping, optional
        Statement id to the id of the value that they read in it instead of its own.
    nicer : mapping, optional
        Value or pair id and pole (0 for a value) to how many scale points nicer it looks.
    """
    files = {}
    roles = list_texts("forms.roles")
    for number in range(1, raters + 1):
        chance = random.Random(f"{seed} {number}")
        rater, role = f"{FICTIONAL}-{number:02}", roles[0 if number % 3 else 1]
        sorting = {
            statement.number: _sort(forms.sorting, statement, accuracy, reads or {}, chance)
            for statement in forms.sorting.statements
        }
        files[f"sorteren-{rater}.csv"] = fill_sorting(forms, rater, role, sorting)
        closer = {
            statement.number: _sort_extra(forms.closer, statement, accuracy, chance)
            for statement in forms.closer.statements
        }
        files[f"scherper-{rater}.csv"] = fill_closer(forms, rater, role, closer)
        desirability = _rate(forms, nicer or {}, chance)
        files[f"wenselijkheid-{rater}.csv"] = fill_desirability(forms, rater, role, desirability)
    return files


def _sort(
    form: SortingForm,
    statement: Statement,
    accuracy: float,
    reads: Mapping[str, str],
    chance: random.Random,
) -> dict[str, str]:
    value = reads.get(statement.id, statement.value)
    links = {option.id: option.competencies for option in form.values}
    like = [v for v, linked in links.items() if v != value and set(linked) & set(links[value])]
    near = [competency for competency in links[value] if competency != statement.competency]
    rest = [option.id for option in form.competencies if option.id != statement.competency]
    chosen = _draw(value, like, accuracy, chance)
    competency = _draw(statement.competency, near or rest, accuracy, chance)
    numbers = {option.id: str(option.number) for option in form.values}
    letters = {option.id: option.letter for option in form.competencies}
    return {
        "waarde": numbers[chosen],
        "competentie": letters[competency],
        "relevantie": str(chance.choice(GOOD)),
        "duidelijkheid": str(chance.choice(GOOD if chosen == value else FAIR)),
    }


def _sort_extra(
    form: SortingForm, statement: Statement, accuracy: float, chance: random.Random
) -> dict[str, str]:
    letters = {option.id: option.letter for option in form.competencies}
    rest = [option.id for option in form.competencies if option.id != statement.competency]
    return {
        "competentie": letters[_draw(statement.competency, rest, accuracy, chance)],
        "relevantie": str(chance.choice(GOOD)),
        "duidelijkheid": str(chance.choice(GOOD)),
    }


def _draw(own: str, others: Sequence[str], accuracy: float, chance: random.Random) -> str:
    return own if not others or chance.random() < accuracy else chance.choice(others)


def _rate(
    forms: Forms, nicer: Mapping[tuple[str, int], float], chance: random.Random
) -> dict[int, dict[str, str]]:
    severity = chance.gauss(0, SEVERITY)
    cells = {}
    for sentence in forms.desirability.sentences:
        level = MIDDLE + severity + nicer.get((sentence.about, sentence.pole), 0.0)
        rating = round(chance.gauss(level, NOISE))
        cells[sentence.number] = {"wenselijkheid": str(min(7, max(1, rating)))}
    return cells
