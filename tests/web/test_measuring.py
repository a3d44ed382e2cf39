"""Requests are numbered and counted, and nothing of a person reaches logs or metrics."""

import json

import pytest
from prometheus_client import REGISTRY, generate_latest

from assessment.store import attempts
from tests.web.visitor import fields

NAME, TEXT, RECIPIENT = "Anneke van der Geheim", "Mijn wethouder luistert slecht", "Bert Vertrouwd"
VISITOR = "203.0.113.77"


@pytest.fixture
def app(make_app):
    return make_app(PROXIES=("127.0.0.1/32",), TESTING=False, PROPAGATE_EXCEPTIONS=False)


def break_saving(monkeypatch):
    def save_answers(*arguments, **facts):
        raise ValueError(f"cannot save {arguments} {facts}")

    monkeypatch.setattr(attempts, "save_answers", save_answers)


def test_after_a_journey_with_faults_logs_and_metrics_hold_nothing_of_a_person(
    app, visitor, log, monkeypatch, quick_pdf, content
):
    visitor.client.environ_base["HTTP_X_FORWARDED_FOR"] = VISITOR
    page = visitor.get("/begin")
    form = fields(page.select_one("main form"))
    form |= {"phase": "zittend", "agree": "y", "name": NAME}
    there = visitor.post_and_leave("/begin", form)
    code = visitor.get(there).select_one(".code").text.strip()
    home = there.removesuffix("/code")
    question = next(q for q in content.library.verdieping.items if not q.options)
    visitor.client.post(f"{home}/verdieping/1", data={question.id: TEXT})
    visitor.client.post("/verder", data={"code": f"{NAME} {code[:-1]}X"})
    visitor.client.post(f"{home}/document", data={"voor": RECIPIENT})
    visitor.client.get(f"{home}/{NAME}?{TEXT}")
    for _ in range(40):
        visitor.client.post("/verder", data={"code": TEXT})
    break_saving(monkeypatch)
    failed = visitor.client.post(f"{home}/verdieping/1", data={question.id: TEXT})

    assert failed.status_code == 500
    told = log.getvalue()
    faults = [json.loads(line) for line in told.splitlines() if '"error": "ValueError' in line]
    assert len(faults) == 1
    assert faults[0]["request"] in failed.get_data(as_text=True)  # the page shows the number
    counted = generate_latest(REGISTRY).decode()
    assert 'bop_requests_total{method="POST",page="home.resume",status="429"}' in counted
    for private in (NAME, "Geheim", TEXT, "luistert", RECIPIENT, code, code[:4], VISITOR,
                    home.rpartition("/")[2]):  # fmt: skip
        assert private not in told, private
        assert private not in counted, private


def test_a_page_that_is_not_there_is_counted_without_its_address(client):
    client.get("/dit-bestaat-niet-en-heet-Anneke")
    client.open("/", method="ANNEKE")

    counted = generate_latest(REGISTRY).decode()
    assert 'page="none",status="404"' in counted
    assert "nneke" not in counted.lower()


def test_two_requests_have_two_numbers(make_app):
    client = make_app(TESTING=False, PROPAGATE_EXCEPTIONS=False).test_client()
    app = client.application
    app.view_functions["home.privacy"] = lambda: 1 / 0
    pages = [client.get("/privacy").get_data(as_text=True) for _ in range(2)]

    numbers = {page.partition("<strong>")[2].partition("</strong>")[0] for page in pages}
    assert len(numbers) == 2
    assert "" not in numbers
