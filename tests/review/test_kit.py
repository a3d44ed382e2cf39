"""The files of the kit: for a Dutch Excel, for print, for raters without the key."""

import csv
import io
from dataclasses import replace
from html import unescape

import html5lib
import pytest

from review.kit import KEY_FILE, make_kit
from review.texts import get_bar, load_thresholds
from review.think_aloud import STATEMENTS, plan_session


@pytest.fixture(scope="module")
def kit(library, value_map):
    return make_kit(library, value_map, seed=1)


def rows(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_same_content_and_seed_give_the_same_bytes(kit, library, value_map):
    assert make_kit(library, value_map, seed=1) == kit


@pytest.mark.parametrize("name", ["sorteren.csv", "wenselijkheid.csv"])
def test_a_dutch_excel_opens_the_form_right(kit, name):
    data = kit.for_raters[name]

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n")
    head = rows(data)
    assert [row[0] for row in head[:5]] == ["formulier", "beoordelaar", "rol", "uitleg", "nummer"]
    assert all(len(row) == len(head[4]) for row in head[5:])


def test_the_blank_form_has_every_statement_and_room_for_answers(kit, forms):
    table = rows(kit.for_raters["sorteren.csv"])[5:]

    assert [row[:2] for row in table] == [[str(s.number), s.text] for s in forms.sorting.statements]
    assert all(cell == "" for row in table for cell in row[2:])


def test_nothing_that_raters_get_gives_the_key_away(kit, library, value_map):
    for name, data in kit.for_raters.items():
        text = data.decode("utf-8-sig")
        hidden = [item.id for item in (*library.gedrag.items, *library.stijl.items)]
        hidden += [competency.id for competency in value_map.competencies]
        assert [id_ for id_ in hidden if id_ in text] == [], name
    assert KEY_FILE not in kit.for_raters
    assert KEY_FILE in kit.for_leader


def test_the_desirability_form_does_not_say_which_value_or_style_a_sentence_is(kit, value_map):
    table = rows(kit.for_raters["wenselijkheid.csv"])[5:]
    names = [style.name for style in value_map.styles] + [
        value.name for value in value_map.values.values()
    ]

    assert all(len(row) == 4 and row[1] not in names for row in table)


def test_every_page_is_html_without_mistakes_and_in_dutch(kit):
    for name, data in {**kit.for_raters, **kit.for_leader}.items():
        if name.endswith(".html"):
            page = html5lib.HTMLParser(strict=True).parse(data.decode())
            assert page.get("lang") == "nl", name


def test_the_kit_follows_the_content(kit, library, value_map):
    items = library.gedrag.items
    reworded = replace(items[0], text="Ik lees dit nergens anders.")
    changed = replace(library, gedrag=replace(library.gedrag, items=(reworded, *items[1:])))

    files = make_kit(changed, value_map, seed=1)

    for name in ("sorteren.html", "sorteren.csv"):
        assert b"Ik lees dit nergens anders." in files.for_raters[name]
        assert items[0].text.encode() not in files.for_raters[name]


def test_a_session_talks_through_a_dozen_with_two_from_every_speelveld(library, value_map):
    chosen = plan_session(library, value_map).statements

    assert len({c.item.id for c in chosen}) == len(chosen) == STATEMENTS
    for group in value_map.groups:
        own = {competency.id for competency in value_map.in_group(group.id)}
        mine = [c.item for c in chosen if c.item.competency in own]
        assert len(mine) >= 2, group.name
        longest = max(len(i.text.split()) for i in library.gedrag.items if i.competency in own)
        assert max(len(item.text.split()) for item in mine) == longest
        assert any(item.text_aspirant for item in mine), group.name


def test_the_script_has_consent_without_names_every_part_and_the_chosen_statements(
    kit, library, value_map
):
    script = unescape(kit.for_leader["hardop-denken.html"].decode())
    session = plan_session(library, value_map)

    for chosen in session.statements:
        assert chosen.item.text in script
        assert chosen.item.text_aspirant in script
    for part in (library.gedrag, library.stijl, library.waardenkeuze, library.verdieping):
        assert part.header.title in script
    assert "zonder je naam, je gemeente of je partij, en zonder opname" in script
    assert {pair.axis for pair in session.pairs} == {axis.id for axis in value_map.axes}


def test_who_leads_reads_every_bar_with_its_source(kit):
    page = unescape(kit.for_leader["leesmij.html"].decode())

    assert all(bar.meaning in page and bar.source in page for bar in load_thresholds().values())
    assert get_bar("minimum_raters") == 5
