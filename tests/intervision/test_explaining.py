from assessment.intervision.explaining import explain_left, list_shared_themes
from assessment.intervision.model import ALIKE, MIXED, Crowd, Person
from assessment.intervision.rules import find_broken, find_common, list_slots
from assessment.intervision.wishes import count_met, count_wishes


def person(places="utrecht", dayparts="ma-o", themes="", **more):
    return Person(frozenset(places.split()), frozenset(dayparts.split()), frozenset(themes), **more)


def test_a_group_is_told_each_rule_that_it_breaks():
    people = [person(), person("online"), person(dayparts="vr-a"), person(), person(), person()]
    crowd = Crowd(people, frozenset({frozenset((0, 3))}))

    assert find_broken(crowd, range(6)) == ["no_place", "no_daypart", "apart"]
    assert find_broken(crowd, (0, 4, 5)) == ["too_few"]
    assert find_broken(Crowd([person()] * 9), range(9)) == ["too_many"]
    assert find_broken(Crowd([person()] * 8), range(8)) == []
    assert find_broken(crowd, ()) == ["too_few", "no_place", "no_daypart"]


def test_common_places_and_dayparts_come_in_our_order():
    both = [person("online utrecht", "vr-a ma-o"), person("utrecht online zeeland", "ma-o vr-a")]

    assert find_common(both) == (["utrecht", "online"], ["ma-o", "vr-a"])


def test_a_slot_within_another_is_left_out():
    crowd = Crowd([person(dayparts="ma-o di-o")] * 6 + [person(dayparts="ma-o")])

    assert list(list_slots(crowd).values()) == [list(range(7))]


def test_a_theme_counts_when_two_others_share_it():
    people = [person(themes="ab"), person(themes="a"), person(themes="a"), person(themes="b")]

    assert count_met(people, range(4)) == 3  # "a" of three; "b" is shared by one other only


def test_alike_is_half_of_the_others_and_mixed_is_two_other_phases():
    people = [person(phase="x", company=ALIKE), person(phase="x"), person(phase="y"),
              person(phase="z", company=MIXED)]  # fmt: skip

    assert count_met(people, (0, 1, 2)) == 1
    assert count_met(people, (0, 2)) == 0
    assert count_met(people, (0, 1, 2, 3)) == 1  # mixed; one of three others is not half
    assert count_met(people, (1, 3)) == 0
    assert count_wishes(people[0]) == 1


def test_why_somebody_is_left_over():
    assert explain_left(Crowd([person()] * 3), [0, 1, 2]) == dict.fromkeys(range(3), "crowd")
    crowd = Crowd([person()] * 9 + [person("zeeland")])
    assert explain_left(crowd, [8, 9]) == {8: "together", 9: "slot"}


def test_a_theme_is_told_only_when_enough_others_chose_it():
    crowd = Crowd([person(themes="ab"), *[person(themes="a")] * 3, *[person(themes="b")] * 2])

    assert list_shared_themes(crowd, tuple(range(6)), 0, fewest=3) == ["a"]
    assert list_shared_themes(crowd, tuple(range(6)), 1, fewest=3) == ["a", "b"]
    assert list_shared_themes(crowd, (0, 1, 2), 0, fewest=3) == []
