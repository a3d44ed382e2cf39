"""Every rule of the vocabulary, proved by a broken example that is refused."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from values import checks
from values.model import Feedback


def put(items, item_id, **changes):
    """The same items, with the one that has this id changed."""
    return tuple(replace(i, **changes) if i.id == item_id else i for i in items)


def with_value(value_map, value_id, **changes):
    clusters = tuple(
        replace(c, values=put(c.values, value_id, **changes)) for c in value_map.clusters
    )
    return replace(value_map, clusters=clusters)


def with_competency(value_map, competency_id, **changes):
    return replace(value_map, competencies=put(value_map.competencies, competency_id, **changes))


def with_office(value_map, *priority):
    return replace(value_map, offices=put(value_map.offices, "griffier", priority=priority))


def without_last(name):
    return lambda m: replace(m, **{name: getattr(m, name)[:-1]})


def twice(name):
    """The first one stands in the place of the second too."""

    def change(value_map):
        items = getattr(value_map, name)
        return replace(value_map, **{name: (items[0], items[0], *items[2:])})

    return change


def twenty_three_words():
    return " ".join(["dit"] * 23) + "."


BROKEN = {
    "waardenkaart.toml [expected]: het aantal clusters is 8, niet 9": without_last("clusters"),
    "waardenkaart.toml [expected]: het aantal waarden is 35, niet 39": without_last("clusters"),
    "waardenkaart.toml [expected]: het aantal ambten is 7, niet 8": without_last("offices"),
    "competencies.toml [expected]: het aantal groepen is 4, niet 5": without_last("groups"),
    "competencies.toml [expected]: het aantal competenties is 15, niet 16": (
        without_last("competencies")
    ),
    "styles.toml: style AMS: is geen pool van as 'C'": without_last("axes"),
    "styles.toml: pair AMS-WAA: dit paar staat er al of noemt een onbekende": (
        without_last("styles")
    ),
    "styles.toml: het paar HOE met WAA ontbreekt": without_last("pairs"),
    "vrijheid.toml: lef: het aantal reflectievragen is 1": lambda m: with_value(
        m, "lef", questions=("Wat?",)
    ),
    "competencies.toml: POL1: het aantal indicatoren is 3": lambda m: with_competency(
        m, "POL1", indicators=m.competency["POL1"].indicators[:3]
    ),
    "competencies.toml: POL1: het aantal oefeningen bij actions is 2": lambda m: with_competency(
        m, "POL1", actions=m.competency["POL1"].actions[:2]
    ),
    "competencies.toml: POL1: het aantal oefeningen bij": lambda m: with_competency(
        m, "POL1", actions_aspirant=m.competency["POL1"].actions_aspirant[:1]
    ),
    "competencies.toml: POL1: feedback moet precies deze banden hebben, in": (
        lambda m: with_competency(
            m, "POL1", feedback={"op-weg": Feedback("Ga door.", ("pol1-1",), "Je ging door.")}
        )
    ),
    "competencies.toml: POL3: een deugd krijgt geen zin per band": lambda m: with_competency(
        m, "POL3", feedback=m.competency["POL1"].feedback
    ),
    "competencies.toml: POL1: de zin bij sterk": lambda m: with_competency(
        m, "POL1", feedback={**m.competency["POL1"].feedback, "sterk": Feedback("Zo.", (), "Toen.")}
    ),
    "vrijheid.toml: lef: de keuzezin heeft 7 woorden": lambda m: with_value(
        m, "lef", choice=" ".join(["dit"] * 7)
    ),
    "vrijheid.toml: lef: de keuzezin heeft 14 woorden": lambda m: with_value(
        m, "lef", choice=" ".join(["dit"] * 14)
    ),
    "competencies.toml: POL1: advice moet precies deze banden hebben, in de": (
        lambda m: with_competency(
            m, "POL1", advice=dict(reversed(m.competency["POL1"].advice.items()))
        )
    ),
    "vrijheid.toml: lef: deze id staat er 2 keer": lambda m: with_value(m, "autonomie", id="lef"),
    "vrijheid.toml: autonomie: deze id staat er 2 keer": twice("clusters"),
    "waardenkaart.toml: wethouder: deze id staat er 2 keer": twice("offices"),
    "competencies.toml: POL: deze id staat er 2 keer": twice("groups"),
    "competencies.toml: POL1: deze id staat er 2 keer": twice("competencies"),
    "styles.toml: A: deze id staat er 2 keer": twice("axes"),
    "styles.toml: KOE: deze id staat er 2 keer": twice("styles"),
    "vrijheid.toml: Lef: deze id heeft tekens die niet mogen": (
        lambda m: with_value(m, "lef", id="Lef")
    ),
    "hiërarchie.toml: hiërarchie: deze id heeft tekens die niet mogen": lambda m: replace(
        m, clusters=put(m.clusters, "hierarchie", id="hiërarchie")
    ),
    "waardenkaart.toml: de griffier: deze id heeft tekens die niet mogen": lambda m: replace(
        m, offices=put(m.offices, "griffier", id="de griffier")
    ),
    "waardenkaart.toml: order noemt niet elke waarde precies een keer": lambda m: replace(
        m, order=m.order[1:]
    ),
    "competencies.toml: POL1: de groep 'XYZ' bestaat niet": (
        lambda m: with_competency(m, "POL1", group="XYZ")
    ),
    "vrijheid.toml: lef: is gekoppeld aan 'XYZ1', en dat bestaat niet": lambda m: with_value(
        m, "lef", competencies={"PER2": 3, "XYZ1": 1}
    ),
    "vrijheid.toml: lef: de koppeling aan PER2 heeft gewicht 4": lambda m: with_value(
        m, "lef", competencies={"PER2": 4}
    ),
    "vrijheid.toml: lef: is gekoppeld aan 'XYZ', en dat bestaat niet": (
        lambda m: with_value(m, "lef", styles={"XYZ": 1})
    ),
    "vrijheid.toml: lef: de koppeling aan KOE heeft gewicht 0": lambda m: with_value(
        m, "lef", styles={"KOE": 0}
    ),
    "vrijheid.toml: lef: geen koppeling aan een competentie weegt 2 of meer": lambda m: with_value(
        m, "lef", competencies={"PER2": 1}
    ),
    "waardenkaart.toml: griffier: noemt geen 4 verschillende prioriteiten": lambda m: with_office(
        m, "lef", "lef", "gezag", "vertrouwen"
    ),
    "waardenkaart.toml: griffier: de prioriteit 'moed' is geen waarde": lambda m: with_office(
        m, "lef", "moed", "gezag", "vertrouwen"
    ),
    "vrijheid.toml: lef: dit is een prioriteit van wethouder, en het aantal": lambda m: with_value(
        m, "lef", actions=m.values["lef"].actions[:3]
    ),
    "waardenkaart.toml: tension lef: noemt geen twee bekende waarden": lambda m: replace(
        m, tensions=(replace(m.tensions[0], values=("lef",)),)
    ),
    "waardenkaart.toml: tension lef-moed: noemt geen twee bekende waarden": lambda m: replace(
        m, tensions=(replace(m.tensions[0], values=("lef", "moed")),)
    ),
    "vrijheid.toml: lef.meaning: de tekst is leeg": lambda m: with_value(m, "lef", meaning=" \n"),
    "styles.toml: HOE.pitfall: de tekst is leeg": lambda m: replace(
        m, styles=put(m.styles, "HOE", pitfall="")
    ),
    "vrijheid.toml: lef: trend ontbreekt, of een van de plaatsen in S4": lambda m: with_value(
        m, "lef", sources=("S4",)
    ),
    "styles.toml: het paar AMS met WAA ontbreekt": lambda m: replace(
        m, pairs=tuple(p for p in m.pairs if set(p.styles) != {"AMS", "WAA"})
    ),
    "styles.toml: axis B: een pool is geen stijl": (
        lambda m: replace(m, axes=put(m.axes, "B", pole1="XYZ"))
    ),
    "styles.toml: style VER: is geen pool van as 'A'": lambda m: replace(
        m, styles=put(m.styles, "VER", axis="A")
    ),
    "vrijheid.toml: lef.daily en hierarchie.toml: gezag.daily: hier staat t": lambda m: with_value(
        m, "gezag", daily=m.values["lef"].daily.upper() + " "
    ),
    "vrijheid.toml: lef.daily: een zin van 23 woorden is te lang": lambda m: with_value(
        m, "lef", daily=twenty_three_words()
    ),
    "vrijheid.toml: lef.daily: deze tekst leest te moeilijk (LIX 112, hoogs": lambda m: with_value(
        m, "lef", daily=" ".join(["verantwoordelijkheid"] * 12)
    ),
    "vrijheid.toml: lef.daily: de zinnen zijn gemiddeld 18 woorden lang (ho": lambda m: with_value(
        m, "lef", daily=" ".join([" ".join(["dit"] * 18) + "."] * 2)
    ),
}


@pytest.fixture(scope="module")
def shipped(value_map):
    """What is wrong with the shipped content, which is nothing once it is finished."""
    return checks.problems(value_map)


@pytest.mark.parametrize("sentence", BROKEN)
def test_a_broken_vocabulary_is_refused_with_the_reason(sentence, value_map, shipped):
    found = checks.problems(BROKEN[sentence](value_map))

    assert any(problem.startswith(sentence) for problem in found)
    assert not any(problem.startswith(sentence) for problem in shipped)
    assert all(re.fullmatch(r"\S+\.toml.*: .+; .+", problem) for problem in found), "no remedy"


def test_five_values_with_one_twice_are_not_four_different_ones(value_map):
    broken = with_office(value_map, "lef", "lef", "gezag", "vertrouwen", "bekwaamheid")

    [problem] = checks.problems(broken)
    assert problem.startswith("waardenkaart.toml: griffier: noemt geen 4 verschillende")


def test_all_problems_are_reported_at_once(value_map):
    broken = with_value(with_competency(value_map, "POL1", group="XYZ"), "lef", meaning="")

    found = checks.problems(broken)

    assert [problem.split(":")[0] for problem in found] == ["competencies.toml", "vrijheid.toml"]


def test_texts_at_the_limit_are_allowed():
    at_the_limit = [
        ("twenty-two words", " ".join(["dit"] * 22) + "."),
        ("eleven long words", " ".join(["verantwoordelijkheid"] * 11)),
        ("mean of sixteen", " ".join([" ".join(["dit"] * 16) + "."] * 2)),
        ("one text of 29 words", " ".join(["dit"] * 15) + ". " + " ".join(["dit"] * 14) + "."),
    ]

    assert list(checks.hard_texts(at_the_limit)) == []


def test_every_running_text_of_the_vocabulary_is_read(value_map):
    """Each text field of each kind of thing is among the texts that are checked."""
    places = [place for place, _ in checks.texts(value_map)]

    assert len(places) == len(set(places))
    files = Counter(place.split(":")[0] for place in places)
    assert files.pop("waardenkaart.toml") == 5  # tensions
    assert files.pop("styles.toml") == 3 + 6 * 10 + 15 * 2  # axes, styles, pairs
    lines = [line for c in value_map.competencies for line in c.feedback.values()]
    worded = sum(1 + bool(line.text_aspirant) for line in lines)  # 1: for who left
    virtues = sum(competency.virtue for competency in value_map.competencies)
    assert files.pop("competencies.toml") == 5 + 16 * (1 + 4 + 4 + 4 + 3 + 2) - 4 * virtues + worded
    actions = sum(len(value.actions) for value in value_map.values.values())
    assert files.total() == 9 + 39 * 6 + actions  # clusters, values
