"""What each page weighs for who comes for the first time: the page and all that it fetches."""

import gzip
import re
from datetime import timedelta
from functools import cache
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup, SoupStrainer

from assessment.report.documents.vrijgave.parts import OTHERS, RELEASED_PARTS
from assessment.services.moments import day_of, now
from assessment.services.others import rounds
from assessment.store import accounts, conversations, database
from tests.browser.atlas import EVERY, GROUPS
from tests.people import coached, seen
from tests.people.signed_in import NOOR, add_account, sign_in
from tests.people.talking import add_talks

BAR, AIM = 90_000, 60_000  # bytes
WHOLE = 97_000  # of the one page with all figures: what is released is seen at once
OWNER, COACH = "deler@gemeente.example", "coach@coach.example"
FETCHING = ["link", "script", "picture", "img", "source"]  # the elements that are looked at
FETCHED = "link[rel=stylesheet], link[rel=icon], link[rel=preload], script[src]"
IN_A_SHEET = re.compile(r"url\(\"?([^)\"]+)")
ATTEMPT = re.compile(r"/afname/[0-9a-f-]+")
# What takes more people than one, or a desk.
OF_MORE = ("sharing", "others", "college", "intervision", "catalogue", "instruments", "rounds")
# Addresses in the atlas of somebody else, after something was done, and for who builds the pages.
ELSEWHERE = re.compile(
    r"\{(pdf|plan_page|card_page|orientation|closer|closer_dilemmas)\}|aanmelden/."
    r"|doel/3|lokale-post|componenten"
)


class Scale:
    """How many bytes a page fetches for one person; pages and files are fetched once."""

    def __init__(self, client):
        self.client = client
        self.read = cache(self._read)

    def weigh(self, address, picture):
        """Return the bytes of a page with all that it fetches, on a wide or on a narrow screen."""
        weight, text = self.read(address)
        page = BeautifulSoup(text, "html.parser", parse_only=SoupStrainer(FETCHING))
        files = {str(one.get("href") or one.get("src")) for one in page.select(FETCHED)}
        for sheet in [one for one in files if ".css" in one]:
            found = IN_A_SHEET.findall(self.read(sheet)[1].decode())
            files |= {urljoin(sheet, url) for url in found}
        pictures = {str(one.get("srcset") or one["src"]) for one in page.select(picture)}
        return weight + sum(self.read(one)[0] for one in files | pictures)

    def heavier(self, address):
        """Return what a page weighs where it is the heavier: wide or narrow."""
        return max(self.weigh(address, "picture img"), self.weigh(address, "source"))

    def _read(self, address):
        """Return the bytes that an address sends, packed where it packs, and what they say."""
        with self.client.get(address, headers={"Accept-Encoding": "gzip"}) as response:
            assert response.status_code == 200, address
            sent = response.get_data()
            packed = response.headers.get("Content-Encoding") == "gzip"
            return len(sent), gzip.decompress(sent) if packed else sent


@pytest.fixture
def scale(somebody):
    client, _ = somebody
    return Scale(client)


@pytest.fixture
def weights(somebody, scale):
    """The weight of every page in the atlas that one person can see."""
    _, (new, done) = somebody
    at = {"new": new, "half": new, "done": done, "aspirant": done, "alike": done}
    of_more = {view for name in OF_MORE for view in GROUPS[name]}
    views = [view for view in EVERY if view not in of_more]
    paths = {view.path for view in views if not view.error and not ELSEWHERE.search(view.path)}
    addresses = [
        path.format(**{name: f"/afname/{attempt_id}" for name, attempt_id in at.items()})
        for path in paths
    ]
    return {ATTEMPT.sub("…", address): scale.heavier(address) for address in addresses}


@pytest.fixture
def shared_weights(app, engine, content):
    """The weight of every page in the atlas of what two share, and of who arranges that."""
    scales = {who: Scale(app.test_client()) for who in {view.who for view in GROUPS["sharing"]}}
    with database.writing(engine) as db:
        at = {"until": day_of(now()) + timedelta(days=30)}
        talks = add_talks(db, content, owner=OWNER, coach=COACH, now=now())
        for state, pair, released, talk in talks:
            at |= {f"{state}_release": released, f"{state}_talk": talk}
            at |= {"coaching": pair.coaching.id, "shared": pair.attempt_id}
        at["action"] = conversations.list_actions(db, [at["talking_talk"]])[0].id
        people = {"owner": pair.owner, "coach": pair.coach}
        people |= {"account": add_account(db, at=now())}
        for who, role in (("alone", "coach"), ("medewerker", ""), ("beheerder", "")):
            people[who] = add_account(db, f"{who}@x.example", at=now(), role=role or who)
        db.commit()
    for who, account in people.items():
        sign_in(scales[who].client, account, strong=True)
    shown = {
        (view.who, view.path.format(**at))
        for view in GROUPS["sharing"]
        if not view.error and not view.lands
    }
    return {f"{who} {path}": scales[who].heavier(path) for who, path in shown if path != "/demo"}


def test_no_page_weighs_more_than_the_bar_and_few_more_than_the_aim(weights):
    heavy = {page: weight for page, weight in weights.items() if weight > AIM}

    assert len(weights) > 50
    assert max(weights.values()) <= BAR, heavy
    assert len(heavy) <= len(weights) / 10, heavy


def test_what_two_share_weighs_no_more(shared_weights):
    heavy = {page: weight for page, weight in shared_weights.items() if weight > AIM}

    assert len(shared_weights) > 25
    assert max(shared_weights.values()) <= BAR, heavy
    assert len(heavy) <= len(shared_weights) / 5, heavy


@pytest.mark.parametrize(("left_out", "most"), [({OTHERS}, BAR), (set(), WHOLE)])
def test_the_preview_of_every_part_for_a_coach_weighs_no_more(app, keep, content, left_out, most):
    pair = keep(coached.add_pair, content, name="Noor de Wit", at=now())

    def be_seen(db):
        asking = seen.ask_again(db, content, pair.owner, pair.attempt_id, at=now())
        for seed, token in enumerate(asking.tokens.values(), start=1):
            seen.answer(
                db, content, token, seen.fill_in(content, seed, ("Blijf bellen",)), at=now()
            )
        rounds.open_outcome(db, content, pair.owner.id, asking.round.id, now=now())

    keep(be_seen)
    scale = Scale(app.test_client())
    sign_in(scale.client, pair.owner)
    parts = "&".join(f"deel={part}" for part in RELEASED_PARTS if part not in left_out)
    until = day_of(now()) + timedelta(days=30)
    preview = f"/delen/coaches/{pair.coaching.id}/inzage?resultaat={pair.attempt_id}&{parts}"

    assert scale.heavier(f"{preview}&tot={until}") <= most


def test_asking_others_and_answering_weigh_no_more(app, scale, keep, content, somebody):
    _, (_, done) = somebody

    def begin(db):
        account = accounts.find_account_by_address(db, NOOR)
        return seen.ask_again(db, content, account, done, at=now())

    asking = keep(begin)
    token = next(iter(asking.tokens.values()))
    of_rater = (f"/blik/{token}{page}" for page in ("", "/1", "/5", "/6", "/versturen"))
    stranger = Scale(app.test_client())

    weights = {page: stranger.heavier(page) for page in of_rater}
    weights |= {page: scale.heavier(page) for page in ("/anderen", f"/anderen/{asking.round.id}")}

    assert max(weights.values()) <= AIM, weights


def test_a_page_weighs_something_for_each_thing_that_it_fetches(scale):
    page, _ = scale.read("/")

    assert scale.weigh("/", "picture img") > page + 20_000  # two fonts alone are more
