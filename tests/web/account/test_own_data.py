"""Everything about me, downloaded with an account and without one."""

import io
import zipfile
from datetime import timedelta

from assessment.services import sessions
from tests.people import taken
from tests.people.signed_in import NOOR


def download(visitor, address):
    page = visitor.get(address)
    token = page.select_one('main input[name="csrf_token"]')["value"]
    answer = visitor.client.post(address, data={"csrf_token": token})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="mijn-gegevens-')
    assert answer.headers["Cache-Control"] == "no-store"
    return zipfile.ZipFile(io.BytesIO(answer.data))


def test_the_account_page_leads_to_a_zip_with_everything(noor):
    assert noor.get("/account").select_one('a[href="/account/gegevens"]')

    copy = download(noor, "/account/gegevens")

    assert NOOR in copy.read("gegevens/account.json").decode()
    assert "lees-mij.txt" in copy.namelist()


def test_the_page_says_what_is_in_it(noor):
    said = noor.get("/account/gegevens").select_one("main").text

    assert "Je account: je mailadres" in said


def test_who_signed_in_long_ago_is_asked_to_do_so_again(noor, monkeypatch):
    monkeypatch.setattr(sessions, "FRESH", timedelta(0))

    assert noor.client.get("/account/gegevens").headers["Location"] == "/aanmelden"
    assert noor.client.post("/account/gegevens").headers["Location"] == "/aanmelden"


def test_without_an_account_the_zip_is_of_the_attempt(participant, home):
    assert participant.get(home).select_one(f'a[href="{home}/gegevens"]')

    copy = download(participant, f"{home}/gegevens")

    assert "gegevens/attempt.json" in copy.namelist()
    assert "gegevens/account.json" not in copy.namelist()


def test_somebody_elses_attempt_cannot_be_downloaded(participant, keep, content):
    other = keep(taken.add_submitted, content)

    participant.get(f"/afname/{other}/gegevens", status=404)
    participant.post(f"/afname/{other}/gegevens", status=404)
