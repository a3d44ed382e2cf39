"""From the start page to the opened PDF and out again, with JavaScript and without.

These tests run in the browser that people use, the others in a quicker one (browsers.py).
"""

import io
import re
import threading
from collections.abc import Callable

import pikepdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser import filling
from tests.people.at_browser import HORIZON

SETS = 24  # after which a person may stop choosing values
OFFICE = (
    "Ik ben langer dan een jaar in het ambt", "Ervaring en wensen", "Bestuurlijk ontwikkelplan",
)  # fmt: skip
ASPIRANT = (  # other words, questions and document
    "Ik denk na over het ambt", "Oriëntatie op het ambt", "Oriëntatieverslag",
)  # fmt: skip


@pytest.fixture
def browser(whole_browser: Browser) -> Browser:
    return whole_browser


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_from_the_start_page_to_the_pdf_and_out_again(
    open_browser: Callable[..., BrowserContext], javascript: bool
) -> None:
    context = open_browser(java_script_enabled=javascript)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda r: faults.append(r.url) if r.status >= 500 else None)

    phase, questions, title = OFFICE if javascript else ASPIRANT
    code = begin(page, phase)
    attempt = page.url
    gap = answer_statements(page)
    answer_style(page)
    choose_values(page)
    answer_questions(page, questions)
    fill_the_gap(page, gap)
    submit(page)
    read_every_section(page)
    open_a_score(page)
    write_a_plan(page)
    check_pdf(context, ask_for_the_pdf(page, javascript), title)
    erase(page, attempt, code)
    assert faults == []


def begin(page: Page, phase: str) -> str:
    """Begin as a person would and return the return code."""
    page.goto("/")
    page.get_by_role("link", name="Beginnen").click()
    page.get_by_role("button", name="Beginnen").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies in welke fase je zit")
    page.get_by_label(phase).check()
    page.get_by_label("Je naam").fill("Fenna de Graaf")
    page.get_by_label("ga akkoord").check()
    page.get_by_role("button", name="Beginnen").click()
    code = page.locator("#code").inner_text()
    assert re.fullmatch(r"\w{4}-\w{4}-\w{4}-\w{4}", code)
    page.get_by_role("button", name="Ik heb de code bewaard").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jouw zelfbeoordeling")
    return code


def answer_statements(page: Page) -> str:
    """Answer all statements but one, which is returned."""
    start(page, "Competenties en waarden in gedrag")
    answered, gap = filling.fill_groups(page, filling.statement, without=2), ""
    gap = page.locator("fieldset").nth(2).locator("legend").inner_text()
    filling.save_page(page)
    while "/gedrag/" in page.url:
        answered += filling.fill_groups(page, filling.statement)
        filling.save_page(page)
    assert answered == 77
    go_on_from(page, "/stijl/1", "Bestuursstijl")
    expect(part(page, "Competenties en waarden in gedrag")).to_contain_text("77 van 78")
    return re.sub(r"^\d+\s+", "", gap)


def answer_style(page: Page) -> None:
    start(page, "Bestuursstijl")
    answered: dict[str, int] = {}
    while "/stijl/" in page.url:
        heading = page.get_by_role("heading", level=1).inner_text()
        fill = filling.switching if heading == "Hoe vaak lukt dit je?" else filling.pair
        answered[heading] = answered.get(heading, 0) + filling.fill_groups(page, fill)
        filling.save_page(page)
    assert list(answered.values()) == [24, 6, 3]
    go_on_from(page, "/waardenkeuze/1", "Waardenkeuze")
    expect(part(page, "Bestuursstijl")).to_contain_text("Klaar: 33 van 33")


def choose_values(page: Page) -> None:
    start(page, "Waardenkeuze")
    filling.choice_set(filling.groups(page)[0], best=1, worst=1)  # refused: one value is both
    filling.save_page(page)
    expect(page.get_by_role("alert")).to_contain_text("Kies twee verschillende waarden")
    answered = 0
    while answered < SETS:
        answered += filling.fill_groups(page, filling.choice_set)
        if answered < SETS:
            filling.save_page(page)
    page.get_by_role("button", name="Opslaan en naar overzicht").click()
    expect(part(page, "Waardenkeuze")).to_contain_text(f"Klaar: {SETS} van 32")


def answer_questions(page: Page, title: str) -> None:
    start(page, title)
    while "/verdieping/" in page.url:
        filling.fill_groups(page, filling.question)
        filling.question(page.get_by_role("main"))
        filling.save_page(page)
    go_on_from(page, "/gedrag/1", "Competenties en waarden in gedrag")  # where a gap was left
    expect(part(page, title)).to_contain_text("Klaar")


def go_on_from(page: Page, next_page: str, title: str) -> None:
    """See that a part leads straight on to the next one, and go to the overview."""
    assert page.url.endswith(next_page)
    expect(page.get_by_role("status").first).to_contain_text(f"Dit is het volgende: {title}")
    page.get_by_role("link", name="Overzicht").click()


