"""The vraagbeeld: who is counted, and an attacker who reads all of it and learns of nobody."""

import json
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.jobs import Worker
from assessment.services import consenting, interests
from assessment.services.content import list_options
from assessment.services.demand import publishing, reading
from assessment.services.demand.tables import MOST_WHOLE, Wanted, count_rows, drop_what_adds_up
from assessment.services.disclosure import BAND, FEWEST_PUBLISHED, find_band
from assessment.store import attempts, demand
from assessment.store.database import writing
from tests.clusters import on_each_database as on_each_database
from tests.people.attacker import Asked, list_differences, work_out
from tests.people.wanting import CLOSED, IN_Q4, add_people, add_person
from values import PHASES


@pytest.fixture
def db(engine):
    with writing(engine) as db:
        yield db


def publish(db, content, at=CLOSED):
    return publishing.publish_due(db, content, now=at)


def rows_of(published, table):
    (found,) = [one for one in published.tables if one.id == table]
    return {row.key: (row.least, row.most) for row in (*found.told, *found.few)}


# Who is counted


def test_ten_people_who_allow_it_are_told_in_bands(db, content):
    add_people(db, content, 7)
    add_people(db, content, 4, wish="publiek", goal="PER1", programme="INT")
    publish(db, content)

    (found,) = reading.list_published(db)

    assert (found.phase, found.since, found.until) == (
        "zittend", date(2026, 10, 1), date(2027, 1, 1),
    )  # fmt: skip
    assert found.people == (10, 14)
    assert rows_of(found, "wishes")["wens-speelveld/politiek"] == (5, 9)
    assert rows_of(found, "wishes")["wens-speelveld/publiek"] == (0, 4)
    assert rows_of(found, "wishes")["wens-speelveld/ambtelijk"] == (0, 4)  # nobody: told the same
    assert rows_of(found, "wishes")["ontwikkeling-gesprek/nog-niemand"] == (10, 14)
    assert rows_of(found, "goals")["POL2"] == (5, 9)
    assert rows_of(found, "programmes")["LBG"] == (5, 9)


@pytest.mark.parametrize("count", [0, 1, FEWEST_PUBLISHED - 1])
def test_of_fewer_than_ten_nothing_is_told(db, content, count):
    add_people(db, content, count)

    assert publish(db, content) == []


def test_who_does_not_allow_it_or_takes_it_back_before_closing_is_not_counted(db, content):
    people = add_people(db, content, FEWEST_PUBLISHED)
    consenting.set_counting(db, people[0], ["norm", "research"], now=CLOSED)

    assert publish(db, content) == []

    consenting.set_counting(db, people[0], ["demand"], now=CLOSED)
    assert len(publish(db, content)) == 1


def test_people_who_do_not_exist_are_not_counted_but_in_a_demonstration(db, content):
    add_people(db, content, FEWEST_PUBLISHED - 1)
    ghost = add_person(db, content)
    from sqlalchemy import update

    from assessment.store.tables import AttemptRow

    db.execute(update(AttemptRow).where(AttemptRow.id == ghost).values(simulated=True))

    assert publish(db, content) == []
    assert (
        len(
            publishing.publish_until(db, content, date(2027, 1, 1), now=CLOSED, with_simulated=True)
        )
        == 1
    )


def test_one_person_is_counted_once(db, content):
    from tests.people.signed_in import add_account

    people = add_people(db, content, FEWEST_PUBLISHED)
    attempts.set_previous(db, people[1], people[0])
    add_account(db, at=IN_Q4, attempts=(people[1],))
    assert publish(db, content) == []

    more = add_person(db, content)
    attempts.set_previous(db, more, people[1])
    assert publish(db, content) == []


def test_a_quarter_waits_until_people_could_decide(db, content):
    add_people(db, content, FEWEST_PUBLISHED)

    assert publish(db, content, CLOSED - timedelta(days=1)) == []
    assert len(publish(db, content, CLOSED)) == 1
    assert publish(db, content, CLOSED) == []


def test_a_quarter_with_too_few_goes_on_into_the_next(db, content):
    add_people(db, content, 6)
    add_people(db, content, 5, at=IN_Q4 + timedelta(days=60))
    assert publish(db, content) == []

    (found,) = publish(db, content, CLOSED + timedelta(days=90))

    assert (found.since, found.until) == (date(2026, 10, 1), date(2027, 4, 1))
    assert found.tables["people"] == 10


