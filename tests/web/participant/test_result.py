"""The result pages: every section, every figure, and the answers behind every score."""

import gzip
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from assessment.store import database, results
from tests.people import taken


@pytest.fixture
def attempt_id(keep, content):
    return keep(taken.add_submitted, content)


@pytest.fixture
def bare(keep, content, visitor):
    """An attempt with one answer in it: nothing can be scored."""
    from assessment.services import submitting
    from assessment.store import attempts

    def add(db):
        attempt_id = taken.add(db)
        item = content.library.gedrag.items[0].id
        attempts.save_answers(db, attempt_id, "gedrag", {item: 3}, seen={}, now=taken.NOW)
        submitting.submit(db, content, attempts.get_attempt(db, attempt_id), now=taken.LATER)
        return attempt_id

    attempt_id = keep(add)
    visitor.owns(attempt_id)
    return f"/afname/{attempt_id}"


def sections(visitor, home):
    page = visitor.get(f"{home}/resultaat")
    return [a["href"] for a in page.select("nav.side a")]


def figures(visitor, home):
    return [
        image["src"]
        for address in sections(visitor, home)
        for image in visitor.get(address).select("img")
    ]


def test_the_first_section_has_one_address(participant, home):
    response = participant.client.get(f"{home}/resultaat/oogopslag")

    assert (response.status_code, response.location.endswith("/resultaat")) == (308, True)


def test_every_section_opens_and_leads_on_to_the_next(participant, home, content):
    found = sections(participant, home)

    assert len(found) >= 11
    walked, address = [], f"{home}/resultaat"
    while address:
        page = participant.get(address)
        walked.append(address)
        assert page.select_one("nav.side [aria-current=page]")["href"].startswith(address)
        onward = page.select_one("article .buttons a")
        address = onward["href"] if onward.text.startswith("Verder") else None
    assert walked == found


def test_the_sections_that_belong_to_the_plan_are_not_pages_of_the_result(participant, home):
    found = " ".join(sections(participant, home))

    assert "/doelen" not in found
    assert "/programmas" not in found


def test_no_result_page_ranks_people_or_promises_selection(participant, home):
    for address in sections(participant, home):
        text = participant.get(address).get_text().lower()
        assert "percentiel" not in text
        assert "gemiddelde wethouder" not in text


def test_each_figure_has_words_and_a_table_beside_it(participant, home):
    found = 0
    for address in sections(participant, home):
        for figure in participant.get(address).select("figure"):
            found += 1
            assert len(figure.img["alt"]) > 20
            assert figure.figcaption.get_text(strip=True)
            assert len(figure.select("table tr")) > 2
    assert found >= 4


