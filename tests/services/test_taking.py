import hashlib
from collections import Counter
from uuid import uuid4

import pytest
from sqlalchemy import text

from assessment.services import codes, consenting, taking
from assessment.services.refusals import PageNotFound
from assessment.store import consents
from tests.clusters import on_each_database as on_each_database
from tests.people import taken
from values import PARTS

CHOSEN = taking.Start("zittend", "wethouder", "Noor")


def begin(db, content, **changes):
    attempt_id = taken.add(db, **changes)
    return taking.open_attempt(db, attempt_id), attempt_id


def answer(db, attempt, part, items, value=3):
    answers = {item.id: value for item in items}
    taking.save_page(db, attempt.id, part, answers, seen={}, now=taken.NOW)
    return taking.open_attempt(db, attempt.id)


def part_of(content, attempt, part_id):
    return next(part for part in taking.list_parts(content, attempt) if part.id == part_id)


# --- starting ---


def test_starting_keeps_what_was_chosen_and_agreed_to(db, content):
    attempt_id, _ = taking.start(db, content, CHOSEN, now=taken.NOW)

    attempt = taking.open_attempt(db, attempt_id)
    assert (attempt.phase, attempt.office, attempt.name) == ("zittend", "wethouder", "Noor")
    assert 1 <= attempt.design <= 20
    [agreed] = consents.list_of_attempt(db, attempt_id)
    purpose = consenting.find_purpose("processing")
    assert (agreed.purpose, agreed.text_version) == (purpose.id, purpose.version)
    assert agreed.given_at == taken.NOW


def test_only_a_hash_of_the_return_code_is_kept(db, content):
    _, code = taking.start(db, content, CHOSEN, now=taken.NOW)

    row = db.execute(text("SELECT * FROM attempt")).one()

    bare = code.replace("-", "")
    assert hashlib.sha256(bare.encode()).hexdigest() in row
    assert not any(code in str(kept) or bare in str(kept) for kept in row)


def test_a_code_is_sixteen_characters_that_cannot_be_mistaken_for_each_other(db, content):
    drawn = [taking.start(db, content, CHOSEN, now=taken.NOW)[1] for _ in range(50)]

    assert len(set(drawn)) == 50
    assert all([len(group) for group in code.split("-")] == [4, 4, 4, 4] for code in drawn)
    used = Counter("".join(drawn).replace("-", ""))
    assert set(used) <= set(codes.ALPHABET)
    assert not set(codes.ALPHABET) & set("01ILOUSZBG")
    assert len(used) == len(codes.ALPHABET)  # 800 draws reach every sign


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda c: c.replace("-", ""), lambda c: f"  {c.replace('-', ' ')}\n"]
)
def test_a_code_is_found_however_it_is_typed(db, content, typed):
    attempt_id, code = taking.start(db, content, CHOSEN, now=taken.NOW)

    assert taking.find_by_code(db, typed(code)) == attempt_id


@pytest.mark.parametrize("typed", ["", "-", "AAAA-AAAA-AAAA-AAAA", "éé", "' OR 1=1 --"])
def test_another_code_finds_nothing(db, content, typed):
    taking.start(db, content, CHOSEN, now=taken.NOW)

    assert taking.find_by_code(db, typed) is None


def test_attempts_get_different_designs_and_orders(db, content):
    started = [taking.start(db, content, CHOSEN, now=taken.NOW)[0] for _ in range(30)]
    attempts = [taking.open_attempt(db, attempt_id) for attempt_id in started]

    assert len({attempt.design for attempt in attempts}) > 5
    assert len({attempt.seed for attempt in attempts}) > 25


def test_an_aspirant_gets_the_intake_and_others_the_verdieping(db, content):
    aspirant = taking.Start("aspirant", "wethouder", "")
    attempt_id, _ = taking.start(db, content, aspirant, now=taken.NOW)
    attempt = taking.open_attempt(db, attempt_id)

    assert attempt.versions.keys() == {"gedrag", "stijl", "waardenkeuze", "intake"}
    assert part_of(content, attempt, "verdieping").instrument is content.library.intake
    other, _ = begin(db, content)
    assert part_of(content, other, "verdieping").instrument is content.library.verdieping


def test_a_deleted_attempt_is_not_found(db):
    assert taking.find_attempt(db, uuid4()) is None


# --- pages and their order ---


def test_the_parts_have_the_items_of_the_design(db, content):
    attempt, _ = begin(db, content)

    sizes = {part.id: len(part.items) for part in taking.list_parts(content, attempt)}

    assert sizes["gedrag"] == 78
    assert sizes["stijl"] == 33
    assert sizes["waardenkeuze"] == 32
    assert tuple(sizes) == PARTS


@pytest.mark.parametrize("part_id", PARTS)
@pytest.mark.parametrize("seed", [0, 1, 77, 999_999])
def test_every_item_stands_on_exactly_one_page_whatever_the_order(db, content, part_id, seed):
    attempt, _ = begin(db, content, seed=seed)
    part = part_of(content, attempt, part_id)

    shown = [
        item.id
        for number in range(1, part.pages + 1)
        for item in taking.open_page(content, attempt, part_id, number).items
    ]

    expected = part.instrument.items_for(attempt.phase, attempt.design)
    assert Counter(shown) == Counter(item.id for item in expected)


