"""Going through the parts page by page, with the pages' own buttons and no script."""

import pytest
from werkzeug.datastructures import MultiDict

from assessment.services import taking
from tests.people import taken
from tests.web.participant.conftest import KINDS
from tests.web.visitor import fields
from values import PARTS, PHASES


def choose(page):
    """Return the page's form as filled in by somebody who takes the first of everything."""
    filled = fields(page.select_one("form[data-answers]"))
    for item in page.select(".item"):
        for name in dict.fromkeys(c["name"] for c in item.select("input:not([type=hidden])")):
            controls = item.select(f"input[name='{name}']")
            filled[name] = controls[1 if name.endswith(".worst") else 0]["value"]
        for area in item.select("textarea"):
            filled[area["name"]] = "Daar denk ik zo over."
    return filled


@pytest.mark.parametrize("phase", PHASES)
def test_the_pages_that_differ_between_phases_open_in_each(visitor, keep, content, stored, phase):
    versions = content.library.versions(phase)
    attempt_id = keep(taken.add, phase=phase, seed=40, design=20, versions=versions)
    visitor.owns(attempt_id)
    own = [p for p in taking.list_parts(content, stored(attempt_id))
           if phase == "aspirant" or p.id == "verdieping"]  # fmt: skip

    for part in own:
        for number in range(1, part.pages + 1):
            page = visitor.get(f"/afname/{attempt_id}/{part.id}/{number}")
            shown = [item["data-item"] for item in page.select(".item")]
            opened = taking.open_page(content, stored(attempt_id), part.id, number)
            assert shown == [item.id for item in opened.items]
        visitor.get(f"/afname/{attempt_id}/{part.id}/{part.pages + 1}", status=404)


def test_a_person_who_follows_the_buttons_answers_everything_and_sees_a_result(
    participant, home, content, stored
):
    address = participant.get(home).select_one(f'.part a[href*="/{PARTS[0]}/"]')["href"]
    while address != f"{home}/indienen":
        page = participant.get(address)
        address = participant.post_and_leave(address, choose(page))

    assert taking.list_gaps(content, stored()) == []
    overview = participant.get(home)
    assert len(overview.select(".part .done")) == 4
    assert "Alles is ingevuld" in participant.get(f"{home}/indienen").get_text()
    assert participant.post_and_leave(f"{home}/indienen") == f"{home}/resultaat"
    participant.get(f"{home}/resultaat")


def test_an_aspirant_reads_the_wording_for_aspirants(visitor, keep, content):
    attempt_id = keep(taken.add, phase="aspirant", versions=content.library.versions("aspirant"))
    visitor.owns(attempt_id)

    assert "raad of vereniging" in visitor.get(f"/afname/{attempt_id}/gedrag/1").h1.text
    assert content.library.intake.header.title in visitor.get(f"/afname/{attempt_id}").get_text()


@pytest.mark.parametrize(
    ("button", "leads_to"),
    [
        ("next", "/gedrag/3"),
        ("previous", "/gedrag/1"),
        ("leave", ""),
        (None, "/gedrag/3"),  # the enter key
    ],
)
def test_each_button_saves_and_leads_on(participant, home, stored, button, leads_to):
    filled = choose(participant.get(f"{home}/gedrag/2"))
    if button:
        filled[button] = "1"

    location = participant.post_and_leave(f"{home}/gedrag/2", filled)

    assert location == f"{home}{leads_to}"
    assert len(stored().given("gedrag")) == 8


def test_the_first_page_has_no_previous(participant, home):
    assert participant.get(f"{home}/gedrag/1").select_one("button[name=previous]") is None


def test_the_last_page_of_a_part_leads_straight_on_to_where_the_next_part_is_open(
    participant, home
):
    participant.post_and_leave(f"{home}/stijl/1", choose(participant.get(f"{home}/stijl/1")))
    last = participant.get(f"{home}/gedrag/10")

    assert "verder" in last.select_one("button[name=next]").text
    assert participant.post_and_leave(f"{home}/gedrag/10", choose(last)) == f"{home}/stijl/2"
    assert "Bestuursstijl" in participant.get(f"{home}/stijl/2").select_one(".notice").text


def test_the_last_open_part_leads_to_handing_in_also_with_gaps_in_it(participant, home):
    for part in ("stijl", "waardenkeuze", "verdieping"):
        address = f"{home}/{part}/1"
        while f"/{part}/" in address:
            address = participant.post_and_leave(address, choose(participant.get(address)))
    last = participant.get(f"{home}/gedrag/10")

    assert "afronden" in last.select_one("button[name=next]").text
    assert participant.post_and_leave(f"{home}/gedrag/10", choose(last)) == f"{home}/indienen"


