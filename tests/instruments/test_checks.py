"""Every rule of the instruments, proved by a broken example that is refused."""

from dataclasses import replace

import pytest

from assessment.instruments import checks
from assessment.instruments.model import Choice, ChoiceSet
from values import PHASES


def put(items, item_id, **changes):
    """The same items, with the one that has this id changed."""
    return tuple(replace(i, **changes) if i.id == item_id else i for i in items)


def with_part(library, part, **changes):
    return replace(library, **{part: replace(getattr(library, part), **changes)})


def with_item(part, item_id, **changes):
    return lambda m: with_part(m, part, items=put(getattr(m, part).items, item_id, **changes))


def without(part, *ids):
    return lambda m: with_part(
        m, part, items=tuple(i for i in getattr(m, part).items if i.id not in ids)
    )


def with_bands(**bands):
    names = {key.replace("_", "-"): low for key, low in bands.items()}
    return lambda m: with_part(m, "gedrag", scoring=replace(m.gedrag.scoring, bands=names))


def with_design(change):
    """Design 1 with its sets changed."""

    def changed(library):
        designs = library.waardenkeuze.designs
        return with_part(library, "waardenkeuze", designs=(change(designs[0]), *designs[1:]))

    return changed


def without_third_level(library):
    """The statements of POL1 with level 3 made 2."""
    items = put(library.gedrag.items, "pol1-3", level=2)
    return with_part(library, "gedrag", items=items)


def moved_next_to_its_fellow(library):
    items = [i for i in library.gedrag.items if i.id != "pol1-2"]
    place = next(n for n, i in enumerate(items) if i.id == "pol1-1")
    items.insert(place + 1, next(i for i in library.gedrag.items if i.id == "pol1-2"))
    return with_part(library, "gedrag", items=tuple(items))


def pair_of_axis_a(library):
    return next(p for p in library.stijl.pairs if p.axis == "A")


def first_pair(**changes):
    return lambda m: with_item("stijl", "a-1", **changes)(m)


def switching_id(library):
    return library.stijl.switching[0].id


def two_of_one_cluster(library):
    """Seven sets in which two values of cluster vrijheid stand together."""
    designs = list(library.waardenkeuze.designs)
    for number in range(7):
        sets = designs[number]
        together = replace(sets[0], values=("lef", "autonomie", "gezag", "rekenschap"))
        designs[number] = (together, *sets[1:])
    return with_part(library, "waardenkeuze", designs=tuple(designs))


def words(count, word="dit"):
    return " ".join([word] * count) + "."


