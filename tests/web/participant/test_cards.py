"""The practice cards on the web: chosen for somebody or by somebody, and printed."""

import pytest

from tests.people import taken


@pytest.fixture
def attempt_id(keep, content):
    return keep(taken.add_submitted, content)


def test_the_cards_that_fit_come_first_and_every_card_of_the_phase_is_there(
    participant, home, content
):
    page = participant.get(f"{home}/kaarten")

    links = [link["href"].rsplit("/", 1)[-1] for link in page.select(f'a[href^="{home}/kaarten/"]')]
    of_phase = {card.id for card in content.catalogue.cards if "zittend" in card.phases}
    assert set(links) == of_phase
    assert len(links) == len(of_phase)
    assert 1 <= len(page.select('[aria-labelledby="passend"] li')) <= 3


def test_a_card_tells_what_to_do_and_leads_to_a_telephone(participant, home):
    page = participant.get(f"{home}/kaarten/motie-van-wantrouwen")

    assert page.h1.text == "Als er een motie van wantrouwen dreigt"
    assert len(page.select("ol li")) == 3
    assert page.select_one('a[href="tel:+31703738314"]').text == "070 373 83 14"


def test_a_card_is_made_as_a_page_to_print(participant, home):
    card = {"kaart": "online-haat"}

    there = participant.post_and_leave(f"{home}/document/praktijkkaart.html", card)
    text = participant.client.get(there).get_data(as_text=True)

    assert "<h1>Online haat en bedreiging</h1>" in text
    pdf = participant.post_and_leave(f"{home}/document/praktijkkaart.pdf", card)
    assert participant.client.get(pdf).data.startswith(b"%PDF")


def test_a_card_that_does_not_exist_or_is_for_another_phase_is_not_found(participant, home):
    for name in ("liefde", "formatie-en-portefeuille"):
        participant.get(f"{home}/kaarten/{name}", status=404)


def test_the_plan_and_the_documents_lead_to_the_cards(participant, home):
    for page in ("plan", "document"):
        assert participant.get(f"{home}/{page}").select_one(f'a[href="{home}/kaarten"]')
