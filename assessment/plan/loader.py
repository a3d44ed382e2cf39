"""Read the catalogue, the practice actions, the support texts and the rule."""

from functools import cache, partial
from pathlib import Path

from assessment.plan import checks
from assessment.plan.model import Catalogue, Note, Programme, Rules, ValueAction
from values import ContentError, ValueMap, load_value_map
from values.toml_reading import (
    TABLES,
    assemble,
    build,
    build_each,
    read_fields,
    read_toml,
)

CONTENT = Path(__file__).parent / "content"


@cache
def load_catalogue(folder: Path = CONTENT) -> Catalogue:
    """Return the catalogue in ``folder``; raise ContentError with every problem found."""
    catalogue = read_catalogue(folder)
    value_map: ValueMap = load_value_map()
    if problems := checks.problems(catalogue, value_map):
        raise ContentError(problems)
    return catalogue


def read_catalogue(folder: Path = CONTENT) -> Catalogue:
    """Return the catalogue without checking its meaning (``check-content`` does that)."""
    main = cache(partial(read_fields, folder / "catalogue.toml", version=int, checked=str,
                         programmes=TABLES, payment=TABLES))  # fmt: skip
    actions = partial(read_fields, folder / "actions.toml", version=int, actions=TABLES)
    support = partial(read_fields, folder / "support.toml", version=int, support=TABLES)
    return assemble(
        Catalogue,
        version=lambda: main()["version"],
        checked=lambda: main()["checked"],
        programmes=lambda: build_each(Programme, main()["programmes"], "programme"),
        payment=lambda: build_each(Note, main()["payment"], "payment"),
        support=lambda: build_each(Note, support()["support"], "support"),
        actions=lambda: build_each(ValueAction, actions()["actions"], "action"),
        rules=lambda: build(Rules, read_toml(folder / "rules.toml"), "rules.toml"),
    )
