"""What every page must keep to, whatever it is about. Each rule raises when a page breaks it."""

import re
from collections import Counter

import html5lib
from bs4 import BeautifulSoup

_kept: set[str] = set()  # the pages that kept every rule
CONTROLS = ["input", "select", "textarea"]
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
LEAKS = re.compile(r"\bNone\b|\bnan\b|Undefined|\{\{|\{%|&(lt|gt|amp|nbsp|#\d+);|<h\d|\[\]|\{\}")
OF_THIS_VISIT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w-]{60,}\.[\w.-]+")
ENGLISH = re.compile(r"\b(Not a valid|This field|is required|Invalid|could not)\b", re.IGNORECASE)


def check(text: str) -> BeautifulSoup:
    """Return the page in ``text``, once it has kept every rule.

    Rules are slow, so a page is held to them once, whoever visits it.
    """
    page = BeautifulSoup(text, "html.parser")
    whoever = OF_THIS_VISIT.sub("0", text)
    if whoever not in _kept:
        html5lib.HTMLParser(strict=True).parse(text)  # raises at the first error of syntax
        for rule in RULES:
            rule(page)
        _kept.add(whoever)
    return page


def says_its_language(page):
    assert page.html["lang"] == "nl"


def has_one_h1(page):
    assert len(page.find_all("h1")) == 1
    assert page.h1.get_text(strip=True)


def has_a_title(page):
    name, _, product = page.title.text.partition(" – ")
    assert name.strip()
    assert product == "Bestuurlijk ontwikkelplan"


def an_error_is_told_first(page):
    problems = page.find_all(class_="problem")
    summaries = page.find_all(class_="error-summary")
    assert page.title.text.startswith("Fout: ") == bool(summaries)
    assert page.title.text.count("Fout:") <= 1  # the layout says it, for every page
    assert sum(len(one.select("li a")) for one in summaries) >= len(problems)


def each_line_of_what_is_wrong_names_its_field(page):
    """In the words of its label or legend; where all is about one field, a sentence will do."""
    lines = page.select(".error-summary li a")
    told = [line.get_text(strip=True) for line in lines]
    assert [line for line, n in Counter(told).items() if n > 1] == []
    boxes = [page.find(id=line["href"][1:]).find_parent(class_="field") for line in lines]
    called = [box and box.select_one("legend, .legend") for box in boxes]
    named = [name is None or name.get_text(strip=True) in words
             for words, name in zip(told, called, strict=True)]  # fmt: skip
    assert len({line["href"] for line in lines}) <= 1 or all(named), told


def limited_fields_tell_what_is_left(page):
    assert page.find_all(maxlength=True) == []  # a browser would cut what is pasted, silently
    limited = page.find_all(attrs={"data-limit": True})
    counters = [field.find_parent(class_=["field", "item"]) for field in limited]
    assert all(box is not None and box.select_one("[data-counter]") for box in counters)
    scripts = [script["src"] for script in page.find_all("script", src=True)]
    counts = any("counting.js" in source for source in scripts)
    assert counts or not limited
    assert limited or not counts or page.select_one("form[data-answers]") is None  # fetched in vain


def headings_do_not_skip_levels(page):
    headings = page.find_all(HEADINGS)
    levels = [int(h.name[1]) for h in headings if not h.find_parent(class_="error-summary")]
    steps = [(a, b) for a, b in zip(levels, levels[1:], strict=False) if b > a + 1]
    assert (levels[0], steps) == (1, []), levels


def ids_are_unique(page):
    repeated = [i for i, n in Counter(e["id"] for e in page.find_all(id=True)).items() if n > 1]
    assert repeated == []


def controls_have_labels(page):
    labelled = {label["for"]: label for label in page.find_all("label", attrs={"for": True})}
    controls = [c for c in page.find_all(CONTROLS) if c.get("type") != "hidden"]
    unlabelled = [c for c in controls if c.get("id") not in labelled]
    assert unlabelled == []
    assert all(label.get_text(strip=True) for label in labelled.values())


def groups_have_legends(page):
    for group in page.find_all("fieldset"):
        first = group.find(True)
        assert first.name == "legend", group
        assert first.get_text(strip=True)
    for control in page.find_all("input"):
        if control["type"] == "radio" or control.get("name") == "actions":
            assert control.find_parent("fieldset") is not None, control


def each_question_has_a_name_of_its_own(page):
    """Who hears only the fields of a page must know which goal or person each is about."""
    groups = page.select("fieldset > legend:first-child, label.legend")
    fields = [one for one in page.select("label:not(.legend)") if not one.find_parent("fieldset")]
    told = Counter(" ".join(one.get_text().split()) for one in groups + fields)
    assert [words for words, n in told.items() if n > 1] == []


