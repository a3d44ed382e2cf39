"""Read the catalogue, the practice actions, the support texts and the rule."""

from functools import cache
from pathlib import Path

from assessment.plan import checks
from assessment.plan.model import Catalogue, Note, Programme, Rules, ValueAction
from values import ContentError, ValueMap, load_value_map
from values.toml_reading import build, build_each, read_toml

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
    main = read_toml(folder / "catalogue.toml")
    actions = read_toml(folder / "actions.toml")
    support = read_toml(folder / "support.toml")
    return Catalogue(
        version=main["version"],
        checked=main["checked"],
        programmes=build_each(Programme, main["programmes"], "programme"),
        payment=build_each(Note, main["payment"], "payment"),
        support=build_each(Note, support["support"], "support"),
        actions=build_each(ValueAction, actions["actions"], "action"),
        rules=build(Rules, read_toml(folder / "rules.toml"), "rules.toml"),
    )
