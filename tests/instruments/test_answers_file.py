"""The answers JSON: what is written is read back, and everything that does not fit is named."""

import copy
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.instruments import read_answers, write_answers
from assessment.json_reading import InputError
from assessment.services.simulating import simulate
from tests.people import someone
from values import PHASES


def as_bytes(table):
    return json.dumps(table).encode()


@pytest.fixture(scope="module")
def person(library, value_map):
    return simulate(5, library, value_map, phase="zittend", office="wethouder")


@pytest.fixture(scope="module")
def good(person):
    return json.loads(json.dumps(write_answers(person)))


@pytest.fixture
def table(good):
    """A file without problems that a test may break."""
    return copy.deepcopy(good)


@pytest.fixture(scope="module")
def problems(library, value_map):
    def problems_of(data):
        raw = data if isinstance(data, bytes) else as_bytes(data)
        with pytest.raises(InputError) as refused:
            read_answers(raw, library, value_map)
        assert all(line and len(line.splitlines()) == 1 for line in refused.value.problems)
        return refused.value.problems

    return problems_of


@pytest.mark.parametrize("phase", PHASES)
def test_what_is_written_is_read_back(phase, library, value_map):
    for seed in range(5):
        person = simulate(seed, library, value_map, phase=phase, office="wethouder")
        written = as_bytes(write_answers(person))
        assert read_answers(written, library, value_map) == person


def test_a_simulated_person_stays_marked_and_nobody_else_is(library, value_map):
    person = simulate(3, library, value_map, phase="zittend", office="wethouder")
    real = replace(person, simulated=False)

    for one in (person, real):
        text = json.dumps(write_answers(one)).encode()
        assert read_answers(text, library, value_map).simulated is one.simulated
    assert write_answers(person)["simulated"] is True
    assert "simulated" not in write_answers(real)


def test_a_person_without_a_name_or_answers_is_read_back(library, value_map):
    nobody = someone.answers(library, phase="aspirant")

    written = write_answers(nobody)

    assert "name" not in written
    assert read_answers(as_bytes(written), library, value_map) == nobody


def test_reading_what_was_read_changes_nothing(library, value_map, table):
    table["name"] = " e\x07\u0301 "
    table["answers"]["verdieping"]["energie-bron"] = "Van\tmensen\r\nen\u0000 stilte. \ud800"
    once = read_answers(as_bytes(table), library, value_map)

    assert once.name == "\u00e9"
    assert once.verdieping["energie-bron"] == "Van mensen\nen stilte."
    assert read_answers(as_bytes(write_answers(once)), library, value_map) == once


def test_choices_are_kept_in_the_order_of_the_question_and_once(library, value_map, table):
    question = next(q for q in library.verdieping.items if q.kind == "choices" and
                    "zittend" in q.phases)  # fmt: skip
    first, second = question.options[0].id, question.options[1].id
    table["answers"]["verdieping"][question.id] = [second, first, second]

    found = read_answers(as_bytes(table), library, value_map)

    assert found.verdieping[question.id] == (first, second)


def put(table, path, value):
    *parents, last = path
    for key in parents:
        table = table[key]
    table[last] = value


