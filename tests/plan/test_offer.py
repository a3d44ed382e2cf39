"""The catalogue as it is edited on pages: read and written as TOML, and checked as a whole."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.plan import offer_advice, offer_checks, offer_file
from assessment.plan.loader import CONTENT, read_offer
from assessment.plan.model import ENDED
from values import ContentError
from values.toml_reading import read_toml

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def test_what_is_exported_is_read_back_as_it_was(catalogue):
    text = offer_file.write_offer(offer_file.tabulate_offer(catalogue))

    assert read_offer(offer_file.read_offer_text(text), catalogue) == catalogue


def test_the_shipped_file_is_the_same_table(catalogue):
    shipped = read_toml(CONTENT / "catalogue.toml")

    assert read_offer(shipped, catalogue) == catalogue


@given(TEXT, st.dictionaries(TEXT, TEXT, max_size=3), st.lists(TEXT, max_size=3), st.booleans())
def test_any_text_survives_the_way_through_toml(text, weights, listed, yes):
    entry = {"id": "A", "text": text, "by": weights, "list": listed, "yes": yes, "hours": 3}
    table = {"version": 1, "checked": text, "programmes": [entry], "payment": []}

    read = offer_file.read_offer_text(offer_file.write_offer(table))

    assert read == {key: each for key, each in table.items() if key != "payment"}


def test_the_shipped_catalogue_can_be_published(catalogue, value_map):
    ids = [programme.id for programme in catalogue.programmes]

    assert offer_checks.find_problems(catalogue, value_map, published=ids) == []
    assert offer_checks.find_warnings(catalogue, value_map) == []


def _with(catalogue, **changes):
    first, *others = catalogue.programmes
    return replace(catalogue, programmes=(replace(first, **changes), *others))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"dates": {"2027-02-30": "Utrecht"}}, "2027-02-30"),
        ({"pe_hours": -1}, "pe_hours"),
        ({"url": "javascript:alert(1)"}, "javascript"),
        ({"contact": "niemand"}, "niemand"),
        ({"price": "x" * 121}, "price"),
        ({"review_by": "volgend jaar"}, "volgend jaar"),
        ({"competencies": {"POL1": 7}}, "POL1"),
        ({"requires": ("NERGENS",)}, "NERGENS"),
        ({"trains": ""}, "trains"),
        ({"id": "een id"}, "een id"),
        ({"audience": "Een zin van " + "heel " * 30 + "veel woorden."}, "audience"),
    ],
)
def test_every_mistake_names_its_place(catalogue, value_map, changes, told):
    problems = offer_checks.find_problems(_with(catalogue, **changes), value_map, published=())

    assert any(told in problem for problem in problems)


def test_all_problems_are_told_at_once(catalogue, value_map):
    wrong = _with(catalogue, pe_hours=-1, contact="niemand", dates={"morgen": ""})

    assert len(offer_checks.find_problems(wrong, value_map, published=())) >= 3


def test_a_programme_that_was_published_cannot_go_but_may_end(catalogue, value_map):
    ids = [programme.id for programme in catalogue.programmes]
    last = catalogue.programmes[-1]
    without = replace(catalogue, programmes=catalogue.programmes[:-1])
    ended = replace(without, programmes=(*without.programmes, replace(last, status=ENDED)))

    gone = offer_checks.find_problems(without, value_map, published=ids)

    assert any(last.id in problem and "ended" in problem for problem in gone)
    assert offer_checks.find_problems(ended, value_map, published=ids) == []


def test_what_serves_nobody_any_more_is_a_warning_and_no_problem(catalogue, value_map):
    gone = tuple(replace(one, status=ENDED) for one in catalogue.programmes)

    warnings = offer_checks.find_warnings(replace(catalogue, programmes=gone), value_map)

    assert any("waarde" in warning for warning in warnings)
    assert any("competentie" in warning for warning in warnings)
    assert any("Basisopleiding is gestopt" in warning for warning in warnings)


def test_a_value_that_a_programme_names_now_has_no_actions_of_its_own(catalogue, value_map):
    value = catalogue.actions[0].value
    table = offer_file.tabulate_offer(catalogue)
    table["programmes"][0]["values"].append(value)

    read = read_offer(table, catalogue)

    assert catalogue.actions_for(value)
    assert read.actions_for(value) == ()
    assert offer_checks.find_problems(read, value_map, published=()) == []


@pytest.mark.parametrize(
    "text",
    [
        "version = ",
        "x" * 400_001,
        "a = " + "[" * 100_000,
        "version = 4" + "0" * 5000,
        "checked = 0x" + "f" * 5000,
    ],
    ids=["empty", "long", "deep", "number", "hexadecimal number"],
)
def test_what_is_no_catalogue_says_what_to_do(text):
    with pytest.raises(ContentError) as refused:
        offer_file.read_offer_text(text)

    assert "catalogue.toml" in refused.value.problems[0]


def test_every_field_that_does_not_fit_is_told(catalogue):
    table = offer_file.tabulate_offer(catalogue)
    table["programmes"][0]["pe_hours"] = "tien"
    del table["programmes"][1]["name"]
    table["payment"][0]["zomaar"] = 1

    with pytest.raises(ContentError) as refused:
        read_offer(table, catalogue)

    assert len(refused.value.problems) == 3


# Contacts and who is advised what


def test_what_a_table_leaves_out_is_what_came_with_the_program(catalogue):
    table = offer_file.tabulate_offer(catalogue)
    for name in ("contacts", "wishes", "phases"):
        del table[name]

    assert read_offer(table, catalogue) == catalogue


def test_a_wish_and_a_phase_give_what_the_table_says_and_others_stay(catalogue):
    first, *others = catalogue.asked.wishes
    table = offer_file.tabulate_offer(catalogue) | {
        "wishes": [{"question": first.question, "option": first.option, "programmes": ["KEU"]}],
        "phases": [{"phase": "starter", "belongs": ["HAN"]}],
    }

    read = read_offer(table, catalogue)

    assert read.asked.wishes == (replace(first, programmes=("KEU",)), *others)
    assert read.rules.belongs == {**catalogue.rules.belongs, "starter": ("HAN",)}
    assert read.rules.if_room == catalogue.rules.if_room


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"wishes": [{"question": "weg", "option": "x"}]}, "weg:x is geen wens"),
        ({"wishes": [{"question": "stap-hulp", "option": "rechten"}] * 2}, "twee keer"),
        ({"phases": [{"phase": "starter"}] * 2}, "twee keer"),
        ({"phases": [{"phase": "later"}]}, "later"),
        ({"contacts": [{"id": "loket"}]}, "loket"),
    ],
)
def test_a_table_of_advice_that_does_not_fit_says_why(catalogue, changes, told):
    with pytest.raises(ContentError, match=told):
        read_offer(offer_file.tabulate_offer(catalogue) | changes, catalogue)


def _with_contact(catalogue, **changes):
    first, *others = catalogue.contacts
    return replace(catalogue, contacts=(replace(first, **changes), *others))


@pytest.mark.parametrize(
    "changes",
    [{"id": "Een Loket"}, {"name": " "}, {"about": ""}, {"name": "x" * 81}, {"telephone": "bel"},
     {"telephone": "", "mail": "", "url": ""}, {"sources": ()}, {"as_of": "nu"}],
)  # fmt: skip
def test_every_mistake_in_a_contact_names_its_place(catalogue, value_map, changes):
    wrong = _with_contact(catalogue, **changes)

    problems = offer_checks.find_problems(wrong, value_map, published=())

    assert any(f"contacts.toml: {wrong.contacts[0].id}" in problem for problem in problems)


def test_a_contact_that_support_needs_cannot_go(catalogue, value_map):
    gone = replace(catalogue, contacts=catalogue.contacts[1:])

    problems = offer_checks.find_problems(gone, value_map, published=())

    assert any("ondersteuningsteam" in p and p.startswith("support.toml") for p in problems)


def test_more_than_a_page_asks_for_is_too_many(catalogue, value_map):
    ids = [programme.id for programme in catalogue.programmes][:7]
    wish = {"question": "stap-hulp", "option": "rechten", "programmes": ids}
    phase = {"phase": "starter", "if_room": ids[:4]}
    table = offer_file.tabulate_offer(catalogue) | {"wishes": [wish], "phases": [phase]}

    problems = offer_checks.find_problems(read_offer(table, catalogue), value_map, published=())

    assert [problem.split(" noemt ")[0] for problem in problems] == [
        "catalogue.toml: stap-hulp:rechten",
        "catalogue.toml: starter",
    ]


def test_a_programme_that_nobody_can_be_advised_is_a_warning(catalogue, value_map):
    lonely = replace(
        catalogue.programme("NWB"), id="NIEUW", name="Iets nieuws", competencies={}, values=()
    )
    added = replace(catalogue, programmes=(*catalogue.programmes, lonely))
    first, *others = added.asked.wishes
    given = replace(first, programmes=(*first.programmes, "NIEUW"))
    served = replace(added, asked=replace(added.asked, wishes=(given, *others)))

    assert any("Iets nieuws" in one for one in offer_checks.find_warnings(added, value_map))
    assert offer_checks.find_warnings(served, value_map) == []


@given(st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)),
))  # fmt: skip
def test_whatever_stands_in_a_table_is_refused_in_words_and_can_be_written(catalogue, odd):
    for name in ("version", "programmes", "payment", "contacts", "wishes", "phases", "korting"):
        table = offer_file.tabulate_offer(catalogue) | {name: odd}
        offer_file.write_offer(offer_advice.drop_unknown(table, catalogue))
        with suppress(ContentError):  # nothing else comes out of it
            read_offer(table, catalogue)


@pytest.mark.parametrize(
    "key",
    [
        "a." * 100_000 + "a = 1",
        "a . " * 50_000 + "a = 1",
        '"a.b".' * 40_000 + "a = 1",
        "'a'." * 50_000 + "a = 1",
        '"a\\"b".' * 30_000 + "a = 1",
        "[" + "a." * 100_000 + "a]",
        "a = {b = 1, " + "a." * 100_000 + "a = 1}",
        'a = {b = """x""""", ' + "a." * 100_000 + "a = 1}",
        "a = {b = '''x'''', " + "a." * 100_000 + "a = 1}",
    ],
    ids=["bare", "blanks", "quoted", "single quotes", "escaped", "table", "inline", "after a text",
         "after a plain text"],
)  # fmt: skip
def test_a_key_of_very_many_parts_is_refused_before_it_is_read(key, monkeypatch):
    monkeypatch.setattr(offer_file, "tomllib", None)  # reading it would take minutes

    with pytest.raises(ContentError) as refused:
        offer_file.read_offer_text(key)

    assert "meer dan 16 delen" in refused.value.problems[0]


def test_points_in_texts_numbers_and_comments_are_no_parts_of_a_key():
    dots = "a." * 100
    text = f"""
        # {dots}
        one = "{dots}"  # {dots}
        two = '{dots}'
        more = [{"0.5, " * 100}]
        long = \"\"\"
        {dots} "{dots}"
        \"\"\"
        plain = '''
        {dots} it's '''
        weights.a.b = 0.5
    """

    assert offer_file.read_offer_text(text)["weights"] == {"a": {"b": 0.5}}
