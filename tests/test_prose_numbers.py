"""Every number in a Dutch text is listed, and one that tells a constant equals that constant."""

import inspect
import math
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from assessment.intervision.model import Sizes
from assessment.norms import norm_table
from assessment.plan import MAX_GOALS
from assessment.psychometrics.change import reliable_change
from assessment.psychometrics.norms import percentiles
from assessment.psychometrics.reliability.classical import correlation_interval
from assessment.quality.measures import alarms, classical_part, differences, disclosure, irt_part
from assessment.quality.measures.people import ENOUGH
from assessment.quality.page import scale_sections
from assessment.quality.page import words as quality_words
from assessment.report.documents.college.lines import ZONES
from assessment.report.documents.college.questions import QUESTIONS
from assessment.report.documents.gesprekswijzer import sheet
from assessment.report.documents.orientatieverslag import answers as orientation
from assessment.report.documents.plan.clearest import WRITTEN_OUT
from assessment.report.documents.registry import find_kind
from assessment.report.fingerprint import SHOWN
from assessment.scoring import answering_pattern
from assessment.scoring.college import OFTEN
from assessment.scoring.importance import INTERVAL_Z
from assessment.services import demonstrating
from assessment.services import disclosure as group_disclosure
from assessment.services.disclosure import FEWEST_MEMBERS
from assessment.services.intervision import meeting, rounds
from tests.prose import numbers, numbers_in_prose
from values import WEIGHTS
from values.constants import CONFIDENCE, NAMED_FROM, SIGNALS_NEEDED
from values.facts import FACTS
from values.loader import load_value_map
from values.number_words import decimal_comma, number_word

LISTED = Path(__file__).with_name("prose_numbers.toml")
SHARES = {Fraction(1, 2): "helft", Fraction(1, 4): "kwart", Fraction(1, 3): "derde"}


def percent(share):
    return round(100 * share)


def within(quantile):
    """The share of a normal distribution within so many standard errors."""
    return math.erf(quantile / math.sqrt(2))


def constants(library):
    """What the listed numbers tell, by the name in the list."""
    interval = inspect.signature(correlation_interval).parameters["confidence"].default
    return {
        "alarm_category": percent(alarms.CATEGORY),
        "alarm_end": alarms.END,
        "alarm_item_rest": alarms.ITEM_REST,
        "alarm_omega": alarms.OMEGA,
        "card_pages": find_kind("intervisiekaart").pages,
        "false_percent": percent(reliable_change.FALSE_DISCOVERY),
        "certain_percent": percent(1 - reliable_change.FALSE_DISCOVERY),
        "code_digits": SHOWN,
        "demo_people": sum(not one.role for one in demonstrating.list_entrances()),
        "college_often": float(OFTEN),
        "college_questions": QUESTIONS.tables["number"],
        "style_lines": len(load_value_map().axes),
        "style_zones": len(ZONES),
        "fewest_members": FEWEST_MEMBERS,
        "dif_effect": differences.EFFECT,
        "dif_level": differences.LEVEL,
        "enough_answers": percent(ENOUGH),
        "free_exercises": orientation._FREE,
        "fewest_published": group_disclosure.FEWEST_PUBLISHED,
        "fewest_raters": group_disclosure.FEWEST_RATERS,
        "group_fewest": Sizes().fewest,
        "group_most": Sizes().most,
        "most_days": meeting.MOST_DAYS,
        "themes_rounded": rounds.ROUNDED,
        "full_from": scale_sections.FULL_FROM,
        "written_out": WRITTEN_OUT,
        "guide_pages": find_kind("gesprekswijzer").pages,
        "guide_most_pages": sheet.PAGES + 1,
        "guide_questions": sheet.QUESTIONS,
        "interval_percent": percent(interval),
        "interval_z": NAMED_FROM,
        "least_per_group": differences.LEAST,
        "merge_below": irt_part.MERGE_BELOW,
        "norm_band_percent": percent(within(percentiles.Z95)),
        "minimum_own": library.gedrag.scoring.minimum_own,
        "most_goals": MAX_GOALS,
        "pace_stretch": answering_pattern.STRETCH,
        "percentile": classical_part.PERCENTILE,
        "possible_percent": percent(reliable_change.FALSE_POSSIBLE),
        "provisional_from": scale_sections.PROVISIONAL_FROM,
        "replicates": classical_part.REPLICATES,
        "smallest_count": quality_words.SMALL_COUNT,
        "smallest_group": disclosure.SMALLEST_GROUP,
        "smallest_norm": norm_table.SMALLEST,
        "statements_per_value": library.gedrag.expected.per_value,
        "stop_after": library.waardenkeuze.scoring.stop_after,
        "switching_per_axis": library.stijl.expected.switching,
        "unlikely": -irt_part.UNLIKELY,
        "unreliable_from": SIGNALS_NEEDED,
        "weight_clear": WEIGHTS[1],
        "weight_core": WEIGHTS[2],
        "weight_supporting": WEIGHTS[0],
        "without_priors_from": irt_part.WITHOUT_PRIORS_FROM,
    }


def listed():
    return tomllib.loads(LISTED.read_text(encoding="utf-8"))


def in_order(entries):
    return [entry.split(" = ")[0] for entry in entries]


def told():
    """Place, number and constant of every listed number that tells one."""
    return [
        (f"{file} {key}", *entry.split(" = "))
        for file, keys in listed().items()
        for key, entries in keys.items()
        for entry in entries
        if " = " in entry
    ]


def written(value):
    """The ways in which prose may write a number."""
    ways = {decimal_comma(value), f"{value:.2f}".replace(".", ",")}
    if value == int(value) and 0 <= value <= 100:
        ways.add(number_word(int(value)))
    share = Fraction(value).limit_denominator(100)
    return ways | ({SHARES[share]} if share in SHARES else set())


def test_every_number_in_a_text_is_listed_in_its_order():
    found = {
        file: {key or "text": numbers for key, numbers in keys.items()}
        for file, keys in numbers_in_prose().items()
    }
    expected = {
        file: {key: in_order(entries) for key, entries in keys.items()}
        for file, keys in listed().items()
    }

    for file in sorted(found.keys() | expected.keys()):
        assert found.get(file, {}) == expected.get(file, {}), f"list it in {LISTED.name}: {file}"


@pytest.mark.parametrize(("place", "number", "name"), told())
def test_a_number_that_tells_a_constant_equals_it(place, number, name, library):
    assert number in written(constants(library)[name]), place


def test_every_constant_is_told_somewhere(library):
    assert {name for _, _, name in told()} == set(constants(library))


@pytest.mark.parametrize("quantile", [NAMED_FROM, INTERVAL_Z])
def test_every_interval_has_the_confidence_that_texts_tell(quantile):
    assert percent(within(quantile)) == percent(CONFIDENCE)
    assert FACTS["confidence"] == str(percent(CONFIDENCE))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wie zestien competenties vergelijkt", ["zestien"]),
        ("in {share} procent van 1,645", ["1,645"]),
        ("Een jaar niet gebruikt; één keer", ["een jaar", "één"]),
        ("interval van {facts.confidence} procent", []),
        ("het drietal, vierkant en tweede", ["tweede"]),
        ("de eenendertigste en tweeëndertig", ["tweeëndertig"]),
    ],
)
def test_numbers_are_seen_in_digits_and_in_words(text, expected):
    assert numbers(text) == expected
