"""What a person meets when something does not fit; never a stack trace, never an answer lost."""

import io
from urllib.parse import quote_from_bytes

import pytest
from gunicorn.http.errors import InvalidChunkSize
from werkzeug.test import create_environ, run_wsgi_app

from assessment.web.security import MAX_POST
from tests.people import taken
from tests.web import house_rules, walking
from tests.web.visitor import Visitor


def form(name, value):
    return {"data": {name: value}}


def with_file(name, value):
    return {"data": {name: (io.BytesIO(value.encode()), "antwoorden.txt")}}


def many_parts(name, value):
    return {"data": {f"{name}{n}": (io.BytesIO(b"x"), "x") for n in range(2000)}}


@pytest.mark.parametrize("send", [form, with_file, many_parts])
def test_an_enormous_post_is_refused_with_a_page_and_nothing_is_saved(
    participant, home, stored, send
):
    response = participant.client.post(f"{home}/gedrag/1", **send("bes1-1", "x" * (MAX_POST + 1)))

    assert response.status_code == 413
    page = house_rules.check(response.get_data(as_text=True))
    assert "te lang" in page.h1.text
    assert stored().answers == {}


def test_an_enormous_post_that_does_not_tell_its_length_is_refused_too(app, participant, home):
    body = b"x=" + b"x" * (MAX_POST + 1)
    kind = "application/x-www-form-urlencoded"
    environ = create_environ(f"{home}/gedrag/1", method="POST", content_type=kind)
    environ |= {
        "wsgi.input": io.BytesIO(body),
        "wsgi.input_terminated": True,
        "HTTP_TRANSFER_ENCODING": "chunked",
        "HTTP_COOKIE": f"bop={participant.client.get_cookie('bop').value}",
    }
    environ.pop("CONTENT_LENGTH", None)

    _, status, _ = run_wsgi_app(app, environ)

    assert status.startswith("413")


PART = 'Content-Disposition: form-data; name="{item}"\r\n\r\n3\r\n'


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", "{item}=3"),
        ("application/json", '{{"{item}": "3"}}'),
        ("", "{item}=3"),
        ("multipart/form-data", f"--b\r\n{PART}--b--"),
        ("multipart/form-data; boundary=c", f"--b\r\n{PART}--b--"),
        ("multipart/form-data; boundary=b", f"--b\r\n{PART}"),
        ("multipart/form-data; boundary=b", f"--b\r\nX: y\r\n\r\n3\r\n--b\r\n{PART}--b--"),
    ],
    ids=[
        "text",
        "json",
        "no kind",
        "no boundary",
        "another boundary",
        "no end",
        "part without name",
    ],
)
def test_what_cannot_be_read_as_a_form_is_never_acknowledged(participant, home, stored, kind, body):
    item = participant.get(f"{home}/gedrag/1").select_one(".item")["data-item"]

    response = participant.client.post(
        f"{home}/gedrag/1", data=body.format(item=item), content_type=kind
    )

    assert response.status_code == 400
    house_rules.check(response.get_data(as_text=True))
    assert stored().answers == {}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "latin-1"])
