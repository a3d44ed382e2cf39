"""Norms from the database: consent, the gate of a hundred, publishing on purpose, old results."""

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.json_reading import InputError
from assessment.norms.candidates import Admitted
from assessment.services import analysing, consenting, norming, submitting
from assessment.services.gathering import gather_candidates
from assessment.services.norm_json import norm_from_json, norm_to_json
from assessment.services.norming import NORMS
from assessment.store import attempts, database, research, results
from tests.keys import KEYS
from tests.people import norm_groups, taken

NEXT_DAY = taken.NOW + timedelta(days=1)


def find_people(db, content, **changes):
    population = norm_groups.population(**changes)
    return gather_candidates(
        db, content, "norm", offices=population.offices, phases=population.phases
    )


@pytest.fixture(scope="module")
def full_database(empty_database, tmp_path_factory, content):
    """A hundred people who may count, kept once and copied for each test that asks for them."""
    file = tmp_path_factory.mktemp("hundred") / "full.db"
    shutil.copyfile(empty_database, file)
    engine = database.open_engine(f"sqlite:///{file}", KEYS)
    with database.writing(engine) as db:
        norm_groups.keep(db, content.library, 100)
        db.commit()
    database.erase_later(engine)
    engine.dispose()
    return file


@pytest.fixture
def database_url(request, sqlite_url, full_database, tmp_path):
    if getattr(request, "param", "empty") == "hundred":
        shutil.copyfile(full_database, tmp_path / "bop.db")
    return sqlite_url


of_a_hundred = pytest.mark.parametrize("database_url", ["hundred"], indirect=True)


def keep_more(db, content, count):
    """Keep so many beside the hundred."""
    others = norm_groups.candidates(content.library, 100 + count)[100:]
    return [norm_groups.keep_one(db, one) for one in others]


def published(db, content):
    number = NORMS.keep(
        db, norming.build_norm(db, content, norm_groups.population()), now=taken.NOW
    )
    norming.publish(db, number, now=NEXT_DAY)
    return number


# --- who counts ---


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"consent": False}, "without consent"),
        ({"simulated": True}, "simulated"),
        ({"profile": {"quality": {"gedrag": {"pattern_flags": 2}}}}, "unreliable pattern"),
        ({"profile": {"quality": {"gedrag": {"pattern_flags": None}}}}, "unreliable pattern"),
        ({"profile": {"quality": {"gedrag": {}}}}, "unreliable pattern"),
        ({"versions": {"gedrag": 2}}, "other version of the questions"),
        ({"office": "griffier"}, "other office or phase"),
        ({"phase": "aspirant"}, "other office or phase"),
    ],
)
def test_who_may_not_count_is_left_out_with_the_reason(db, content, facts, reason):
    norm_groups.keep(db, content.library, 3)
    one = norm_groups.candidates(content.library, 4)[3]
    norm_groups.keep_one(db, one, **facts)

    found = find_people(db, content)

    assert len(found.people) == 3
    assert found.left_out == {reason: 1}


def test_one_flag_is_still_clean(db, content):
    one = norm_groups.candidates(content.library, 1)[0]
    norm_groups.keep_one(db, one, profile={"quality": {"gedrag": {"pattern_flags": 1}}})

    assert len(find_people(db, content).people) == 1


def test_who_has_no_preference_counts_among_the_others(db, content):
    one = norm_groups.candidates(content.library, 1)[0]
    chosen = {"gedrag": {"pattern_flags": 1}, "waardenkeuze": {"evidence": -3.0}}
    norm_groups.keep_one(db, one, profile={"quality": chosen})

    assert len(find_people(db, content).people) == 1


def test_an_attempt_with_an_open_statement_is_incomplete(db, content):
    one = norm_groups.candidates(content.library, 1)[0]
    norm_groups.keep_one(db, replace(one, answers=dict(list(one.answers.items())[1:])))

    assert find_people(db, content).left_out == {"incomplete": 1}


def test_an_attempt_that_was_not_handed_in_is_not_looked_at(db, content):
    attempt_id = norm_groups.keep(db, content.library, 1)[0]
    attempts.set_submitted(db, attempt_id, None, now=taken.LATER)

    assert find_people(db, content) == Admitted((), {})