BROKEN = {
    "gedrag item pol1-1: the id is used 2 times": with_item("gedrag", "pol1-2", id="pol1-1"),
    "stijl item a-1: the id is used 2 times": with_item("stijl", "b-1", id="a-1"),
    "intake item beweegreden-nu: the id is used 2 times": with_item(
        "intake", "beweegreden-twijfel", id="beweegreden-nu"
    ),
    "gedrag: 77 statements instead of 78": without("gedrag", "pol1-1"),
    "value verscheidenheid: 1 statements instead of 2": without("gedrag", "pol1-1"),
    "value gezag: 3 statements instead of 2": with_item("gedrag", "pol1-1", value="gezag"),
    "gedrag item pol1-1: unknown value or competency": with_item(
        "gedrag", "pol1-1", competency="POL9"
    ),
    "gedrag item pol1-2: unknown value or competency": with_item("gedrag", "pol1-2", value="moed"),
    "gedrag item pol1-1: nabijheid has no link to POL1": with_item(
        "gedrag", "pol1-1", value="nabijheid"
    ),
    "gedrag item pol1-1: must name its indicator and its opvatting": with_item(
        "gedrag", "pol1-1", indicator=""
    ),
    "gedrag item pol1-2: must name its indicator and its opvatting": with_item(
        "gedrag", "pol1-2", opvatting=""
    ),
    "gedrag item pol1-1: 21 words (at most 20)": with_item("gedrag", "pol1-1", text=words(21)),
    "gedrag item pol1-1: 22 words (at most 20)": with_item(
        "gedrag", "pol1-1", text_aspirant=words(22)
    ),
    "competency POL1: 3 statements, needs at least 4": without("gedrag", "pol1-1"),
    "competency POL1: no statement of level 3": without_third_level,
    "competency POL1: a statement of level 5, not 1 to 4": with_item("gedrag", "pol1-3", level=5),
    "gedrag items pol1-1 and pol1-2: neighbours share a competency or value": (
        moved_next_to_its_fellow
    ),
    "gedrag bands: must be in-ontwikkeling, op-weg, stevig, sterk, rising from 0": with_bands(
        in_ontwikkeling=0, op_weg=40, stevig=40, sterk=80
    ),
    "gedrag options: must be 1 to 5": lambda m: with_part(
        m, "gedrag", options=m.gedrag.options[1:]
    ),
    "axis A: 7 pairs instead of 8": without("stijl", "a-1"),
    "axis A: 9 pairs instead of 8": with_item("stijl", "b-1", axis="A"),
    "axis A: 1 switching items instead of 2": lambda m: without("stijl", switching_id(m))(m),
    "axis A: 0 scenarios instead of 1": lambda m: without("stijl", m.stijl.scenarios[0].id)(m),
    "stijl item a-1: unknown axis 'D'": first_pair(axis="D"),
    "axis A: pole 1 comes first 3 times and pole 2 5 times": first_pair(first_pole=2),
    "stijl item a-1: first_pole must be 1 or 2": first_pair(first_pole=3),
    "stijl item a-1: 21 words (at most 20)": first_pair(first=words(21)),
    "stijl item a-1: 23 words (at most 20)": first_pair(second_aspirant=words(23)),
    "stijl item a-1: its statements differ more than 4 words in length": first_pair(
        first=words(5), second=words(10)
    ),
    "stijl options: must be 1 to 6": lambda m: with_part(
        m, "stijl", switching_options=m.stijl.switching_options[:5]
    ),
    "waardenkeuze: 19 designs instead of 20": lambda m: with_part(
        m, "waardenkeuze", designs=m.waardenkeuze.designs[:19]
    ),
    "waardenkeuze design 1: must show every value four times in 32 sets": with_design(
        lambda sets: sets[:-1]
    ),
    "waardenkeuze design 1: a pair of values comes twice": with_design(
        lambda sets: (*sets[:-1], ChoiceSet("set-32", sets[0].values))
    ),
    "waardenkeuze design 1: sets must have four or five values": with_design(
        lambda sets: (*sets[:-1], ChoiceSet("set-32", sets[-1].values[:3]))
    ),
    "verdieping: 9 questions for starter (10 to 18)": lambda m: only_questions(m, 9, "starter"),
    "verdieping: 19 questions for starter (10 to 18)": lambda m: only_questions(m, 19, "starter"),
    "intake: 0 questions for aspirant (10 to 18)": lambda m: with_part(m, "intake", items=()),
    "question beweegreden-nu: max_length must lie in 200..2000": with_item(
        "intake", "beweegreden-nu", max_length=199
    ),
    "question ervaring-duur: needs at least two options": with_item(
        "verdieping", "ervaring-duur", options=(Choice("een", "Eén"),)
    ),
    "question ervaring-duur: two options have the same id": with_item(
        "verdieping", "ervaring-duur", options=(Choice("a", "Eén"), Choice("a", "Twee"))
    ),
    "question ervaring-duur: unknown phase": with_item(
        "verdieping", "ervaring-duur", phases=("starter", "oud")
    ),
    "gedrag pol1-1: the text is empty": with_item("gedrag", "pol1-1", text=" "),
    "stijl a-1.second: the text is empty": first_pair(second=""),
    "question beweegreden-nu: the text is empty": with_item("intake", "beweegreden-nu", text=""),
    "gedrag pol1-1: LIX 112 (at most 60)": with_item(
        "gedrag", "pol1-1", text=words(12, "verantwoordelijkheid")
    ),
    "gedrag pol1-1: a sentence of 23 words (at most 22)": with_item(
        "gedrag", "pol1-1", text=words(23)
    ),
}


def only_questions(library, count, *phases):
    question = library.verdieping.items[0]
    items = tuple(
        replace(question, id=f"vraag-{n}", phases=phases, text=f"Vraag {n}?", hint="")
        for n in range(count)
    )
    return with_part(library, "verdieping", items=items)