@pytest.mark.parametrize("escaped", [False, True])
def test_a_form_that_is_no_utf_8_is_never_acknowledged(
    participant, home, stored, encoding, escaped
):
    item = participant.get(f"{home}/gedrag/1").select_one(".item")["data-item"]
    body = f"{item}=3&iets=één".encode(encoding)
    if escaped:
        body = quote_from_bytes(body, safe="=&" if encoding == "latin-1" else "").encode()

    response = participant.client.post(
        f"{home}/gedrag/1", data=body, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 400
    house_rules.check(response.get_data(as_text=True))
    assert stored().answers == {}


def test_a_text_in_parts_that_is_no_utf_8_is_never_acknowledged(participant, home, stored):
    item = participant.get(f"{home}/gedrag/1").select_one(".item")["data-item"]
    wrong = b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n\xe9\r\n'
    body = wrong + f"--b\r\n{PART.format(item=item)}--b--".encode()

    response = participant.client.post(
        f"{home}/gedrag/1", data=body, content_type="multipart/form-data; boundary=b"
    )

    assert response.status_code == 400
    assert stored().answers == {}


@pytest.mark.parametrize("escape", [bytes, lambda body: quote_from_bytes(body).encode()])
def test_every_sign_of_utf_8_is_taken_escaped_or_not_also_the_one_for_what_was_lost(
    participant, home, stored, escape
):
    item = participant.get(f"{home}/gedrag/1").select_one(".item")["data-item"]
    body = f"seen.{item}=0&{item}=3&iets=".encode() + escape("één \ufffd 💣".encode())

    response = participant.client.post(
        f"{home}/gedrag/1", data=body, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 303
    assert stored().answers


def test_a_form_that_was_cut_off_is_refused_and_nothing_is_saved(app, participant, home, stored):
    page = participant.get(f"{home}/gedrag/1")
    item = page.select_one(".item")["data-item"]
    body = f"seen.{item}=0&{item}=3".encode()
    environ = create_environ(
        f"{home}/gedrag/1", method="POST", content_type="application/x-www-form-urlencoded"
    )
    environ |= {
        "wsgi.input": io.BytesIO(body),
        "wsgi.input_terminated": True,  # as gunicorn says of every body
        "CONTENT_LENGTH": str(len(body) + 100),
        "HTTP_COOKIE": f"bop={participant.client.get_cookie('bop').value}",
    }

    _, status, _ = run_wsgi_app(app, environ)

    assert status.startswith("400")
    assert stored().answers == {}


class NoBody(io.RawIOBase):
    """A body that gunicorn cannot read: a chunk of which the size is no number."""

    def read(self, size=-1):
        raise InvalidChunkSize(b"zz")


def test_a_body_that_the_server_cannot_read_is_refused_and_is_no_fault_of_ours(app, caplog):
    environ = create_environ("/begin", method="POST")
    environ |= {
        "wsgi.input": NoBody(),
        "wsgi.input_terminated": True,
        "HTTP_TRANSFER_ENCODING": "chunked",
    }

    body, status, headers = run_wsgi_app(app, environ, buffered=True)

    assert status.startswith("400")
    house_rules.check(b"".join(body).decode())
    assert headers["Connection"] == "close"  # where the next request begins, nobody knows
    assert caplog.records == []


def test_an_enormous_answer_of_the_script_is_refused(participant, home, stored):
    response = participant.client.post(f"{home}/antwoord", data={"part": "x" * (MAX_POST + 1)})

    assert response.status_code == 413
    assert stored().answers == {}


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/bestaat-niet", 404),
        ("GET", "/afname/geen-nummer", 404),
        ("GET", "/afname/", 404),
        ("GET", "/afname/%00", 404),
        ("GET", "/\u202e\ud7ff", 404),
        ("POST", "/", 405),
        ("PUT", "/begin", 405),
        ("DELETE", "/privacy", 405),
    ],
)
def test_every_error_is_a_page_of_this_site(client, method, address, status):
    response = client.open(address, method=method)

    assert response.status_code == status
    page = house_rules.check(response.get_data(as_text=True))
    assert page.select("main a.button")


@pytest.mark.parametrize(
    "content_type", ["application/json", "text/plain", "multipart/form-data", "", "x" * 3000]
)
def test_a_body_of_another_kind_is_an_empty_form(participant, home, stored, content_type):
    response = participant.client.post(
        f"{home}/gedrag/1", data=b'{"bes1-1": 3}\xff', content_type=content_type
    )

    assert response.status_code in (303, 400)
    assert stored().answers == {}


def test_bytes_that_are_no_text_in_the_address_do_not_crash(client):
    for address in ("/verder?%ff=%fe", "/begin?x=%C3%28", "/static/app.css?v=%ff"):
        response = client.get(address)
        assert response.status_code == 200, address
        response.close()


def test_strange_headers_do_not_crash(client):
    headers = {
        "Cookie": "bop=\xff\xfe; =; ;;",
        "Accept-Encoding": "\xff",
        "Referer": "javascript:alert(1)",
        "X-Forwarded-For": "' OR 1=1",
    }

    assert client.get("/", headers=headers).status_code == 200


def test_a_file_where_text_belongs_is_refused_on_every_form(app, client, keep, content):
    attempt_id = keep(taken.add_submitted, content)
    Visitor(client).owns(attempt_id)
    names = ("code", "name", "aim", "about", "by", "programmes", "password", "phase", "research",
             "voor", "revision", "bes1-1", "POL1", "csrf_token", "iets")  # fmt: skip
    posts = [rule for rule in walking.rules(app, with_attempt=False) if "POST" in rule.methods]
    assert len(posts) > 10

    for rule in posts:
        for name in names:
            file = (io.BytesIO(b"hallo"), "x.txt")
            response = client.post(walking.address(app, rule, attempt_id), data={name: file})
            assert response.status_code == 400, (rule, name)
            house_rules.check(response.get_data(as_text=True))


@pytest.mark.parametrize("value", ['{"code": ["x"]}', '{"code": {"a": 1}}', "[1]", "null", "{"])
@pytest.mark.parametrize("address", ["/verder", "/begin"])
def test_json_where_a_form_belongs_is_refused(client, address, value):
    response = client.post(address, data=value, content_type="application/json")

    assert response.status_code == 400
