from assessment.services import mailing
from assessment.services.moments import now
from assessment.store import database
from tests.web.visitor import Visitor

NOOR = "noor@gemeente.example"


def write_code(engine):
    with database.writing(engine) as db:
        values = {"code": "123456", "url": "http://localhost"}
        mailing.write_mail(db, NOOR, "sign_in", now=now(), **values)
        db.commit()


def test_without_a_mail_server_the_mail_is_read_on_a_page_of_this_machine(make_app, engine):
    visitor = Visitor(make_app(LOCAL_MAIL=True).test_client())
    assert "geen mail" in visitor.get("/lokale-post").get_text()
    write_code(engine)

    told = visitor.get("/lokale-post").select_one("article").get_text()

    assert NOOR in told
    assert "Je code is: 123456" in told


def test_everywhere_else_there_is_no_such_page(visitor, engine):
    write_code(engine)

    page = visitor.get("/lokale-post", status=404)

    assert "123456" not in page.get_text()
