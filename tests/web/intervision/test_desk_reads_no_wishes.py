"""The desk tries to read what people wish, by every route that it has."""

import pytest

from assessment.services import auditing
from assessment.services.intervision import rounds
from assessment.services.intervision.intakes import Told
from assessment.services.intervision.texts import DAYPARTS, PLACES, THEMES, say
from assessment.services.moments import now
from assessment.store import intervision, intervision_groups
from assessment.store.database import reading
from tests.people import placed
from tests.people.signed_in import add_account

APART = "zeer.geheim@elders.example"
MOVE = "/medewerker/intervisie/{}/verplaatsen/{}"
SECRET = Told(
    name="Noor Bos", places=PLACES[:2], dayparts=DAYPARTS[:2], themes=(THEMES[7], THEMES[8]),
    phase="zittend", company="mixed", apart=f"{APART}\nLid Nummer7",
)  # fmt: skip


@pytest.fixture
def people(keep, round_id):
    """Fourteen people in two groups of seven, of whom the first must sit apart from the eighth."""
    first = keep(placed.join, round_id, 0, SECRET)
    told = Told(name="", places=PLACES[:2], dayparts=DAYPARTS[:2], phase="starter")
    others = [keep(placed.join, round_id, number, told) for number in range(1, 14)]
    everybody = [first, *others]
    keep(
        intervision_groups.replace_groups,
        round_id,
        [[one.id for one in everybody[:7]], [one.id for one in everybody[7:]]],
        now=now(),
    )
    keep(rounds.close_round, round_id)
    keep(intervision.set_round, round_id, state=intervision.PROPOSED)
    return everybody


@pytest.fixture
def groups(people, keep, round_id):
    return keep(intervision_groups.list_groups, round_id)


def test_no_page_of_the_desk_shows_a_wish(desk, people, round_id):
    first = people[0]
    pages = [
        desk.get(address).text
        for address in ("/medewerker/intervisie", f"/medewerker/intervisie/{round_id}",
                        MOVE.format(round_id, first.id), "/account/gebeurtenissen")
    ]  # fmt: skip

    secret = (APART, "Liefst met mensen in andere fases", *(say(f"themes.{t}") for t in THEMES))
    for page in pages:
        assert [one for one in secret if one in page] == []
    assert "langer dan een jaar in het ambt" in pages[2].lower()


def test_the_pages_of_people_and_groups_are_not_there_for_the_desk(desk, people, groups, round_id):
    group = f"/intervisie/groep/{groups[0].id}"
    for address in (group, f"{group}/dagen.ics", f"{group}/terugkijken", f"/intervisie/{round_id}"):
        desk.get(address, status=404)
    assert APART not in desk.client.get("/account/gegevens").get_data(as_text=True)


def test_the_page_of_a_move_foretells_nothing_of_who_must_sit_apart(desk, people, groups, round_id):
    page = desk.get(MOVE.format(round_id, people[0].id))

    told = [label.text for label in page.select("label") if "Groep 2" in label.text]
    assert told == ["Groep 2, nu 7 mensen: past"]


def test_a_move_that_wishes_forbid_is_refused_tells_no_name_and_stands_in_the_log(
    desk, people, groups, round_id, engine
):
    before = auditing_count(engine)
    for mover, to in ((people[0], groups[1]), (people[7], groups[0])):
        page = desk.post(MOVE.format(round_id, mover.id), {"to": str(to.id), "exchange": ""},
                         status=422)  # fmt: skip
        told = page.select_one(".error-summary").text
        assert "De wensen van deelnemers laten deze verplaatsing niet toe" in told
        assert "Nummer" not in told
        assert APART not in page.text
    assert auditing_count(engine) >= before + 2
    with reading(engine) as db:
        after = intervision_groups.list_groups(db, round_id)
        assert [set(one.members) for one in after] == [set(one.members) for one in groups]
        acts = [one.act for one in auditing.list_entries(db)]
    assert acts.count("intervision_moved") == 2


def auditing_count(engine):
    with reading(engine) as db:
        return auditing.verify_log(db).count


def test_a_move_and_a_swap_that_may_be_are_made(desk, people, groups, round_id, keep):
    desk.post_and_leave(
        MOVE.format(round_id, people[1].id), {"to": str(groups[1].id), "exchange": ""}
    )
    desk.post_and_leave(
        MOVE.format(round_id, people[2].id),
        {"to": str(groups[1].id), "exchange": str(people[9].id)},
    )

    first, second = keep(intervision_groups.list_groups, round_id)
    assert people[1].id in second.members
    assert people[2].id in second.members
    assert people[9].id in first.members
    assert (len(first.members), len(second.members)) == (6, 8)
    page = desk.get(MOVE.format(round_id, people[3].id)).text
    assert "Groep 2, nu 8 mensen: meer dan acht mensen" in page
    desk.post_and_leave(MOVE.format(round_id, people[3].id), {"to": "none", "exchange": ""})
    assert "Nog geen groep" in desk.get(f"/medewerker/intervisie/{round_id}").text


