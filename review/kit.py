"""The kit: what goes to raters, and what stays with who leads the review."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.instruments import Library
from review.filled import COLUMNS
from review.forms import CLOSER, DESIRABILITY, SORTING, Forms, build_forms
from review.key import write_key
from review.pages import render_page
from review.tables import join_words, write_csv
from review.texts import list_texts, say
from review.think_aloud import plan_session
from values import ValueMap

FOR_RATERS, FOR_LEADER = "voor-beoordelaars", "voor-begeleider"
KEY_FILE = "sleutel.json"


@dataclass(frozen=True, slots=True)
class Kit:
    """Files by name, apart for raters and for the leader, who alone has the key."""

    for_raters: Mapping[str, bytes]
    for_leader: Mapping[str, bytes]


def make_kit(library: Library, value_map: ValueMap, seed: int) -> Kit:
    """Return all files of the kit; the same content and seed give the same bytes."""
    forms = build_forms(library, value_map, seed)
    office = next(office.name for office in value_map.offices if office.full_texts)
    shared = {"office": office, "roles": list_roles()}
    sorting, desirability = forms.sorting, forms.desirability
    closer = forms.closer
    blank: dict[int, Mapping[str, str]] = {}
    return Kit(
        for_raters={
            "sorteren.html": render_page("sorteren", form=sorting, **shared),
            "sorteren.csv": fill_sorting(forms, "", "", blank),
            "scherper.html": render_page("sorteren", form=closer, **shared),
            "scherper.csv": fill_closer(forms, "", "", blank),
            "wenselijkheid.html": render_page("wenselijkheid", form=desirability, **shared),
            "wenselijkheid.csv": fill_desirability(forms, "", "", blank),
        },
        for_leader={
            "leesmij.html": render_page("leesmij", forms=forms, office=office),
            "hardop-denken.html": render_page(
                "hardop-denken",
                session=plan_session(library, value_map),
                library=library,
                office=office,
            ),
            KEY_FILE: write_key(forms),
        },
    )


def fill_sorting(
    forms: Forms, rater: str, role: str, cells: Mapping[int, Mapping[str, str]]
) -> bytes:
    """Return the sorting form as CSV, with ``cells`` by number and column; blank without."""
    hint = say(
        "forms.hint_sorteren",
        roles=list_roles(),
        values=len(forms.sorting.values),
        letter=forms.sorting.competencies[-1].letter,
    )
    return write_csv(_rows(SORTING, forms, hint, rater, role, cells))


def fill_closer(
    forms: Forms, rater: str, role: str, cells: Mapping[int, Mapping[str, str]]
) -> bytes:
    """Return the form on the extra statements as CSV, as ``fill_sorting`` does."""
    letter = forms.closer.competencies[-1].letter
    hint = say("forms.hint_scherper", roles=list_roles(), letter=letter)
    return write_csv(_rows(CLOSER, forms, hint, rater, role, cells))


def fill_desirability(
    forms: Forms, rater: str, role: str, cells: Mapping[int, Mapping[str, str]]
) -> bytes:
    """Return the desirability form as CSV, with ``cells`` by number and column; blank without."""
    hint = say("forms.hint_wenselijkheid", roles=list_roles())
    return write_csv(_rows(DESIRABILITY, forms, hint, rater, role, cells))


def list_roles() -> str:
    """Return the roles in one sentence."""
    return join_words(list_texts("forms.roles"), say("forms.or"))


def _rows(
    kind: str,
    forms: Forms,
    hint: str,
    rater: str,
    role: str,
    cells: Mapping[int, Mapping[str, str]],
) -> Iterator[list[str | float | None]]:
    columns = COLUMNS[kind]
    yield ["formulier", forms.codes[kind]]
    yield ["beoordelaar", rater]
    yield ["rol", role]
    yield ["uitleg", hint]
    yield list(columns)
    for number, text in forms.texts(kind).items():
        yield [number, text, *(cells.get(number, {}).get(column, "") for column in columns[2:])]