def test_a_page_tells_the_way_through_all_parts(participant, home, content, stored):
    parts = taking.list_parts(content, stored())
    minutes = sum(part.minutes_left for part in parts)

    caption = participant.get(f"{home}/stijl/1").select_one(".caption").text
    overview = participant.get(home)

    assert caption.startswith("Deel 2 van 4: Bestuursstijl, pagina 1 van 6")
    assert f"nog ongeveer {parts[1].minutes_left} minuten, {minutes} in totaal" in caption
    assert f"Samen nog ongeveer {minutes} minuten" in overview.main.text
    everything = sum(part.asked for part in parts)
    assert overview.select_one("progress")["aria-label"].endswith(f"0 van {everything} beantwoord")


def test_the_meaning_of_a_value_is_tied_to_both_of_its_radios(participant, home):
    page = participant.get(f"{home}/waardenkeuze/1")

    for row in page.select(".best-worst-row"):
        meaning = row.select_one(".hint")["id"]
        best, worst = row.select("input")
        assert [best["aria-describedby"], worst["aria-describedby"]] == [meaning, meaning]
        words = [" ".join(label.text.split()) for label in row.select("label")]
        name = row.strong.text
        assert words == [f"{name} telt het meest", f"{name} telt het minst"]


def test_an_empty_page_may_be_left_and_keeps_nothing(participant, home, stored):
    empty = fields(participant.get(f"{home}/gedrag/1").select_one("form[data-answers]"))

    assert participant.post_and_leave(f"{home}/gedrag/1", empty) == f"{home}/gedrag/2"

    assert stored().answers == {}


def test_saving_the_same_page_again_changes_nothing(participant, home, stored):
    filled = choose(participant.get(f"{home}/gedrag/1"))
    participant.post_and_leave(f"{home}/gedrag/1", filled)
    before = stored()

    participant.post_and_leave(f"{home}/gedrag/1", filled)

    assert stored() == before


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_answered_stands_there_on_return(participant, place, stored, kind):
    there = place(kind)
    page = participant.get(there.page)
    for answer, kept in zip(there.fields, there.kept, strict=True):
        form = fields(page.select_one("form[data-answers]"))
        for name, values in MultiDict(answer).lists():
            form.setlist(name, values)

        participant.post_and_leave(there.page, form)

        assert stored().given(there.part) == {there.id: kept}
        page = participant.get(there.page)
        shown = fields(page.select_one(f".item[data-item='{there.id}']"))
        for name in answer:
            assert shown.getlist(name) == MultiDict(answer).getlist(name)


@pytest.mark.parametrize("kind", KINDS)
def test_what_does_not_come_along_is_left_as_it_was(participant, place, stored, kind):
    there = place(kind)
    participant.post_and_leave(there.page, {**there.fields[0], f"seen.{there.id}": "0"})

    participant.post_and_leave(there.page, {})

    assert stored().given(there.part) == {there.id: there.kept[0]}


@pytest.mark.parametrize("kind", ["open", "choices"])
def test_an_answer_can_be_taken_back(participant, place, stored, kind):
    there = place(kind)
    participant.post_and_leave(there.page, {**there.fields[0], f"seen.{there.id}": "0"})
    revision = stored().answers[there.part][there.id].revision

    emptied = {there.id: ""} if kind == "open" else {}
    participant.post_and_leave(there.page, {**emptied, f"seen.{there.id}": str(revision)})

    assert stored().given(there.part) == {}
    assert fields(participant.get(there.page).select_one(".item")).getlist(there.id) in ([], [""])


def test_progress_is_told_on_overview_and_page(participant, home):
    filled = choose(participant.get(f"{home}/gedrag/1"))
    participant.post_and_leave(f"{home}/gedrag/1", filled)

    part = participant.get(home).select_one(".part")
    assert "8 van 78 beantwoord" in part.get_text()
    assert part.progress["value"] == "8"
    assert part.a["href"] == f"{home}/gedrag/2"
    assert participant.get(f"{home}/gedrag/2").progress["value"] == "8"


def test_a_page_that_is_refused_tells_the_progress_too(participant, home):
    page = participant.get(f"{home}/gedrag/1")
    items = [box["data-item"] for box in page.select("[data-item]")]
    participant.post_and_leave(f"{home}/gedrag/1", dict.fromkeys(items, "3"))

    again = participant.post(f"{home}/gedrag/1", {items[0]: "9"}, status=422)

    assert again.progress["value"] == str(len(items))


# --- what does not exist ---


@pytest.mark.parametrize(
    "address", ["/gedrag/0", "/gedrag/11", "/gedrag/-1", "/gedrag/x", "/smaak/1", "/gedrag/9e9",
                f"/gedrag/{'9' * 400}", "/resultaten", "/%00", "/%ff%fe"],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_not_found(participant, home, address):
    participant.get(f"{home}{address}", status=404)


def test_a_page_past_the_end_cannot_be_saved(participant, home):
    participant.post(f"{home}/gedrag/11", {}, status=404)


def test_fields_of_other_pages_and_unknown_fields_are_left_alone(
    participant, home, stored, content
):
    other = taking.open_page(content, stored(), "gedrag", 2).items[0]

    participant.post_and_leave(
        f"{home}/gedrag/1", {other.id: "3", "submitted_at": "2026", "x": "y"}
    )

    assert stored().answers == {}
    assert stored().submitted_at is None