def test_of_one_person_only_the_last_attempt_that_may_count_does(db, content):
    first, second, third = norm_groups.keep(db, content.library, 3)
    attempts.set_previous(db, second, first)
    attempts.set_previous(db, third, second)
    attempts.set_submitted(db, first, taken.LATER - timedelta(days=300), now=taken.LATER)
    attempts.set_submitted(db, second, taken.LATER - timedelta(days=100), now=taken.LATER)
    taken.stop_counting(db, third)

    found = find_people(db, content)

    assert [one.taken_on for one in found.people] == [(taken.LATER - timedelta(days=100)).date()]
    assert found.left_out == {"without consent": 1, "earlier attempt of the same person": 1}


def test_a_simulated_person_is_never_gathered_even_with_consent(db, content):
    attempt_id = taken.add_submitted(db, content)
    taken.let_count(db, attempt_id)

    found = find_people(db, content)

    assert attempts.get_attempt(db, attempt_id).simulated
    assert found.people == ()
    assert found.left_out == {"simulated": 1}


def test_were_the_store_to_read_more_nobody_counts_without_consent(db, content, monkeypatch):
    norm_groups.keep(db, content.library, 2)
    first, second = research.list_consenting(db, "norm", ["gedrag", "stijl", "waardenkeuze"])
    slipped = [first, replace(second, consented_at=None)]
    monkeypatch.setattr(research, "list_consenting", lambda db, purpose, parts: slipped)

    assert len(find_people(db, content).people) == 1
    assert find_people(db, content).left_out == {"without consent": 1}
    assert len(analysing.from_database(db, content).people) == 1


# --- building ---


@of_a_hundred
def test_consent_that_was_withdrawn_before_leaves_out(db, content):
    [one] = keep_more(db, content, 1)
    consenting.set_counting(db, one, ["research"], now=taken.LATER)  # to that still yes

    found = norming.build_norm(db, content, norm_groups.population())

    assert found.people == 100
    assert found.left_out == {"without consent": 1}


@of_a_hundred
def test_ninety_nine_who_may_count_are_refused_and_nothing_is_kept(db, content):
    one = research.list_consenting(db, "norm", [])[0]
    taken.stop_counting(db, one.id)

    with pytest.raises(InputError) as refused:
        norming.build_norm(db, content, norm_groups.population())

    assert refused.value.problems == [
        "Er zijn 99 mensen voor een norm; er zijn er minstens 100 nodig."
        " Niet meegeteld: zonder toestemming 1."
    ]
    assert NORMS.list_all(db) == []


@of_a_hundred
@pytest.mark.parametrize(("invited", "size"), [(99, 1450), (200, 150)])
def test_numbers_that_cannot_be_are_refused_in_one_line(db, content, invited, size):

    with pytest.raises(InputError, match=f"--invited {invited} en --population-size {size}"):
        norming.build_norm(db, content, norm_groups.population(invited=invited, size=size))


@of_a_hundred
def test_a_norm_comes_back_from_json_exactly(db, content):
    keep_more(db, content, 10)
    found = norming.build_norm(db, content, norm_groups.population())

    number = NORMS.keep(db, found, now=taken.NOW)

    assert norm_from_json(norm_to_json(found)) == found
    assert NORMS.find(db, number) == replace(found, number=number)


# --- publishing ---


@of_a_hundred
def test_a_norm_that_was_built_is_not_used(db, content):
    NORMS.keep(db, norming.build_norm(db, content, norm_groups.population()), now=taken.NOW)

    assert norming.find_in_use(db, content) is None
    assert not norming.is_in_use(db, content)


@of_a_hundred
def test_publishing_brings_it_into_use_once(db, content):
    number = published(db, content)

    assert norming.find_in_use(db, content).number == number
    assert norming.find_in_use(db, content).published_on == NEXT_DAY.date()
    with pytest.raises(InputError, match=f"Norm {number} is al gepubliceerd"):
        norming.publish(db, number, now=NEXT_DAY)


@of_a_hundred
def test_publishing_another_takes_the_first_out_of_use_from_that_day(db, content):
    first = published(db, content)
    second = NORMS.keep(db, norming.build_norm(db, content, norm_groups.population()), now=NEXT_DAY)

    norming.publish(db, second, now=NEXT_DAY + timedelta(days=2))

    assert norming.find_in_use(db, content).number == second
    assert NORMS.find_version(db, first).stopped_at == NEXT_DAY + timedelta(days=2)


