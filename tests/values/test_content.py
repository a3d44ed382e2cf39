"""The shipped vocabulary keeps every rule and equals its sources."""

import csv
import re
import tomllib
import unicodedata
from itertools import combinations
from pathlib import Path

from values import checks, load_value_map

REFERENCE = Path(__file__).parent.parent / "reference"


def kebab(name):
    """The id of a name: Hiërarchie is hierarchie, Menselijke maat is menselijke-maat."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", "-")


def facts():
    return tomllib.loads((REFERENCE / "waardenkaart.toml").read_text(encoding="utf-8"))


def test_the_shipped_vocabulary_has_no_problems(value_map):
    assert checks.problems(value_map) == []
    assert load_value_map() == value_map


def test_clusters_and_values_are_those_of_the_publication(value_map):
    found = [(c.name, c.kind, [v.name for v in c.values]) for c in value_map.clusters]

    assert found == [(c["name"], c["kind"], c["values"]) for c in facts()["cluster"]]


def test_ids_follow_the_names_and_the_order_that_of_the_publication(value_map):
    assert [c.id for c in value_map.clusters] == [kebab(c.name) for c in value_map.clusters]
    assert [v.id for v in value_map.values.values()] == [
        kebab(v.name) for v in value_map.values.values()
    ]
    assert value_map.order == tuple(value_map.values)


def test_offices_have_the_priority_values_of_the_publication(value_map):
    found = [(o.name, o.association, list(o.priority)) for o in value_map.offices]

    assert found == [
        (o["name"], o["association"], [kebab(v) for v in o["priority"]]) for o in facts()["office"]
    ]
    assert [o.id for o in value_map.offices if o.full_texts] == ["wethouder"]


def test_tensions_are_those_of_the_publication(value_map):
    found = [list(tension.values) for tension in value_map.tensions]

    assert found == [[kebab(v) for v in t["values"]] for t in facts()["tension"]]


def test_the_source_is_named(value_map):
    source = facts()["source"]

    assert value_map.source.title == source["title"]
    assert value_map.source.year == source["year"]


def test_links_have_the_weights_of_the_domain_model(value_map):
    with (REFERENCE / "value_links.csv").open(newline="") as file:
        expected = {
            (r["value"], r["kind"], r["target"]): int(r["weight"]) for r in csv.DictReader(file)
        }

    found = {
        (v.id, kind, target): weight
        for v in value_map.values.values()
        for kind in ("competencies", "styles")
        for target, weight in getattr(v, kind).items()
    }

    assert found == expected


def test_ids_of_competencies_axes_and_styles_are_permanent(value_map):
    assert " ".join(value_map.competency) == (
        "POL1 POL2 POL3 BES1 BES2 BES3 BES4 AMB1 AMB2 PUB1 PUB2 PUB3 PER1 PER2 PER3 PER4"
    )
    assert [axis.id for axis in value_map.axes] == ["A", "B", "C"]
    assert list(value_map.style) == ["KOE", "BRU", "VER", "HOE", "AMS", "WAA"]


def test_lifted_competencies_link_to_a_priority_value_with_weight_two_or_three(value_map):
    # lef PER2; gemeenschappelijkheid BES1 BES3; betrokkenheid PUB1; bekwaamheid PER4 BES2
    assert value_map.lifted_competencies("wethouder") == {
        "PER2", "BES1", "BES3", "PUB1", "PER4", "BES2",
    }  # fmt: skip
    assert "PER1" in value_map.lifted_competencies("wethouder", minimum_weight=1)


def test_look_ups_hold_everything_once(value_map):
    assert [c.id for group in value_map.groups for c in value_map.in_group(group.id)] == [
        c.id for c in value_map.competencies
    ]
    assert value_map.cluster_of["lef"].id == "vrijheid"
    assert set(value_map.office) == {office.id for office in value_map.offices}


def test_no_value_says_what_another_value_says(value_map):
    """Five words in a row that two values share are a sentence written twice."""

    def rows(text):
        words = re.findall(r"\w+", text.lower())
        return set(zip(words, words[1:], words[2:], words[3:], words[4:], strict=False))

    for field in ("choice", "meaning", "trend", "why_now", "daily"):
        for one, other in combinations(value_map.values.values(), 2):
            shared = rows(getattr(one, field)) & rows(getattr(other, field))
            assert not shared, f"{one.id} and {other.id}: {field}: {sorted(shared)}"


def test_the_side_of_a_style_is_told_without_degree_and_without_time(value_map):
    """The sentence before it says how strong a preference is, and some answered about the past."""
    told = {style.id: style.side for style in value_map.styles}
    degree = re.compile(
        r"\b(iets|net|licht\w*|kleine?|wat (eerder|meer)|duidelijk|sterk\w*|je|jij|bij jou)\b"
    )

    assert [id_ for id_, side in told.items() if degree.search(side)] == []
    assert all(side.startswith("Dat is de kant van eerst ") for side in told.values())
