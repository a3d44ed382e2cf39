import hashlib
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from assessment.services import consenting, retention, sessions, taking
from assessment.services.moments import now
from assessment.store import database
from assessment.store.tables import AttemptRow, ConsentRow, OpenedRow, SessionRow
from tests.people import taken
from tests.web.visitor import fields

CODE = re.compile(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}")
AGREED = consenting.find_purpose(consenting.PROCESSING).version
# Of the page on privacy, as whoever begins agrees to it: another text is another version.
TEXT_OF_VERSION = ("2026-12", "bc2444fca1781915")
BEGIN = {"phase": "starter", "office": "wethouder", "name": "Noor", "agree": "y"}

KEPT = (AttemptRow.phase, AttemptRow.office, AttemptRow.name, ConsentRow.text_version)
OF_TAKING_PART = (ConsentRow.attempt_id == AttemptRow.id) & (ConsentRow.purpose == "processing")


def only_attempt(engine):
    with database.reading(engine) as db:
        return db.execute(select(*KEPT).join(ConsentRow, OF_TAKING_PART)).all()


@pytest.fixture
def begun(visitor):
    """Begin as a person would; return the address of the attempt."""
    form = visitor.get("/begin").select_one("form")
    location = visitor.post_and_leave("/begin", {**fields(form), **BEGIN})
    assert location.endswith("/code")
    return location.removesuffix("/code")


# --- the first pages ---


@pytest.mark.parametrize("address", ["/", "/privacy", "/toegankelijkheid", "/begin", "/verder"])
def test_the_public_pages_open_without_anything(visitor, address):
    visitor.get(address)


def test_another_text_on_privacy_has_another_version(visitor):
    told = " ".join(visitor.get("/privacy").select_one("main").get_text().split())

    found = hashlib.sha256(told.encode()).hexdigest()[:16]

    assert (AGREED, found) == TEXT_OF_VERSION, "give [processing] in consents.toml a new version"


def test_the_start_page_tells_what_it_is_for_and_what_not(visitor):
    told = visitor.get("/").get_text()

    assert "half uur" in told
    assert "normgroep" in told
    assert "nooit voor selectie" in told


def test_a_newcomer_is_not_offered_to_go_on(visitor):
    assert "Verder waar je was" not in visitor.get("/").get_text()


def test_a_browser_that_has_attempts_open_is_offered_to_go_on(visitor, keep):
    mine = keep(taken.add)
    keep(taken.add)  # of somebody else

    page = visitor.owns(mine).get("/")

    links = [a["href"] for a in page.select("main a") if "/afname/" in a["href"]]
    assert links == [f"/afname/{mine}"]


# --- beginning ---


def test_beginning_keeps_the_choices_and_shows_the_code(visitor, begun, engine):
    assert only_attempt(engine) == [("starter", "wethouder", "Noor", AGREED)]

    page = visitor.get(f"{begun}/code")

    assert CODE.fullmatch(page.select_one("#code").text)


@pytest.mark.parametrize(
    ("changes", "anchor"),
    [
        ({"phase": ""}, "#phase-0"),
        ({"phase": "president"}, "#phase-0"),
        ({"office": "keizer"}, "#office"),
        ({"office": "griffier"}, "#office"),
        ({"agree": ""}, "#agree"),
        ({"name": "n" * 101}, "#name"),
    ],
)
def test_what_is_missing_or_wrong_is_said_with_a_link_and_the_rest_is_kept(
    visitor, engine, changes, anchor
):
    sent = {key: value for key, value in {**BEGIN, **changes}.items() if value}

    page = visitor.post("/begin", sent, status=422)

    assert [a["href"] for a in page.select(".error-summary a")] == [anchor]
    kept = fields(page.select_one("form"))
    for name in {"phase", "name", "agree"} - changes.keys():
        assert kept[name] == BEGIN[name]
    assert kept["name"] == sent["name"]
    assert only_attempt(engine) == []


def test_everything_that_is_missing_is_told_at_once(visitor):
    page = visitor.post("/begin", {}, status=422)

    anchors = [a["href"] for a in page.select(".error-summary a")]
    assert anchors == ["#phase-0", "#agree"]


