"""The pages of the review kit and its report in a real browser: clean, and nothing sideways."""

from pathlib import Path

from playwright.sync_api import Browser

from assessment.services.content import Content
from review.folder import read_folder
from review.forms import build_forms
from review.kit import make_kit
from review.pretending import pretend_raters
from review.report import make_report
from tests.browser.test_accessibility import look_at


def pages(content: Content, folder: Path) -> dict[str, bytes]:
    """Every page of a kit, and the report on fictional raters who filled it in."""
    kit = make_kit(content.library, content.value_map, seed=1)
    forms = build_forms(content.library, content.value_map, seed=1)
    filled = pretend_raters(forms, raters=6, accuracy=0.7, seed=1, reads={"pub1-1": "lef"})
    for name, data in filled.items():
        (folder / name).write_bytes(data)
    returned = read_folder(folder, forms)
    report = make_report(forms, returned, content.library, content.value_map)
    return {**kit.for_raters, **kit.for_leader, **report}


def test_every_page_is_clean_wide_and_on_a_phone(
    browser: Browser, content: Content, tmp_path: Path
) -> None:
    (tmp_path / "terug").mkdir()
    found: list[str] = []
    context = browser.new_context(locale="nl-NL", bypass_csp=True)  # axe is a script
    page = context.new_page()
    for name, data in pages(content, tmp_path / "terug").items():
        if name.endswith(".html"):
            (tmp_path / name).write_bytes(data)
            page.goto((tmp_path / name).as_uri())
            found += look_at(page)
    context.close()
    assert found == []


def test_boxes_to_write_in_are_there_on_paper_and_not_on_the_screen(
    browser: Browser, content: Content, tmp_path: Path
) -> None:
    kit = make_kit(content.library, content.value_map, seed=1)
    (tmp_path / "sorteren.html").write_bytes(kit.for_raters["sorteren.html"])
    page = browser.new_page()
    page.goto((tmp_path / "sorteren.html").as_uri())

    boxes = page.locator("td.pen").first
    assert not boxes.is_visible()
    page.emulate_media(media="print")
    assert boxes.is_visible()
    page.context.close()
