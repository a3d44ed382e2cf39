"""A copy for somebody, the check of a code, and a PDF with a password: what the owner sees."""

import io
import logging

import pikepdf
import pytest

from assessment.services import offering
from assessment.store import database, results
from tests.people import taken

WHO = "Anneke de Vries, coach"
PASSWORD = "drie losse woorden"


@pytest.fixture
def attempt_id(keep, content):
    return keep(taken.add_submitted, content)


@pytest.fixture
def plan_pdf(monkeypatch):
    """A small real PDF in the place of the plan."""
    result = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(result)
    monkeypatch.setattr("assessment.report.pdf.report.render_pdf", lambda _: result.getvalue())
    return result.getvalue()


@pytest.fixture
def copy(participant, home, plan_pdf, engine, attempt_id):
    participant.post_and_leave(f"{home}/document", {"voor": WHO})
    with database.reading(engine) as db:
        return results.list_copies(db, attempt_id)[0]


def shown(copy):
    digits = copy.content_hash[:16].upper()
    return " ".join(digits[n : n + 4] for n in range(0, 16, 4))


# --- for whom ---


def test_a_copy_is_made_for_a_named_recipient(participant, home, copy):
    page = participant.get(f"{home}/document")

    assert copy.recipient == WHO
    assert f"voor {WHO}, is klaar" in page.select_one("[role=status]").get_text()
    assert shown(copy) in page.select_one("details").get_text()


@pytest.mark.parametrize(
    ("name", "ticked"), [("gesprekswijzer", ["stijl"]), ("intervisiekaart", []), ("plan", [])]
)
def test_every_document_made_at_once_says_for_whom_it_is(participant, home, name, ticked):
    data = {"voor": WHO, "deel-gesprekswijzer": ticked}
    there = participant.post_and_leave(f"{home}/document/{name}.html", data)

    page = participant.client.get(there).get_data(as_text=True)
    assert page.count(f"Exemplaar voor {WHO}, ") == 2
    assert f"voor {WHO} (webpagina)" in participant.get(f"{home}/document").get_text()


@pytest.mark.parametrize("path", ["", "/intervisiekaart.pdf", "/plan.html"])
def test_a_name_that_is_too_long_is_told_at_its_field_and_nothing_is_made(
    participant, home, engine, attempt_id, path
):
    long = "n" * 81

    page = participant.post(
        f"{home}/document{path}", {"voor": long, "deel-gesprekswijzer": "stijl"}, status=422
    )

    assert "hoogstens 80 tekens" in page.select_one("[role=alert]").get_text()
    assert page.select_one(".error-summary a")["href"] == "#voor-wie"
    field = page.select_one("#voor-wie")
    assert field["value"] == long
    assert page.select_one("#deel-gesprekswijzer-stijl").has_attr("checked")
    with database.reading(engine) as db:
        assert results.list_copies(db, attempt_id) == []


def test_every_button_that_makes_a_document_sends_the_name_along(participant, home):
    page = participant.get(f"{home}/document")
    form = page.select_one("#exemplaar")

    assert form.select_one("[name=voor]")
    loose = [b for b in page.select("main button") if b.find_parent("form") is not form]
    offered = offering.list_offered("zittend")
    chapters = [kind for kind in offered if kind.by_worker]  # all but the first have another page
    assert len(loose) == 2 * (len(offered) - len(chapters) + 1)  # two for each document here
    assert {button["form"] for button in loose} == {"exemplaar"}
    assert {box["form"] for box in page.select("[name=deel-gesprekswijzer]")} == {"exemplaar"}


def test_an_aspirant_has_the_same_field(visitor, keep, content, plan_pdf):
    attempt_id = keep(taken.add_submitted, content, phase="aspirant")
    address = f"/afname/{attempt_id}/document"
    participant = visitor.owns(attempt_id)

    participant.post_and_leave(address, {"voor": WHO})

    assert f"voor {WHO}, is klaar" in participant.get(address).get_text()
    page = participant.post(address, {"voor": "n" * 81}, status=422)
    assert page.h1.get_text() == "Je documenten"


# --- the code ---


def test_the_owner_hears_which_document_a_code_belongs_to(participant, home, copy):
    address = f"{home}/document/klopt"
    assert participant.get(f"{home}/document").select_one(f'a[href="{address}"]')
    assert not participant.get(address).select("[role=status]")

    page = participant.post(address, {"code": shown(copy).lower().replace(" ", "-")})

    told = page.select_one("[role=status]").get_text()
    assert "Bestuurlijk ontwikkelplan (PDF)" in told
    assert f"exemplaar voor {WHO}" in told
    link = page.select_one("[role=status] a")["href"]
    assert participant.client.get(link).mimetype == "application/pdf"


