"""The front door of a demonstration, and that it is nowhere else."""

import shutil

import pytest

from assessment.services.moments import now
from tests.people.demonstrated import fill_copy
from tests.web.visitor import Visitor, fields

AT = "/demo"


@pytest.fixture(scope="module")
def filled_database(empty_database, tmp_path_factory, content):
    return fill_copy(empty_database, tmp_path_factory.mktemp("filled"), content, now=now())


@pytest.fixture
def shown(filled_database, sqlite_url, make_app) -> Visitor:
    shutil.copyfile(filled_database, sqlite_url.removeprefix("sqlite:///"))
    return Visitor(make_app(DEMO=True).test_client())


def enter(shown, name):
    page = shown.get(AT)
    button = next(one for one in page.select("main button") if one.text.endswith(name))
    form = fields(page.select_one("main form")) | {"address": button["value"]}
    return shown.post_and_leave(AT, form)


@pytest.mark.parametrize(
    ("name", "leads_to"),
    [
        ("Coach Kompas", "/coach"),
        ("Medewerker Balie", "/account"),
        ("Beheerder Sleutel", "/account"),
        ("Proef Appelboom", "/account"),
    ],
)
def test_one_press_makes_somebody_of_a_visitor(shown, name, leads_to):
    where = enter(shown, name)

    assert where.startswith(leads_to)
    shown.get(where)


def test_a_coach_sees_the_people_who_released_something(shown):
    told = shown.get(enter(shown, "Coach Kompas")).select_one("main").text

    assert "Proef Appelboom" in told
    for hidden in ("Proef Fluitenkruid", "Proef Hulststraat", "Proef Irissingel", "Proef Uienveld"):
        assert hidden not in told


def test_every_page_leads_back_to_the_door(shown):
    assert shown.get("/").select_one(f'header a[href="{AT}"]')


def test_nobody_real_can_be_entered(shown):
    form = fields(shown.get(AT).select_one("main form"))

    shown.post(AT, form | {"address": "noor@gemeente.example"}, status=404)


def test_outside_a_demonstration_there_is_no_door(visitor):
    visitor.get(AT, status=404)
    visitor.post(AT, {"address": "coach.kompas@voorbeeld.example"}, status=404)
    assert visitor.get("/").select_one(f'a[href="{AT}"]') is None