def test_no_score_no_name_and_no_own_word_is_in_it(db, content):
    add_people(db, content, FEWEST_PUBLISHED)
    publish(db, content)

    kept = json.dumps([one.tables for one in demand.list_demand(db)], ensure_ascii=False)

    for secret in ("geheim", "Noor", "06"):
        assert secret not in kept
    assert set(json.loads(kept)[0]) == {"people", "wishes", "goals", "programmes"}


def test_a_day_of_the_worker_publishes_once(engine, content, tmp_path, monkeypatch):
    with writing(engine) as db:
        add_people(db, content, FEWEST_PUBLISHED)
        db.commit()
    monkeypatch.setattr("assessment.services.retention.MOST_JUMP", timedelta(days=99999))
    worker = Worker(engine, content, tmp_path / "queue.db", immediate=True)

    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return CLOSED

    monkeypatch.setattr("assessment.jobs.datetime", Later)
    worker.publish_demand()
    worker.publish_demand()

    with writing(engine) as db:
        assert len(reading.list_published(db)) == 1


def test_a_clock_that_is_wrong_publishes_nothing(engine, content, tmp_path):
    with writing(engine) as db:
        add_people(db, content, FEWEST_PUBLISHED, at=datetime(2020, 1, 5, tzinfo=UTC))
        db.commit()

    Worker(engine, content, tmp_path / "queue.db", immediate=True).publish_demand()

    with writing(engine) as db:
        assert reading.list_published(db) == []


def test_the_table_and_its_codebook_have_the_same_columns(db, content):
    add_people(db, content, FEWEST_PUBLISHED)
    publish(db, content)

    header, people, *lines = reading.write_table(db, excel=False).decode().splitlines()
    explained = reading.write_codebook(excel=False).decode().splitlines()[1:]

    assert header.split(",") == [line.split(",")[0] for line in explained]
    assert people == "zittend,2026-10-01,2027-01-01,people,,,10,14"
    assert any("POL2" in line and line.endswith("10,14") for line in lines)
    assert b";" in reading.write_table(db, excel=True)


# The attacker


QUESTIONS = {"one": 4, "many": 6, "small": 3, "large": 7}
NAMES = {
    "wishes": {
        f"{q}/{n}": f"{q} {n}"
        for q, most in QUESTIONS.items()
        for n in range(most - (most > MOST_WHOLE))
    },
    "goals": {f"G{n}": f"G{n}" for n in range(16)},
    "programmes": {f"P{n}": f"P{n}" for n in range(12)},
}
ASKED = [
    Asked(
        tuple(row for row in NAMES["wishes"] if row.startswith(f"{q}/")),
        single=q != "many",
        whole=most <= MOST_WHOLE,
    )
    for q, most in QUESTIONS.items()
]
FREE = [
    Asked((row,), single=False, whole=False) for t in ("goals", "programmes") for row in NAMES[t]
]


def draw_people(random, count, skew):
    """Return people who choose by a taste that may be very uneven, and may leave things out."""
    people = []
    for _ in range(count):
        chosen = set()
        for question, most in QUESTIONS.items():
            picks = 1 if question != "many" else random.randint(1, 3)
            chosen |= {f"{question}/{int(most * random.random() ** skew)}" for _ in range(picks)}
        people.append(
            Wanted(
                {
                    "wishes": chosen,
                    "goals": {f"G{int(16 * random.random() ** skew)}" for _ in range(3)},
                    "programmes": {f"P{int(12 * random.random() ** skew)}"},
                }
            )
        )
    return people


def attack(people, *, everybody_answered):
    """Return how many values each published number can have for who reads all tables at once."""
    tables = count_rows(people, NAMES)
    if tables is None:
        return None
    bands = {row.key: (row.least, row.most) for rows in tables.values() for row in rows}
    return work_out(
        find_band(len(people)), bands, [*ASKED, *FREE], everybody_answered=everybody_answered
    )


@given(st.integers(0, 10_000), st.integers(0, 80), st.sampled_from([0.5, 1.0, 3.0, 9.0]))
def test_every_number_can_still_be_five_values(seed, count, skew):
    found = attack(draw_people(Random(seed), count, skew), everybody_answered=False)

    assert (found is None) == (count < FEWEST_PUBLISHED)
    assert found is None or min(map(len, found.values())) == BAND


