"""No page of the product can be forgotten where every page is looked at."""

from collections import Counter

from werkzeug.routing import RequestRedirect

from assessment.resources import TEMPLATES
from assessment.services.example import write_example
from tests.browser import atlas_intervision
from tests.browser.atlas import EVERY, NO_PAGES, SECTIONS
from tests.people.talking import STATES
from tests.web.walking import NOBODY

ATTEMPT = f"/afname/{NOBODY}"
FILE = f"{ATTEMPT}/document/{NOBODY}"
AT = {
    "closer": f"{ATTEMPT}/scherper/1", "closer_dilemmas": f"{ATTEMPT}/dilemmas/1",
    "pdf": FILE, "plan_page": f"{FILE}.html",
    "card_page": f"{FILE}.html",
    "orientation": f"{FILE}.html",
    **{f"{state}_{what}": NOBODY for state in STATES for what in ("talk", "release")},
    **dict.fromkeys(atlas_intervision.PLACES, NOBODY),
    **dict.fromkeys(("coaching", "shared", "action", "until"), NOBODY),
    **dict.fromkeys(("running_round", "opened_round"), NOBODY),
    **dict.fromkeys(("fresh_link", "half_link", "sent_link", "late_link"), "verzonnen"),
    **dict.fromkeys(("college", "small_college", "left_college", "asked"), NOBODY),
    **dict.fromkeys(("asking_college", "open_college"), NOBODY),
    **dict.fromkeys(("report_run", "failed_run", "export_run", "proposal"), NOBODY),
    **dict.fromkeys(("new", "half", "done", "aspirant", "alike"), ATTEMPT),
    **dict.fromkeys(("round", "empty_round", "fresh_round", "ended_desk_round"), NOBODY),
    **dict.fromkeys(("invitation", "late_invitation"), "ABCD-2345-EFGH-6789"),
    **dict.fromkeys(("new", "half", "done", "aspirant", "alike", "part"), ATTEMPT),
}  # fmt: skip


def endpoint_of(app, view):
    path = (view.lands or view.path).format(**AT).split("?")[0]
    routes = app.url_map.bind("localhost")
    try:
        return routes.match(path)[0]
    except RequestRedirect:  # an address with its own name of the first section
        return "result.section"


def test_every_page_is_in_the_atlas(app):
    read = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    shown = {endpoint_of(app, view) for view in EVERY if not view.error}

    assert read - shown - NO_PAGES.keys() == set(), "show it in tests/browser/atlas.py"
    assert NO_PAGES.keys() <= read
    assert NO_PAGES.keys() & shown == set()


def test_every_chapter_of_a_result_is_in_the_atlas(content):
    first, *others = (s.id for s in write_example(content).report.sections if s.has_page)

    assert ("", *others) == SECTIONS
    assert first == "oogopslag"


def test_every_error_page_is_in_the_atlas():
    files = {file.stem for file in (TEMPLATES / "errors").glob("*.html")}

    assert {view.error for view in EVERY if view.error} == files


def test_every_view_has_a_name_of_its_own():
    assert [name for name, n in Counter(view.name for view in EVERY).items() if n > 1] == []
