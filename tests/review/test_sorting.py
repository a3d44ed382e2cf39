"""Where statements are sorted, and what the bars make of it, by hand-made answers."""

import pytest

from assessment.psychometrics.agreement.content_validity import estimate_share
from review.placing import place_statement
from review.sorting import review_sorting
from tests.people.raters import letter, other_value, right_cells, value_number


def reviewed(folder, name="n1"):
    review = review_sorting(folder.forms.sorting, folder.read().sorting)
    return review, review.statements[int(name[1:]) - 1]


def raters(folder, count, **changes):
    """Let ``count`` raters fill in the form; changes: number to cells for the first so many."""
    for number in range(1, count + 1):
        own = {name: cells for name, (until, cells) in changes.items() if number <= until}
        folder.sort(f"B{number:02}", **own)


def test_the_share_the_most_chosen_other_and_the_lead_follow_from_counts():
    placement = place_statement("lef", ["lef"] * 6 + ["gezag"] * 3 + ["autonomie"])

    assert placement.own == estimate_share(6, 10)
    assert placement.others == ("gezag",)
    assert placement.other_share == 0.3
    assert placement.lead == pytest.approx(0.3)  # (6 − 3) / 10


def test_values_chosen_as_often_are_all_named():
    placement = place_statement("lef", ["lef", "gezag", "autonomie"])

    assert placement.others == ("autonomie", "gezag")
    assert place_statement("lef", []).own is None


def test_a_statement_that_enough_people_sort_right_and_like_is_kept(folder):
    raters(folder, 10)

    review, statement = reviewed(folder)

    assert statement.verdict.action == "keep"
    assert statement.verdict.certain  # 10 of 10: from 72 %
    assert statement.verdict.reasons == ()
    assert review.values.share == review.competencies.share == 1


def test_seven_of_ten_are_enough_to_keep_but_only_provisionally(folder):
    statement = folder.forms.sorting.statements[0]
    wrong = {"waarde": value_number(folder.forms, other_value(folder.forms, statement))}
    raters(folder, 10, n1=(3, wrong))

    _, review = reviewed(folder)

    assert review.value.own.share == 0.7
    assert (review.verdict.action, review.verdict.certain) == ("keep", False)


def test_a_statement_that_most_read_as_another_value_is_to_be_keyed_there(folder):
    statement = folder.forms.sorting.statements[0]
    target = other_value(folder.forms, statement)
    raters(folder, 10, n1=(8, {"waarde": value_number(folder.forms, target)}))

    _, review = reviewed(folder)

    assert review.verdict.action == "move"
    assert (review.verdict.value, review.verdict.competency) == (target, "")
    assert review.verdict.certain  # 2 of 10 at home: to 51 %
    assert "80\N{NO-BREAK SPACE}% leest een andere waarde" in review.verdict.reasons[0]


def test_a_statement_that_most_read_as_another_competency_is_to_be_keyed_there(folder):
    statement = folder.forms.sorting.statements[0]
    target = next(
        c.id for c in folder.forms.sorting.competencies if c.id != statement.competency
    )  # fmt: skip
    raters(folder, 6, n1=(4, {"competentie": letter(folder.forms, target)}))

    _, review = reviewed(folder)

    assert (review.verdict.value, review.verdict.competency) == ("", target)
    assert review.verdict.action == "move"


@pytest.mark.parametrize("is_linked", [True, False])
def test_a_move_to_a_value_without_a_link_to_the_competency_says_so(folder, is_linked):
    statement = folder.forms.sorting.statements[0]
    target = next(
        value
        for value in folder.forms.sorting.values
        if value.id != statement.value and (statement.competency in value.competencies) == is_linked
    )
    raters(folder, 5, n1=(5, {"waarde": str(target.number)}))

    _, review = reviewed(folder)

    assert review.verdict.value == target.id
    warned = any("niet aan elkaar gekoppeld" in reason for reason in review.verdict.reasons)
    assert warned != is_linked


def test_a_statement_that_everybody_reads_differently_is_to_be_rewritten(folder):
    statement = folder.forms.sorting.statements[0]
    for number in range(5):
        value = other_value(folder.forms, statement, place=number)
        cells = {"waarde": value_number(folder.forms, value)}
        folder.sort(f"B{number:02}", n1=cells)

    _, review = reviewed(folder)

    assert review.verdict.action == "rewrite"
    assert "de waarde loopt uiteen: 0" in review.verdict.reasons[0]
    assert "van alles" in review.verdict.reasons[0]
    assert review.verdict.certain


@pytest.mark.parametrize(
    ("column", "words"),
    [("relevantie", "vindt dit gedrag relevant"), ("duidelijkheid", "vindt de zin duidelijk")],
)
def test_too_few_good_ratings_ask_to_rewrite(folder, column, words):
    raters(folder, 9, n1=(3, {column: "3"}), n2=(2, {column: "1"}))

    _, worse = reviewed(folder, "n1")
    _, better = reviewed(folder, "n2")

    assert worse.verdict.action == "rewrite"  # 6 of 9: .67
    assert words in worse.verdict.reasons[0]
    assert better.verdict.action == "keep"  # 7 of 9: .78


def test_under_five_raters_there_is_no_verdict_and_the_figures_stand(folder):
    raters(folder, 4)

    review, statement = reviewed(folder)

    assert {s.verdict.action for s in review.statements} == {"no_verdict"}
    assert "te weinig beoordelaars: 4, en er zijn er 5 nodig" in statement.verdict.reasons[0]
    assert statement.value.own == estimate_share(4, 4)


def test_empty_cells_do_not_count_and_can_leave_one_statement_without_verdict(folder):
    raters(folder, 6, n1=(2, {"waarde": ""}), n2=(2, {"relevantie": ""}))

    _, first = reviewed(folder, "n1")
    _, second = reviewed(folder, "n2")

    assert (first.value.count, first.competency.count) == (4, 6)
    assert first.verdict.action == "no_verdict"
    assert second.relevance.count == 4
    assert second.verdict.action == "keep"


def test_one_rater_alone_is_reported_without_agreement(folder):
    folder.sort()

    review, statement = reviewed(folder)

    assert review.values.alpha is None
    assert statement.relevance.agreement is None
    assert statement.relevance.mean == 5


def test_values_that_are_taken_for_each_other_are_counted_both_ways(folder):
    statement = folder.forms.sorting.statements[0]
    target = other_value(folder.forms, statement)
    raters(folder, 5, n1=(3, {"waarde": value_number(folder.forms, target)}))

    review, _ = reviewed(folder)

    (confusion,) = review.values.confusions
    assert (confusion.own, confusion.chosen, confusion.times) == (statement.value, target, 3)
    constructs = {construct.id: construct for construct in review.values.constructs}
    assert constructs[target].arrived == 3
    own = constructs[statement.value]
    assert (own.statements, own.sorted, own.right) == (2, 10, 7)
    assert sum(c.sorted for c in review.values.constructs) == review.values.sorted == 5 * 78


def test_each_role_is_told_apart(folder):
    forms = folder.forms
    folder.sort("B01", "ambtsdrager")
    target = other_value(forms, forms.sorting.statements[0])
    cells = right_cells(forms, n1={"waarde": value_number(forms, target)})
    folder.sort("B02", "psycholoog", cells=cells)

    roles = {role.role: role for role in reviewed(folder)[0].roles}

    assert roles["ambtsdrager"].values == 1
    assert roles["psycholoog"].values == pytest.approx(77 / 78)
    assert roles["psycholoog"].competencies == 1