@given(
    st.integers(0, 10_000), st.integers(FEWEST_PUBLISHED, 80), st.sampled_from([0.5, 1.0, 3.0, 9.0])
)
def test_who_knows_that_everybody_answered_still_cannot_tell_one_from_another(seed, count, skew):
    found = attack(draw_people(Random(seed), count, skew), everybody_answered=True)

    assert min(map(len, found.values())) >= 2


def test_a_question_that_is_told_whole_would_give_itself_away_with_five_options():
    """Why one option is left out: five times four of twenty people says exactly four each."""
    rows = tuple("abcde")
    bands = dict.fromkeys(rows, find_band(4))

    whole = work_out(find_band(20), bands, [Asked(rows, True, True)], everybody_answered=True)
    less = work_out(find_band(20), bands, [Asked(rows, True, False)], everybody_answered=True)

    assert whole["a"] == {4}
    assert len(less["a"]) == BAND


def test_of_a_long_question_one_option_is_not_told():
    rows = [("long", str(n)) for n in range(5)] + [("short", str(n)) for n in range(4)]
    options = {"long": tuple("01234"), "short": tuple("0123")}

    kept = drop_what_adds_up(rows, options)

    assert set(rows) - set(kept) == {("long", "4")}
    assert drop_what_adds_up(rows[:4], options) == rows[:4]


def test_no_question_of_the_content_is_told_whole_unless_it_is_short(content):
    options = list_options(content.library)
    for phase in PHASES:
        names = publishing.name_rows(content, phase)["wishes"]
        told = [key.split("/") for key in names]
        for question, all_of in options.items():
            mine = {option for asked, option in told if asked == question}
            assert len(all_of) <= MOST_WHOLE or mine < set(all_of), question


@given(st.integers(0, 1000), st.integers(FEWEST_PUBLISHED, 50), st.integers(FEWEST_PUBLISHED, 50))
def test_no_two_tables_subtract_to_a_person(seed, count, other_count):
    """Of two groups, such as two periods or phases, every difference can be nine values."""
    random = Random(seed)
    one = attack(draw_people(random, count, 1.0), everybody_answered=False)
    other = attack(draw_people(random, other_count, 1.0), everybody_answered=False)

    for row in one:
        assert len(list_differences(one[row], other[row])) == 2 * BAND - 1


def test_nothing_that_was_told_changes_when_somebody_allows_or_withdraws(db, content):
    people = add_people(db, content, FEWEST_PUBLISHED)
    publish(db, content)
    before = reading.write_table(db, excel=False)

    for change in (
        lambda: consenting.set_counting(db, people[0], (), now=CLOSED),
        lambda: add_person(db, content),  # handed in within the closed quarter, allowed after
        lambda: interests.withdraw(db, people[1], "LBG"),
    ):
        change()
        publish(db, content, CLOSED + timedelta(days=1))
        assert reading.write_table(db, excel=False) == before


def test_two_years_of_looking_every_week_show_nobody(db, content):
    """Whoever asks everything every week, while people come, allow and withdraw, sees only whole
    groups of ten or more appear, and each person in no more than one of them.
    """
    random, day = Random(5), datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    everybody, seen, counted, weeks = [], {}, {}, 0
    for week in range(60):
        at = day + timedelta(weeks=week)
        for _ in range(random.randint(0, 3)):
            phase = random.choice(["zittend", "starter"])
            wish = random.choice(["politiek", "publiek", "ambtelijk"])
            everybody.append((add_person(db, content, at=at, phase=phase, wish=wish), phase, at))
        for one, *_ in random.sample(everybody, min(3, len(everybody))):
            consenting.set_counting(db, one, random.choice([(), ("demand",)]), now=at)
        allowed = {one for one, *_ in everybody if "demand" in consenting.find_counting(db, one)}
        for made in publish(db, content, at):
            inside = [
                one for one, phase, then in everybody
                if phase == made.phase and one in allowed
                and made.since <= publishing.day_of(then) < made.until
            ]  # fmt: skip
            assert len(inside) >= FEWEST_PUBLISHED
            assert find_band(len(inside))[0] == made.tables["people"]
            for one in inside:
                counted[one] = counted.get(one, 0) + 1
        now_told = {(p.phase, p.until): p for p in reading.list_published(db)}
        assert seen.items() <= now_told.items()
        seen, weeks = now_told, weeks + 1

    assert len(seen) >= 5
    assert weeks == 60
    assert set(counted.values()) == {1}
