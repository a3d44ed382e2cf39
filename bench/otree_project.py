"""A project for oTree: forty statements with six steps, on one page or on five, as ours are."""

from pathlib import Path

STATEMENTS = 40
SHAPES = {"one_page": 40, "five_pages": 8}  # statements on a page
SECRET = "of a project that lives for a minute"
_SETTINGS = """
SESSION_CONFIGS = [
    dict(name=name, app_sequence=[name], num_demo_participants=1) for name in {names!r}
]
SESSION_CONFIG_DEFAULTS = dict(real_world_currency_per_point=1.0, participation_fee=0.0, doc="")
LANGUAGE_CODE, REAL_WORLD_CURRENCY_CODE, USE_POINTS = "en", "EUR", False
ADMIN_USERNAME, ADMIN_PASSWORD, SECRET_KEY = "admin", {secret!r}, {secret!r}
PARTICIPANT_FIELDS, SESSION_FIELDS = [], []
"""
_APP = """
from otree.api import *

STEPS = [[1, "Zelden of nooit"], [2, "Soms"], [3, "Regelmatig"], [4, "Vaak"], [5, "Bijna altijd"],
         [0, "Niet meegemaakt"]]

class C(BaseConstants):
    NAME_IN_URL, PLAYERS_PER_GROUP, NUM_ROUNDS = {name!r}, None, 1

class Subsession(BaseSubsession):
    pass

class Group(BaseGroup):
    pass

class Player(BasePlayer):
{fields}

{pages}
page_sequence = [{sequence}]
"""
_FIELD = (
    "    q{n} = models.IntegerField(choices=STEPS, widget=widgets.RadioSelect, label="
    '"{n}: Ik vraag door tot ik weet waarom een collega een ander standpunt heeft.")'
)
_PAGE = """
class Page{n}(Page):
    form_model = "player"
    form_fields = {fields!r}
"""
_TEMPLATE = """{{ block title }}Gedrag{{ endblock }}
{{ block content }}{{ formfields }}{{ next_button }}{{ endblock }}
"""


def write_project(folder: Path) -> None:
    """Write the project to an empty folder."""
    for needed in ("_static", "_templates"):
        (folder / needed).mkdir()
    names = list(SHAPES)
    settings = _SETTINGS.format(names=names, secret=SECRET)
    (folder / "settings.py").write_text(settings, encoding="utf-8")
    for name, size in SHAPES.items():
        _write_app(folder / name, name, size)


def _write_app(folder: Path, name: str, size: int) -> None:
    folder.mkdir()
    firsts = range(1, STATEMENTS + 1, size)
    pages = [_PAGE.format(n=n, fields=[f"q{q}" for q in range(first, first + size)])
             for n, first in enumerate(firsts, 1)]  # fmt: skip
    made = _APP.format(
        name=name,
        fields="\n".join(_FIELD.format(n=n) for n in range(1, STATEMENTS + 1)),
        pages="".join(pages),
        sequence=", ".join(f"Page{n}" for n, _ in enumerate(firsts, 1)),
    )
    (folder / "__init__.py").write_text(made, encoding="utf-8")
    for n, _ in enumerate(firsts, 1):
        (folder / f"Page{n}.html").write_text(_TEMPLATE, encoding="utf-8")
