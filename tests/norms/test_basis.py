"""Scores on a norm or a calibration: which standard error, where they stand, and for whom."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from scipy.special import expit

from assessment.norms.basis import calibration_group, norm_group
from assessment.norms.calibrations import calibrate_all
from assessment.norms.candidates import Admitted
from assessment.norms.norm_building import build_norm_set
from assessment.norms.norm_sets import place_score, publish_norm_set
from assessment.scoring import Basis, score
from assessment.scoring.behaviour import RULE
from assessment.scoring.candidates import score_candidates
from tests.people import norm_groups, someone

PUBLISHED, TODAY = date(2026, 12, 1), date(2027, 1, 1)
Z90 = 1.6448536269514722


@pytest.fixture(scope="module")
def people(library):
    return norm_groups.candidates(library, 500)


@pytest.fixture(scope="module")
def norm(people, library, value_map):
    scores = score_candidates(people[:300], library.gedrag, value_map)
    admitted = Admitted(tuple(people[:300]))
    made = build_norm_set(
        admitted, scores, library.gedrag, value_map, norm_groups.population(), rule=RULE
    )
    return publish_norm_set(replace(made, number=3), on=PUBLISHED)


@pytest.fixture(scope="module")
def calibration(people, library, value_map):
    population = norm_groups.population()
    made = calibrate_all(
        Admitted(tuple(people)), library.gedrag, value_map, offices=population.offices,
        phases=population.phases, rule=RULE,
    )  # fmt: skip
    return replace(made, number=7)


@pytest.fixture
def person(library):
    statements = tuple((item.id, item.competency) for item in library.gedrag.items)
    given = norm_groups.answers(statements, 9001)
    return someone.answers(
        library, gedrag={item: 3 if x == "nvt" else x for item, x in given.items()}
    )


@pytest.fixture
def scored(library, value_map):
    def run(person, **basis):
        return score(person, library, value_map, basis=Basis(TODAY, **basis))

    return run


def statements(library, competency):
    return [item.id for item in library.gedrag.items if item.competency == competency]


def test_without_norm_or_calibration_nothing_is_different(person, scored, library, value_map):
    assert scored(person) == score(person, library, value_map)
    assert scored(person).norm is None
    assert scored(person).placements == scored(person).standard_errors == {}


def test_with_a_norm_the_sem_from_omega_replaces_the_own_spread(person, norm, scored):
    plain, found = scored(person), scored(person, norm=norm)

    for name, estimate in found.competencies.items():
        sem = norm.scales[name].reliability.sem
        assert estimate.score == plain.competencies[name].score
        assert estimate.se == pytest.approx(sem)
        assert estimate.low == pytest.approx(max(0, estimate.score - Z90 * sem))
        assert estimate.high == pytest.approx(min(100, estimate.score + Z90 * sem))
    assert set(found.standard_errors.values()) == {"norm"}
    assert found.versions == {**plain.versions, "norm": 3}


def test_fewer_answers_make_the_sem_wider(person, norm, scored, library):
    left_out = statements(library, "POL1")[0]
    gedrag = {**person.gedrag, left_out: "nvt"}
    asked = len(statements(library, "POL1"))

    found = scored(replace(person, gedrag=gedrag), norm=norm).competencies["POL1"]

    sem = norm.scales["POL1"].reliability.sem
    assert found.se == pytest.approx(sem * np.sqrt(asked / (asked - 1)))


def test_a_scale_without_reliability_keeps_the_own_spread(person, norm, scored):
    without = replace(norm.scales["POL2"], reliability=None)
    broken = replace(norm, scales={**norm.scales, "POL2": without})

    found = scored(person, norm=broken)

    assert found.competencies["POL2"] == scored(person).competencies["POL2"]
    assert "POL2" not in found.standard_errors
    assert "POL2" in found.placements


def test_values_clusters_and_style_never_change(person, norm, calibration, scored):
    plain = scored(person)
    for found in (scored(person, norm=norm), scored(person, calibration=calibration)):
        assert (found.values, found.clusters, found.style) == (
            plain.values, plain.clusters, plain.style,
        )  # fmt: skip
        assert found.importance == plain.importance


def test_every_competency_is_placed_with_its_own_error(person, norm, scored):
    found = scored(person, norm=norm)

    assert found.placements.keys() == found.competencies.keys()
    for name, placement in found.placements.items():
        estimate = found.competencies[name]
        assert placement == place_score(norm, name, estimate.score, error=estimate.se, on=TODAY)
        assert placement.low <= placement.value <= placement.high


def test_the_profile_names_the_norm(person, norm, scored):
    group = scored(person, norm=norm).norm

    assert (group.number, group.population, group.people) == (3, "wethouders in functie", 300)
    assert (group.first_day, group.last_day) == (norm.first_day, norm_groups.DAY)
    assert (group.published_on, group.expires_on) == (PUBLISHED, date(2034, 11, 23))
    assert (group.level, group.provisional) == ("percentiles", False)


@pytest.mark.parametrize(
    "change",
    [{"office": "griffier"}, {"phase": "aspirant"}],
)
def test_who_a_norm_does_not_cover_goes_without(person, norm, scored, change):
    other = replace(person, **change)

    assert scored(other, norm=norm) == scored(other)


@pytest.mark.parametrize(
    ("day", "used"),
    [(date(2026, 11, 30), False), (PUBLISHED, True), (date(2034, 11, 22), True),
     (date(2034, 11, 23), False)],
)  # fmt: skip
def test_a_norm_is_used_from_its_publication_until_it_expires(
    person, norm, library, value_map, day, used
):
    found = score(person, library, value_map, basis=Basis(day, norm=norm))

    assert (found.norm is not None) is used


def test_an_unpublished_norm_is_never_used(person, norm, scored):
    assert scored(person, norm=replace(norm, published_on=None)) == scored(person)


def test_a_norm_of_another_rule_or_instrument_is_not_used(person, norm, scored):
    for other in (replace(norm, rule=99), replace(norm, instrument="gedrag-2")):
        assert scored(person, norm=other) == scored(person)


def test_a_norm_built_on_the_sum_rule_is_not_used_with_a_calibration(
    person, norm, calibration, scored
):
    found = scored(person, norm=norm, calibration=calibration)

    assert found.norm is None
    assert found == scored(person, calibration=calibration)


def test_a_norm_built_on_the_calibration_is_used_with_it_and_only_with_it(
    person, people, calibration, library, value_map, scored
):
    scores = score_candidates(people[:120], library.gedrag, value_map, calibration)
    made = build_norm_set(
        Admitted(tuple(people[:120])), scores, library.gedrag, value_map, norm_groups.population(),
        calibration=calibration, rule=RULE,
    )  # fmt: skip
    norm = publish_norm_set(replace(made, number=4), on=PUBLISHED)

    found = scored(person, norm=norm, calibration=calibration)

    assert norm.calibration == 7
    assert found.norm.number == 4
    assert found.norm.provisional
    assert {placement.level for placement in found.placements.values()} == {"quartiles"}
    assert set(found.standard_errors.values()) == {"calibration"}
    assert found.competencies == scored(person, calibration=calibration).competencies
    assert all(scale.reliability.sem is None for scale in norm.scales.values())
    assert scored(person, norm=norm) == scored(person)


def by_hand(scale, answers):
    """The posterior over the trait by plain sums, and the expected mean answer at its mean."""
    nodes = np.linspace(-6, 6, 4001)
    weight = np.exp(-(nodes**2) / 2)

    def chances(at, item):
        reach = [np.ones_like(at)]
        reach += [expit(scale.slopes[item] * (at - b)) for b in scale.locations[item]]
        return np.array(reach) - np.array([*reach[1:], np.zeros_like(at)])

    for item, answer in enumerate(answers):
        weight = weight * chances(nodes, item)[scale.codes[item][answer - 1]]
    weight /= weight.sum()
    theta = float(weight @ nodes)
    spread = float(np.sqrt(weight @ (nodes - theta) ** 2))

    def mean(at):
        parts = [scale.values[i] @ chances(np.array([at]), i) for i in range(len(answers))]
        return float(np.mean(parts))

    slope = (mean(theta + 1e-5) - mean(theta - 1e-5)) / 2e-5
    return 25 * (mean(theta) - 1), 25 * abs(slope) * spread


def test_with_a_calibration_scores_and_their_errors_are_conditional(
    person, calibration, scored, library
):
    found = scored(person, calibration=calibration)

    assert len(calibration.scales) >= 14
    for name, scale in calibration.scales.items():
        answers = [person.gedrag[item] for item in statements(library, name)]
        expected, se = by_hand(scale, answers)
        estimate = found.competencies[name]
        assert estimate.score == pytest.approx(expected, abs=0.01)
        assert estimate.se == pytest.approx(se, abs=0.01)
        assert estimate.high == pytest.approx(min(100, estimate.score + Z90 * estimate.se))
        assert found.standard_errors[name] == "calibration"
    assert found.versions["calibration"] == 7
    assert (found.calibration.people, found.calibration.provisional) == (500, False)


def test_two_people_with_other_answers_get_another_standard_error(calibration, scored, library):
    def flat(answer):
        """One answer differs: one and the same answer everywhere gives no score."""
        given = someone.all_answered(library, answer)
        return someone.answers(library, gedrag={**given, "pub1-1": 4})

    middle, top = (scored(flat(x), calibration=calibration) for x in (3, 5))

    assert middle.competencies["BES1"].se != pytest.approx(top.competencies["BES1"].se, rel=0.1)


def test_a_competency_without_a_calibration_keeps_the_sum_rule(person, calibration, scored):
    scales = {name: scale for name, scale in calibration.scales.items() if name != "PER3"}

    found = scored(person, calibration=replace(calibration, scales=scales))

    assert found.competencies["PER3"] == scored(person).competencies["PER3"]
    assert "PER3" not in found.standard_errors


def test_too_few_answers_give_no_score_on_any_basis(norm, calibration, scored, library):
    two = dict.fromkeys(statements(library, "POL1")[:2], 4)
    person = someone.answers(library, gedrag=two)

    assert scored(person, norm=norm).competencies["POL1"] is None
    assert scored(person, calibration=calibration).competencies["POL1"] is None
    assert scored(person, norm=norm).placements == {}


def test_who_a_calibration_does_not_cover_keeps_the_sum_rule(person, calibration, scored):
    aspirant = replace(person, phase="aspirant")

    assert scored(aspirant, calibration=calibration) == scored(aspirant)


def test_a_calibration_of_another_rule_instrument_or_office_is_not_used(
    person, calibration, scored
):
    others = (
        replace(calibration, rule=99),
        replace(calibration, instrument="gedrag-2"),
        replace(calibration, offices=("griffier",)),
        replace(calibration, phases=("aspirant",)),
    )
    for other in others:
        assert scored(person, calibration=other) == scored(person)


def test_only_what_was_kept_under_a_number_is_named(norm, calibration):
    kept = Basis(TODAY, norm, calibration)
    unkept = Basis(TODAY, replace(norm, number=None), replace(calibration, number=None))

    assert kept.versions == {"norm": 3, "calibration": 7}
    assert norm_group(kept).number == 3
    assert unkept.versions == {}
    assert norm_group(unkept) is None
    assert calibration_group(unkept) is None