MISSING = object()
CHANGES = [
    (("format",), "bop-answers/2", "format: bop-answers/2 is onbekend"),
    (("format",), 1, "format: 1 past hier niet; hier hoort een tekst"),
    (("format",), MISSING, "format: ontbreekt"),
    (("phase",), "oud", "phase: oud bestaat niet; kies uit aspirant, starter, zittend"),
    (("phase",), None, "phase: null past hier niet; hier hoort een tekst"),
    (("phase",), MISSING, "phase: ontbreekt"),
    (("office",), "keizer", "office: keizer bestaat niet; kies uit wethouder"),
    (
        ("office",),
        "griffier",
        "office: voor het ambt van griffier zijn er nog geen teksten; kies uit wethouder",
    ),
    (("office",), ["wethouder"], 'office: ["wethouder"] past hier niet; hier hoort een tekst'),
    (("taken_at",), "gisteren", "taken_at: gisteren is geen tijdstip"),
    (("taken_at",), "2026-11-23T10:00:00", "taken_at: 2026-11-23T10:00:00 is geen tijdstip"),
    (("taken_at",), "2026-02-30T10:00:00Z", "taken_at: 2026-02-30T10:00:00Z is geen tijdstip"),
    (("taken_at",), 20261123, "taken_at: 20261123 past hier niet"),
    (("name",), 7, "name: 7 past hier niet; hier hoort een tekst"),
    (("name",), None, "name: null past hier niet; hier hoort een tekst"),
    (("name",), "x" * 101, "name: 101 tekens is te lang; gebruik er hoogstens 100"),
    (("colour",), "red", "colour: dit veld bestaat niet; haal het weg"),
    (("instruments",), [], "instruments: [] past hier niet; hier hoort een object"),
    (("instruments", "gedrag"), 2, "instruments.gedrag: versie 2 is er niet; er is versie 1"),
    (("instruments", "gedrag"), "1", "instruments.gedrag: versie 1 is er niet"),
    (("instruments", "gedrag"), True, "instruments.gedrag: versie true is er niet"),
    (("instruments", "gedrag"), 1.0, "instruments.gedrag: versie 1.0 is er niet"),
    (("instruments", "stijl"), MISSING, "instruments.stijl: ontbreekt"),
    (("instruments", "intake"), 1, "instruments.intake: dit veld bestaat niet"),
    (("answers",), None, "answers: null past hier niet; hier hoort een object"),
    (("answers", "stijl"), MISSING, "answers.stijl: ontbreekt"),
    (("answers", "stijl"), [1, 2], "answers.stijl: [1, 2] past hier niet; hier hoort een object"),
    (("answers", "smaak"), {}, "answers.smaak: dit veld bestaat niet"),
    (("answers", "gedrag", "bes1-3"), 7,
     "answers.gedrag.bes1-3: 7 is geen antwoord; kies 1 tot en met 5 of nvt"),
    (("answers", "gedrag", "bes1-3"), 0, "answers.gedrag.bes1-3: 0 is geen antwoord"),
    (("answers", "gedrag", "bes1-3"), -1, "answers.gedrag.bes1-3: -1 is geen antwoord"),
    (("answers", "gedrag", "bes1-3"), 3.0, "answers.gedrag.bes1-3: 3.0 is geen antwoord"),
    (("answers", "gedrag", "bes1-3"), True, "answers.gedrag.bes1-3: true is geen antwoord"),
    (("answers", "gedrag", "bes1-3"), "3", "answers.gedrag.bes1-3: 3 is geen antwoord"),
    (("answers", "gedrag", "bes1-3"), "NVT", "answers.gedrag.bes1-3: NVT is geen antwoord"),
    (("answers", "gedrag", "bes1-3"), None, "answers.gedrag.bes1-3: null is geen antwoord"),
    (("answers", "gedrag", "bes1-3"), [3], "answers.gedrag.bes1-3: [3] is geen antwoord"),
    (("answers", "gedrag", "bes1-3"), {"x": 1}, 'answers.gedrag.bes1-3: {"x": 1} is geen'),
    (("answers", "gedrag", "bes1-3"), float("nan"), "answers.gedrag.bes1-3: NaN is geen antwoord"),
    (("answers", "gedrag", "bes1-3"), 10**99, "answers.gedrag.bes1-3: 1000000000"),
    (("answers", "gedrag", "xyz1-1"), 3,
     "answers.gedrag.xyz1-1: deze vraag bestaat niet in gedrag versie 1; haal haar weg"),
    (("answers", "gedrag", "a-1"), 3, "answers.gedrag.a-1: deze vraag bestaat niet in gedrag"),
    (("answers", "gedrag", "x\ny" * 30), 3, "answers.gedrag.x yx y"),
    (("answers", "stijl", "a-1"), 7, "answers.stijl.a-1: 7 is geen antwoord; kies 1 tot en met 6"),
    (("answers", "stijl", "a-1"), "nvt", "answers.stijl.a-1: nvt is geen antwoord"),
    (("answers", "stijl", "a-1"), False, "answers.stijl.a-1: false is geen antwoord"),
    (("answers", "waardenkeuze", "design"), MISSING,
     "answers.waardenkeuze.design: ontbreekt; noem de versie van het ontwerp, 1 tot en met 20"),
    (("answers", "waardenkeuze", "design"), 21,
     "answers.waardenkeuze.design: 21 is geen antwoord; kies 1 tot en met 20"),
    (("answers", "waardenkeuze", "design"), 0, "answers.waardenkeuze.design: 0 is geen antwoord"),
    (("answers", "waardenkeuze", "design"), True, "answers.waardenkeuze.design: true is geen"),
    (("answers", "waardenkeuze", "design"), 1.0, "answers.waardenkeuze.design: 1.0 is geen"),
    (("answers", "waardenkeuze", "sets"), MISSING, "answers.waardenkeuze.sets: ontbreekt"),
    (("answers", "waardenkeuze", "sets"), [], "answers.waardenkeuze.sets: [] past hier niet"),
    (("answers", "waardenkeuze", "keuzes"), {}, "answers.waardenkeuze.keuzes: dit veld bestaat"),
    (("answers", "waardenkeuze", "sets", "set-33"), {"best": "lef", "worst": "gezag"},
     "answers.waardenkeuze.sets.set-33: deze vraag bestaat niet in waardenkeuze versie 1"),
    (("answers", "waardenkeuze", "sets", "set-1"), "lef",
     "answers.waardenkeuze.sets.set-1: lef past hier niet; hier hoort een object"),
    (("answers", "waardenkeuze", "sets", "set-1"), {},
     "answers.waardenkeuze.sets.set-1.best: ontbreekt"),
    (("answers", "waardenkeuze", "sets", "set-1", "worst"), MISSING,
     "answers.waardenkeuze.sets.set-1.worst: ontbreekt"),
    (("answers", "waardenkeuze", "sets", "set-1", "best"), "moed",
     "answers.waardenkeuze.sets.set-1.best: moed staat niet in deze keuze; kies uit "),
    (("answers", "waardenkeuze", "sets", "set-1", "best"), None,
     "answers.waardenkeuze.sets.set-1.best: null staat niet in deze keuze"),
    (("answers", "waardenkeuze", "sets", "set-1", "best"), ["lef"],
     'answers.waardenkeuze.sets.set-1.best: ["lef"] staat niet in deze keuze'),
    (("answers", "waardenkeuze", "sets", "set-1", "reden"), "zomaar",
     "answers.waardenkeuze.sets.set-1.reden: dit veld bestaat niet"),
    (("answers", "verdieping", "energie-bron"), 3, "answers.verdieping.energie-bron: hier hoort"),
    (("answers", "verdieping", "energie-bron"), None, "answers.verdieping.energie-bron: hier"),
    (("answers", "verdieping", "energie-bron"), "x" * 601,
     "answers.verdieping.energie-bron: 601 tekens is te lang; gebruik er hoogstens 600"),
    (("answers", "verdieping", "ervaring-duur"), "eeuwig",
     "answers.verdieping.ervaring-duur: eeuwig bestaat niet; kies uit minder-dan-half, "),
    (("answers", "verdieping", "ervaring-duur"), ["minder-dan-half"],
     'answers.verdieping.ervaring-duur: ["minder-dan-half"] bestaat niet'),
    (("answers", "verdieping", "ervaring-scholing"), "opleiding",
     "answers.verdieping.ervaring-scholing: opleiding past hier niet; hier hoort een lijst"),
    (("answers", "verdieping", "ervaring-scholing"), ["opleiding", 4],
     "answers.verdieping.ervaring-scholing: 4 bestaat niet; kies uit opleiding, "),
    (("answers", "verdieping", "ervaring-herkomst"), "raad",
     "answers.verdieping.ervaring-herkomst: deze vraag bestaat niet in verdieping versie 1"),
    (("answers", "verdieping", "beweegreden-nu"), "Omdat ik wil.",
     "answers.verdieping.beweegreden-nu: deze vraag bestaat niet in verdieping versie 1"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    CHANGES,
    ids=[f"{'.'.join(p)[:40]}-{s[:60]}" for p, _, s in CHANGES],
)
def test_one_thing_that_does_not_fit_is_one_line_that_names_the_place(
    path, value, sentence, table, problems
):
    put(table, path, value)
    if value is MISSING:
        parent = table
        for key in path[:-1]:
            parent = parent[key]
        del parent[path[-1]]

    [line] = problems(table)

    assert line.startswith(sentence)


def test_a_value_of_another_set_was_not_shown(table, problems, library, person):
    shown = library.waardenkeuze.designs[person.design - 1][0]
    elsewhere = next(v for v in ("lef", "gezag", "nabijheid", "rekenschap", "eerbied", "gelijkheid")
                     if v not in shown.values)  # fmt: skip
    table["answers"]["waardenkeuze"]["sets"]["set-1"]["worst"] = elsewhere

    [line] = problems(table)

    place = "answers.waardenkeuze.sets.set-1.worst"
    expected = ", ".join(shown.values)
    assert line == f"{place}: {elsewhere} staat niet in deze keuze; kies uit {expected}"


def test_best_and_worst_may_not_be_the_same(table, problems):
    chosen = table["answers"]["waardenkeuze"]["sets"]["set-1"]
    chosen["worst"] = chosen["best"]

    assert problems(table) == [
        f"answers.waardenkeuze.sets.set-1: best en worst zijn allebei {chosen['best']}; "
        "kies twee verschillende waarden"
    ]


def test_several_problems_are_all_reported(table, problems):
    del table["taken_at"]
    table["colour"] = "red"
    table["office"] = "keizer"
    table["name"] = 3
    table["instruments"]["gedrag"] = 9
    table["answers"]["gedrag"] |= {"bes1-3": 7, "xyz1-1": 1}
    table["answers"]["stijl"] = 1
    table["answers"]["waardenkeuze"]["design"] = "x"
    table["answers"]["verdieping"]["energie-bron"] = 5

    assert [line.split(":")[0] for line in problems(table)] == [
        "taken_at",
        "colour",
        "office",
        "name",
        "instruments.gedrag",
        "answers.stijl",
        "answers.gedrag.bes1-3",
        "answers.gedrag.xyz1-1",
        "answers.waardenkeuze.design",
        "answers.verdieping.energie-bron",
    ]


def test_an_aspirant_who_answers_the_verdieping_is_told_so(table, problems):
    table["phase"] = "aspirant"

    found = problems(table)

    assert "instruments.intake: ontbreekt; voeg dit veld toe" in found
    assert "instruments.verdieping: dit veld bestaat niet; haal het weg" in found
    assert any("deze vraag bestaat niet in intake versie 1" in line for line in found)


def test_an_answer_that_came_twice_is_named_with_its_place(good, problems):
    data = as_bytes(good).replace(b'"gedrag": {', b'"gedrag": {"pol1-1": 1, ', 2)
    data = data.replace(b'"gedrag": {"pol1-1": 1, "gedrag"', b'"gedrag": {"gedrag"')

    assert "answers.gedrag.pol1-1: staat er meer dan één keer; laat er één staan" in problems(data)


@pytest.mark.parametrize("data", [b"", b"[1]", b"\xff", b"[" * 100_000, b'{"format": ' * 3])
def test_what_is_not_json_is_one_line_about_the_file(data, problems):
    [line] = problems(data)

    assert line.startswith("bestand: ")


def test_an_enormous_file_is_refused_without_being_read(table, problems):
    table["answers"]["verdieping"]["energie-bron"] = "x" * 1_000_001

    [line] = problems(table)

    assert "is te groot; een bestand met antwoorden is hoogstens 1000000 bytes" in line


def test_a_text_at_its_limit_counts_after_cleaning(library, value_map, table):
    table["answers"]["verdieping"]["energie-bron"] = " " * 50 + "x" * 600 + "\n" * 50

    found = read_answers(as_bytes(table), library, value_map)

    assert len(found.verdieping["energie-bron"]) == 600


LEAVES = (
    st.none() | st.booleans() | st.integers(-3, 9) | st.floats() | st.text(max_size=8)
    | st.sampled_from(["nvt", "lef", "zittend", "wethouder", "set-1", "best", "pol1-1"])
)  # fmt: skip
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)
PLACES = st.sampled_from(sorted({path for path, _, _ in CHANGES}))


