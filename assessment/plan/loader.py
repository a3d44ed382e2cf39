"""Read the catalogue, the practice actions and cards, the support texts and the rule."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from assessment.plan import checks
from assessment.plan.card_checks import CARDS
from assessment.plan.cards import Card
from assessment.plan.checks import ACTIONS, ASKED, CATALOGUE, RULES, SUPPORT
from assessment.plan.contact_checks import CONTACTS
from assessment.plan.model import (
    ENDED,
    Asked,
    Catalogue,
    Contact,
    Done,
    Note,
    PhaseAction,
    Programme,
    Rules,
    Time,
    ValueAction,
    Wish,
)
from assessment.plan.offer_advice import PhaseOffer, WishOffer, apply_phases, apply_wishes
from assessment.plan.offer_file import tabulate_rest
from values import ContentError, load_value_map, releasing
from values.toml_reading import (
    TABLES,
    assemble,
    build,
    build_each,
    checked_fields,
    gather,
    read_fields,
    read_toml,
)

CONTENT = Path(__file__).parent / "content"
_KINDS: Mapping[str, tuple[str, type[Any]]] = {
    "programmes": ("programme", Programme),
    "payment": ("payment", Note),
    "contacts": ("contact", Contact),
    "wishes": ("wish", WishOffer),
    "phases": ("phase", PhaseOffer),
}  # of what a desk edits: what one is called in a problem, and what it becomes


@cache
def load_catalogue(folder: Path = CONTENT) -> Catalogue:
    """Return the catalogue in ``folder``.

    Raises
    ------
    ContentError
        With every problem: a wrong field, a broken rule of ``checks``, or a released file that
        changed.
    """
    catalogue = read_catalogue(folder)
    if problems := [*releasing.problems(folder), *checks.problems(catalogue, load_value_map())]:
        raise ContentError(problems)
    return catalogue


def read_offer(table: Mapping[str, Any], base: Catalogue) -> Catalogue:
    """Return ``base`` with what a table tells, as ``offer_file.tabulate_offer`` writes it.

    Contacts, wishes and phases that the table leaves out are those of ``base``. Values that a
    programme names now lose their practice actions: only others have them. Raises ContentError
    with every field that does not fit; ``offer_checks`` looks at the meaning.
    """
    main = checked_fields({**tabulate_rest(base), **table}, CATALOGUE, version=int, checked=str,
                          programmes=TABLES, payment=TABLES, contacts=TABLES, wishes=TABLES,
                          phases=TABLES)  # fmt: skip
    programmes, payment, contacts, wishes, phases = gather(
        partial(build_each, kind, main[name], f"{CATALOGUE}: {word}")
        for name, (word, kind) in _KINDS.items()
    )
    asked, rules = gather(
        [lambda: apply_wishes(base.asked, wishes), lambda: apply_phases(base.rules, phases)]
    )
    named = {v for p in programmes if p.status != ENDED for v in p.values}
    return replace(
        base,
        version=main["version"],
        checked=main["checked"],
        programmes=programmes,
        payment=payment,
        contacts=contacts,
        asked=asked,
        rules=rules,
        actions=tuple(action for action in base.actions if action.value not in named),
    )


def read_catalogue(folder: Path = CONTENT) -> Catalogue:
    """Return the catalogue without checking its meaning (``check-content`` does that)."""
    main = cache(partial(read_fields, folder / CATALOGUE, version=int, checked=str,
                         programmes=TABLES, payment=TABLES))  # fmt: skip
    actions = cache(partial(read_fields, folder / ACTIONS, version=int, actions=TABLES,
                            phase_actions=TABLES))  # fmt: skip
    support = partial(read_fields, folder / SUPPORT, version=int, support=TABLES)
    contacts = partial(read_fields, folder / CONTACTS, version=int, contacts=TABLES)
    cards = cache(partial(read_fields, folder / CARDS, version=int, cards=TABLES,
                          wishes=dict))  # fmt: skip
    return assemble(
        Catalogue,
        version=lambda: main()["version"],
        checked=lambda: main()["checked"],
        programmes=lambda: build_each(Programme, main()["programmes"], f"{CATALOGUE}: programme"),
        payment=lambda: build_each(Note, main()["payment"], f"{CATALOGUE}: payment"),
        support=lambda: build_each(Note, support()["support"], f"{SUPPORT}: support"),
        actions=lambda: build_each(ValueAction, actions()["actions"], f"{ACTIONS}: action"),
        phase_actions=lambda: build_each(
            PhaseAction, actions()["phase_actions"], f"{ACTIONS}: phase_action"
        ),
        asked=lambda: _read_asked(folder),
        contacts=lambda: build_each(Contact, contacts()["contacts"], f"{CONTACTS}: contact"),
        cards=lambda: build_each(Card, cards()["cards"], f"{CARDS}: card"),
        asked_by=lambda: cards()["wishes"],
        rules=lambda: build(Rules, read_toml(folder / RULES), RULES),
    )


def _read_asked(folder: Path) -> Asked:
    tables = read_fields(folder / ASKED, version=int, wishes=TABLES, done=TABLES, times=TABLES)
    return assemble(
        Asked,
        version=lambda: tables["version"],
        wishes=lambda: build_each(Wish, tables["wishes"], f"{ASKED}: wish"),
        done=lambda: build_each(Done, tables["done"], f"{ASKED}: done"),
        times=lambda: build_each(Time, tables["times"], f"{ASKED}: time"),
    )
