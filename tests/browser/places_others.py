"""Make the rounds that the atlas shows: one that runs, one that was opened, and their links."""

from datetime import timedelta

from sqlalchemy import Engine

from assessment.services.content import Content
from assessment.services.moments import now
from assessment.services.others import rounds
from assessment.store.database import writing
from tests.browser import entering
from tests.browser.views import Places
from tests.people import seen, taken
from tests.people.signed_in import add_account

TEXT = "Als raadslid zag ik je op 3 maart rustig blijven."


def make_rounds(engine: Engine, address: str, content: Content, places: Places) -> None:
    """Have owners ask others, of whom some answered."""
    at = now() - timedelta(days=6)
    with writing(engine) as db:
        running = seen.ask(db, content, owner="vraagt@gemeente.example", at=at)
        tokens = list(running.tokens.values())
        for seed, token in enumerate(tokens[:4]):
            seen.answer(db, content, token, seen.fill_in(content, seed), at=at)
        seen.answer(db, content, tokens[4], seen.fill_in(content, 4, (TEXT,)), send=False, at=at)
        places.at |= {"running_round": str(running.round.id), "sent_link": tokens[0]}
        places.at |= {"half_link": tokens[4], "fresh_link": tokens[5]}
        opened = seen.ask(db, content, owner="opende@gemeente.example", at=at, seed=9)
        seen.answer_all(db, content, opened, 8)
        rounds.open_outcome(db, content, opened.owner.id, opened.round.id, now=now())
        places.at |= {"opened_round": str(opened.round.id)}
        places.at |= {"late_link": list(opened.tokens.values())[8]}
        attempt_id = taken.add_submitted(db, content)
        beginner = add_account(db, "begint@gemeente.example", at=at, attempts=(attempt_id,))
        people = {"asks": running.owner, "opened": opened.owner, "begins": beginner}
        for who, account in people.items():
            places.cookies[who] = entering.sign_in(db, account.id, address, strong=False)
        db.commit()
