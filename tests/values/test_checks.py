"""Every rule of the vocabulary, proved by a broken example that is refused."""

from dataclasses import replace

import pytest

from values import checks


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
    "clusters: 8 instead of 9": without_last("clusters"),
    "values: 35 instead of 39": without_last("clusters"),
    "offices: 7 instead of 8": without_last("offices"),
    "groups: 4 instead of 5": without_last("groups"),
    "competencies: 15 instead of 16": without_last("competencies"),
    "axes: 2 instead of 3": without_last("axes"),
    "styles: 5 instead of 6": without_last("styles"),
    "pairs: 14 instead of 15": without_last("pairs"),
    "value lef: needs 2 reflection questions, has 1": lambda m: with_value(
        m, "lef", questions=("Wat?",)
    ),
    "competency POL1: 3 indicators instead of 4": lambda m: with_competency(
        m, "POL1", indicators=m.competency["POL1"].indicators[:3]
    ),
    "competency POL1: 4 actions instead of 3": lambda m: with_competency(
        m, "POL1", actions=(*m.competency["POL1"].actions, "Doe nog iets.")
    ),
    "competency POL1: 1 actions_aspirant instead of 2": lambda m: with_competency(
        m, "POL1", actions_aspirant=m.competency["POL1"].actions_aspirant[:1]
    ),
    "competency POL1: feedback must have the bands in-ontwikkeling, op-weg, stevig, sterk": (
        lambda m: with_competency(m, "POL1", feedback={"op-weg": "Ga door."})
    ),
    "competency POL1: advice must have the bands in-ontwikkeling, op-weg, stevig, sterk": (
        lambda m: with_competency(
            m, "POL1", advice=dict(reversed(m.competency["POL1"].advice.items()))
        )
    ),
    "value lef: the id is used 2 times": lambda m: with_value(m, "autonomie", id="lef"),
    "cluster vrijheid: the id is used 2 times": twice("clusters"),
    "office wethouder: the id is used 2 times": twice("offices"),
    "group POL: the id is used 2 times": twice("groups"),
    "competency POL1: the id is used 2 times": twice("competencies"),
    "axis A: the id is used 2 times": twice("axes"),
    "style KOE: the id is used 2 times": twice("styles"),
    "value Lef: not kebab-case ASCII": lambda m: with_value(m, "lef", id="Lef"),
    "cluster hiërarchie: not kebab-case ASCII": lambda m: replace(
        m, clusters=put(m.clusters, "hierarchie", id="hiërarchie")
    ),
    "office de griffier: not kebab-case ASCII": lambda m: replace(
        m, offices=put(m.offices, "griffier", id="de griffier")
    ),
    "waardenkaart.toml order: must name every value exactly once": lambda m: replace(
        m, order=m.order[1:]
    ),
    "cluster nut: kind 'nuttig' is not one of ideeel, sociaal, praktisch": lambda m: replace(
        m, clusters=put(m.clusters, "nut", kind="nuttig")
    ),
    "competency POL1: unknown group 'XYZ'": lambda m: with_competency(m, "POL1", group="XYZ"),
    "value lef: link to unknown 'XYZ1'": lambda m: with_value(
        m, "lef", competencies={"PER2": 3, "XYZ1": 1}
    ),
    "value lef: link weight 4 to PER2 is not 1, 2 or 3": lambda m: with_value(
        m, "lef", competencies={"PER2": 4}
    ),
    "value lef: link to unknown 'XYZ'": lambda m: with_value(m, "lef", styles={"XYZ": 1}),
    "value lef: link weight 0 to KOE is not 1, 2 or 3": lambda m: with_value(
        m, "lef", styles={"KOE": 0}
    ),
    "value lef: needs a competency link of weight 2 or 3": lambda m: with_value(
        m, "lef", competencies={"PER2": 1}
    ),
    "office griffier: needs four different priority values": lambda m: with_office(
        m, "lef", "lef", "gezag", "vertrouwen"
    ),
    "office griffier: unknown priority value 'moed'": lambda m: with_office(
        m, "lef", "moed", "gezag", "vertrouwen"
    ),
    "value lef: needs four practice actions for the wethouder": lambda m: with_value(
        m, "lef", actions=m.values["lef"].actions[:3]
    ),
    "tension ('lef',): needs two known values": lambda m: replace(
        m, tensions=(replace(m.tensions[0], values=("lef",)),)
    ),
    "tension ('lef', 'moed'): needs two known values": lambda m: replace(
        m, tensions=(replace(m.tensions[0], values=("lef", "moed")),)
    ),
    "value lef.meaning: the text is empty": lambda m: with_value(m, "lef", meaning=" \n"),
    "style HOE.pitfall: the text is empty": lambda m: replace(
        m, styles=put(m.styles, "HOE", pitfall="")
    ),
    "value lef: needs a trend and the places in S4 of value and trend": lambda m: with_value(
        m, "lef", sources=("S4",)
    ),
    "style pairs: AMS with WAA is missing": lambda m: replace(
        m, pairs=tuple(p for p in m.pairs if set(p.styles) != {"AMS", "WAA"})
    ),
    "axis B: unknown pole": lambda m: replace(m, axes=put(m.axes, "B", pole1="XYZ")),
    "style VER: is no pole of axis 'A'": lambda m: replace(
        m, styles=put(m.styles, "VER", axis="A")
    ),
    "value lef.daily and value gezag.daily: the same text twice": lambda m: with_value(
        m, "gezag", daily=m.values["lef"].daily.upper() + " "
    ),
    "value lef.daily: a sentence of 23 words (at most 22)": lambda m: with_value(
        m, "lef", daily=twenty_three_words()
    ),
    "value lef.daily: LIX 112 (at most 60)": lambda m: with_value(
        m, "lef", daily=" ".join(["verantwoordelijkheid"] * 12)
    ),
    "value lef.daily: 18 words a sentence (16)": lambda m: with_value(
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

    assert sentence in found
    assert sentence not in shipped


def test_five_values_with_one_twice_are_not_four_different_ones(value_map):
    broken = with_office(value_map, "lef", "lef", "gezag", "vertrouwen", "bekwaamheid")

    assert "office griffier: needs four different priority values" in checks.problems(broken)


def test_all_problems_are_reported_at_once(value_map):
    broken = with_value(with_competency(value_map, "POL1", group="XYZ"), "lef", meaning="")

    found = checks.problems(broken)

    assert "competency POL1: unknown group 'XYZ'" in found
    assert "value lef.meaning: the text is empty" in found


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
    for start, count in (("cluster", 9), ("axis", 3), ("group", 5), ("tension", 5), ("pair", 30)):
        assert sum(place.startswith(f"{start} ") for place in places) == count
    assert sum(place.startswith("style ") for place in places) == 6 * 11
    assert sum(place.startswith("competency ") for place in places) == 16 * (1 + 4 + 4 + 4 + 3 + 2)
    actions = sum(len(value.actions) for value in value_map.values.values())
    assert sum(place.startswith("value ") for place in places) == 39 * 5 + actions