def test_with_one_office_that_has_texts_there_is_nothing_to_choose(visitor, engine):
    page = visitor.get("/begin")

    assert not page.select_one("#office")
    assert "het ambt van wethouder" in page.get_text()
    visitor.post_and_leave("/begin", {k: v for k, v in BEGIN.items() if k != "office"})
    assert only_attempt(engine) == [("starter", "wethouder", "Noor", AGREED)]


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "{{ 7 * 7 }}", "é\x00\x1b[31m", "\u202enoor", "👩🏽‍⚖️"]
)
def test_a_strange_name_is_just_a_name(visitor, engine, name):
    visitor.post_and_leave("/begin", {**BEGIN, "name": name})

    [(_, _, kept, _)] = only_attempt(engine)
    assert "\x00" not in kept
    page = visitor.post("/begin", {"name": name}, status=422)
    assert "<script>" not in str(page.select_one("#name"))


def test_without_agreement_nothing_is_kept(visitor, engine):
    visitor.post("/begin", {"phase": "starter", "office": "wethouder"}, status=422)

    assert only_attempt(engine) == []


# --- the return code ---


def test_the_code_stays_on_view_until_it_is_confirmed_and_never_again(visitor, begun):
    code = visitor.get(f"{begun}/code").select_one("#code").text
    assert visitor.get(f"{begun}/code").select_one("#code").text == code  # a reload

    location = visitor.post_and_leave(f"{begun}/code")

    assert location == begun
    assert code not in visitor.get(f"{begun}/code").get_text()
    assert code not in visitor.response.headers.get("Set-Cookie", "")


def test_the_overview_reminds_of_a_code_that_was_not_confirmed(visitor, begun):
    assert visitor.get(begun).select_one(f'main a[href="{begun}/code"]')

    visitor.post_and_leave(f"{begun}/code")

    assert visitor.get(begun).select_one(f'.notice a[href="{begun}/code"]') is None


def test_each_attempt_keeps_its_own_code_until_it_is_confirmed(visitor, begun):
    form = visitor.get("/begin").select_one("form")
    other = visitor.post_and_leave("/begin", {**fields(form), **BEGIN}).removesuffix("/code")

    codes = {visitor.get(f"{one}/code").select_one("#code").text for one in (begun, other)}

    assert len(codes) == 2
    visitor.post_and_leave(f"{other}/code")
    assert visitor.get(f"{begun}/code").select_one("#code").text in codes


def test_beginning_twice_with_one_form_makes_one_attempt_that_both_answers_open(
    visitor, other_browser, engine
):
    form = {**fields(visitor.get("/begin").select_one("form")), **BEGIN}

    first = visitor.post_and_leave("/begin", form)
    second = other_browser.post_and_leave("/begin", form)  # its cookie knows nothing of the first

    assert first == second
    assert len(only_attempt(engine)) == 1
    codes = {v.get(first).select_one("#code").text for v in (visitor, other_browser)}
    assert len(codes) == 1


def test_the_browser_of_an_answer_that_got_lost_goes_by_itself_while_the_attempt_stays(
    visitor, other_browser, engine
):
    form = {**fields(visitor.get("/begin").select_one("form")), **BEGIN}
    visitor.post_and_leave("/begin", form)  # pressed twice: of this answer nobody got the cookie
    other_browser.post_and_leave("/begin", form)
    with database.writing(engine) as db:
        _, kept_id = db.scalars(select(SessionRow.id).order_by(SessionRow.begun_at)).all()
        attempt_id = db.scalars(select(AttemptRow.id)).one()
        later = now() + sessions.IDLE + timedelta(hours=1)
        sessions.note_use(db, kept_id, now=later - timedelta(days=1))
        retention.carry_out(db, retention.find_due(db, now=later))

        assert db.scalars(select(SessionRow.id)).all() == [kept_id]
        assert db.scalars(select(OpenedRow.session_id)).all() == [kept_id]
        assert [d.id for d in sessions.list_devices(db, attempt_id, now=later)] == [kept_id]


def test_a_form_that_comes_back_after_an_answer_begins_another_attempt(visitor, other_browser):
    form = {**fields(visitor.get("/begin").select_one("form")), **BEGIN}
    first = visitor.post_and_leave("/begin", form).removesuffix("/code")
    page = visitor.get(f"{first}/gedrag/1")
    item = page.select_one("[data-item]")["data-item"]
    visitor.post_and_leave(f"{first}/gedrag/1", {item: "3", f"seen.{item}": "0"})

    assert first not in other_browser.post_and_leave("/begin", form)


def test_a_new_code_opens_the_attempt_and_the_old_one_does_not(visitor, begun, engine):
    old = visitor.get(f"{begun}/code").select_one("#code").text
    visitor.post_and_leave(f"{begun}/code")
    form = visitor.get(f"{begun}/code").select_one(f"form[action='{begun}/code/nieuw']")

    for _ in range(2):  # pressed twice
        visitor.post_and_leave(f"{begun}/code/nieuw", fields(form))

    new = visitor.get(f"{begun}/code").select_one("#code").text
    assert new != old
    with database.reading(engine) as db:
        assert str(taking.find_by_code(db, new)) in begun
        assert taking.find_by_code(db, old) is None


