"""The owner looks first, releases, takes back and blocks; the coach reads only what is live."""

from datetime import timedelta

import pytest

from assessment.plan import Goal, Plan
from assessment.services import accounts as account_service
from assessment.services import inviting, planning
from assessment.services.moments import day_of, now
from assessment.store import database, mail
from tests.clusters import on_each_database as on_each_database
from tests.people.signed_in import ELS, sign_in
from tests.web.visitor import fields

PARTS = ("story", "competencies", "plan")


def words(page):
    return " ".join(page.get_text(" ").split())


def until(days=30):
    return (day_of(now()) + timedelta(days=days)).isoformat()


def query(pair, parts=PARTS, day=None):
    chosen = "".join(f"&deel={part}" for part in parts)
    return f"?resultaat={pair.attempt_id}{chosen}&tot={day or until()}"


def look(owner, pair, parts=PARTS, **expected):
    return owner.get(f"/delen/coaches/{pair.coaching.id}/inzage{query(pair, parts)}", **expected)


def posted(page):
    form = page.select_one('form[action$="/vrijgeven"][method="post"]')
    return form["action"], {
        **fields(form),
        "deel": [one["value"] for one in form.select('input[name="deel"]')],
    }


def test_the_owner_sees_exactly_what_the_coach_will_see_and_then_releases_it(owner, coach, pair):
    page = look(owner, pair)
    assert "Er is nog niets vrijgegeven" in words(page)
    coach.get("/coach")
    assert "Er is nu niets aan jou vrijgegeven" in words(coach.get("/coach"))
    shown = {one["id"]: words(one) for one in page.select("section.card > h2")}
    assert list(shown) == [*PARTS, "gesprekswijzer"]

    assert owner.post_and_leave(*posted(page)) == "/delen"

    link = coach.get("/coach").select_one("#iedereen ~ ul a")["href"]
    first = coach.get(link).select_one('a[href^="/vrijgegeven/"]')["href"]
    for part in PARTS:
        seen = coach.get(first.rsplit("/", 1)[0] + "/" + part)
        assert words(seen.select_one("h1")) == shown[part]
        for image in seen.select("picture img"):
            assert coach.client.get(image["src"]).status_code == 200
    coach.get(first.rsplit("/", 1)[0] + "/values", status=404)


def test_figures_of_what_is_not_released_yet_are_drawn_for_the_owner_alone(owner, coach, pair):
    images = look(owner, pair, ("competencies", "style", "values")).select("picture img")
    assert len(images) >= 3

    for image in images:
        assert owner.client.get(image["src"]).status_code == 200
        assert coach.client.get(image["src"]).status_code == 404


@pytest.mark.parametrize(
    ("parts", "day", "problem"),
    [((), None, "Kies wat je wilt vrijgeven"), (("explanation",), None, "De antwoorden horen bij"),
     (PARTS, "gisteren", "Dit is geen datum"), (PARTS, "2020-01-01", "Kies een dag"),
     (PARTS, "2999-01-01", "Kies een dag")],
)  # fmt: skip
def test_a_choice_that_makes_no_release_is_shown_again_with_why(owner, pair, parts, day, problem):
    address = f"/delen/coaches/{pair.coaching.id}/inzage{query(pair, parts, day)}"

    page = owner.get(address, status=422)

    assert problem in words(page.select_one(".problem"))
    assert [one["value"] for one in page.select("input[name=deel][checked]")] == list(parts)


def test_a_plan_that_changes_while_the_owner_looks_is_not_released_unseen(
    owner, coach, pair, engine, content
):
    page = look(owner, pair)
    with database.writing(engine) as db:
        plan = Plan(goals=(Goal("lef", aim="Uit een ander venster"),))
        planning.save_plan(db, content, pair.attempt_id, plan, seen=0, now=now())
        db.commit()

    again = owner.post(*posted(page), status=409)

    assert "Er is intussen iets veranderd" in words(again)
    assert "Uit een ander venster" in words(again)
    assert "niets aan jou vrijgegeven" in words(coach.get("/coach"))
    assert owner.post_and_leave(*posted(again)) == "/delen"


def test_withdrawing_closes_the_page_that_the_coach_has_open(owner, coach, pair, release):
    released = release()
    page = coach.get(f"/vrijgegeven/{released}/competencies")
    picture = page.select_one("picture img")["src"]
    pdf = f"/vrijgegeven/{released}/vrijgave.pdf"

    form = owner.get("/delen").select_one(f'form[action$="{released}/intrekken"]')
    owner.post_and_leave(form["action"], fields(form))

    for address in (f"/vrijgegeven/{released}", f"/vrijgegeven/{released}/story", picture):
        assert coach.client.get(address).status_code == 404
    assert coach.client.post(pdf).status_code == 404


def test_the_recipient_gets_one_page_whatever_the_reason(
    owner, coach, pair, release, engine, other_browser
):
    def told():
        answer = coach.client.get(f"/vrijgegeven/{released}/story")
        return answer.status_code, answer.data

    released = release("story")
    never = told_of(coach, "00000000-0000-4000-8000-000000000000")
    not_a_part = coach.client.get(f"/vrijgegeven/{released}/values")
    assert told()[0] == 200
    owner.post_and_leave(
        f"/delen/coaches/{pair.coaching.id}/blokkeren", {"resultaat": str(pair.attempt_id)}
    )
    blocked = told()
    released = release("story")
    owner.post_and_leave(f"/delen/vrijgaven/{released}/intrekken")
    withdrawn = told()
    released = release("story")
    owner.post_and_leave(f"/delen/coaches/{pair.coaching.id}/stoppen")
    ended = told()

    assert {never, blocked, withdrawn, ended, (404, not_a_part.data)} == {never}
    assert b"Niet vrijgegeven" in never[1]