def buttons_and_links_have_names(page):
    named = page.find_all(["a", "button", "summary"])
    nameless = [e for e in named if not e.get_text(strip=True)]
    assert nameless == []


def what_describes_exists(page):
    targets = {e["id"] for e in page.find_all(id=True)}
    for name in ("aria-describedby", "aria-labelledby"):
        for element in page.find_all(attrs={name: True}):
            assert set(element[name].split()) <= targets, element


def links_within_the_page_lead_somewhere(page):
    targets = {e["id"] for e in page.find_all(id=True)}
    within = page.find_all("a", href=re.compile("^#"))
    assert [a["href"] for a in within if a["href"][1:] not in targets] == []


def problems_are_tied_to_their_question(page):
    described = {
        i
        for e in page.find_all(attrs={"aria-describedby": True})
        for i in e["aria-describedby"].split()
    }
    told = page.find_all(class_=["problem", "conflict"])
    assert [p for p in told if p.get("id") not in described] == []


def problems_are_marked_and_come_first(page):
    for problem in page.find_all(class_="problem"):
        tied = [e for e in page.find_all(attrs={"aria-describedby": True})
                if problem["id"] in e["aria-describedby"].split()]  # fmt: skip
        marked = [e for e in tied if e.get("aria-invalid") or e.select_one("[aria-invalid]")]
        assert marked, problem
    for summary in page.find_all(class_="error-summary"):
        assert summary.has_attr("autofocus")
        assert summary["tabindex"] == "-1"


def images_tell_what_they_show(page):
    assert [image for image in page.find_all("img") if not image.get("alt", "").strip()] == []


def images_keep_their_room(page):
    """Or what is below them moves under the eyes, and the finger, of who reads already."""
    drawn = page.select("img, picture source")
    assert [one for one in drawn if not {"width", "height"} <= set(one.attrs)] == []


def nothing_is_inline(page):
    assert page.find_all(style=True) == []
    assert page.find_all("style") == []
    assert [script for script in page.find_all("script") if not script.has_attr("src")] == []
    handlers = [(e.name, a) for e in page.find_all(True) for a in e.attrs if a.startswith("on")]
    assert handlers == []


def nothing_comes_from_elsewhere(page):
    fetched = (e for e in page.find_all(True) if e.name != "a")  # a link is followed by a person
    places = [e.get("src") or e.get("href") or e.get("action") for e in fetched]
    assert [p for p in places if p and re.match(r"[a-z]+:|//", p)] == []


def every_form_that_posts_has_a_token(page):
    for form in page.find_all("form", method="post"):
        assert form.find("input", attrs={"name": "csrf_token"}) is not None


def what_is_sent_leaves_its_place_on_the_page(page):
    """A form without an address keeps what stands behind #: what is wrong gets no focus then."""
    for form in page.find_all("form", method="post"):
        assert form.get("action"), form
        assert "#" not in form["action"], form


def nothing_of_the_program_shows(page):
    files = "".join(one.get_text() for one in page.select("textarea[name=toml]"))
    text = page.get_text(" ").replace(files, "") if files else page.get_text(" ")
    assert LEAKS.search(text) is None, LEAKS.search(text)
    assert ENGLISH.search(text) is None, ENGLISH.search(text)


def what_was_typed_runs_its_own_way(page):
    for told in page.select(".typed, .own-words"):  # Arabic and Hebrew run from right to left
        assert told.get("dir") == "auto" or told.select_one("[dir=auto]") is not None, told


RULES = [
    says_its_language,
    has_one_h1,
    has_a_title,
    an_error_is_told_first,
    each_line_of_what_is_wrong_names_its_field,
    ids_are_unique,
    controls_have_labels,
    groups_have_legends,
    each_question_has_a_name_of_its_own,
    buttons_and_links_have_names,
    what_describes_exists,
    problems_are_tied_to_their_question,
    problems_are_marked_and_come_first,
    links_within_the_page_lead_somewhere,
    images_tell_what_they_show,
    images_keep_their_room,
    nothing_is_inline,
    nothing_comes_from_elsewhere,
    every_form_that_posts_has_a_token,
    what_is_sent_leaves_its_place_on_the_page,
    nothing_of_the_program_shows,
    headings_do_not_skip_levels,
    limited_fields_tell_what_is_left,
    what_was_typed_runs_its_own_way,
]
