"""Every programme that is not suggested is told why."""

import pytest

from assessment.plan import Situation, suggest
from assessment.plan.model import Asked, Time, Wish
from tests import make
from tests.people import simulated as people
from tests.people import someone
from values import PHASES

ASKED = Asked(
    wishes=(Wish("wat", "een", "iets", ("W1",)), Wish("wat", "twee", "iets", ("W2",))),
    times=(Time("uren", "weinig", 2),),
)


def why_not(value_map, *programmes, situation=None, places=3, scores=None, **rules):
    catalogue = make.catalogue(
        *programmes, asked=ASKED, rules=make.rules(programmes=places, by_need=places, **rules)
    )
    levels = {"PER3": 100, **({"POL1": 50} if scores is None else scores)}
    profile = someone.profile(competencies={c: someone.estimate(s, 0) for c, s in levels.items()})
    shown = suggest(profile, catalogue, value_map, situation or Situation("zittend"))
    return {passed.programme: passed for passed in shown.passed_over}


def reasons(passed_over):
    return {name: passed.because for name, passed in passed_over.items()}


def test_what_excludes_a_programme_is_told_as_such(value_map):
    passed = why_not(
        value_map,
        make.programme("NEW", phases=("starter",)),
        make.programme("DONE"),
        make.programme("NEXT", requires=("FIRST",)),
        make.programme("FIRST"),
        make.programme("GONE", status="ended"),
        make.programme("LONG", load_hours=80),
        make.programme("UNSURE", status="unknown"),
        make.programme("HELP", support=True),
        situation=Situation("zittend", {"uren": "weinig"}, followed=("DONE",)),
    )

    assert reasons(passed) == {
        "NEW": "phase",
        "DONE": "followed",
        "NEXT": "entry",
        "GONE": "ended",
        "LONG": "time",
        "UNSURE": "unknown",
    }


def test_what_was_followed_is_told_as_followed_in_every_later_phase(value_map):
    passed = why_not(
        value_map,
        make.programme("DONE", phases=("starter",)),
        make.programme("ENTERED", phases=("starter",), requires=("FIRST",)),
        situation=Situation("zittend", followed=("DONE",)),
    )

    assert reasons(passed) == {"DONE": "followed", "ENTERED": "phase"}


def test_where_scores_suggest_nothing_it_was_simply_not_asked_for(value_map):
    passed = why_not(value_map, make.programme("A"), by_score=())

    assert reasons(passed) == {"A": "not-asked"}


def test_what_was_asked_for_without_room_gave_way_to_a_stronger_reason(value_map):
    passed = why_not(
        value_map,
        *(make.programme(name, competencies={}) for name in ("W1", "W2")),
        make.programme("NEED"),
        situation=Situation("zittend", {"wat": ("een", "twee")}),
        places=1,
    )

    assert reasons(passed) == {"W2": "full", "NEED": "full"}


def test_what_trains_the_same_less_or_less_targeted_is_told_beside_the_one_shown(value_map):
    passed = why_not(
        value_map,
        make.programme("SHOWN", competencies={"POL1": 2}),
        make.programme("LESS", competencies={"POL1": 1}),
        make.programme("WIDE", competencies={"POL1": 2, "PER3": 1}),
    )

    assert {name: (p.because, p.against) for name, p in passed.items()} == {
        "LESS": ("covered", "SHOWN"),
        "WIDE": ("tied", "SHOWN"),
    }
    assert (passed["LESS"].reason.need.competency, passed["LESS"].reason.weight) == ("POL1", 1)


def test_what_weighs_less_than_the_last_one_shown_is_told_beside_it(value_map):
    passed = why_not(
        value_map,
        make.programme("SHOWN", competencies={"POL1": 2}),
        make.programme("OTHER", competencies={"AMB1": 3}),
        places=1,
        scores={"POL1": 40, "AMB1": 60},
    )

    assert (passed["OTHER"].because, passed["OTHER"].against) == ("less", "SHOWN")


def test_what_trains_a_strength_or_what_has_no_score_is_not_needed(value_map):
    passed = why_not(
        value_map,
        make.programme("STRONG", competencies={"PER3": 3}),
        make.programme("UNKNOWN", competencies={"AMB2": 3}),
    )

    assert set(reasons(passed).values()) == {"no-need"}


@pytest.mark.parametrize("phase", PHASES)
def test_every_programme_is_suggested_or_told_why_not(phase, catalogue):
    for seed in range(6):
        shown = people.advised(people.person(seed, phase))
        names = [each.programme for each in (*shown.programmes, *shown.passed_over)]
        assert sorted(names) == sorted(p.id for p in catalogue.programmes if not p.support)
        fits = {each.programme: each.fit for each in shown.programmes}
        for passed in shown.passed_over:
            if passed.because in ("covered", "tied", "less"):
                fit = passed.reason.need.need * passed.reason.weight
                assert fit <= fits[passed.against] + 1e-9