def told_of(coach, release_id):
    answer = coach.client.get(f"/vrijgegeven/{release_id}/story")
    return answer.status_code, answer.data


def test_a_coach_who_loses_the_role_reads_nothing_in_that_second(coach, pair, release, engine):
    released = release()
    coach.get(f"/vrijgegeven/{released}/story")
    with database.writing(engine) as db:
        account_service.set_role(db, ELS, "", now=now())
        db.commit()

    coach.get(f"/vrijgegeven/{released}/story", status=404)
    sign_in(coach.client, pair.coach, strong=True)
    coach.get(f"/vrijgegeven/{released}/story", status=404)


def test_every_opening_is_shown_to_the_owner_with_the_code(owner, coach, pair, release):
    released = release()
    assert "Er is nog niets geopend" in words(owner.get("/delen/geopend"))
    coach.get(f"/vrijgegeven/{released}/story")
    answer = coach.client.post(f"/vrijgegeven/{released}/gesprekswijzer.pdf")
    assert answer.data.startswith(b"%PDF")
    assert "attachment" in answer.headers["Content-Disposition"]

    rows = [words(row) for row in owner.get("/delen/geopend").select("tbody tr")]
    assert len(rows) == 2
    assert all(ELS in row for row in rows)
    assert "De gesprekswijzer als PDF" in rows[0]
    assert "Het verhaal" in rows[1]
    code = owner.get("/delen/geopend").select("tbody tr")[0].select("td")[-1].text.strip()
    page = owner.post("/echtheid", {"code": code}, status=200)
    assert "Echt." in words(page.select_one(".callout"))


def test_a_page_that_could_not_be_noted_is_not_shown(coach, pair, release, monkeypatch):
    released = release()

    def fail(*_, **__):
        raise RuntimeError

    monkeypatch.setattr("assessment.store.releases.add_opening", fail)
    assert coach.client.get(f"/vrijgegeven/{released}/story").status_code == 500


def test_a_head_request_is_noted_too(owner, coach, release):
    released = release()
    coach.client.head(f"/vrijgegeven/{released}/story")

    assert len(owner.get("/delen/geopend").select("tbody tr")) == 1


def test_an_invitation_is_a_mail_and_tells_nothing_of_the_address(owner, pair, engine):
    form = owner.get("/delen").select_one('form[action="/delen/coaches"]')
    for address in ("nieuw@gemeente.example", "beheer@gemeente.example"):
        owner.post_and_leave("/delen/coaches", {**fields(form), "address": address})
    with database.reading(engine) as db:
        newest, *_ = mail.list_mail(db)
    assert newest.subject == "Uitnodiging voor het Bestuurlijk ontwikkelplan"
    assert "http://localhost/coach" in newest.text

    for refused, why in ((ELS, "staat al bij je"), (pair.owner.address, "je eigen mailadres")):
        page = owner.post("/delen/coaches", {**fields(form), "address": refused}, status=422)
        assert why in words(page.select_one(".problem"))


def test_what_stopping_with_a_coach_ends_is_told_before_it_is_done(owner):
    told = owner.get("/delen").select_one('form[action$="/stoppen"]')
    before = told.find_previous_sibling("p").text

    assert "leest die meteen niets meer" in before
    assert "aantekeningen van de coach" in before


def test_who_says_no_to_a_proposed_coach_reads_that_nobody_hears_it(owner, pair, engine):
    from tests.people.signed_in import add_account

    with database.writing(engine) as db:
        medewerker = add_account(db, "mia@gemeente.example", at=now(), role="medewerker")
        inviting.propose_coach(
            db, medewerker, pair.owner.address, "bo@gemeente.example", url="x", now=now()
        )
        db.commit()
    [yes] = owner.get("/delen").select('form[action$="/bevestigen"]')
    no = yes["action"].replace("bevestigen", "stoppen")

    owner.post_and_leave(no, fields(yes))

    assert "De coach hoort dat niet" in owner.get("/delen").text


def test_a_coach_that_was_proposed_reads_nothing_until_the_owner_says_yes(
    owner, pair, engine, content, app
):
    from tests.people.signed_in import add_account

    with database.writing(engine) as db:
        medewerker = add_account(db, "mia@gemeente.example", at=now(), role="medewerker")
        inviting.propose_coach(
            db, medewerker, pair.owner.address, "bo@gemeente.example", url="x", now=now()
        )
        coach = add_account(db, "bo@gemeente.example", at=now(), role="coach")
        inviting.claim_coachings(db, coach, now=now())
        db.commit()
    page = owner.get("/delen")
    [yes] = page.select('form[action$="/bevestigen"]')
    card = yes.find_parent("li")
    assert "voorgesteld" in words(card).lower()
    assert not card.select('a[href$="/vrijgeven"]')

    owner.post_and_leave(yes["action"], fields(yes))

    with database.reading(engine) as db:
        found = {c.invited_address: c.state for c in inviting.list_coaches(db, pair.owner.id)}
    assert found["bo@gemeente.example"] == "confirmed"


def test_who_has_nothing_in_the_account_reads_how_to_get_it_there(visitor, keep):
    from tests.people.signed_in import NOOR, add_account

    sign_in(visitor.client, keep(add_account, NOOR, at=now()))

    assert "Alleen wat in je account staat, kun je vrijgeven" in words(visitor.get("/delen"))
