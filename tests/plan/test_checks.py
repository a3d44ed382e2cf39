"""Every rule of the catalogue, proved by a broken example that is refused."""

import re
from dataclasses import replace

import pytest

from assessment.plan import checks
from assessment.plan.model import Done, PhaseAction, ValueAction, Wish


def with_programme(programme_id, **changes):
    return lambda c: replace(
        c,
        programmes=tuple(
            replace(p, **changes) if p.id == programme_id else p for p in c.programmes
        ),
    )


def with_rules(**changes):
    return lambda c: replace(c, rules=replace(c.rules, **changes))


def with_asked(**changes):
    return lambda c: replace(c, asked=replace(c.asked, **changes))


def with_two_actions(catalogue):
    own = catalogue.actions_for("gelijkheid")
    left = tuple(a for a in catalogue.actions if a not in own[2:])
    return replace(catalogue, actions=left)


def nobody_trains_debating(catalogue):
    programmes = tuple(
        replace(p, competencies={k: w for k, w in p.competencies.items() if k != "POL2"})
        for p in catalogue.programmes
    )
    return replace(catalogue, programmes=programmes)


def only_support_trains_debating(catalogue):
    without = nobody_trains_debating(catalogue)
    return with_programme("CRI", competencies={"POL2": 1})(without)


BROKEN = {
    "catalogue.toml: ORI: deze id staat er 2 keer": with_programme("HAN", id="ORI"),
    "catalogue.toml: ORI: gewicht 4 voor 'PER4' past niet": with_programme(
        "ORI", competencies={"PER4": 4}
    ),
    "catalogue.toml: ORI: gewicht 2 voor 'XYZ1' past niet": with_programme(
        "ORI", competencies={"XYZ1": 2}
    ),
    "catalogue.toml: ORI: de waarde 'moed' bestaat niet": (
        with_programme("ORI", values=("lef", "moed", "durf"))
    ),
    "catalogue.toml: ORI: de waarde 'durf' bestaat niet": (
        with_programme("ORI", values=("lef", "moed", "durf"))
    ),
    "catalogue.toml: HAN: phases is leeg": with_programme("HAN", phases=()),
    "catalogue.toml: BLE: requires noemt 'PBX', en dat programma bestaat ni": (
        with_programme("BLE", requires=("PBX",), entry_source="S2")
    ),
    "catalogue.toml: ORI: er staat geen bron": with_programme("ORI", sources=()),
    "catalogue.toml: ORI: payment 'niemand' bestaat niet": with_programme("ORI", payment="niemand"),
    "actions.toml: de waarde gelijkheid staat bij geen programma": with_two_actions,
    "actions.toml: de waarde lef staat bij een programma, en het aantal oef": lambda c: replace(
        c, actions=(*c.actions, ValueAction("lef-1", "lef", "Doe iets."))
    ),
    "actions.toml: de waarde gelijkheid staat bij een programma, en het aan": with_programme(
        "ORI", values=("gelijkheid",)
    ),
    "catalogue.toml: geen programma traint de competentie POL2": nobody_trains_debating,
    "actions.toml: gelijkheid-1: deze id staat er 2 keer": lambda c: replace(
        c, actions=(c.actions[0], *c.actions)
    ),
    "actions.toml: moed-1: de waarde 'moed' bestaat niet": lambda c: replace(
        c, actions=(*c.actions, ValueAction("moed-1", "moed", "Doe iets."))
    ),
    "rules.toml: importance moet boven 0 liggen en 1.0 bevatten": (
        with_rules(importance={"gewoon": 1.1})
    ),
    "rules.toml: certainty_sd hoort boven 0 te liggen en priority_lift op m": (
        with_rules(certainty_sd=0)
    ),
    "rules.toml: needs, programmes, actions en things horen minstens 1 te zij": with_rules(
        things=0
    ),
    "rules.toml: het programma 'XYZ' bestaat niet": with_rules(belongs={"starter": ("XYZ",)}),
    "asked.toml: het programma 'XYZ' bestaat niet": with_asked(done=(Done("a", "b", ("XYZ",)),)),
    "actions.toml: bij de waarde lef staat geen oefening voor de fase aspir": lambda c: replace(
        c, phase_actions=tuple(a for a in c.phase_actions if a.id != "lef-aspirant")
    ),
    "actions.toml: stap: de waarde 'moed' bestaat niet": lambda c: replace(
        c, phase_actions=(*c.phase_actions, PhaseAction("stap", "aspirant", "Doe.", "moed"))
    ),
    "catalogue.toml: ORI.trains en catalogue.toml: HAN.trains: hier": lambda c: with_programme(
        "HAN", trains=c.programme("ORI").trains
    )(c),
    "catalogue.toml: ORI.trains: de tekst is leeg": with_programme("ORI", trains=" "),
    "catalogue.toml: ORI.form: de tekst is leeg": with_programme("ORI", form=""),
    "catalogue.toml: ORI.note: een zin van 23 woorden is te lang": with_programme(
        "ORI", note=" ".join(["dit"] * 23)
    ),
}


