"""Two hundred people: the pages of the desk stay quick and light."""

import gzip

from assessment.services.intervision.texts import DAYPARTS, PLACES
from assessment.store import intervision
from tests.people import placed

LIGHT = 60_000  # bytes, beside which the page fetches some 25,000


def test_a_round_of_two_hundred_is_placed_and_shown_in_a_light_page(desk, keep, round_id):
    def join_all(db):
        for number in range(200):
            told = placed.Told(
                name="", places=[PLACES[number % 4], PLACES[4]], phase="zittend",
                dayparts=[DAYPARTS[number % 5], DAYPARTS[5 + number % 3]],
                themes=("raad", "media")[: number % 3],
                apart=f"lid{number - 1}@gemeente.example" if number % 3 == 1 else "",
            )  # fmt: skip
            placed.join(db, round_id, number, told)

    keep(join_all)
    desk.post_and_leave(f"/medewerker/intervisie/{round_id}/sluiten")
    desk.post_and_leave(f"/medewerker/intervisie/{round_id}/voorstel")

    page = desk.get(f"/medewerker/intervisie/{round_id}")

    assert "Iedereen heeft een groep" in page.text
    assert len(gzip.compress(desk.response.get_data())) < LIGHT
    mover = keep(intervision.list_intakes, round_id)[0]
    desk.get(f"/medewerker/intervisie/{round_id}/verplaatsen/{mover.account_id}")
    assert len(gzip.compress(desk.response.get_data())) < LIGHT
