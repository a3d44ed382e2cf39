"""Answering on paper: the questions of one's own attempt, and copying the answers from them."""

from assessment.services import taking
from tests.people import taken
from tests.report.pdf.reading import read
from tests.web.participant.test_pages import choose
from tests.web.visitor import fields
from values import PARTS


def test_the_form_has_every_question_of_this_attempt_in_its_order(
    participant, home, content, stored
):
    lists = participant.get(f"{home}/op-papier").select("section[aria-labelledby^=deel-]")

    for part, section in zip(taking.list_parts(content, stored()), lists, strict=True):
        assert len(section.select("ol.paper-list > li")) == part.asked
    first = taking.list_parts(content, stored())[0].items[0]
    assert first.wording("zittend") in lists[0].select_one("li").text


def test_a_form_has_the_numbers_of_the_page_that_its_answers_are_copied_to(
    participant, home, content, stored
):
    page = participant.get(f"{home}/op-papier")
    links = [link["href"] for link in page.select('a[href$=".pdf"]')]
    assert links == [f"{home}/op-papier/{part}.pdf" for part in PARTS]

    answered = participant.client.get(f"{home}/op-papier/gedrag.pdf")
    text = read(answered.data).tree.full_text()
    part = taking.list_parts(content, stored())[0]

    assert answered.mimetype == "application/pdf"
    for number, item in enumerate(part.items, start=1):
        assert f"{number}. {item.wording('zittend')}" in text


def test_a_whole_part_is_copied_at_once(participant, home, content, stored):
    for part in PARTS:
        address = f"{home}/op-papier/{part}"
        page = participant.get(address)
        assert participant.post_and_leave(address, choose(page)) == f"{home}/op-papier"

    assert taking.list_gaps(content, stored()) == []


def test_what_was_kept_stands_on_the_page_and_one_choice_can_be_taken_back(
    participant, home, stored
):
    address = f"{home}/op-papier/gedrag"
    participant.post_and_leave(address, choose(participant.get(address)))
    page = participant.get(address)
    item = page.select_one(".item")["data-item"]
    assert len(page.select("input[checked]")) == 78

    filled = fields(page.select_one("form[data-answers]"))
    filled["clear"] = item
    assert participant.post_and_leave(address, filled) == f"{address}#{item}-0"

    assert len(stored().given("gedrag")) == 77


def test_a_choice_that_does_not_fit_stays_with_its_reason(participant, home, stored):
    address = f"{home}/op-papier/waardenkeuze"
    filled = choose(participant.get(address))
    name = next(name for name in filled if name.endswith(".worst"))
    filled[name] = filled[name.replace(".worst", ".best")]

    page = participant.post(address, filled, status=422)

    assert "Kies twee verschillende waarden" in page.select_one(".error-summary").text
    assert stored().answers == {}


def test_an_old_page_never_overwrites_a_newer_answer(participant, home, stored):
    address = f"{home}/op-papier/gedrag"
    old = choose(participant.get(address))
    other = choose(participant.get(f"{home}/gedrag/1"))
    for name in [name for name in other if not name.startswith("seen.") and other[name] == "1"]:
        other[name] = "5"
    participant.post_and_leave(f"{home}/gedrag/1", other)

    page = participant.post(address, old, status=409)

    assert len(page.select(".conflict")) == 8
    assert set(stored().given("gedrag").values()) == {5}


def test_after_handing_in_there_is_no_paper(visitor, keep, content):
    attempt_id = keep(taken.add_submitted, content)
    visitor.owns(attempt_id).get(f"/afname/{attempt_id}/op-papier", status=409)
    visitor.get(f"/afname/{attempt_id}/op-papier/gedrag.pdf", status=409)