@of_a_hundred
def test_a_published_norm_stays_as_it_was_built(db, content):
    number = published(db, content)
    before = NORMS.find_version(db, number).document
    norm_groups.keep(db, content.library, 20)

    NORMS.keep(db, norming.build_norm(db, content, norm_groups.population()), now=NEXT_DAY)

    assert NORMS.find_version(db, number).document == before
    assert norming.find_in_use(db, content).people == 100


@of_a_hundred
def test_an_expired_norm_is_not_published(db, content):
    number = NORMS.keep(
        db, norming.build_norm(db, content, norm_groups.population()), now=taken.NOW
    )

    with pytest.raises(InputError, match=f"Norm {number} is verlopen op 2034-11-23"):
        norming.publish(db, number, now=taken.NOW.replace(year=2034, day=25))

    assert norming.find_in_use(db, content) is None


@of_a_hundred
def test_why_a_norm_is_not_published_is_told_in_dutch(db, content):
    made_norm = norming.build_norm(db, content, norm_groups.population())
    number = NORMS.keep(db, made_norm, now=taken.NOW)
    empty = NORMS.keep(db, replace(made_norm, scales={}), now=taken.NOW)

    with pytest.raises(InputError) as early:
        norming.publish(db, number, now=taken.NOW - timedelta(days=3))
    with pytest.raises(InputError) as nothing:
        norming.publish(db, empty, now=NEXT_DAY)

    assert early.value.problems == [
        "Norm 1 kan niet worden gepubliceerd op 2026-11-20: de laatste antwoorden zijn van"
        " 2026-11-23; kies een latere dag"
    ]
    assert nothing.value.problems == [
        "Norm 2 heeft geen enkele competentie en kan niet worden gepubliceerd; bouw een nieuwe norm"
    ]


@of_a_hundred
def test_a_norm_of_ninety_nine_people_is_not_published_however_it_came_there(db, content):
    small = replace(norming.build_norm(db, content, norm_groups.population()), people=99)
    number = NORMS.keep(db, small, now=taken.NOW)

    with pytest.raises(InputError, match="rust op 99 mensen"):
        norming.publish(db, number, now=NEXT_DAY)


@of_a_hundred
def test_withdrawing_takes_out_of_use_and_only_what_is_in_use(db, content):
    number = published(db, content)

    norming.withdraw(db, number, now=NEXT_DAY)

    assert norming.find_in_use(db, content) is None
    with pytest.raises(InputError, match="niet in gebruik"):
        norming.withdraw(db, number, now=NEXT_DAY)


def test_a_norm_that_does_not_exist_is_told(db):
    for act in (norming.publish, norming.withdraw):
        with pytest.raises(InputError, match="Norm 8 bestaat niet"):
            act(db, 8, now=taken.NOW)


# --- results ---


@of_a_hundred
def test_who_hands_in_after_publication_is_placed_and_who_did_before_is_not(db, content):
    early = taken.add_submitted(db, content, seed=7)
    before = results.find_profile(db, early)
    keep_more(db, content, 30)
    number = published(db, content)
    late = taken.add_filled(db, content, seed=7)

    submitting.submit(db, content, attempts.get_attempt(db, late), now=NEXT_DAY)

    found = results.find_profile(db, late)
    assert found["norm"]["number"] == found["versions"]["norm"] == number
    assert len(found["placements"]) == 16
    assert results.find_profile(db, early) == before
    assert "norm" not in before
    norming.withdraw(db, number, now=NEXT_DAY)
    assert results.find_profile(db, late) == found


@of_a_hundred
def test_an_aspirant_hands_in_without_the_norm_of_people_in_office(db, content):
    published(db, content)
    attempt_id = taken.add_filled(db, content, phase="aspirant")

    submitting.submit(db, content, attempts.get_attempt(db, attempt_id), now=NEXT_DAY)

    assert "norm" not in results.find_profile(db, attempt_id)


def test_consent_changes_nothing_in_a_result(db, content):
    attempt_id = taken.add_submitted(db, content)
    before = results.find_profile(db, attempt_id)

    taken.let_count(db, attempt_id)

    assert results.find_profile(db, attempt_id) == before


def test_saying_yes_again_keeps_the_day_of_the_first_yes(db, content):
    attempt_id = taken.add_submitted(db, content)
    for moment in (taken.LATER, taken.MUCH_LATER):
        taken.let_count(db, attempt_id, at=moment)

    [found] = research.list_consenting(db, "norm", [])
    assert found.consented_at == taken.LATER
