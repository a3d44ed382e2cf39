"""What others are asked: the shipped file keeps its rules, and each broken rule is told."""

import shutil
from dataclasses import replace

import pytest

from assessment.instruments.loader import CONTENT
from assessment.instruments.others_file import problems, read_others, texts
from values import ContentError


@pytest.fixture(scope="module")
def others():
    return read_others()


def broken(others, value_map, **changes):
    return " ".join(problems(replace(others, **changes), value_map))


def test_the_shipped_file_keeps_every_rule_and_fits_ten_minutes(others, value_map):
    assert problems(others, value_map) == []
    assert others.header.minutes <= 10
    assert {item.competency for item in others.statements} == set(value_map.competency)
    assert sum(map(len, others.pages)) == len(others.items)
    assert others.find("blik-a") == others.pairs[0]
    assert others.find("x") is None


def test_statements_are_about_conduct_and_stand_without_a_subject(others):
    for statement in others.statements:
        first = statement.text.split()[0]
        assert first.endswith("t"), statement.text  # a verb in the third person
        assert "?" not in statement.text


def test_a_competency_or_axis_with_another_number_is_told(others, value_map):
    assert "bij PUB3 is het aantal 1, niet 2" in broken(
        others, value_map, statements=others.statements[1:]
    )
    assert "bij A is het aantal 0, niet 1" in broken(others, value_map, pairs=others.pairs[1:])
    assert "open vragen is 1, niet 2" in broken(others, value_map, questions=others.questions[:1])


def test_what_stands_twice_is_too_long_or_has_a_wrong_ground_is_told(others, value_map):
    first, second, *rest = others.statements
    twice = replace(second, id=first.id)
    long = replace(first, text="Zegt " + "dat en " * 20)
    ground = replace(first, level=3)

    assert "staat er 2 keer" in broken(others, value_map, statements=(first, twice, *rest))
    assert "woorden is te lang" in broken(others, value_map, statements=(long, second, *rest))
    assert "indicator hoort" in broken(others, value_map, statements=(ground, second, *rest))
    assert "first_pole is 3" in broken(
        others, value_map, pairs=(replace(others.pairs[0], first_pole=3), *others.pairs[1:])
    )


def test_neighbours_of_one_speelveld_are_told(others, value_map):
    by_group = tuple(sorted(others.statements, key=lambda item: item.competency))

    assert "hetzelfde speelveld" in broken(others, value_map, statements=by_group)


def test_every_text_is_checked_for_its_words(others):
    places = dict(texts(others))

    assert {f"blik.v2.toml: {item.id}" for item in others.statements} <= places.keys()
    assert "blik.v2.toml: blik-b.second" in places


def test_a_file_with_a_wrong_field_or_another_name_is_refused(tmp_path):
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    file = folder / "blik.v2.toml"
    good = file.read_text(encoding="utf-8")

    for old, new, says in (
        ('id = "blik"', 'id = "blok"', "id = 'blik'"),
        ("most_named = 3", "", "most_named"),
        ("per_axis = 1", "per_axis = 1\nmore = 1", "more"),
    ):
        file.write_text(good.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(ContentError) as refused:
            read_others(folder)
        assert says in str(refused.value)
