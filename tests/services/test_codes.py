"""Return codes as people type, copy and paste them."""

import hashlib

import pytest

from assessment.services import codes, taking
from tests.people import taken

OLD = "S5Z2-B8G6-ABCD-2345"  # as codes were drawn before 2026-12


@pytest.mark.parametrize(
    "pasted",
    [
        "ABCD-2345-EFGH-6789",
        "abcd 2345 efgh 6789",
        "ＡＢＣＤ－２３４５－ＥＦＧＨ－６７８９",
        "ABCD\u201123\u200b45 EFGH\u20136789",
        "Mijn code is: ABCD-2345-EFGH-6789 (bewaren)",
        "Deze code: ABCD-2345-EFGH-6789. Niet delen!",
    ],
)
def test_a_code_is_picked_out_of_what_is_pasted(pasted):
    assert "ABCD2345EFGH6789" in codes.read_codes(pasted)


@pytest.mark.parametrize("text", ["", "geen code", "ABCD-2345-EFGH", "a" * 10_000])
def test_other_texts_hold_no_code(text):
    assert codes.read_codes(text) == []


@pytest.mark.parametrize("pair", ["S5", "Z2", "B8", "G6"])
def test_signs_that_look_alike_are_one(pair):
    first, second = (f"AAAA-AAAA-AAAA-AAA{sign}" for sign in pair)

    assert codes.hash_code(first) == codes.hash_code(second)


def test_a_code_from_before_look_alikes_were_one_still_opens_its_attempt(db):
    kept = hashlib.sha256(OLD.replace("-", "").encode()).hexdigest()
    attempt_id = taken.add(db, code_hash=kept)

    assert taking.find_by_code(db, OLD.lower()) == attempt_id


def test_the_code_of_a_token_is_the_same_each_time_and_another_without_the_key():
    token = codes.new_token()

    assert codes.code_for("key", token) == codes.code_for(b"key", token)
    assert codes.code_for("key", token) != codes.code_for("other", token)
    assert codes.code_for("key", token) != codes.code_for("key", codes.new_token())
    assert set(codes.code_for("key", token)) <= {*codes.ALPHABET, "-"}