def test_a_code_that_is_unknown_is_said_to_be_changed_or_deleted(participant, home, copy):
    page = participant.post(f"{home}/document/klopt", {"code": "0" * 16})

    assert "veranderd of verwijderd" in page.select_one("[role=status]").get_text()
    assert WHO not in page.get_text()


@pytest.mark.parametrize("typed", ["", "kort", "g" * 16])
def test_what_is_no_code_is_told_at_the_field(participant, home, typed):
    page = participant.post(f"{home}/document/klopt", {"code": typed}, status=422)

    assert "zestien cijfers en letters" in page.select_one(".problem").get_text()
    assert not page.select("[role=status]")


def test_for_somebody_else_the_same_code_is_as_unknown_as_any(visitor, keep, content, copy):
    other = keep(taken.add_submitted, content, seed=8)
    address = f"/afname/{other}/document/klopt"
    theirs = visitor.owns(other)

    pages = [theirs.post(address, {"code": typed}).select_one("[role=status]").get_text()
             for typed in (shown(copy), "0" * 16)]  # fmt: skip

    assert pages[0] == pages[1]


def test_after_answers_were_opened_again_a_code_can_still_be_checked(
    participant, home, engine, attempt_id
):
    participant.post_and_leave(f"{home}/document/intervisiekaart.html", {"voor": WHO})
    participant.post_and_leave(f"{home}/heropenen")
    with database.reading(engine) as db:
        [copy] = results.list_copies(db, attempt_id)

    page = participant.post(f"{home}/document/klopt", {"code": shown(copy)})

    assert "Intervisiekaart" in page.select_one("[role=status]").get_text()


# --- the password ---


def locking(home, copy):
    return f"{home}/document/{copy.id}/wachtwoord"


def test_a_pdf_is_downloaded_with_a_password(participant, home, copy, plan_pdf):
    address = locking(home, copy)
    assert participant.get(f"{home}/document").select_one(f'a[href="{address}"]')
    assert WHO in participant.get(address).get_text()

    response = participant.client.post(address, data={"password": PASSWORD})

    assert response.mimetype == "application/pdf"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"].startswith("attachment")
    opened = pikepdf.open(io.BytesIO(response.data), password=PASSWORD)
    assert (len(opened.pages), opened.encryption.R) == (1, 6)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(response.data))
    open_one = participant.client.get(f"{home}/document/{copy.id}.pdf")
    assert open_one.data == plan_pdf, "the document itself stays as it was"


@pytest.mark.parametrize(
    ("password", "problem"), [("", "minstens 8"), ("gehéim7", "minstens 8"), ("x" * 128, "te lang")]
)
def test_a_password_that_will_not_do_is_told_and_never_shown_again(
    participant, home, copy, password, problem
):
    page = participant.post(locking(home, copy), {"password": password}, status=422)

    assert problem in page.select_one(".problem").get_text()
    assert page.select_one("#password")["value"] == ""
    assert not password or password not in str(page)


def test_a_password_is_kept_nowhere_and_told_to_nobody(
    participant, home, copy, caplog, tmp_path, monkeypatch
):
    with caplog.at_level(logging.DEBUG):
        participant.client.post(locking(home, copy), data={"password": PASSWORD})

        def broken(*_):
            raise RuntimeError("geen slot")

        monkeypatch.setattr("assessment.report.pdf.locking.lock_pdf", broken)
        participant.client.application.config["PROPAGATE_EXCEPTIONS"] = False
        response = participant.client.post(locking(home, copy), data={"password": PASSWORD})

    assert response.status_code == 500
    assert "geen slot" in caplog.text
    assert PASSWORD not in caplog.text
    assert PASSWORD.encode() not in response.data
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert PASSWORD.encode() not in kept


def test_a_page_cannot_have_a_password(participant, home, engine, attempt_id):
    participant.post_and_leave(f"{home}/document/intervisiekaart.html")
    with database.reading(engine) as db:
        [copy] = results.list_copies(db, attempt_id)

    participant.get(locking(home, copy), status=404)
    participant.post(locking(home, copy), {"password": PASSWORD}, status=404)
    participant.get(f"{home}/document/{copy.id}.pdf", status=404)


def test_the_page_says_what_a_copy_and_a_password_do_not_do(participant, home):
    text = participant.get(f"{home}/document").get_text()

    assert "Terughalen kan niet" in text
    assert "Het helpt niet tegen wie het wachtwoord heeft" in text