def test_a_page_has_at_most_eight_items_and_never_mixes_kinds_that_are_explained_apart(db, content):
    attempt, _ = begin(db, content, seed=5)

    for part in taking.list_parts(content, attempt):
        for number in range(1, part.pages + 1):
            items = taking.open_page(content, attempt, part.id, number).items
            assert 1 <= len(items) <= 8
            if part.id == "stijl":
                assert len({item.kind for item in items}) == 1, (number, [i.id for i in items])


def test_another_seed_begins_elsewhere_but_keeps_the_neighbours(db, content):
    first = [i.id for i in part_of(content, begin(db, content, seed=0)[0], "gedrag").items]
    other = [i.id for i in part_of(content, begin(db, content, seed=30)[0], "gedrag").items]

    assert first != other
    assert other == first[30:] + first[:30]


@pytest.mark.parametrize(("part", "number"), [("gedrag", 0), ("gedrag", 14), ("smaak", 1)])
def test_a_page_that_does_not_exist_is_not_found(db, content, part, number):
    attempt, _ = begin(db, content)

    with pytest.raises(PageNotFound):
        taking.open_page(content, attempt, part, number)


def test_a_page_tells_which_answers_it_shows(db, content):
    attempt, _ = begin(db, content)
    items = taking.open_page(content, attempt, "gedrag", 1).items
    attempt = answer(db, attempt, "gedrag", items[:2])

    page = taking.open_page(content, attempt, "gedrag", 1)

    assert page.answers == {items[0].id: 3, items[1].id: 3}
    assert page.seen == {item.id: (1 if item in items[:2] else 0) for item in items}


# --- progress ---


def test_progress_counts_answers_and_minutes_left_shrink_to_nought(db, content):
    attempt, _ = begin(db, content)
    minutes = []
    items = part_of(content, attempt, "gedrag").items
    for until in (0, 1, 39, 77, 78):
        attempt = answer(db, attempt, "gedrag", items[:until]) if until else attempt
        part = part_of(content, attempt, "gedrag")
        assert part.answered == until
        minutes.append(part.minutes_left)

    assert minutes == [12, 12, 6, 1, 0]
    assert part.done


def test_an_answer_taken_back_no_longer_counts(db, content):
    attempt, _ = begin(db, content)
    item = part_of(content, attempt, "gedrag").items[0]
    attempt = answer(db, attempt, "gedrag", [item])

    taking.save_page(db, attempt.id, "gedrag", {item.id: None}, seen={item.id: 1}, now=taken.NOW)

    assert part_of(content, taking.open_attempt(db, attempt.id), "gedrag").answered == 0


def test_twenty_four_choices_are_enough(db, content):
    attempt, _ = begin(db, content)
    sets = part_of(content, attempt, "waardenkeuze").items

    def choose(attempt, items):
        answers = {i.id: {"best": i.values[0], "worst": i.values[1]} for i in items}
        taking.save_page(db, attempt.id, "waardenkeuze", answers, seen={}, now=taken.NOW)
        return taking.open_attempt(db, attempt.id)

    attempt = choose(attempt, sets[:23])
    assert not part_of(content, attempt, "waardenkeuze").done
    attempt = choose(attempt, sets[23:24])

    part = part_of(content, attempt, "waardenkeuze")
    assert part.done
    assert part.minutes_left == 0
    assert len(part.items) == 32


# --- the way back ---


def test_a_new_attempt_resumes_at_the_very_first_page(db, content):
    attempt, _ = begin(db, content)

    assert taking.find_resume_point(content, attempt) == ("gedrag", 1)


def test_resuming_goes_to_the_first_gap_even_when_later_pages_are_done(db, content):
    attempt, _ = begin(db, content, seed=12)
    items = part_of(content, attempt, "gedrag").items
    attempt = answer(db, attempt, "gedrag", [i for n, i in enumerate(items) if n != 20])

    assert taking.find_resume_point(content, attempt) == ("gedrag", 3)
    assert taking.find_first_open_pages(content, attempt) == {
        "gedrag": 3, "stijl": 1, "waardenkeuze": 1, "verdieping": 1,
    }  # fmt: skip


def test_resuming_passes_over_a_part_where_enough_was_answered(db, content):
    attempt_id = taken.add_filled(db, content)
    attempt = taking.open_attempt(db, attempt_id)
    stopped = {item.id: None for item in part_of(content, attempt, "waardenkeuze").items[24:]}
    seen = dict.fromkeys(stopped, attempt.revision)
    taking.save_page(db, attempt_id, "waardenkeuze", stopped, seen=seen, now=taken.NOW)

    assert taking.find_resume_point(content, taking.open_attempt(db, attempt_id)) is None


def test_a_complete_attempt_has_no_gaps(db, content):
    attempt = taking.open_attempt(db, taken.add_filled(db, content))

    assert taking.list_gaps(content, attempt) == []
    assert taking.find_resume_point(content, attempt) is None
    assert all(part.done and part.minutes_left == 0 for part in taking.list_parts(content, attempt))


def test_each_gap_names_the_page_where_its_item_stands(db, content):
    attempt, _ = begin(db, content, seed=31)

    gaps = taking.list_gaps(content, attempt)

    assert len(gaps) == sum(len(part.items) for part in taking.list_parts(content, attempt))
    for gap in gaps:
        assert gap.item in taking.open_page(content, attempt, gap.part, gap.page).items