def test_the_page_with_the_code_tells_where_and_when_for_who_prints_it(visitor, begun):
    told = visitor.get(f"{begun}/code").get_text()

    assert "http://localhost/verder" in told
    assert re.search(r"getoond op \d{1,2} \w+ 20\d\d", told)


@pytest.mark.parametrize("way_out", ["sluiten", "verwijderen"])
def test_who_closes_or_deletes_leaves_nothing_in_the_browser(visitor, begun, way_out):
    code = visitor.get(f"{begun}/code").select_one("#code").text
    visitor.post_and_leave(f"{begun}/{way_out}", {"code": code})

    page = visitor.get("/")

    assert page.select_one("[data-forget]")["data-forget"] in begun
    assert page.select_one("script[src*='pending.js']")
    assert visitor.get("/").select_one("[data-forget]") is None


def test_the_code_of_one_attempt_is_not_shown_at_another(visitor, begun, keep):
    other = keep(taken.add)
    visitor.owns(other)

    assert visitor.get(f"/afname/{other}/code").select_one("#code") is None


@pytest.mark.parametrize(
    "typed",
    [
        str,
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: f" {code.replace('-', ' ')} ",
    ],
    ids=["as shown", "lower case", "without dashes", "with blanks"],
)
def test_with_the_code_one_comes_back_on_another_device(visitor, other_browser, begun, typed):
    code = visitor.get(f"{begun}/code").select_one("#code").text

    assert other_browser.post_and_leave("/verder", {"code": typed(code)}) == begun

    other_browser.get(begun)


@pytest.mark.parametrize("typed", ["", "   ", "AAAA-BBBB-CCCC-DDDD", "x" * 61, "' OR '1'='1", "💥"])
def test_a_wrong_code_is_said_and_kept_on_screen(visitor, begun, other_browser, typed):
    page = other_browser.post("/verder", {"code": typed}, status=422)

    assert [a["href"] for a in page.select(".error-summary a")] == ["#code"]
    assert page.select_one("#code")["value"] == typed
    other_browser.get(begun, status=404)


def test_a_browser_keeps_at_most_five_attempts_open_newest_first(visitor, engine, content):
    begun = []
    for _ in range(6):
        location = visitor.post_and_leave("/begin", BEGIN)
        begun.append(location.removesuffix("/code"))

    visitor.get(begun[0], status=404)
    for address in begun[1:]:
        visitor.get(address)


# --- leaving ---


def test_closing_in_this_browser_keeps_the_answers_and_the_code(visitor, begun, engine):
    code = visitor.get(f"{begun}/code").select_one("#code").text

    location = visitor.post_and_leave(f"{begun}/sluiten")

    assert location == "/"
    visitor.get(begun, status=404)
    visitor.get(f"{begun}/code", status=404)
    assert "Verder waar je was" not in visitor.get("/").get_text()
    assert visitor.post_and_leave("/verder", {"code": code}) == begun


def test_an_answer_that_arrives_late_does_not_open_a_closed_browser_again(visitor, begun):
    """The answer to a request from before the closing must not bring the old cookie back."""
    visitor.post_and_leave(f"{begun}/code")
    visitor.get(f"{begun}/gedrag/1")

    answer = {"part": "gedrag", "item": "bestaat-niet"}
    autosave = visitor.client.post(f"{begun}/antwoord", data=answer)
    page = visitor.client.get(f"{begun}/gedrag/1")

    assert "Set-Cookie" not in autosave.headers
    assert "Set-Cookie" not in page.headers


def test_the_cookie_lives_on_for_who_keeps_coming_back(visitor, begun, monkeypatch):
    visitor.post_and_leave(f"{begun}/code")
    visitor.get(begun)
    assert "Set-Cookie" not in visitor.response.headers  # not on the day that it was sent
    monkeypatch.setattr("assessment.web.security.now", lambda: now() + timedelta(days=2))

    visitor.get(begun)

    assert "Expires=" in visitor.response.headers["Set-Cookie"]


def test_the_code_is_hashed_the_same_way_everywhere(begun, visitor, engine):
    code = visitor.get(f"{begun}/code").select_one("#code").text

    with database.reading(engine) as db:
        assert str(taking.find_by_code(db, code)) in begun
