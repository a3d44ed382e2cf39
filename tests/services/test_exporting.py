"""Rows for researchers: who said yes to that, alike in tens, once, with nothing that names."""

import csv
import io
import re
import shutil
from collections import Counter
from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from assessment.services import consenting, erasing
from assessment.services.disclosure import FEWEST_PUBLISHED
from assessment.services.gathering import TooFewPeople
from assessment.services.instruments import exporting
from assessment.services.instruments.anonymity import MOST_LEFT_OUT, generalise_rows
from assessment.store import attempts, database, research_taken
from tests.clusters import EmptiedDatabase
from tests.keys import KEYS
from tests.people import surveyed, taken
from values import PHASES

UNTIL, NEXT = "2027-01-01", "2027-07-01"
DAY = date(2027, 1, 4)
AFTER = taken.LATER + timedelta(days=90)
SOON = taken.LATER + timedelta(days=9)
NAME = "Noor Jansen"


def export(db, content, until=UNTIL):
    return exporting.make_export(db, content, until, made_on=DAY)


def rows_of(made):
    text = made.files["antwoorden.csv"].decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def full(request, content, tmp_path_factory):
    """A database with forty people, and who they are: filled once, and kept as it is."""
    if request.param == "sqlite":
        file = tmp_path_factory.mktemp("forty") / "bop.db"
        shutil.copyfile(request.getfixturevalue("empty_database"), file)
        place = nullcontext(f"sqlite:///{file}")
    else:
        request.getfixturevalue("emptied")  # makes the template
        place = request.getfixturevalue("cluster").database(template=EmptiedDatabase.TEMPLATE)
    with place as url:
        engine = database.open_engine(url, KEYS)
        with database.writing(engine) as db:
            people = surveyed.add_group(db, content, 40, name=NAME)
            db.commit()
        yield engine, people
        engine.dispose()


@pytest.fixture
def db(full):
    """A session on it that keeps nothing: what a test does is gone after it."""
    with database.writing(full[0]) as db:
        yield db


@pytest.fixture
def people(full):
    return full[1]


# --- who is in it ---


@pytest.mark.parametrize(
    ("facts", "left_out"),
    [
        ({"purposes": ("research", "norm")}, "said no to this"),
        ({"simulated": True}, "does not exist"),
        ({"at": AFTER}, "handed in later"),
        ({"versions": {"gedrag": 2, "stijl": 1, "waardenkeuze": 1}}, "other questions"),
    ],
)
def test_who_may_not_be_in_it_is_not(db, content, people, facts, left_out):
    other = surveyed.add(db, content, 900, **facts)

    made = export(db, content)

    assert other not in made.attempts, left_out
    assert set(made.attempts) == set(people)


def test_who_took_the_yes_back_is_not_in_the_next(db, content, people):
    consenting.set_counting(db, people[0], ["research"], now=taken.MUCH_LATER)

    assert people[0] not in export(db, content).attempts


def test_of_one_person_the_last_attempt_is_in_it(db, content, people):
    again = surveyed.add(db, content, 700, follows=people[0], at=SOON)

    made = export(db, content)

    assert again in made.attempts
    assert people[0] not in made.attempts
    assert len(made.attempts) == 40


def test_fewer_than_thirty_are_not_handed_out_and_not_told_how_many(db, content, people):
    for one in people[29:]:
        consenting.set_counting(db, one, [], now=taken.MUCH_LATER)

    with pytest.raises(TooFewPeople) as refused:
        export(db, content)

    assert "29" not in str(refused.value)


# --- what is in it ---


def test_a_row_holds_answers_and_nothing_that_names(db, content, people):
    made = export(db, content)

    everything = b"".join(made.files.values()).decode()
    assert attempts.get_attempt(db, people[0]).name == NAME
    assert NAME.split()[0] not in everything
    assert not any(str(one) in everything for one in people)
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}", everything)
    told = rows_of(made)
    assert "2026" not in made.files["antwoorden.csv"].decode()
    assert len(told) == 40
    assert set(told[0]) == {column.name for column in exporting.export_files.list_columns(content)}


def test_answers_are_those_that_were_given(db, content, people):
    row = next(iter(rows_of(export(db, content))))
    items = content.library.gedrag.items

    given_by = {one: surveyed.norm_groups.answers(
        tuple((i.id, i.competency) for i in items), one) for one in range(40)}  # fmt: skip
    told = [row[f"g_{item.id.replace('-', '_')}"] for item in items]
    as_told = {one: [str(9 if a[i.id] == "nvt" else a[i.id]) for i in items]
               for one, a in given_by.items()}  # fmt: skip
    assert told in as_told.values()


def test_the_order_tells_nothing(db, content, people):
    first, second = (rows_of(export(db, content)) for _ in range(2))

    assert first != second
    assert sorted(map(str, first)) == sorted(map(str, second))


def test_no_cell_is_run_by_a_spreadsheet(db, content, people):
    for name, data in export(db, content).files.items():
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(data.decode(), newline="")):
                assert not any(re.match(r"[=+@\t]|-\D", cell) for cell in row), name


def test_every_column_is_in_the_codebook_and_in_both_scripts(db, content, people):
    files = export(db, content).files
    names = list(rows_of(export(db, content))[0])

    codebook = list(csv.DictReader(io.StringIO(files["codeboek.csv"].decode(), newline="")))
    spss, script = files["lees-in-spss.sps"].decode("utf-8-sig"), files["lees-in-r.R"].decode()
    assert [row["kolom"] for row in codebook] == names
    for name in names:
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,31}", name), name
        assert f"VARIABLE LABELS {name} '" in spss
        assert f'attr(rijen${name}, "label") <- "' in script
    assert all(len(line.encode()) < 8000 for line in spss.splitlines())
    assert script.count('"') % 2 == 0


