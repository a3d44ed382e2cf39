"""What changed since last time: no word goes further than its verdict, and chance is told."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.psychometrics.change import reliable_change
from assessment.report.composition import texts
from assessment.report.figures import data, draw
from assessment.report.model import Bullets, Heading, Paragraph, ReportContent, Table
from assessment.scoring import comparison as scoring
from tests.each import holds_for_each
from tests.people import simulated
from tests.people.varied import PEOPLE, before, case, material
from tests.report.composition.looking import figure, headings, rows, said
from values import Change, Comparison

COMPARED = holds_for_each("name", [name for name in PEOPLE if "chang" in name])
GROUPS = {
    "zeker": "Zeker veranderd",
    "mogelijk": "Mogelijk veranderd",
    "toeval": "Niet te onderscheiden van toeval",
}


def changes(name: str) -> dict[str, Change]:
    """Return what moved, by the name of the competency; without what cannot be compared."""
    named = {c.id: c.name for c in simulated.value_map().competencies}
    comparison = material(name).comparison
    found = comparison.changes if comparison else {}
    return {named[one]: moved for one, moved in found.items() if moved is not None}


def group(content: ReportContent, title: str) -> str:
    """Return what stands under a heading of the chapter, without the heading."""
    told: list[str] = []
    inside = False
    for block in content.section("verandering").blocks:
        if isinstance(block, Heading):
            inside = block.text == title
        elif inside and isinstance(block, Bullets):
            told += block.items
        elif inside and isinstance(block, Paragraph):
            told.append(block.text)
    return "\n".join(told)


def table(content: ReportContent) -> dict[str, tuple[str, ...]]:
    blocks = content.section("verandering").blocks
    found = next(block for block in blocks if isinstance(block, Table))
    return {row[0]: row[1:] for row in found.rows}


def crafted(taken_at: str = "2025-11-23T10:00:00+01:00", **moved: Change) -> ReportContent:
    """Return the report of somebody whose competencies moved like this."""
    found = Comparison(taken_at, "zittend", "wethouder", moved)
    return simulated.report(simulated.person(7), comparison=found)


def moved(was: float, now: float, verdict: str, se: float = 10.0) -> Change:
    return Change(was, now, now - was, now - was, se, 1.96 * se, 0.5, verdict)


# Whether there is a chapter


def test_of_answers_that_look_unread_at_either_time_no_change_is_told() -> None:
    now = simulated.person(7)
    earlier = before(now, PUB2=1)
    flat = replace(now, gedrag=simulated.flat(4).gedrag)
    for found in (
        case("unread before").content,
        simulated.report(flat, comparison=simulated.comparison(earlier, flat, ("PUB2",))),
    ):
        assert [kind for kind in GROUPS.values() if kind in headings(found, "verandering")] == []
        assert "niet te zeggen" in said(found, "verandering")
        assert "ging van" not in said(found, "verandering")
        assert "tellen hier mee" not in said(found, "verandering")


def test_a_goal_is_not_denied_and_nothing_set_apart_where_too_little_is_compared() -> None:
    told = said(case("changed, few to compare").content, "verandering")

    assert "geen doel" not in told
    assert "‘Collegiaal besturen’ ging van" in told
    assert ", los van het geheel," not in told


def test_without_an_earlier_time_there_is_no_chapter_and_nothing_speaks_of_one() -> None:
    content = simulated.report(simulated.person(7))
    assert "verandering" not in [section.id for section in content.sections]
    assert "zeker anders" not in said(content, "oogopslag")
    assert "ruitje" not in said(content, "leeswijzer")


def test_a_time_with_too_few_answers_gives_a_short_chapter_that_says_so() -> None:
    content = case("nothing to compare").content
    blocks = content.section("verandering").blocks
    assert all(isinstance(block, Paragraph) for block in blocks)
    assert "nog niets te vergelijken" in said(content, "verandering")
    assert "minstens 3 uitspraken die je beide keren" in said(content, "verandering")


# The three groups


@COMPARED
def test_every_compared_competency_stands_in_the_group_of_its_verdict_and_no_other(
    name: str,
) -> None:
    content = case(name).content
    for competency, change in changes(name).items():
        for verdict, title in GROUPS.items():
            there = f"‘{competency}’" in group(content, title)
            assert there == (verdict == change.verdict), (competency, title)


@COMPARED
def test_a_group_without_competencies_has_no_heading(name: str) -> None:
    verdicts = {change.verdict for change in changes(name).values()}
    found = headings(case(name).content, "verandering")
    assert {v for v, title in GROUPS.items() if title in found} == verdicts


@COMPARED
def test_no_word_goes_further_than_the_verdict(name: str) -> None:
    content = case(name).content
    verdicts = [change.verdict for change in changes(name).values()]
    lead = content.section("verandering").blocks[0]
    assert isinstance(lead, Paragraph)
    assert ("zeker anders" in lead.text and "Geen" not in lead.text) == ("zeker" in verdicts)
    for competency, cells in table(content).items():
        expected = {"zeker": "zeker veranderd", "mogelijk": "mogelijk veranderd"}
        verdict = changes(name)[competency].verdict
        assert cells[-1] == expected.get(verdict, "niet te zeggen")
    assert "punten" not in group(content, GROUPS["mogelijk"])
    assert not re.search(r"\d|hoger|lager", group(content, GROUPS["toeval"]))


def test_a_certain_change_has_both_scores_its_size_its_interval_and_a_question() -> None:
    content = case("changed").content
    higher, lower = group(content, "Zeker veranderd").splitlines()[1:]
    one, other = (changes("changed")[name] for name in
                  ("Debatteren en overtuigen", "Meedoen mogelijk maken"))  # fmt: skip
    assert higher == (
        f"‘Debatteren en overtuigen’ ging van 0 naar 50: los van het geheel {one.own:.0f} "
        f"punten hoger, met een interval van {one.own - one.smallest:.0f} tot "
        f"{one.own + one.smallest:.0f}. Waaraan merk je dat?"
    )
    assert lower == (
        f"‘Meedoen mogelijk maken’ ging van 100 naar 40: los van het geheel "
        f"{-other.own:.0f} punten lager, met een interval van "
        f"{-other.own - other.smallest:.0f} tot {-other.own + other.smallest:.0f}. "
        "Wie merkt dat ook?"
    )


def test_what_was_low_when_it_became_a_goal_is_not_told_as_change_as_far_as_it_was_expected() -> (
    None
):
    text = said(case("changed").content, "verandering")
    expected = changes("changed")["Debatteren en overtuigen"].expected
    assert expected > 3
    assert f"Bij ‘Debatteren en overtuigen’ is dat {expected:.0f} punten hoger." in text
    assert "komt meestal ook zonder verandering wat dichter bij je gemiddelde" in text


def test_only_goals_of_last_time_may_be_called_certain_and_the_chapter_says_which() -> None:
    told = said(case("changed").content, "verandering")
    assert "koos je doelen: ‘Debatteren en overtuigen’ en ‘Meedoen mogelijk maken’" in told
    one = said(case("changed in one").content, "verandering")
    assert "koos je een doel: ‘Debatteren en overtuigen’" in one
    none = case("unchanged").content
    assert "Daarom heet hier niets zeker: alles is om te verkennen." in said(none, "verandering")


def test_what_moved_over_the_whole_has_a_sentence_of_its_own() -> None:
    text = said(case("changed in everything").content, "verandering")
    assert "Over het geheel antwoord je nu 25 punten hoger dan toen." in text
    assert "Zeker veranderd" not in text
    same = said(case("changed").content, "verandering")
    assert "Over het geheel antwoord je nu ongeveer even hoog als toen." in same
    few = said(crafted(POL1=moved(40, 42, "toeval")), "verandering")
    assert "te weinig competenties te vergelijken" in few


def test_a_speelveld_that_moved_is_told_as_possible_and_never_as_certain() -> None:
    later = simulated.person(7)
    ids = [c.id for c in simulated.value_map().in_group("PUB")]
    earlier = before(later, **dict.fromkeys(ids, 1))
    content = simulated.report(later, comparison=simulated.comparison(earlier, later))
    told = group(content, "Per speelveld")
    assert "‘Publiek speelveld’ ligt, los van het geheel, mogelijk hoger." in told
    assert "Politiek speelveld" not in told
    still = group(case("unchanged").content, "Per speelveld")
    assert still == "Bij geen enkel speelveld is een verschil van toeval te onderscheiden."


@COMPARED
def test_each_certain_change_ends_in_one_question(name: str) -> None:
    content = case(name).content
    certain = [line for line in group(content, "Zeker veranderd").splitlines() if "‘" in line]
    assert all(line.endswith("?") and line.count("?") == 1 for line in certain)
    assert "?" not in group(content, "Mogelijk veranderd") + group(content, GROUPS["toeval"])


def test_a_possible_change_tells_between_what_and_what_it_may_lie() -> None:
    lines = group(case("perhaps changed").content, "Mogelijk veranderd").splitlines()[1:]
    assert [line.split("; ")[1] for line in lines] == [
        "de echte verandering, los van het geheel, kan tussen 4 lager en 44 hoger liggen.",
        "de echte verandering, los van het geheel, kan tussen 44 lager en 4 hoger liggen.",
        "de echte verandering, los van het geheel, kan tussen gelijk en 48 hoger liggen.",
    ]


def test_a_large_difference_that_is_not_certain_is_explained() -> None:
    large = crafted(POL1=moved(40, 65, "mogelijk"), POL2=moved(40, 55, "mogelijk"))
    small = crafted(POL2=moved(40, 55, "mogelijk"))
    assert "Ook een groot verschil kan hier staan" in group(large, "Mogelijk veranderd")
    assert "Ook een groot verschil" not in group(small, "Mogelijk veranderd")


def test_what_chance_may_explain_is_not_called_small() -> None:
    assert "klein" not in texts.say("change.chance_text", names="‘Moed en eigenheid’")


def test_what_has_no_score_in_one_of_the_two_is_named() -> None:
    assert "‘Reflecteren en leren’" in group(case("changed").content, "Niet te vergelijken")
    assert "Reflecteren en leren" not in table(case("changed").content)


# Neutral, honest, and the numbers


@COMPARED
def test_higher_is_never_called_better(name: str) -> None:
    text = said(case(name).content, "verandering").lower()
    for word in ("beter", "slechter", "vooruit ", "achteruit", "gegroeid", "winst", "verlies"):
        assert word not in text, word


@COMPARED
def test_the_chapter_says_what_chance_does_and_that_only_large_changes_show(name: str) -> None:
    text = said(case(name).content, "verandering")
    assert "Alleen grote veranderingen" in text
    assert "drie van de tien gevallen zeker" in text
    assert "Met extra uitspraken bij je doelen is dat vijf van de tien" in text
    assert "bij ongeveer één op de tien mensen ergens ‘mogelijk’" in text


@COMPARED
def test_the_table_can_be_checked_by_hand(name: str) -> None:
    for competency, cells in table(case(name).content).items():
        change = changes(name)[competency]
        was, now = int(cells[0]), int(cells[1])
        assert (was, now) == (int(change.before + 0.5), int(change.after + 0.5))
        assert signed(cells[2]) == now - was
        low, high = (signed(end) for end in cells[3].split(" tot "))
        assert -100 <= low <= change.own + 0.5
        assert change.own - 0.5 <= high <= 100
        assert abs(int(cells[4]) - change.smallest) <= 0.5


def signed(text: str) -> int:
    return int(text.replace("−", "-"))


@given(st.floats(0, 100), st.floats(0, 100), st.floats(1, 30))
def test_an_interval_of_a_difference_stays_on_the_scale_and_holds_it(
    was: float, now: float, se: float
) -> None:
    content = crafted(POL1=moved(was, now, "toeval", se))
    low, high = (signed(end) for end in table(content)["Krachtenveld lezen"][3].split(" tot "))
    assert -100 <= low <= now - was + 0.5
    assert now - was - 0.5 <= high <= 100


@pytest.mark.parametrize(
    ("taken_at", "told"),
    [
        ("2026-11-23T08:00:00+01:00", "van twee momenten op 23 november 2026"),
        ("2026-11-24T00:10:00+14:00", "van twee momenten op 23 november 2026"),
        ("2026-11-22T10:00:00+01:00", "Daar zit één dag tussen."),
        ("2026-10-20T10:00:00+01:00", "Daar zitten 34 dagen tussen."),
        ("2026-09-23T10:00:00+01:00", "Daar zitten ongeveer 2 maanden tussen."),
        ("2024-11-23T10:00:00+01:00", "van 23 november 2024 naast die van 23 november 2026."),
    ],
)
def test_the_time_between_is_told_in_days_or_months(taken_at: str, told: str) -> None:
    assert told in said(crafted(taken_at, POL1=moved(40, 42, "toeval")), "verandering")


def test_answers_about_other_work_are_said_to_be_so() -> None:
    assert "over ander werk" in said(case("an aspirant before").content, "verandering")
    assert "over ander werk" not in said(case("changed").content, "verandering")
    later = simulated.person(6, office="griffier")
    found = simulated.comparison(before(replace(later, office="wethouder")), later)
    assert "over ander werk" in said(simulated.report(later, comparison=found), "verandering")


def test_scores_that_are_printed_differently_elsewhere_are_explained() -> None:
    """The version of the statements, the scoring or a calibration may differ between chapters."""
    told = "iets anders zijn dan elders in dit plan"
    assert told not in said(case("changed").content, "verandering")
    assert told in said(crafted(POL1=moved(40, 42, "toeval")), "verandering")


def test_extra_answers_of_both_times_make_the_smallest_certain_change_smaller() -> None:
    found = changes("changed in four goals")
    assert {found[name].verdict for name in ("Krachtenveld lezen", "Nabij zijn en luisteren")} == {
        "zeker"
    }
    goal, other = found["Krachtenveld lezen"], found["Debatteren en overtuigen"]
    assert max(goal.smallest, other.smallest) < found["Moed en eigenheid"].smallest


def test_the_chapter_on_competencies_tells_the_closer_look_beside_the_score() -> None:
    text = said(case("changed in four goals").content, "competenties")
    assert text.count("Met 4 extra antwoorden bij ") == 4
    assert "keek hier scherper naar" not in said(case("changed").content, "competenties")


# In the other chapters


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "changed",
            "Sinds 23 november 2025 is je score zeker anders bij ‘Debatteren en overtuigen’ "
            "(hoger) en ‘Meedoen mogelijk maken’ (lager); zie ‘Wat er veranderde’.",
        ),
    ],
)
def test_a_certain_change_has_one_sentence_at_a_glance(name: str, sentence: str) -> None:
    blocks = case(name).content.section("oogopslag").blocks
    assert [b for b in blocks if "zie ‘Wat er veranderde’" in getattr(b, "text", "")] == [
        Paragraph(sentence)
    ]


def test_more_certain_changes_than_can_be_named_are_counted_at_a_glance() -> None:
    four = dict.fromkeys(("POL1", "POL2", "BES1", "PUB1"), moved(20, 80, "zeker"))
    text = said(crafted("2025-11-23T10:00:00+01:00", **four), "oogopslag")
    assert "je score bij 4 competenties zeker anders; zie ‘Wat er veranderde’." in text


@pytest.mark.parametrize(
    "name", ["perhaps changed", "unchanged", "changed in everything", "nothing to compare"]
)
def test_what_is_not_certain_is_not_told_at_a_glance(name: str) -> None:
    text = said(case(name).content, "oogopslag")
    assert "Wat er veranderde" not in text
    assert "Sinds" not in text


def test_the_figure_marks_last_time_and_its_words_name_both_numbers() -> None:
    content = case("changed").content
    shown = figure(content, "competenties")
    assert isinstance(shown.data, data.Competencies)
    marks = {row.label: row.previous for one in shown.data.groups for row in one.rows}
    assert marks["Debatteren en overtuigen"] == 0
    assert marks["Meedoen mogelijk maken"] == 100
    assert marks["Reflecteren en leren"] is None
    likely = [case("changed").profile.likely[c].score for c in ("POL2", "PER4")]
    assert f"Debatteren en overtuigen {likely[0]:.0f}, 0" in shown.alt
    assert f"Reflecteren en leren {likely[1]:.0f}, –" in shown.alt
    assert rows(content, "competenties")["Debatteren en overtuigen"][-1] == "0"
    assert rows(content, "competenties")["Reflecteren en leren"][-1] == "–"
    assert draw(shown.data)


@pytest.mark.parametrize("name", ["zittend 7", "changed"])
def test_the_smallest_certain_change_stands_beside_each_score(name: str) -> None:
    shown = figure(case(name).content, "competenties").table
    column = shown.header.index("Kleinste zekere verandering")
    one = case(name)
    smallest = scoring.smallest_certain_changes(
        simulated.library().gedrag, one.answers.gedrag, list(simulated.value_map().competency)
    )
    told = [c.id for c in material(name).competencies]
    expected = [f"{smallest[one]:.0f}" for one in told if smallest[one] is not None]
    assert [row[column] for row in shown.rows] == expected
    assert "kleinste zekere verandering" in said(case(name).content, "leeswijzer")


def test_without_a_score_there_is_no_smallest_change_and_no_word_about_it() -> None:
    found = rows(case("one competency").content, "competenties")
    assert found["Collegiaal besturen"][-1] == "–"
    assert "kleinste zekere" not in said(case("silent").content, "leeswijzer")


def test_the_rule_is_told_with_the_numbers_of_the_rule() -> None:
    rule = texts.say("method.change_rule")
    for share in (reliable_change.FALSE_DISCOVERY, reliable_change.FALSE_POSSIBLE):
        assert f"{100 * share:.0f} procent" in rule
    assert rule in said(case("zittend 7").content, "verantwoording")


def test_a_competency_of_which_the_statements_changed_is_said_not_to_be_compared() -> None:
    changes = {"POL1": moved(40, 60, "mogelijk"), "POL2": None}
    found = Comparison(
        "2025-11-23T10:00:00+01:00", "zittend", "wethouder", changes, reworded=("POL2",)
    )

    text = said(simulated.report(simulated.person(7), comparison=found), "verandering")

    assert "uitspraken die niet veranderden. Dat zijn er te weinig bij ‘Debatteren en" in text
    assert "Dat zijn er te weinig bij ‘Krachtenveld lezen’" not in text
