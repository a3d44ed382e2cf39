"""A medewerker proposes a coach, and learns nothing of it."""

import pytest

from assessment.services import inviting
from assessment.services.moments import now
from assessment.store import mail
from tests.people.signed_in import ELS, NOOR, add_account, sign_in

ADDRESS = "/medewerker/coach-voorstellen"


@pytest.fixture
def medewerker(keep, visitor):
    account = keep(add_account, "mia@bond.example", at=now(), role="medewerker")
    sign_in(visitor.client, account, strong=True)
    return visitor


def test_the_owner_gets_the_question_and_the_medewerker_nothing(medewerker, keep):
    owner = keep(add_account, NOOR, at=now())

    medewerker.post_and_leave(ADDRESS, {"owner": NOOR, "coach": ELS})

    (coaching,) = keep(inviting.list_coaches, owner.id)
    assert (coaching.state, coaching.invited_address) == ("proposed", ELS)
    assert [one.recipient for one in keep(mail.list_mail)] == [NOOR]
    assert NOOR not in medewerker.get(ADDRESS).text


def test_known_and_unknown_get_the_same_answer(medewerker, keep):
    keep(add_account, NOOR, at=now())

    answers = []
    for address in (NOOR, "onbekend@x.example"):
        there = medewerker.post_and_leave(ADDRESS, {"owner": address, "coach": ELS})
        answers.append((there, medewerker.get(ADDRESS).text))

    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("owner", "coach"), [("", ELS), (NOOR, ""), ("geen adres", ELS), (NOOR, NOOR)]
)
def test_what_is_no_proposal_is_asked_again(medewerker, keep, owner, coach):
    page = medewerker.post(ADDRESS, {"owner": owner, "coach": coach}, status=422)

    assert page.select(".problem")
    assert keep(mail.list_mail) == []