def fill_the_gap(page: Page, gap: str) -> None:
    page.get_by_role("link", name="Nakijken en indienen").click()
    expect(page.get_by_role("main")).to_contain_text("nog 9 vragen open")  # 8 sets may stay open
    page.get_by_role("link", name=gap).click()
    filling.statement(page.get_by_role("group", name=gap), "ongeveer de helft")
    page.get_by_role("button", name="Opslaan en naar overzicht").click()
    expect(part(page, "Competenties en waarden in gedrag")).to_contain_text("Klaar: 78 van 78")
    page.reload()
    expect(part(page, "Competenties en waarden in gedrag")).to_contain_text("Klaar: 78 van 78")


def submit(page: Page) -> None:
    page.get_by_role("link", name="Nakijken en indienen").click()
    expect(page.get_by_role("main")).to_contain_text("nog 8 vragen open")
    page.get_by_role("button", name="Mijn antwoorden indienen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("In één oogopslag")


def read_every_section(page: Page) -> None:
    page.wait_for_load_state()
    names = page.get_by_role("navigation", name="Alle delen").get_by_role("link").all_inner_texts()
    assert len(names) >= 10
    figures = 0
    for place, name in enumerate(names):
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        for figure in page.get_by_role("main").locator("figure img").all():
            assert page.request.get(str(figure.get_attribute("src"))).ok
            assert len(str(figure.get_attribute("alt"))) > 40
            figures += 1
        if place + 1 < len(names):
            filling.follow(page.get_by_role("link", name=f"Verder: {names[place + 1]}"))
    assert figures >= 4


def open_a_score(page: Page) -> None:
    page.get_by_role("link", name="Je competenties").click()
    lines = page.locator("details.line")
    expect(lines).to_have_count(16)
    lines.first.locator("summary").click()
    filling.follow(lines.first.get_by_role("link", name="Waarom deze score?"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Waarom deze score: ")
    text, tables = page.get_by_role("main").inner_text(), page.get_by_role("table")
    plain = re.search(r"Je antwoorden komen uit op (\d+) van 100", text)
    likely = re.search(r"Waarschijnlijk is je score (\d+):", text)
    assert plain
    assert likely
    assert round(sum(read_parts(tables.first))) == pytest.approx(int(plain[1]), abs=1)
    assert round(sum(read_parts(tables.last))) == pytest.approx(int(likely[1]), abs=1)


def read_parts(table: Locator) -> list[float]:
    """Return the numbers in the last column of a table."""
    rows = table.get_by_role("row").all_inner_texts()[1:]
    return [float(row.split()[-1].replace(",", ".")) for row in rows]


def write_a_plan(page: Page) -> None:
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("link", name="Vertel wat jij belangrijk vindt").click()
    page.get_by_role("group", name="Debatteren en overtuigen").get_by_label("veel").check()
    page.get_by_role("group", name="Wat heb je al gevolgd?").get_by_label("Intervisie").check()
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("link", name=re.compile("^Lef")).click()
    page.get_by_label("Wat wil ik bereiken?").fill("Ik vertel slecht nieuws eerder.")
    page.get_by_label("Wat ga ik doen?").fill("Ik bel zelf.")
    page.get_by_label("Wanneer wil ik zover zijn?").fill(HORIZON)
    page.get_by_role("group", name="Acties die je zelf").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Bewaar dit doel").click()
    goal = page.get_by_role("listitem").filter(has_text="Ik vertel slecht nieuws eerder.")
    expect(goal).to_contain_text(f"uiterlijk 1 juni {HORIZON[:4]}")
    page.get_by_role("link", name=re.compile("^Pas aan")).click()
    page.get_by_label("Wie kan mij helpen?").fill("de griffier")
    page.get_by_role("button", name="Bewaar dit doel").click()
    expect(goal).to_contain_text("de griffier")


def ask_for_the_pdf(page: Page, javascript: bool) -> str:
    """Have the PDF made; the page turns by itself, or by its button. Return the address."""
    page.get_by_role("button", name="Maak de PDF").click()
    expect(page.get_by_role("status")).to_contain_text("Je PDF")
    opened = page.get_by_role("link", name=re.compile(r"^Open je .+ \(PDF\)$"))
    pause = threading.Event()
    for _ in range(0 if javascript else 100):
        if opened.count():
            break
        page.get_by_role("link", name="Kijk of hij klaar is").click()
        pause.wait(0.1)
    expect(opened).to_be_visible()
    return str(opened.get_attribute("href"))


def check_pdf(context: BrowserContext, address: str, title: str) -> None:
    answer = context.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")
    with pikepdf.open(io.BytesIO(answer.body())) as pdf:
        assert len(pdf.pages) >= 8
        assert title in str(pdf.docinfo["/Title"])
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang).startswith("nl")


def erase(page: Page, attempt: str, code: str) -> None:
    page.get_by_role("link", name="Overzicht").click()
    page.get_by_role("link", name="Verwijder alles nu").click()
    page.get_by_label("Je terugkeercode").fill(code)
    page.get_by_role("button", name="Ja, verwijder alles nu").click()
    expect(page.get_by_role("status")).to_contain_text("Alles is verwijderd")
    gone = page.goto(attempt)
    assert gone
    assert gone.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze pagina is er niet")


def part(page: Page, title: str) -> Locator:
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=title))


def start(page: Page, title: str) -> None:
    filling.follow(page.get_by_role("link", name=re.compile(f"^(Begin|Verder) met {title}$")))
