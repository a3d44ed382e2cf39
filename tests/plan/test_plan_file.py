"""The owner's plan as JSON: what is written is read back, and what does not fit is named."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.json_reading import InputError
from assessment.plan import MAX_GOALS, Plan, read_plan, write_plan
from assessment.plan.goal_dates import possible_days
from tests.people import someone

FULL = Plan(
    importance={"POL1": 1.5, "PER3": 0.5, "BES1": 1.0},
    followed=("BAS", "PBM"),
    goals=(
        someone.goal(
            "POL1",
            aim="Ik lees de raad beter.",
            doing="Elke week een gesprek.",
            noticing="Minder verrassingen.",
            by=date(2027, 6, 1),
            helper="mijn coach",
            programmes=("INT",),
            actions=("Vraag door.", "Wacht even."),
        ),
        someone.goal("lef"),
    ),
)


def good():
    return json.loads(json.dumps(write_plan(FULL)))


@pytest.fixture(scope="module")
def problems(catalogue, value_map):
    def problems_of(table):
        with pytest.raises(InputError) as refused:
            read_plan(table, catalogue, value_map, possible_days(date(2026, 11, 23)))
        assert all(line and len(line.splitlines()) == 1 for line in refused.value.problems)
        return refused.value.problems

    return problems_of


@pytest.mark.parametrize("plan", [FULL, Plan(), Plan(goals=(someone.goal("PER4"),) * 4)])
def test_what_is_written_is_read_back(plan, catalogue, value_map):
    assert read_plan(json.loads(json.dumps(write_plan(plan))), catalogue, value_map) == plan


@given(
    texts=st.lists(st.text(max_size=80), min_size=4, max_size=4),
    by=st.none() | st.dates(date(1000, 1, 1)),
    actions=st.lists(st.text(max_size=20), max_size=3),
)
def test_any_text_is_read_and_reading_again_changes_nothing(
    texts, by, actions, catalogue, value_map
):
    names = ("aim", "doing", "noticing", "helper")
    goal = someone.goal(
        "lef", by=by, actions=tuple(actions), **dict(zip(names, texts, strict=True))
    )

    once = read_plan(write_plan(Plan(goals=(goal,))), catalogue, value_map)

    assert once.goals[0].by == by
    assert read_plan(write_plan(once), catalogue, value_map) == once


def test_only_the_format_and_the_goals_are_required(catalogue, value_map):
    table = {"format": "bop-goals/1", "goals": [{"about": "lef"}]}

    assert read_plan(table, catalogue, value_map) == Plan(goals=(someone.goal("lef"),))


CHANGES = [
    (lambda t: t.update(format="bop-goals/2"), "format: bop-goals/2 is onbekend"),
    (lambda t: t.pop("format"), "format: null is onbekend; dit programma leest bop-goals/1"),
    (lambda t: t.update(colour=1), "colour: dit veld bestaat niet; haal het weg"),
    (lambda t: t.pop("goals"), "goals: ontbreekt; voeg dit veld toe"),
    (lambda t: t.update(goals={}), "goals: {} past hier niet"),
    (lambda t: t.update(goals=None), "goals: null past hier niet"),
    (lambda t: t.update(goals=[{"about": "lef"}] * 5),
     f"goals: 5 doelen is te veel; kies er hoogstens {MAX_GOALS}"),
    (lambda t: t.update(importance=[]), "importance: [] past hier niet; hier hoort een object"),
    (lambda t: t["importance"].update(XYZ1=1), "importance.XYZ1: dit veld bestaat niet"),
    (lambda t: t["importance"].update(POL1=2),
     "importance.POL1: 2 bestaat niet; kies uit 0.5, 1.0, 1.5"),
    (lambda t: t["importance"].update(POL1=True), "importance.POL1: true bestaat niet"),
    (lambda t: t["importance"].update(POL1="1"), "importance.POL1: 1 bestaat niet"),
    (lambda t: t["importance"].update(POL1=None), "importance.POL1: null bestaat niet"),
    (lambda t: t["importance"].update(POL1=float("nan")), "importance.POL1: NaN bestaat niet"),
    (lambda t: t["importance"].update(POL1=[1]), "importance.POL1: [1] bestaat niet"),
    (lambda t: t.update(followed="BAS"), "followed: BAS past hier niet; hier hoort een lijst"),
    (lambda t: t.update(followed=["BAS", "XYZ"]), "followed: XYZ bestaat niet; kies uit ALT, "),
    (lambda t: t.update(followed=[["BAS"]]), 'followed: ["BAS"] bestaat niet'),
    (lambda t: t["goals"].append(3), "goals[3]: 3 past hier niet; hier hoort een object"),
    (lambda t: t["goals"][1].update(x=1), "goals[2].x: dit veld bestaat niet"),
    (lambda t: t["goals"][1].pop("about"), "goals[2].about: null is geen competentie of waarde"),
    (lambda t: t["goals"][1].update(about="nut"), "goals[2].about: nut is geen competentie"),
    (lambda t: t["goals"][1].update(about=["lef"]), 'goals[2].about: ["lef"] is geen competentie'),
    (lambda t: t["goals"][0].update(aim=3), "goals[1].aim: hier hoort tekst"),
    (lambda t: t["goals"][0].update(doing=None), "goals[1].doing: hier hoort tekst"),
    (lambda t: t["goals"][0].update(aim="x" * 601),
     "goals[1].aim: 601 tekens is te lang; gebruik er hoogstens 600"),
    (lambda t: t["goals"][0].update(helper="x" * 121),
     "goals[1].helper: 121 tekens is te lang; gebruik er hoogstens 120"),
    (lambda t: t["goals"][0].update(by="2027-02-30"), "goals[1].by: 2027-02-30 is geen datum"),
    (lambda t: t["goals"][0].update(by="1 juni"), "goals[1].by: 1 juni is geen datum"),
    (lambda t: t["goals"][0].update(by=20270601), "goals[1].by: 20270601 is geen datum"),
    (lambda t: t["goals"][0].update(by=False), "goals[1].by: false is geen datum"),
    (lambda t: t["goals"][0].update(by=[]), "goals[1].by: [] is geen datum"),
    (lambda t: t["goals"][0].update(by="20270601"), "goals[1].by: 20270601 is geen datum"),
    (lambda t: t["goals"][0].update(by="9999-12-31"),
     "goals[1].by: 9999-12-31 kan niet; kies een dag van 2026-11-23"),
    (lambda t: t["goals"][0].update(by="22-11-2026"), "goals[1].by: 22-11-2026 kan niet"),
    (lambda t: t["goals"][0].update(programmes=["XYZ"]), "goals[1].programmes: XYZ bestaat niet"),
    (lambda t: t["goals"][0].update(programmes="INT"), "goals[1].programmes: INT past hier niet"),
    (lambda t: t["goals"][0].update(actions="Vraag."), "goals[1].actions: Vraag. past hier niet"),
    (lambda t: t["goals"][0].update(actions=["Ja.", 3]), "goals[1].actions[2]: hier hoort tekst"),
    (lambda t: t["goals"][0].update(actions=["x" * 601]), "goals[1].actions[1]: 601 tekens"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "sentence"), CHANGES, ids=[s for _, s in CHANGES])
def test_one_thing_that_does_not_fit_is_one_line_that_names_the_place(change, sentence, problems):
    table = good()
    change(table)

    [line] = problems(table)

    assert line.startswith(sentence)


def test_several_problems_are_all_reported(problems):
    table = good()
    table["colour"] = "red"
    table["importance"]["POL1"] = 9
    table["followed"] = ["XYZ", "ABC"]
    table["goals"][0] |= {"about": "x", "by": "ooit"}
    table["goals"][1] |= {"aim": 1}

    assert [line.split(":")[0] for line in problems(table)] == [
        "colour",
        "importance.POL1",
        "followed",
        "followed",
        "goals[1].about",
        "goals[1].by",
        "goals[2].aim",
    ]


def test_four_goals_are_allowed_and_an_empty_date_is_no_date(catalogue, value_map):
    table = {"format": "bop-goals/1", "goals": [{"about": "lef", "by": ""}] * 4}

    found = read_plan(table, catalogue, value_map)

    assert len(found.goals) == 4
    assert {goal.by for goal in found.goals} == {None}


LEAVES = st.none() | st.booleans() | st.integers(-2, 3) | st.floats() | st.text(max_size=6)
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
GOAL = st.dictionaries(
    st.sampled_from(["about", "aim", "doing", "by", "programmes", "actions", "helper", "x"]), JSON
)


@given(
    table=st.fixed_dictionaries(
        {"format": st.just("bop-goals/1")},
        optional={
            "importance": JSON | st.dictionaries(st.sampled_from(["POL1", "x"]), JSON),
            "followed": JSON,
            "goals": JSON | st.lists(GOAL | JSON, max_size=5),
        },
    )
)
def test_any_json_gives_a_plan_or_reasons(table, catalogue, value_map):
    try:
        found = read_plan(table, catalogue, value_map)
    except InputError:
        return
    assert read_plan(write_plan(found), catalogue, value_map) == found


def test_what_is_named_twice_in_a_list_is_kept_once(catalogue, value_map):
    table = good()
    table["followed"] = ["BAS", "PBM", "BAS"]
    table["goals"][0] |= {"programmes": ["INT"] * 40, "actions": ["Vraag door.", " Vraag door. "]}

    plan = read_plan(table, catalogue, value_map)

    assert plan.followed == ("BAS", "PBM")
    assert plan.goals[0].programmes == ("INT",)
    assert plan.goals[0].actions == ("Vraag door.",)
