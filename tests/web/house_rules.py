"""What every page must keep to, whatever it is about. Each rule raises when a page breaks it."""

import re
from collections import Counter
from functools import cache

import html5lib
from bs4 import BeautifulSoup

CONTROLS = "input:not([type=hidden]), select, textarea"
LEAKS = re.compile(r"\bNone\b|\bnan\b|Undefined|\{\{|\{%|&(lt|gt|amp|nbsp|#\d+);|<h\d|\[\]|\{\}")
OF_THIS_VISIT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w-]{60,}\.[\w.-]+")
ENGLISH = re.compile(r"\b(Not a valid|This field|is required|Invalid|could not)\b", re.IGNORECASE)


def check(text: str) -> BeautifulSoup:
    """Return the page in ``text``, once it has kept every rule."""
    keep_every_rule(OF_THIS_VISIT.sub("0", text))
    return BeautifulSoup(text, "html.parser")


@cache
def keep_every_rule(text: str) -> None:
    """Raise when the page breaks a rule; slow, so once for each page whoever visits it."""
    html5lib.HTMLParser(strict=True).parse(text)  # raises at the first error of syntax
    page = BeautifulSoup(text, "html.parser")
    for rule in RULES:
        rule(page)


def says_its_language(page):
    assert page.html["lang"] == "nl"


def has_one_h1(page):
    assert len(page.select("h1")) == 1
    assert page.h1.get_text(strip=True)


def has_a_title(page):
    name, _, product = page.title.text.partition(" – ")
    assert name.strip()
    assert product == "Bestuurlijk ontwikkelplan"


def an_error_is_told_first(page):
    problems = page.select(".problem")
    assert page.title.text.startswith("Fout: ") == bool(problems)
    assert len(page.select(".error-summary li a")) >= len(problems)


def headings_do_not_skip_levels(page):
    headings = page.select("h1, h2, h3, h4, h5, h6")
    levels = [int(h.name[1]) for h in headings if not h.find_parent(class_="error-summary")]
    steps = [(a, b) for a, b in zip(levels, levels[1:], strict=False) if b > a + 1]
    assert (levels[0], steps) == (1, []), levels


def ids_are_unique(page):
    repeated = [i for i, n in Counter(e["id"] for e in page.select("[id]")).items() if n > 1]
    assert repeated == []


def controls_have_labels(page):
    labelled = {label["for"]: label for label in page.select("label[for]")}
    unlabelled = [c for c in page.select(CONTROLS) if c.get("id") not in labelled]
    assert unlabelled == []
    assert all(label.get_text(strip=True) for label in labelled.values())


def groups_have_legends(page):
    for group in page.select("fieldset"):
        first = group.find(True)
        assert first.name == "legend", group
        assert first.get_text(strip=True)
    for radio in page.select("input[type=radio], input[type=checkbox][name=actions]"):
        assert radio.find_parent("fieldset") is not None, radio


def buttons_and_links_have_names(page):
    nameless = [e for e in page.select("a, button, summary") if not e.get_text(strip=True)]
    assert nameless == []


def what_describes_exists(page):
    targets = {e["id"] for e in page.select("[id]")}
    for name in ("aria-describedby", "aria-labelledby"):
        for element in page.select(f"[{name}]"):
            assert set(element[name].split()) <= targets, element


def links_within_the_page_lead_somewhere(page):
    targets = {e["id"] for e in page.select("[id]")}
    assert [a["href"] for a in page.select('a[href^="#"]') if a["href"][1:] not in targets] == []


def problems_are_tied_to_their_question(page):
    described = {
        i for e in page.select("[aria-describedby]") for i in e["aria-describedby"].split()
    }
    assert [p for p in page.select(".problem, .conflict") if p.get("id") not in described] == []


def images_tell_what_they_show(page):
    assert [image for image in page.select("img") if not image.get("alt", "").strip()] == []


def nothing_is_inline(page):
    assert page.select("[style], style, script:not([src])") == []
    handlers = [(e.name, a) for e in page.select("*") for a in e.attrs if a.startswith("on")]
    assert handlers == []


def nothing_comes_from_elsewhere(page):
    fetched = page.select("*:not(a)")  # a person may follow a link; the browser fetches the rest
    places = [e.get("src") or e.get("href") or e.get("action") for e in fetched]
    assert [p for p in places if p and re.match(r"[a-z]+:|//", p)] == []


def every_form_that_posts_has_a_token(page):
    for form in page.select("form[method=post]"):
        assert form.select_one("input[name=csrf_token]") is not None


def nothing_of_the_program_shows(page):
    text = page.get_text(" ")
    assert LEAKS.search(text) is None, LEAKS.search(text)
    assert ENGLISH.search(text) is None, ENGLISH.search(text)


RULES = [
    says_its_language,
    has_one_h1,
    has_a_title,
    an_error_is_told_first,
    ids_are_unique,
    controls_have_labels,
    groups_have_legends,
    buttons_and_links_have_names,
    what_describes_exists,
    problems_are_tied_to_their_question,
    links_within_the_page_lead_somewhere,
    images_tell_what_they_show,
    nothing_is_inline,
    nothing_comes_from_elsewhere,
    every_form_that_posts_has_a_token,
    nothing_of_the_program_shows,
    headings_do_not_skip_levels,
]
