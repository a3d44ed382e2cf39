"""Every rule of the instruments, proved by a broken example that is refused."""

import re
from dataclasses import replace

import pytest

from assessment.instruments import checks
from assessment.instruments.model import Choice, ChoiceSet
from values import PHASES

REMEDY = re.compile(r"(\w+\.v1|competencies)\.toml.*: .+; .+")


def put(items, item_id, **changes):
    """The same items, with the one that has this id changed."""
    return tuple(replace(i, **changes) if i.id == item_id else i for i in items)


def with_part(library, part, **changes):
    return replace(library, **{part: replace(getattr(library, part), **changes)})


def with_item(part, item_id, **changes):
    return lambda m: with_part(m, part, items=put(getattr(m, part).items, item_id, **changes))


def with_extra(item_id, **changes):
    return lambda m: with_part(m, "gedrag", extra=put(m.gedrag.extra, item_id, **changes))


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
    "gedrag.v1.toml: pol1-1: deze id staat er 2 keer": with_item("gedrag", "pol1-2", id="pol1-1"),
    "stijl.v1.toml: a-1: deze id staat er 2 keer": with_item("stijl", "b-1", id="a-1"),
    "intake.v1.toml: beweegreden-nu: deze id staat er 2 keer": with_item(
        "intake", "beweegreden-twijfel", id="beweegreden-nu"
    ),
    "gedrag.v1.toml [expected]: het aantal stellingen is 77, niet 78": without("gedrag", "pol1-1"),
    "gedrag.v1.toml: bij de waarde verscheidenheid is het aantal stellingen": (
        without("gedrag", "pol1-1")
    ),
    "gedrag.v1.toml: bij de waarde gezag is het aantal stellingen 3, niet 2": (
        with_item("gedrag", "pol1-1", value="gezag")
    ),
    "gedrag.v1.toml: pol1-1: noemt een onbekende waarde of competentie": with_item(
        "gedrag", "pol1-1", competency="POL9"
    ),
    "gedrag.v1.toml: pol1-2: noemt een onbekende waarde of competentie": (
        with_item("gedrag", "pol1-2", value="moed")
    ),
    "gedrag.v1.toml: pol1-1: de waarde nabijheid is niet gekoppeld aan POL1": with_item(
        "gedrag", "pol1-1", value="nabijheid"
    ),
    "gedrag.v1.toml: pol1-1: de indicator of de opvatting ontbreekt": with_item(
        "gedrag", "pol1-1", indicator=""
    ),
    "gedrag.v1.toml: pol1-2: de indicator of de opvatting ontbreekt": with_item(
        "gedrag", "pol1-2", opvatting=""
    ),
    "gedrag.v1.toml: pol1-1: een zin van 21 woorden is te lang": (
        with_item("gedrag", "pol1-1", text=words(21))
    ),
    "gedrag.v1.toml: pol1-1: een zin van 22 woorden is te lang": with_item(
        "gedrag", "pol1-1", text_aspirant=words(22)
    ),
    "gedrag.v1.toml: pol1-1: wie vertrekt of vertrok, leest hier de tegenwoor": (
        with_item("gedrag", "pol1-1", text_vertrekkend="")
    ),
    "gedrag.v1.toml: pol1-x1: wie vertrekt of vertrok, leest hier de tegenwoo": (
        with_extra("pol1-x1", text_vertrekkend="")
    ),
    "gedrag.v1.toml: pol1-1: een eerste stap ontbreekt": with_item("gedrag", "pol1-1", step=""),
    "gedrag.v1.toml: pol2-1: de waarde of competentie is een deugd": with_item(
        "gedrag", "pol2-1", step="Blijf deze week eens bij de zaak."
    ),
    "gedrag.v1.toml: bij de competentie POL1 is het aantal stellingen 3": (
        without("gedrag", "pol1-1")
    ),
    "gedrag.v1.toml: de competentie POL1 heeft geen stelling van niveau 3": without_third_level,
    "gedrag.v1.toml: de competentie POL1 heeft een stelling van niveau 5": (
        with_item("gedrag", "pol1-3", level=5)
    ),
    "gedrag.v1.toml: pol1-1 en pol1-2: staan naast elkaar en delen een comp": (
        moved_next_to_its_fellow
    ),
    "gedrag.v1.toml: bij de competentie POL1 is het aantal extra stellingen 3, niet 4": (
        lambda m: with_part(m, "gedrag", extra=m.gedrag.extra[1:])
    ),
    "gedrag.v1.toml: pol1-x1: de indicator hoort de competentie en het": with_extra(
        "pol1-x1", indicator="POL1 N2"
    ),
    "gedrag.v1.toml: pol1-x2: de indicator hoort de competentie en het": with_extra(
        "pol1-x2", level=5, indicator="POL1 N5"
    ),
    "gedrag.v1.toml: pol1-x1: noemt een onbekende waarde of competentie": with_extra(
        "pol1-x1", competency="POL9"
    ),
    "gedrag.v1.toml: pol1-x1: een zin van 21 woorden is te lang": with_extra(
        "pol1-x1", text_vertrekkend=words(21)
    ),
    "gedrag.v1.toml: pol1-2: deze id staat er 2 keer": with_extra("pol1-x1", id="pol1-2"),
    "gedrag.v1.toml: pol1-x1: de tekst is leeg": with_extra("pol1-x1", text=""),
    "gedrag.v1.toml [scoring]: bands moet in-ontwikkeling, op-weg, stevig,": with_bands(
        in_ontwikkeling=0, op_weg=40, stevig=40, sterk=80
    ),
    "gedrag.v1.toml [response]: options moet de waarden 1 tot en met 5 hebb": lambda m: with_part(
        m, "gedrag", options=m.gedrag.options[1:]
    ),
    "stijl.v1.toml [expected]: bij as A is het aantal paren 7, niet 8": without("stijl", "a-1"),
    "stijl.v1.toml [expected]: bij as A is het aantal paren 9, niet 8": (
        with_item("stijl", "b-1", axis="A")
    ),
    "stijl.v1.toml [expected]: bij as A is het aantal vragen over schakelen": (
        lambda m: without("stijl", switching_id(m))(m)
    ),
    "stijl.v1.toml [expected]: bij as A is het aantal scenario's 0, niet 1": (
        lambda m: without("stijl", m.stijl.scenarios[0].id)(m)
    ),
    "stijl.v1.toml: a-1: de as 'D' bestaat niet": first_pair(axis="D"),
    "stijl.v1.toml: as A: pool 1 staat 3 keer voorop en pool 2 5 keer": first_pair(first_pole=2),
    "stijl.v1.toml: a-1: first_pole is 3": first_pair(first_pole=3),
    "stijl.v1.toml: a-1: een zin van 21 woorden is te lang": first_pair(first=words(21)),
    "stijl.v1.toml: a-1: een zin van 23 woorden is te lang": first_pair(second_aspirant=words(23)),
    "stijl.v1.toml: a-1: de twee uitspraken verschillen meer dan 4 woorden": first_pair(
        first=words(5), second=words(10)
    ),
    "stijl.v1.toml [response]: options en switching_options moeten de waard": lambda m: with_part(
        m, "stijl", switching_options=m.stijl.switching_options[:5]
    ),
    "waardenkeuze.v1.toml: het aantal versies van het ontwerp is 19, niet 2": lambda m: with_part(
        m, "waardenkeuze", designs=m.waardenkeuze.designs[:19]
    ),
    "waardenkeuze.v1.toml: ontwerp 1: elke waarde hoort 4 keer voor te kome": with_design(
        lambda sets: sets[:-1]
    ),
    "waardenkeuze.v1.toml: ontwerp 1: twee waarden komen vaker dan een keer": with_design(
        lambda sets: (*sets[:-1], ChoiceSet("set-32", sets[0].values))
    ),
    "waardenkeuze.v1.toml: ontwerp 1: een set hoort 4 of 5 waarden te hebbe": with_design(
        lambda sets: (*sets[:-1], ChoiceSet("set-32", sets[-1].values[:3]))
    ),
    "verdieping.v1.toml: in de fase starter is het aantal vragen 7": (
        lambda m: only_questions(m, 7, "starter")
    ),
    "verdieping.v1.toml: in de fase starter is het aantal vragen 20": (
        lambda m: only_questions(m, 20, "starter")
    ),
    "verdieping.v1.toml: ervaring-duur: tussen accolades mag alleen {office}": with_item(
        "verdieping", "ervaring-duur", text="Hoe lang ben je {ambt}?"
    ),
    "intake.v1.toml: in de fase aspirant is het aantal vragen 0": (
        lambda m: with_part(m, "intake", items=())
    ),
    "intake.v1.toml: beweegreden-nu: max_length is 199": with_item(
        "intake", "beweegreden-nu", max_length=199
    ),
    "verdieping.v1.toml: ervaring-duur: heeft minder dan 2 antwoorden om ui": with_item(
        "verdieping", "ervaring-duur", options=(Choice("een", "Eén"),)
    ),
    "verdieping.v1.toml: ervaring-duur: twee antwoorden hebben dezelfde id": with_item(
        "verdieping", "ervaring-duur", options=(Choice("a", "Eén"), Choice("a", "Twee"))
    ),
    "verdieping.v1.toml: ervaring-duur: wordt in geen enkele fase gesteld": with_item(
        "verdieping", "ervaring-duur", phases=()
    ),
    "intake.v1.toml: beweegreden-nu: het thema 'wens' staat niet bij [themes]": with_item(
        "intake", "beweegreden-nu", theme="wens"
    ),
    "gedrag.v1.toml: pol1-1: de tekst is leeg": with_item("gedrag", "pol1-1", text=" "),
    "stijl.v1.toml: a-1.second: de tekst is leeg": first_pair(second=""),
    "intake.v1.toml: beweegreden-nu: de tekst is leeg": (
        with_item("intake", "beweegreden-nu", text="")
    ),
    "gedrag.v1.toml: pol1-1: deze tekst leest te moeilijk (LIX 112, hoogste": with_item(
        "gedrag", "pol1-1", text=words(12, "verantwoordelijkheid")
    ),
    "gedrag.v1.toml: pol1-1: een zin van 23 woorden is te lang": with_item(
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

    assert any(problem.startswith(sentence) for problem in found)
    assert not any(problem.startswith(sentence) for problem in shipped)
    assert all(REMEDY.fullmatch(problem) for problem in found), "no remedy"


AT_THE_LIMIT = {
    "a statement of 20 words": with_item("gedrag", "pol1-1", text=words(20)),
    "a pair that differs 4 words": first_pair(first=words(5), second=words(9, "dat")),
    "an open question of 200 characters": with_item("intake", "beweegreden-nu", max_length=200),
    "an open question of 2000 characters": with_item("intake", "beweegreden-nu", max_length=2000),
    "8 questions in a phase": lambda m: only_questions(m, 8, *PHASES[1:]),
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
    [problem] = checks.problems(broken, value_map)
    assert problem.startswith(f"gedrag.v1.toml: {one} en gedrag.v1.toml: {other}: hier staat twee")


def test_sets_that_mix_values_of_one_cluster_too_often_are_refused(library, value_map):
    found = checks.problems(two_of_one_cluster(library), value_map)

    [mixed] = [s for s in found if "sets hebben twee waarden van een cluster (hoogstens 5)" in s]
    assert int(mixed.split()[1]) >= 7


def test_near_doubles_in_one_set_are_refused(library, value_map):
    broken = with_design(
        lambda sets: (replace(sets[0], values=("helderheid", "lef", "rekenschap")), *sets[1:])
    )(library)

    [problem] = [p for p in checks.problems(broken, value_map) if "bijna hetzelfde" in p]
    assert problem.startswith("waardenkeuze.v1.toml: ontwerp 1: rekenschap en helderheid")


def test_near_doubles_must_be_values(library, value_map):
    broken = with_part(library, "waardenkeuze", near_doubles=(("lef", "moed"),))

    [problem] = checks.problems(broken, value_map)
    assert problem.startswith("waardenkeuze.v1.toml: near_doubles noemt 'moed'")


def test_a_sentence_rests_on_statements_of_its_own_competency(library, value_map):
    [one, *others] = value_map.competencies
    line = replace(one.feedback["sterk"], rests_on=("pol1-1", "pol2-1"))
    competency = replace(one, feedback={**one.feedback, "sterk": line})
    broken = replace(value_map, competencies=(competency, *others))

    [problem] = checks.problems(library, broken)
    assert problem.startswith("competencies.toml: POL1: de zin bij sterk rust op pol2-1")


def test_bands_must_begin_at_zero_and_have_their_names(library, value_map):
    for bands in (
        {"in_ontwikkeling": 10, "op_weg": 40, "stevig": 60, "sterk": 80},
        {"zwak": 0, "op_weg": 40, "stevig": 60, "sterk": 80},
        {"in_ontwikkeling": 0, "op_weg": 70, "stevig": 60, "sterk": 80},
        {},
    ):
        [problem] = checks.problems(with_bands(**bands)(library), value_map)
        assert problem.startswith("gedrag.v1.toml [scoring]: bands moet in-ontwikkeling, op-weg")


def test_a_scenario_needs_its_situation_and_a_pair_does_not(library, value_map):
    scenario = library.stijl.scenarios[0].id
    broken = with_item("stijl", scenario, situation="")(library)

    [problem] = checks.problems(broken, value_map)
    assert problem.startswith(f"stijl.v1.toml: {scenario}.situation: de tekst is leeg")
    assert pair_of_axis_a(library).situation == ""


def test_a_switching_item_may_not_be_long(library, value_map):
    item = library.stijl.switching[0].id
    broken = with_item("stijl", item, text=words(21))(library)

    [problem] = checks.problems(broken, value_map)
    assert problem.startswith(f"stijl.v1.toml: {item}: een zin van 21 woorden is te lang")


def test_all_problems_are_reported_at_once(library, value_map):
    broken = with_item("gedrag", "pol1-1", text="")(first_pair(axis="D")(library))

    found = checks.problems(broken, value_map)

    for start in ("gedrag.v1.toml: pol1-1: de tekst is leeg", "stijl.v1.toml: a-1: de as 'D'"):
        assert any(problem.startswith(start) for problem in found)


def test_every_wording_that_a_person_reads_is_checked(library):
    """The aspirant's wordings too, where they differ."""
    places = {place for place, _ in checks.texts(library)}

    for item in library.gedrag.items:
        assert f"gedrag.v1.toml: {item.id}" in places
        place = f"gedrag.v1.toml: {item.id}.text_aspirant"
        assert (place in places) == bool(item.text_aspirant)
    for pair in library.stijl.pairs:
        place = f"stijl.v1.toml: {pair.id}.first_aspirant"
        assert (place in places) == bool(pair.first_aspirant)
    for part in (library.verdieping, library.intake):
        for question in part.items:
            assert f"{part.header.file}: {question.id}" in places