@pytest.fixture(scope="module")
def shipped(catalogue, value_map):
    """What is wrong with the shipped content, which is nothing once it is finished."""
    return checks.problems(catalogue, value_map)


@pytest.mark.parametrize("sentence", BROKEN)
def test_a_broken_catalogue_is_refused_with_the_reason(sentence, catalogue, value_map, shipped):
    found = checks.problems(BROKEN[sentence](catalogue), value_map)

    assert any(problem.startswith(sentence) for problem in found)
    assert not any(problem.startswith(sentence) for problem in shipped)
    assert all(re.fullmatch(r"\w+\.toml.*: .+; .+", problem) for problem in found), "no remedy"


@pytest.mark.parametrize(
    "rules",
    [
        {"importance": {}},
        {"importance": {"niets": 0.0, "gewoon": 1.0}},
        {"importance": {"minder": -1.0, "gewoon": 1.0}},
    ],
)
def test_importance_is_never_nothing(rules, catalogue, value_map):
    found = checks.problems(with_rules(**rules)(catalogue), value_map)

    assert any(problem.startswith("rules.toml: importance moet boven 0") for problem in found)


def test_support_alone_does_not_train_a_competency(catalogue, value_map):
    found = checks.problems(only_support_trains_debating(catalogue), value_map)

    assert any(p.startswith("catalogue.toml: geen programma traint de") for p in found)


def test_an_empty_entry_or_note_is_allowed_and_forms_may_be_alike(catalogue, value_map):
    alike = with_programme("ORI", entry="", note="", form=catalogue.programme("HAN").form)

    assert checks.problems(alike(catalogue), value_map) == checks.problems(catalogue, value_map)


def test_an_answer_that_nobody_can_give_is_refused(catalogue):
    wish = Wish("wens-speelveld", "regionaal", "iets", ("REG",))
    options = {"wens-speelveld": ("politiek", "publiek")}

    found = checks.answer_problems(
        with_asked(wishes=(wish,), done=(), times=())(catalogue), options
    )

    assert found[0] == (
        "asked.toml: bij de vraag 'wens-speelveld' bestaat het antwoord 'regionaal' niet; "
        "verbeter de id's of haal het weg"
    )
    assert all(problem.startswith("actions.toml: ") for problem in found[1:])


def test_an_ended_programme_serves_no_value_and_no_competency(catalogue, value_map):
    ended = with_programme("ALU", status="ended")(catalogue)

    assert any("wederkerigheid" in problem for problem in checks.problems(ended, value_map))


def test_an_ended_programme_is_advised_by_no_rule_and_no_answer(catalogue, value_map):
    gone = Wish("wens-speelveld", "politiek", "iets", ("DIA",))
    asked = with_asked(wishes=(*catalogue.asked.wishes, gone))(catalogue)
    begins = {**catalogue.rules.belongs, "starter": ("BAS", "DIA")}
    belongs = replace(catalogue, rules=replace(catalogue.rules, belongs=begins))

    [problem] = checks.problems(asked, value_map)
    assert problem.startswith("asked.toml: het programma 'DIA' is gestopt en kan niemand worden aa")
    assert checks.problems(belongs, value_map)[0].startswith("rules.toml: het programma 'DIA'")


def test_what_somebody_did_may_have_ended_since(catalogue, value_map):
    did = Done("ervaring-inwerken", "opleiding", ("DIA",))

    assert checks.problems(with_asked(done=(did,))(catalogue), value_map) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"entry_source": ""},
        {"entry_source": "S4"},
        {"entry": "", "requires": ("BAS",), "entry_source": ""},
    ],
)
def test_a_condition_that_no_source_states_is_refused(catalogue, value_map, changes):
    [problem] = checks.problems(with_programme("INT", **changes)(catalogue), value_map)

    assert problem.startswith("catalogue.toml: INT: geen bron noemt deze voorwaarde; ")
