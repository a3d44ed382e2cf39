"""Each rule that every page must keep notices a page that breaks it, and lets a good one be."""

import pytest
from bs4 import BeautifulSoup

from tests.web import house_rules

GOOD = """<!doctype html><html lang="nl"><head>
<title>Fout: Begin – Bestuurlijk ontwikkelplan</title>
<script src="/static/a.js"></script><script src="/static/counting.js"></script></head><body>
<h1 id="top">Begin</h1><h2>Vragen</h2><p class="typed" dir="auto">Wat ik schreef</p>
<div class="error-summary" tabindex="-1" autofocus><ul>
<li><a href="#t">Naam: te lang</a></li><li><a href="#r1">Keuze: niets</a></li></ul></div>
<a href="#top">Naar boven</a> <img src="/static/a.png" alt="Een plaat" width="9" height="9">
<form method="post" action="/begin" data-answers><input type="hidden" name="csrf_token" value="x">
<fieldset><legend>Keuze</legend><input type="radio" name="r" id="r1"><label for="r1">Ja</label>
</fieldset><div class="field">
<label class="legend" for="t">Naam</label>
<input type="text" name="t" id="t" data-limit="9" aria-describedby="h">
<p id="h">Uitleg.</p><p data-counter>Hoogstens 9.</p></div>
<button>Bewaren</button></form></body></html>"""

BREAKS = [
    (house_rules.says_its_language, 'lang="nl"', 'lang="en"'),
    (house_rules.has_one_h1, "<h2>Vragen</h2>", "<h1>Vragen</h1>"),
    (house_rules.has_one_h1, ">Begin</h1>", "></h1>"),
    (house_rules.has_a_title, "Bestuurlijk ontwikkelplan</title>", "Iets anders</title>"),
    (house_rules.an_error_is_told_first, "<title>Fout: ", "<title>"),
    (house_rules.an_error_is_told_first, 'class="error-summary"', 'class="card"'),
    (house_rules.each_line_of_what_is_wrong_names_its_field, "Naam: te lang", "te lang"),
    (house_rules.each_line_of_what_is_wrong_names_its_field, "Keuze: niets", "Naam: te lang"),
    (house_rules.ids_are_unique, 'id="h"', 'id="top"'),
    (house_rules.controls_have_labels, 'for="t"', 'for="u"'),
    (house_rules.controls_have_labels, "Naam</label>", "</label>"),
    (house_rules.groups_have_legends, "<legend>Keuze</legend>", ""),
    (house_rules.groups_have_legends, "Keuze</legend>", "</legend>"),
    (house_rules.groups_have_legends, "fieldset", "div"),
    (house_rules.each_question_has_a_name_of_its_own, "Naam</label>", "Keuze</label>"),
    (house_rules.buttons_and_links_have_names, "Bewaren</button>", "</button>"),
    (house_rules.what_describes_exists, 'aria-describedby="h"', 'aria-describedby="g"'),
    (house_rules.links_within_the_page_lead_somewhere, 'href="#top"', 'href="#nowhere"'),
    (house_rules.problems_are_tied_to_their_question, "Begin</h1>", '</h1><p class="problem">'),
    (house_rules.problems_are_tied_to_their_question, "Begin</h1>", '</h1><p class="conflict">'),
    (house_rules.problems_are_marked_and_come_first, 'id="h"', 'class="problem" id="h"'),
    (house_rules.problems_are_marked_and_come_first, " autofocus", ""),
    (house_rules.images_tell_what_they_show, 'alt="Een plaat"', 'alt=" "'),
    (house_rules.images_tell_what_they_show, 'alt="Een plaat"', ""),
    (house_rules.images_keep_their_room, ' height="9"', ""),
    (house_rules.nothing_is_inline, "<h2>", '<h2 style="color: red">'),
    (house_rules.nothing_is_inline, "<h2>", "<style></style><h2>"),
    (house_rules.nothing_is_inline, ' src="/static/a.js"', ""),
    (house_rules.nothing_is_inline, "<h2>", '<h2 onclick="x()">'),
    (house_rules.nothing_comes_from_elsewhere, "/static/a.js", "//cdn.example/a.js"),
    (house_rules.nothing_comes_from_elsewhere, 'action="/begin"', 'action="https://example.org"'),
    (house_rules.every_form_that_posts_has_a_token, "csrf_token", "token"),
    (house_rules.what_is_sent_leaves_its_place_on_the_page, ' action="/begin"', ""),
    (house_rules.what_is_sent_leaves_its_place_on_the_page, "/begin", "/begin#top"),
    (house_rules.nothing_of_the_program_shows, "Uitleg.", "None"),
    (house_rules.nothing_of_the_program_shows, "Uitleg.", "This field is required."),
    (house_rules.headings_do_not_skip_levels, "h2>", "h3>"),
    (house_rules.limited_fields_tell_what_is_left, 'data-limit="9"', 'maxlength="9"'),
    (house_rules.limited_fields_tell_what_is_left, "data-counter", "data-nothing"),
    (house_rules.limited_fields_tell_what_is_left, 'class="field"', 'class="card"'),
    (house_rules.limited_fields_tell_what_is_left, "/static/counting.js", "/static/b.js"),
    (house_rules.limited_fields_tell_what_is_left, ' data-limit="9"', ""),
    (house_rules.what_was_typed_runs_its_own_way, ' dir="auto"', ""),
    (house_rules.what_was_typed_runs_its_own_way, 'class="typed" dir="auto"', 'class="own-words"'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "said", "instead"),
    BREAKS,
    ids=[f"{one[0].__name__}-{one[2][:20]}" for one in BREAKS],
)
def test_a_page_that_breaks_a_rule_is_noticed(rule, said, instead):
    assert said in GOOD
    rule(BeautifulSoup(GOOD, "html.parser"))

    with pytest.raises(AssertionError):
        rule(BeautifulSoup(GOOD.replace(said, instead), "html.parser"))


def test_every_rule_is_broken_here():
    assert {rule for rule, _, _ in BREAKS} == set(house_rules.RULES)
