"""What is open to somebody: by phase, by what was done, by the hours there are."""

from assessment.plan.model import Asked, Done, Time, Wish
from assessment.plan.situation import (
    Situation,
    hours_a_year,
    list_done,
    list_suitable,
    list_wishes,
    may_enter,
)
from tests import make

ASKED = Asked(
    wishes=(Wish("wat", "a", "a", ("A",)), Wish("wat", "b", "b", ("B",))),
    done=(Done("hoe", "les", ("LES",)),),
    times=(Time("uren", "weinig", 2), Time("uren", "meer", 4)),
)


def open_to(situation, *programmes):
    catalogue = make.catalogue(*programmes, asked=ASKED)
    return [programme.id for programme in list_suitable(situation, catalogue)]


def test_wishes_come_in_the_order_of_the_content_whatever_was_chosen_first():
    both = Situation("zittend", {"wat": ("b", "a"), "ander": "a"})

    assert [wish.option for wish in list_wishes(both, ASKED)] == ["a", "b"]
    assert [w.option for w in list_wishes(Situation("zittend", {"wat": "b"}), ASKED)] == ["b"]
    assert list_wishes(Situation("zittend"), ASKED) == ()


def test_an_option_that_is_only_part_of_an_answer_in_words_is_not_chosen():
    assert list_wishes(Situation("zittend", {"wat": "een a en een b"}), ASKED) == ()


def test_an_answer_tells_what_was_done_beside_the_plan():
    person = Situation("zittend", {"hoe": ("les",)}, followed=("X",))

    assert list_done(person, ASKED) == ("X", "LES")
    assert open_to(person, make.programme("LES"), make.programme("X"), make.programme("Y")) == ["Y"]


def test_who_has_two_hours_a_month_never_gets_ten_days():
    ten_days, three_days = (make.programme(f"D{h}", load_hours=h) for h in (80, 24))
    unknown = make.programme("U")

    little = Situation("zittend", {"uren": "weinig"})
    assert hours_a_year(little, ASKED) == 24
    assert open_to(little, ten_days, three_days, unknown) == ["D24", "U"]
    assert hours_a_year(Situation("zittend"), ASKED) is None
    assert open_to(Situation("zittend"), ten_days, three_days) == ["D80", "D24"]


def test_what_ended_is_support_or_is_for_another_phase_is_never_open():
    programmes = (
        make.programme("ENDED", status="ended"),
        make.programme("HELP", support=True),
        make.programme("LATER", phases=("vertrekkend",)),
        make.programme("THERE"),
    )

    assert open_to(Situation("zittend"), *programmes) == ["THERE"]


def test_an_entry_condition_opens_with_what_was_followed():
    programme = make.programme("B", requires=("A",))

    assert not may_enter(programme, ())
    assert may_enter(programme, ("A",))