@pytest.fixture(scope="module")
def shipped(library, value_map):
    """What is wrong with the shipped content, which is nothing once it is finished."""
    return checks.problems(library, value_map)


@pytest.mark.parametrize("sentence", BROKEN)
def test_a_broken_instrument_is_refused_with_the_reason(sentence, library, value_map, shipped):
    found = checks.problems(BROKEN[sentence](library), value_map)

    assert sentence in found
    assert sentence not in shipped


AT_THE_LIMIT = {
    "a statement of 20 words": with_item("gedrag", "pol1-1", text=words(20)),
    "a pair that differs 4 words": first_pair(first=words(5), second=words(9, "dat")),
    "an open question of 200 characters": with_item("intake", "beweegreden-nu", max_length=200),
    "an open question of 2000 characters": with_item("intake", "beweegreden-nu", max_length=2000),
    "10 questions in a phase": lambda m: only_questions(m, 10, *PHASES[1:]),
    "18 questions in a phase": lambda m: only_questions(m, 18, *PHASES[1:]),
    "two options": with_item(
        "verdieping", "ervaring-duur", options=(Choice("a", "Eén"), Choice("b", "Twee"))
    ),
}


@pytest.mark.parametrize("case", AT_THE_LIMIT)
def test_what_stands_at_the_limit_is_allowed(case, library, value_map, shipped):
    assert checks.problems(AT_THE_LIMIT[case](library), value_map) == shipped


def test_one_statement_twice_is_refused(library, value_map):
    text = library.gedrag.items[0].text
    broken = with_item("gedrag", library.gedrag.items[5].id, text=text.upper())(library)

    one, other = library.gedrag.items[0].id, library.gedrag.items[5].id
    expected = f"gedrag {one} and gedrag {other}: the same text twice"
    assert expected in checks.problems(broken, value_map)


def test_sets_that_mix_values_of_one_cluster_too_often_are_refused(library, value_map):
    found = checks.problems(two_of_one_cluster(library), value_map)

    mixed = [s for s in found if "sets hold two values of one cluster (at most 6)" in s]
    assert len(mixed) == 1
    assert int(mixed[0].split()[1]) >= 7


def test_bands_must_begin_at_zero_and_have_their_names(library, value_map):
    sentence = "gedrag bands: must be in-ontwikkeling, op-weg, stevig, sterk, rising from 0"
    for bands in (
        {"in_ontwikkeling": 10, "op_weg": 40, "stevig": 60, "sterk": 80},
        {"zwak": 0, "op_weg": 40, "stevig": 60, "sterk": 80},
        {"in_ontwikkeling": 0, "op_weg": 70, "stevig": 60, "sterk": 80},
        {},
    ):
        assert sentence in checks.problems(with_bands(**bands)(library), value_map)


def test_a_scenario_needs_its_situation_and_a_pair_does_not(library, value_map):
    scenario = library.stijl.scenarios[0].id
    broken = with_item("stijl", scenario, situation="")(library)

    assert f"stijl {scenario}.situation: the text is empty" in checks.problems(broken, value_map)
    assert pair_of_axis_a(library).situation == ""


def test_a_switching_item_may_not_be_long(library, value_map):
    item = library.stijl.switching[0].id
    broken = with_item("stijl", item, text=words(21))(library)

    assert f"stijl item {item}: 21 words (at most 20)" in checks.problems(broken, value_map)


def test_all_problems_are_reported_at_once(library, value_map):
    broken = with_item("gedrag", "pol1-1", text="")(first_pair(axis="D")(library))

    found = checks.problems(broken, value_map)

    assert "gedrag pol1-1: the text is empty" in found
    assert "stijl item a-1: unknown axis 'D'" in found


def test_every_wording_that_a_person_reads_is_checked(library):
    """The aspirant's wordings too, where they differ."""
    places = {place for place, _ in checks.texts(library)}

    for item in library.gedrag.items:
        assert f"gedrag {item.id}" in places
        assert (f"gedrag {item.id}.text_aspirant" in places) == bool(item.text_aspirant)
    for pair in library.stijl.pairs:
        assert (f"stijl {pair.id}.first_aspirant" in places) == bool(pair.first_aspirant)
    for question in (*library.verdieping.items, *library.intake.items):
        assert f"question {question.id}" in places