def test_each_figure_is_an_svg_that_brings_everything_with_it(participant, home):
    for address in figures(participant, home):
        response = participant.client.get(address)
        assert response.status_code == 200
        assert response.mimetype == "image/svg+xml"
        text = response.get_data(as_text=True)
        assert text.startswith("<svg")
        for outside in ("<script", 'href="http', "url(http", "onload", "<image"):
            assert outside not in text
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_figure_is_sent_compressed_to_who_can_read_it(participant, home):
    address = figures(participant, home)[0]
    plain = participant.client.get(address)

    packed = participant.client.get(address, headers={"Accept-Encoding": "br, gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert int(packed.headers["Content-Length"]) == len(packed.data)


@pytest.mark.parametrize("accepted", ["gzip;q=0, identity", "gzip;q=0", "identity", "br"])
def test_a_figure_is_not_compressed_for_who_cannot_read_it(participant, home, accepted):
    address = figures(participant, home)[0]

    response = participant.client.get(address, headers={"Accept-Encoding": accepted})

    assert "Content-Encoding" not in response.headers
    assert "Accept-Encoding" in response.headers["Vary"]


def test_figures_drawn_at_the_same_time_do_not_disturb_each_other(app, participant, home):
    addresses = figures(participant, home)
    cookie = participant.client.get_cookie("bop").value

    def draw(address):
        client = app.test_client()
        client.set_cookie("bop", cookie)
        return client.get(address).data

    one_by_one = [draw(address) for address in addresses]
    with ThreadPoolExecutor(4) as threads:
        at_once = list(threads.map(draw, addresses))

    assert at_once == one_by_one


@pytest.mark.parametrize(
    "address",
    ["/resultaat/bestaat-niet", "/resultaat/figuur/bestaat-niet.svg", "/resultaat/figuur/x",
     "/resultaat/waarom/bestaat-niet", "/resultaat/waarom/", "/resultaat/<b>", "/resultaat/%ff"],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(participant, home, address):
    participant.get(f"{home}{address}", status=404)


# --- why this score ---


def test_every_score_opens_to_the_answers_behind_it(participant, home, content):
    value_map = content.value_map
    constructs = [
        value_map.competencies[0].id,
        *(value for value in list(value_map.values)[:2]),
        value_map.clusters[0].id,
    ]
    for construct in constructs:
        page = participant.get(f"{home}/resultaat/waarom/{construct}")

        told = [row.select("td") for row in page.select("tbody tr")]
        assert told
        assert page.select_one(f'main .buttons a[href^="{home}/resultaat/"]')


def test_the_contributions_on_the_page_add_up_to_the_score(participant, home, content, stored):
    for construct in ("POL1", "lef", "vrijheid"):
        page = participant.get(f"{home}/resultaat/waarom/{construct}")
        lead = page.select_one(".lead").text
        plain, likely = (
            int(re.search(f"{words} (\\d+)", lead)[1])
            for words in ("antwoorden komen uit op", "Waarschijnlijk is je score")
        )

        *of_answers, of_score = (
            [number(row.select("td")[-1].text) for row in table.select("tbody tr")]
            for table in page.select("table")
        )
        assert sum(map(sum, of_answers)) == pytest.approx(plain, abs=1)
        assert sum(of_score) == pytest.approx(likely, abs=0.6)
        [caption] = [c.text for c in page.select("caption") if "waarschijnlijke" in c.text]
        assert sum(of_score) == pytest.approx(number(caption.split()[1].rstrip(":")), abs=0.11)


def number(text: str) -> float:
    return float(text.replace(",", "."))


def test_a_score_of_an_older_version_opens_without_what_is_likely(
    participant, home, attempt_id, engine
):
    with database.writing(engine) as db:
        profile = results.find_profile(db, attempt_id)
        del profile["likely"]
        profile["versions"]["scoring"] = 2
        results.keep_profile(db, attempt_id, profile, taken.LATER)
        db.commit()

    text = participant.get(f"{home}/resultaat/waarom/POL1").get_text()

    assert "gemaakt met een oudere rekenwijze" in text
    assert "Waarschijnlijk is" not in text
    assert "rekenwijze 2" in participant.get(f"{home}/resultaat/verantwoording").get_text()


def test_the_links_to_why_lead_to_every_competency_and_every_value(participant, home, content):
    linked = set()
    for section in ("competenties", "waarden"):
        page = participant.get(f"{home}/resultaat/{section}")
        linked |= {a["href"].rsplit("/", 1)[1] for a in page.select('a[href*="/waarom/"]')}

    value_map = content.value_map
    assert linked >= {*value_map.competency, *value_map.values}


# --- hardly any answers ---


def test_hardly_any_answers_still_give_pages_that_say_so(visitor, bare):
    for address in sections(visitor, bare):
        visitor.get(address)
    for address in figures(visitor, bare):
        assert visitor.client.get(address).status_code == 200
    visitor.get(f"{bare}/plan")


def test_a_calibrated_score_opens_to_its_answers_without_a_sum(
    participant, home, attempt_id, engine
):
    with database.writing(engine) as db:
        profile = results.find_profile(db, attempt_id)
        profile["standard_errors"] = {"POL1": "calibration"}
        results.keep_profile(db, attempt_id, profile, taken.LATER)
        db.commit()

    calibrated = participant.get(f"{home}/resultaat/waarom/POL1").get_text()
    other = participant.get(f"{home}/resultaat/waarom/POL2").get_text()

    assert "geijkt rekenmodel" in calibrated
    assert "Gewicht maal punten" not in calibrated
    assert "geijkt" not in other
    assert "Alle bijdragen samen zijn wat je antwoorden aan score geven" in other


def test_a_score_that_cannot_be_given_says_why(visitor, bare):
    page = visitor.get(f"{bare}/resultaat/waarom/lef")

    assert "te weinig antwoorden" in page.get_text()
    assert page.select("table") == []


@pytest.mark.parametrize("phase", ["aspirant", "starter", "vertrekkend"])
def test_the_result_opens_in_every_phase(visitor, keep, content, phase):
    attempt_id = keep(taken.add_submitted, content, phase=phase, seed=3)
    home = f"/afname/{attempt_id}"
    visitor.owns(attempt_id)

    for address in sections(visitor, home):
        visitor.get(address)
    visitor.get(f"{home}/plan")
    visitor.get(f"{home}/plan/doel/1?over=POL1")


def test_another_office_has_its_own_priority_values(visitor, keep, content):
    office = next(o for o in content.value_map.offices if o.id != "wethouder")
    attempt_id = keep(taken.add_submitted, content, office=office.id)
    visitor.owns(attempt_id)

    found = sections(visitor, f"/afname/{attempt_id}")

    shown = [a.rsplit("/prioriteit-", 1)[1] for a in found if "/prioriteit-" in a]
    assert shown == list(office.priority)
    for address in found:
        visitor.get(address)


@pytest.fixture
def same_answers(keep, content, visitor):
    """An attempt in which every statement got the same answer."""
    from assessment.services import submitting
    from assessment.store import attempts

    def add(db):
        attempt_id = taken.add(db)
        answers = dict.fromkeys((item.id for item in content.library.gedrag.items), 4)
        attempts.save_answers(db, attempt_id, "gedrag", answers, seen={}, now=taken.NOW)
        submitting.submit(db, content, attempts.get_attempt(db, attempt_id), now=taken.LATER)
        return attempt_id

    attempt_id = keep(add)
    visitor.owns(attempt_id)
    return f"/afname/{attempt_id}"


def test_an_answering_pattern_is_told_kindly_and_leads_back_to_the_answers(visitor, same_answers):
    page = visitor.get(f"{same_answers}/resultaat")

    note = page.select_one("section[aria-labelledby=patroon]")
    assert "78 keer achter elkaar hetzelfde antwoord" in note.get_text()
    assert "Alleen jij ziet deze opmerking" in note.get_text()
    visitor.post_and_leave(note.form["action"])
    assert "Klaar met invullen" in visitor.get(same_answers).get_text()


def test_the_note_stands_on_the_first_page_only_and_never_in_the_report(
    visitor, same_answers, content
):
    for address in sections(visitor, same_answers)[1:]:
        assert "achter elkaar hetzelfde antwoord" not in visitor.get(address).get_text()


def test_the_note_says_what_a_bijlage_says_of_it(visitor, same_answers):
    told = visitor.get(f"{same_answers}/resultaat").select_one("[aria-labelledby=patroon]")
    assert "zoals een bijlage, staat alleen dat er iets opvalt" in told.get_text()

    made = visitor.post_and_leave(f"{same_answers}/document/bijlage.html")
    text = visitor.client.get(made).text

    assert re.search(r"Aan de manier waarop je antwoordde, vallen \d dingen op", text)
    assert "achter elkaar hetzelfde antwoord" not in text


def test_nothing_is_noted_when_nothing_stands_out(participant, home):
    assert participant.get(f"{home}/resultaat").select_one("[aria-labelledby=patroon]") is None


def test_a_figure_has_a_drawing_for_a_narrow_screen_and_both_adapt(participant, home):
    page = participant.get(f"{home}/resultaat/competenties")
    picture = page.select_one("picture")
    wide, narrow = picture.img["src"], picture.source["srcset"]

    drawn = [participant.client.get(address) for address in (wide, narrow)]

    assert [response.mimetype for response in drawn] == ["image/svg+xml"] * 2
    assert b'viewBox="0 0 246 ' in drawn[1].data
    assert b'viewBox="0 0 246 ' not in drawn[0].data
    assert all(b"prefers-color-scheme:dark" in response.data for response in drawn)
    assert picture.source["media"] == "(max-width: 43.99rem)"


def test_who_has_no_score_at_all_may_open_the_answers_again_where_that_is_said(visitor, bare):
    [form] = visitor.get(f"{bare}/resultaat").select('form[action$="/heropenen"]')

    assert form["action"] == f"{bare}/heropenen"


def test_who_has_scores_is_not_asked_to_answer_more(participant, home):
    assert participant.get(f"{home}/resultaat").select('form[action$="/heropenen"]') == []
