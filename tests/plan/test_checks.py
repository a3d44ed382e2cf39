"""Every rule of the catalogue, proved by a broken example that is refused."""

from dataclasses import replace

import pytest

from assessment.plan import checks
from assessment.plan.model import ValueAction


def with_programme(programme_id, **changes):
    return lambda c: replace(
        c,
        programmes=tuple(
            replace(p, **changes) if p.id == programme_id else p for p in c.programmes
        ),
    )


def with_rules(**changes):
    return lambda c: replace(c, rules=replace(c.rules, **changes))


def without_action(catalogue):
    return replace(catalogue, actions=catalogue.actions[1:])


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
    "catalogue: 20 programmes instead of 21": lambda c: replace(c, programmes=c.programmes[:-1]),
    "programme ORI: the id is used 2 times": with_programme("HAN", id="ORI"),
    "programme ORI: weight 4 for 'PER4' does not fit": with_programme(
        "ORI", competencies={"PER4": 4}
    ),
    "programme ORI: weight 2 for 'XYZ1' does not fit": with_programme(
        "ORI", competencies={"XYZ1": 2}
    ),
    "programme ORI: unknown value 'moed'": with_programme("ORI", values=("lef", "moed", "durf")),
    "programme ORI: unknown value 'durf'": with_programme("ORI", values=("lef", "moed", "durf")),
    "programme ORI: phases must be among aspirant, starter, vertrekkend, zittend": with_programme(
        "ORI", phases=("aspirant", "oud")
    ),
    "programme HAN: phases must be among aspirant, starter, vertrekkend, zittend": with_programme(
        "HAN", phases=()
    ),
    "programme BLE: requires an unknown programme": with_programme("BLE", requires=("PBX",)),
    "programme ORI: needs a source": with_programme("ORI", sources=()),
    "programme ORI: unknown payment 'niemand'": with_programme("ORI", payment="niemand"),
    "value gelijkheid: 2 practice actions instead of 3": without_action,
    "value lef: 1 practice actions instead of 0": lambda c: replace(
        c, actions=(*c.actions, ValueAction("lef-1", "lef", "Doe iets."))
    ),
    "value gelijkheid: 3 practice actions instead of 0": with_programme(
        "ORI", values=("gelijkheid",)
    ),
    "competency POL2: no programme trains it": nobody_trains_debating,
    "action gelijkheid-1: the id is used 2 times": lambda c: replace(
        c, actions=(c.actions[0], *c.actions)
    ),
    "action moed-1: unknown value 'moed'": lambda c: replace(
        c, actions=(*c.actions, ValueAction("moed-1", "moed", "Doe iets."))
    ),
    "rules: importance must be above 0 and hold 1.0": with_rules(importance={"gewoon": 1.1}),
    "rules: certainty_sd must be above 0 and priority_lift at least 1": with_rules(certainty_sd=0),
    "rules: needs, programmes and actions must be at least 1": with_rules(actions=0),
    "programme ORI.trains and programme HAN.trains: the same text twice": lambda c: with_programme(
        "HAN", trains=c.programme("ORI").trains
    )(c),
    "programme ORI.trains: the text is empty": with_programme("ORI", trains=" "),
    "programme ORI.form: the text is empty": with_programme("ORI", form=""),
    "programme ORI.note: a sentence of 23 words (at most 22)": with_programme(
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

    assert sentence in found
    assert sentence not in shipped


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

    assert "rules: importance must be above 0 and hold 1.0" in found


def test_support_alone_does_not_train_a_competency(catalogue, value_map):
    found = checks.problems(only_support_trains_debating(catalogue), value_map)

    assert "competency POL2: no programme trains it" in found


def test_an_empty_entry_or_note_is_allowed_and_forms_may_be_alike(catalogue, value_map):
    alike = with_programme("ORI", entry="", note="", form=catalogue.programme("HAN").form)

    assert checks.problems(alike(catalogue), value_map) == checks.problems(catalogue, value_map)