def test_what_is_not_of_the_round_cannot_be_moved_or_merged(desk, people, groups, round_id, keep):
    stranger = keep(add_account, "vreemd@x.example", at=now())
    other = keep(placed.open_round)
    desk.get(MOVE.format(round_id, stranger.id), status=404)
    desk.get(MOVE.format(other, people[0].id), status=404)
    for to, exchange in (("", ""), (str(other), ""), (str(groups[1].id), str(people[3].id)),
                         (str(groups[1].id), str(stranger.id))):  # fmt: skip
        desk.post(MOVE.format(round_id, people[1].id), {"to": to, "exchange": exchange}, status=422)
    merge = f"/medewerker/intervisie/{round_id}/samenvoegen"
    desk.post(merge, {"group": str(groups[0].id), "into": "x"}, status=422)
    desk.post(merge, {"group": str(groups[0].id), "into": str(other)}, status=404)
    page = desk.post(merge, {"group": str(groups[0].id), "into": str(groups[1].id)}, status=422)
    assert "meer dan acht mensen en de wensen van deelnemers" in page.text


def test_two_small_groups_become_one_and_are_told(desk, people, groups, round_id, keep):
    from assessment.store import mail

    for one in people[10:]:
        keep(intervision.delete_intake, round_id, one.id)
    for one in people[3:7]:
        keep(intervision.delete_intake, round_id, one.id)
    keep(intervision.delete_intake, round_id, people[7].id)
    keep(intervision.set_round, round_id, state=intervision.CONFIRMED)

    desk.post_and_leave(
        f"/medewerker/intervisie/{round_id}/samenvoegen",
        {"group": str(groups[1].id), "into": str(groups[0].id)},
    )

    (left,) = keep(intervision_groups.list_groups, round_id)
    assert set(left.members) == {one.id for one in (*people[:3], *people[8:10])}
    assert len(keep(mail.list_mail, None)) == 5


def test_themes_are_counted_once_from_ten_people_on_so_that_nobody_who_leaves_shows(
    desk, round_id, keep
):
    told = Told(
        name="", places=PLACES[:1], dayparts=DAYPARTS[:1], themes=(THEMES[0],), phase="starter"
    )
    few = Told(
        name="", places=PLACES[:1], dayparts=DAYPARTS[:1], themes=(THEMES[1],), phase="starter"
    )
    people = [keep(placed.join, round_id, number, told) for number in range(10)]
    for number in range(10, 19):
        keep(placed.join, round_id, number, few)
    assert say(f"themes.{THEMES[0]}") not in desk.get(f"/medewerker/intervisie/{round_id}").text
    desk.post_and_leave(f"/medewerker/intervisie/{round_id}/sluiten")
    before = desk.get(f"/medewerker/intervisie/{round_id}").text
    keep(intervision.delete_intake, round_id, people[0].id)

    after = desk.get(f"/medewerker/intervisie/{round_id}").text

    assert f"{say(f'themes.{THEMES[0]}')}: minstens 10 mensen" in before
    assert f"{say(f'themes.{THEMES[0]}')}: minstens 10 mensen" in after
    assert say(f"themes.{THEMES[1]}") not in after


@pytest.mark.parametrize(
    ("act", "form"),
    [("samenvoegen", {}), ("sluiten", {}), ("samenvoegen", {"group": "x", "into": "y"})],
)
def test_a_refused_button_that_shows_who_takes_part_stands_in_the_log(
    desk, people, round_id, engine, act, form
):
    page = desk.post(f"/medewerker/intervisie/{round_id}/{act}", form, status=422)

    assert "Lid Nummer7" in page.text
    with reading(engine) as db:
        acts = [one.act for one in auditing.list_entries(db)]
    assert acts.count("intervision_read") == 1


def test_of_a_round_that_is_over_nobody_is_moved(desk, people, groups, round_id, keep):
    keep(intervision.delete_all_intakes, round_id)
    keep(intervision.set_round, round_id, state=intervision.ENDED)
    move = MOVE.format(round_id, people[0].id)

    desk.get(move, status=404)
    desk.post(move, {"to": str(groups[1].id), "exchange": ""}, status=404)
    assert "Nummer7" not in desk.get(f"/medewerker/intervisie/{round_id}").text