@given(places=st.lists(st.tuples(PLACES, JSON), max_size=4))
def test_anything_anywhere_gives_answers_or_reasons(places, good, library, value_map):
    table = copy.deepcopy(good)
    for path, value in places:
        try:
            put(table, path, value)
        except (TypeError, KeyError, IndexError):
            continue  # an earlier change took the place away
    read_or_refuse(as_bytes(table), library, value_map)


@given(table=JSON | st.dictionaries(st.sampled_from(["format", "phase", "office", "taken_at",
       "instruments", "answers", "name"]), JSON))  # fmt: skip
def test_any_json_gives_answers_or_reasons(table, library, value_map):
    read_or_refuse(as_bytes(table), library, value_map)


def read_or_refuse(data, library, value_map):
    """Any exception but InputError is a fault; what is read can be written and read again."""
    try:
        found = read_answers(data, library, value_map)
    except InputError:
        return
    assert read_answers(as_bytes(write_answers(found)), library, value_map) == found


def test_writing_keeps_what_the_web_stored(library, value_map, person):
    """Answers from the database have lists where the reader makes tuples."""
    from_web = replace(person, verdieping={"ervaring-scholing": ("coaching", "zelf")})

    written = json.loads(json.dumps(write_answers(from_web)))

    assert written["answers"]["verdieping"] == {"ervaring-scholing": ["coaching", "zelf"]}
    assert read_answers(as_bytes(written), library, value_map) == from_web


def exclusive_question(library):
    """Return a question with an option that goes with no other, and that option."""
    for question in library.verdieping.items:
        if question.exclusive and "zittend" in question.phases:
            return question, next(iter(question.exclusive))
    raise LookupError


def test_an_option_that_excludes_the_others_stands_alone(table, problems, library, value_map):
    question, alone = exclusive_question(library)
    other = question.options[0].id
    table["answers"]["verdieping"][question.id] = [other, alone]

    [problem] = problems(table)

    assert problem.startswith(f"answers.verdieping.{question.id}: {alone} sluit")
    assert other in problem
    table["answers"]["verdieping"][question.id] = [alone]
    assert read_answers(as_bytes(table), library, value_map).verdieping[question.id] == (alone,)


def test_nobody_who_is_simulated_contradicts_an_exclusive_answer(library, value_map):
    question, alone = exclusive_question(library)
    chosen = [
        simulate(seed, library, value_map, phase="zittend", office="wethouder").verdieping[
            question.id
        ]
        for seed in range(60)
    ]

    assert not any(question.excludes(answer) for answer in chosen)
    assert (alone,) in chosen