def test_every_code_in_a_row_is_in_the_codebook(db, content, people):
    made = export(db, content)
    table = csv.DictReader(io.StringIO(made.files["codeboek.csv"].decode(), newline=""))
    codes = {row["kolom"]: {one.partition(" = ")[0] for one in row["codes"].split("; ")}
             for row in table if row["codes"]}  # fmt: skip

    for row in rows_of(made):
        for name, known in codes.items():
            assert row[name] in known | {""}, name


def test_the_sets_of_each_design_go_with_it(db, content, people):
    made = export(db, content)
    sets = list(csv.DictReader(io.StringIO(made.files["waardenkeuze-sets.csv"].decode())))
    shown = {(one["ontwerp"], one["set"]): set() for one in sets}
    for one in sets:
        shown[one["ontwerp"], one["set"]].add(one["waarde"])

    for row in rows_of(made):
        for name, value in row.items():
            if name.startswith("w_"):
                number = name.removeprefix("w_").rsplit("_", 1)[0].replace("_", "-")
                assert value in shown[row["ontwerp"], number]


# --- alike in tens ---


def test_few_in_a_phase_make_every_phase_coarser(db, content, people):
    surveyed.add_group(db, content, 6, first=100, phase="vertrekkend")

    made = export(db, content)

    assert {row["fase"] for row in rows_of(made)} == {"in-functie"}
    assert made.outcome["phase_step"] == 1
    assert made.outcome["left_out"] == 0


def test_a_single_other_stays_out_and_that_is_told_in_no_small_number(db, content, people):
    alone = surveyed.add(db, content, 100, phase="aspirant", office="wethouder")

    made = export(db, content)

    assert alone not in made.attempts
    assert made.outcome["left_out"] is None
    assert "minder dan 10" in made.files["lees-mij.txt"].decode()
    assert "aspirant" not in made.files["antwoorden.csv"].decode()


PEOPLE = st.lists(
    st.tuples(st.sampled_from(PHASES), st.sampled_from(["wethouder", "griffier", "raadslid"])),
    min_size=30,
    max_size=150,
)


@given(people=PEOPLE)
def test_whoever_there_are_each_row_is_like_nine_others_and_hardly_any_is_lost(content, people):
    ladders = exporting.make_ladders(content)
    found = generalise_rows(people, ladders, fewest=FEWEST_PUBLISHED)

    alike = Counter(found.kept.values())
    assert all(count >= FEWEST_PUBLISHED for count in alike.values())
    assert found.left_out == len(people) - len(found.kept)
    assert found.left_out <= MOST_LEFT_OUT * len(people)
    for place, told in found.kept.items():
        for step, ladder, value, said in zip(
            found.steps, ladders, people[place], told, strict=True
        ):
            assert ladder[step][value] == said


# --- two files, and somebody who goes ---


def hand_out(db, content, until):
    made = export(db, content, until)
    assert exporting.take_rows(db, until, made.attempts, now=taken.MUCH_LATER)
    return made


def test_two_files_share_no_row_whoever_came_or_went_between(db, content, people):
    first = hand_out(db, content, UNTIL)
    consenting.set_counting(db, people[3], [], now=taken.MUCH_LATER)
    surveyed.add_group(db, content, 35, first=500, at=AFTER)

    second = hand_out(db, content, NEXT)

    assert set(first.attempts) & set(second.attempts) == set()
    told = [tuple(row.values()) for row in rows_of(first)]
    assert not set(told) & {tuple(row.values()) for row in rows_of(second)}


def test_who_lays_two_files_side_by_side_cannot_see_who_went(db, content, people):
    """What a file holds does not depend on who withdrew after an earlier one was handed out."""
    hand_out(db, content, UNTIL)
    surveyed.add_group(db, content, 35, first=500, at=AFTER)
    before = rows_of(export(db, content, NEXT))

    consenting.set_counting(db, people[3], [], now=taken.MUCH_LATER)
    erasing.delete_everything(db, people[4])
    after = rows_of(export(db, content, NEXT))

    assert sorted(map(str, before)) == sorted(map(str, after))


def test_an_older_attempt_of_who_was_in_a_file_does_not_follow_in_the_next(db, content, people):
    again = surveyed.add(db, content, 700, follows=people[0], at=SOON)
    assert again in hand_out(db, content, UNTIL).attempts
    surveyed.add_group(db, content, 35, first=500, at=AFTER)

    assert people[0] not in export(db, content, NEXT).attempts


def test_a_file_is_not_handed_out_with_somebody_who_said_no_meanwhile(db, content, people):
    made = export(db, content)
    consenting.set_counting(db, people[5], [], now=taken.MUCH_LATER)

    assert not exporting.take_rows(db, UNTIL, made.attempts, now=taken.MUCH_LATER)
    assert research_taken.list_taken(db) == set()


def test_the_database_itself_refuses_an_attempt_twice(db, content, people):
    hand_out(db, content, UNTIL)

    with pytest.raises(IntegrityError):
        research_taken.add_taken(db, people[:1], NEXT, now=taken.MUCH_LATER)


def test_only_half_years_that_are_over_can_be_asked(db):
    assert exporting.list_untils(db, today=date(2026, 11, 29)) == [
        "2026-07-01", "2026-01-01", "2025-07-01", "2025-01-01"
    ]  # fmt: skip
    assert exporting.list_untils(db, today=date(2027, 1, 1))[0] == "2027-01-01"
