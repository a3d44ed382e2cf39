"""Comparing with an earlier attempt: the code links, the chapter shows, a button undoes."""

import pytest

from assessment.services import codes, submitting
from assessment.store import attempts, database
from tests.people import taken
from tests.web.visitor import fields

CODE = "ABCD-2345-EFGH-6789"


@pytest.fixture
def add_at(content):
    """Return how to keep an attempt that was handed in at a moment."""

    def add(db, at, **facts):
        attempt_id = taken.add_filled(db, content, **facts)
        submitting.submit(db, content, attempts.get_attempt(db, attempt_id), now=at)
        return attempt_id

    return add


@pytest.fixture
def attempt_id(keep, add_at):
    return keep(add_at, taken.MUCH_LATER, seed=8)


@pytest.fixture
def earlier(keep, add_at):
    return keep(add_at, taken.NOW, code_hash=codes.hash_code(CODE))


@pytest.fixture
def changed(home):
    return f"{home}/resultaat/verandering"


@pytest.fixture
def linked(participant, home, changed, earlier):
    """Link as a person would: from the result page."""
    form = participant.get(f"{home}/resultaat").select_one(f'form[action="{changed}"]')
    assert participant.post_and_leave(changed, {**fields(form), "code": CODE}) == changed
    return participant


def test_the_code_of_an_earlier_time_opens_the_chapter(linked, changed, stored, earlier):
    page = linked.get(changed)

    assert stored().previous_id == earlier
    assert page.h1.text == "Wat er veranderde"
    assert page.select_one("nav.side [aria-current=page]")["href"] == changed
    assert len(page.select("table tbody tr")) == 14  # all but the virtues


def test_linking_does_not_open_the_earlier_attempt(linked, earlier):
    linked.get(f"/afname/{earlier}", status=404)
    linked.get(f"/afname/{earlier}/resultaat", status=404)


def test_the_figure_of_the_competencies_shows_both_times(linked, home, changed):
    page = linked.get(f"{home}/resultaat/competenties")
    address = page.select_one("img")["src"]
    both = linked.client.get(address).data
    linked.post_and_leave(f"{changed}/los")

    assert linked.client.get(address).data != both  # letters are drawn, so no words to look for
    assert page.select_one("img")["alt"].count("je antwoorden van vorige keer") == 1
    assert "Vorige keer" in [cell.text for cell in page.select("details th")]


def test_a_linked_result_asks_for_no_code(linked, home, changed):
    assert linked.get(f"{home}/resultaat").select(f'form[action="{changed}"]') == []


def test_the_smallest_certain_change_stands_beside_each_score(participant, home):
    page = participant.get(f"{home}/resultaat/competenties")

    assert "Kleinste zekere verandering" in [cell.text for cell in page.select("details th")]
    assert "Vorige keer" not in [cell.text for cell in page.select("details th")]


def test_a_button_undoes_the_link_and_both_attempts_stay(linked, home, changed, stored, earlier):
    form = linked.get(changed).select_one(f'form[action="{changed}/los"]')

    assert linked.post_and_leave(form["action"], fields(form)) == f"{home}/resultaat"

    page = linked.get(f"{home}/resultaat")
    assert "De vergelijking is weggehaald" in page.select_one("[role=status]").text
    assert page.select(f'nav.side a[href="{changed}"]') == []
    assert stored().previous_id is None
    assert stored(earlier).submitted_at == taken.NOW


def test_without_a_link_the_address_asks_for_the_code(participant, changed):
    page = participant.get(changed)

    assert page.select_one(f'form[action="{changed}"] #code')


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Vul je terugkeercode in"),
        ("AAAA-BBBB-CCCC-DDDD", "kennen we niet"),
        ("x" * 61, "kennen we niet"),
        ("<b>' OR 1=1", "kennen we niet"),
    ],
)
def test_a_wrong_code_is_said_and_kept_on_screen(participant, changed, stored, typed, said):
    page = participant.post(changed, {"code": typed}, status=422)

    assert [a["href"] for a in page.select(".error-summary a")] == ["#code"]
    assert said in page.select_one(".problem").text
    assert page.select_one("#code")["value"] == typed
    assert stored().previous_id is None


def refusal(participant, changed):
    return participant.post(changed, {"code": CODE}, status=422).select_one(".problem").text


def test_the_code_of_the_attempt_itself_is_refused(keep, add_at, visitor):
    own = keep(add_at, taken.NOW, code_hash=codes.hash_code(CODE))

    assert "deze zelfbeoordeling zelf" in refusal(
        visitor.owns(own), f"/afname/{own}/resultaat/verandering"
    )


def test_an_attempt_that_was_not_handed_in_is_refused(participant, changed, keep, content):
    keep(taken.add_filled, content, code_hash=codes.hash_code(CODE))

    assert "nog niet ingediend" in refusal(participant, changed)


def test_a_later_attempt_is_refused(visitor, keep, add_at):
    keep(add_at, taken.MUCH_LATER, code_hash=codes.hash_code(CODE))
    first = keep(add_at, taken.NOW, seed=8)

    said = refusal(visitor.owns(first), f"/afname/{first}/resultaat/verandering")
    assert "niet eerder ingediend" in said


def test_who_does_not_own_the_attempt_can_neither_link_nor_undo(
    linked, other_browser, changed, earlier, stored
):
    other_browser.owns(earlier)

    other_browser.get(changed, status=404)
    other_browser.post(changed, {"code": CODE}, status=404)
    other_browser.post(f"{changed}/los", status=404)

    assert stored().previous_id == earlier


def test_before_handing_in_there_is_nothing_to_compare(visitor, keep, content, earlier):
    open_one = keep(taken.add_filled, content, seed=8)

    visitor.owns(open_one).post(
        f"/afname/{open_one}/resultaat/verandering", {"code": CODE}, status=409
    )


def test_when_the_earlier_attempt_is_deleted_the_chapter_is_gone(linked, changed, earlier, engine):
    with database.writing(engine) as db:
        attempts.delete_attempt(db, earlier)
        db.commit()

    assert linked.get(changed).select_one("#code")


def test_the_pdf_is_asked_for_with_the_chapter_in_it(linked, home, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        "assessment.report.pdf.report.render_pdf", lambda report: drawn.append(report) or b"%PDF"
    )

    linked.post_and_leave(f"{home}/document")

    assert drawn[0].section("verandering").title == "Wat er veranderde"
