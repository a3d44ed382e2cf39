"""What an owner and a coach do together, and what of it ends with access."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from assessment.plan import Goal, Plan
from assessment.services import (
    accounts,
    inviting,
    mailing,
    planning,
    policy,
    releasing,
    reminding,
    retention,
)
from assessment.services.coaching import agreeing, announcing, conversing, noting, queueing
from assessment.services.coaching.conversing import ActionChanged, ConversationNotFound
from assessment.services.policy import Actor, Side
from assessment.store import conversations, outcomes, personal
from assessment.store.personal import Whose
from tests.clusters import on_each_database as on_each_database
from tests.people import coached, taken
from tests.people.signed_in import ELS

NOW = taken.LATER
SOON = NOW + timedelta(hours=1)
MAY, JUNE = date(2027, 5, 1), date(2027, 6, 1)
GOAL = Goal(about="POL1", aim="Vaker doorvragen", doing="Elke week een gesprek")


@dataclass
class Both:
    """A conversation from both sides."""

    db: Session
    pair: coached.Pair
    conversation_id: object

    def owner(self, now=NOW):
        actor = Actor(account=self.pair.owner.id, adopted=(self.pair.attempt_id,))
        return conversing.open_talk(self.db, actor, self.conversation_id, now=now)

    def coach(self, now=NOW):
        return conversing.open_talk(self.db, self.pair.reader, self.conversation_id, now=now)

    def goals(self, now=NOW):
        return conversing.read_released(self.db, self.coach(now), now=now).goals


@pytest.fixture
def pair(db, content):
    pair = coached.add_pair(db, content, name="Noor de Wit")
    planning.save_plan(db, content, pair.attempt_id, Plan(goals=(GOAL,)), seen=0, now=NOW)
    return pair


@pytest.fixture
def both(db, content, pair):
    coached.release(db, content, pair)
    found = conversations.find_id(db, pair.coaching.id, pair.attempt_id)
    return Both(db, pair, found)


def withdraw(both):
    for one in both.owner().releases:
        releasing.withdraw(both.db, both.pair.owner.id, one.id, now=NOW)


# --- who is in it ---


def test_a_conversation_begins_with_the_first_release_and_there_is_one(db, content, pair, both):
    assert both.owner().side is Side.OWNER
    assert both.coach().side is Side.COACH

    coached.release(db, content, pair, ("story",))

    assert conversations.list_conversations(db, [pair.coaching.id]) == [both.owner().conversation]


def test_nobody_else_is_in_it(both):
    strangers = [Actor(), Actor(account=both.pair.coach.id), Actor(role="coach", strong=True)]
    for actor in strangers:
        with pytest.raises(ConversationNotFound):
            conversing.open_talk(both.db, actor, both.conversation_id, now=NOW)


@pytest.mark.parametrize("end", ["withdraw", "block", "end", "expire", "role"])
def test_the_coach_is_out_of_it_in_that_second_and_the_notes_are_gone(both, end):
    db, pair = both.db, both.pair
    noting.save_note(db, both.coach(), "Alleen van mij", seen=0, now=NOW)
    reader, at = pair.reader, NOW
    if end == "withdraw":
        withdraw(both)
    elif end == "block":
        releasing.block_coach(db, pair.owner.id, pair.coaching.id, pair.attempt_id, now=NOW)
    elif end == "end":
        inviting.end_coaching(db, pair.owner.id, pair.coaching, now=NOW)
    elif end == "expire":
        at = NOW + timedelta(days=90)
        assert noting.delete_unread(db, now=at) == 1
    else:
        accounts.set_role(db, ELS, "", now=NOW)
        reader = Actor(account=pair.coach.id, role="", strong=True)

    with pytest.raises(ConversationNotFound):
        conversing.open_talk(db, reader, both.conversation_id, now=at)
    assert conversations.list_noted(db) == []
    assert both.owner(at).side is Side.OWNER


def test_a_run_of_retention_takes_the_notes_about_whom_nobody_may_read(both):
    db = both.db
    noting.save_note(db, both.coach(), "Alleen van mij", seen=0, now=NOW)

    retention.carry_out(db, retention.find_due(db, now=NOW + timedelta(days=1)))
    assert conversations.list_noted(db) == [both.conversation_id]

    retention.carry_out(db, retention.find_due(db, now=NOW + timedelta(days=91)))
    assert conversations.list_noted(db) == []


def test_releasing_anew_keeps_the_notes_of_the_coach(db, content, pair, both):
    noting.save_note(db, both.coach(), "Blijft", seen=0, now=NOW)

    coached.release(db, content, pair, ("story",), now=SOON)

    assert noting.find_note(db, both.coach(SOON)).text == "Blijft"


def test_two_coaches_of_one_owner_are_in_two_conversations(db, content, pair, both):
    url = {"url": coached.URL, "secret": coached.SECRET}
    made = inviting.invite_coach(db, pair.owner, "piet@coach.example", **url, now=NOW)
    piet = coached.add_account(db, "piet@coach.example", at=NOW, role="coach")
    inviting.claim_coachings(db, piet, now=NOW)
    other = coached.Pair(
        pair.owner, piet, inviting.own_coaching(db, pair.owner.id, made.id), pair.attempt_id
    )
    coached.release(db, content, other)
    noting.save_note(db, both.coach(), "Van Els", seen=0, now=NOW)
    theirs = conversations.find_id(db, other.coaching.id, pair.attempt_id)

    with pytest.raises(ConversationNotFound):
        conversing.open_talk(db, other.reader, both.conversation_id, now=NOW)
    assert noting.find_note(db, conversing.open_talk(db, other.reader, theirs, now=NOW)).text == ""


def test_a_coach_whose_account_goes_leaves_the_owner_what_was_agreed(agreed):
    db = agreed.db
    noting.save_note(db, agreed.coach(), "Alleen van mij", seen=0, now=NOW)

    accounts.delete_account(db, agreed.pair.coach, url="", now=SOON)

    talk = agreed.owner(SOON)
    assert (talk.coaching.state, talk.coaching.invited_address) == ("ended", "")
    assert agreeing.read_agreed_file(db, talk).startswith(b"%PDF")
    assert conversations.list_noted(db) == []


def test_the_copy_of_the_owner_holds_everything_but_the_notes_and_that_of_the_coach_only_those(
    agreed,
):
    conversing.add_comment(agreed.db, agreed.coach(), "POL1", "Voor jou", now=NOW)
    noting.save_note(agreed.db, agreed.coach(), "Alleen van mij", seen=0, now=NOW)
    of_owner = Whose(agreed.pair.owner.id, [agreed.pair.attempt_id])
    of_coach = Whose(agreed.pair.coach.id)

    held = {one.table for one in personal.read_holdings(agreed.db, of_owner)}
    noted = {one.table for one in personal.read_holdings(agreed.db, of_coach)}

    ours = {"conversation", "comment", "agreed_action", "agreed_plan", "coach_note"}
    assert held & ours == ours - {"coach_note"}
    assert noted & ours == {"coach_note"}


# --- notes ---


def test_only_the_coach_reads_the_notes(both):
    noting.save_note(both.db, both.coach(), "Alleen van mij", seen=0, now=NOW)

    assert noting.find_note(both.db, both.owner()).text == ""
    assert noting.find_note(both.db, both.coach()).text == "Alleen van mij"
    with pytest.raises(conversing.ConversationClosed):
        noting.save_note(both.db, both.owner(), "x", seen=1, now=NOW)


def test_an_old_window_cannot_overwrite_newer_notes_but_the_same_text_is_no_conflict(both):
    first = noting.save_note(both.db, both.coach(), "een", seen=0, now=NOW)
    noting.save_note(both.db, both.coach(), "twee", seen=first, now=NOW)

    assert noting.save_note(both.db, both.coach(), "twee", seen=first, now=NOW) == 2
    with pytest.raises(noting.NotesChanged) as refused:
        noting.save_note(both.db, both.coach(), "drie", seen=first, now=NOW)
    assert refused.value.stored.text == "twee"


# --- comments, actions, days ---


def test_comments_stand_in_the_order_in_which_both_wrote_them(both):
    conversing.add_comment(both.db, both.coach(), "POL1", "Hoe gaat dit?", now=NOW)
    conversing.add_comment(both.db, both.owner(), "POL1", "Beter", now=SOON)
    conversing.add_comment(both.db, both.owner(), "POL1", "Beter", now=SOON)  # sent twice

    said = conversing.list_comments(both.db, both.owner())["POL1"]

    assert [(one.author, one.text) for one in said] == [
        ("coach", "Hoe gaat dit?"),
        ("owner", "Beter"),
    ]


def test_who_asked_for_it_gets_one_mail_of_what_was_said_until_having_looked(both):
    db, owner, coach = both.db, both.pair.owner, both.pair.coach
    reminding.set_wanted(db, owner.id, [reminding.COMMENTS], now=NOW)

    def say(talk, text, at):
        if conversing.add_comment(db, talk, "POL1", text, now=at):
            announcing.tell_of_comment(db, talk, url="https://bop.example", now=at)

    say(both.coach(), "Hoe gaat dit?", NOW)
    say(both.coach(), "Hoe gaat dit?", SOON)  # sent twice
    say(both.coach(), "En nog iets", SOON)
    say(both.owner(), "Goed", SOON)  # the coach asked for no mail

    (letter,) = _mails(db)
    assert letter.recipient == owner.address
    assert "https://bop.example" in letter.text
    assert not any(words in letter.text for words in ("Hoe gaat", coach.address, "Noor"))

    later = SOON + timedelta(hours=1)
    conversing.note_seen(db, both.conversation_id, Side.OWNER, now=later)
    say(both.coach(later), "Weer iets", later + timedelta(hours=1))
    assert len(_mails(db)) == 2


def test_a_coach_who_can_read_nothing_any_more_gets_no_mail(both):
    db = both.db
    reminding.set_wanted(db, both.pair.coach.id, [reminding.COMMENTS], now=NOW)
    conversing.add_comment(db, both.owner(), "POL1", "Kijk eens", now=NOW)
    announcing.tell_of_comment(db, both.owner(), url="", now=NOW)
    assert [one.recipient for one in _mails(db)] == [both.pair.coach.address]

    conversing.note_seen(db, both.conversation_id, Side.COACH, now=SOON)
    withdraw(both)
    later = SOON + timedelta(hours=1)
    conversing.add_comment(db, both.owner(later), "POL1", "Nog iets", now=later)
    announcing.tell_of_comment(db, both.owner(later), url="", now=later)
    assert _mails(db) == []  # nor the one that waited


def test_a_coach_without_the_role_gets_no_mail_and_reads_on_with_it_again(both):
    db, coach = both.db, both.pair.coach
    reminding.set_wanted(db, coach.id, [reminding.COMMENTS], now=NOW)
    accounts.set_role(db, ELS, "medewerker", now=NOW)

    conversing.add_comment(db, both.owner(), "POL1", "Kijk eens", now=NOW)
    announcing.tell_of_comment(db, both.owner(), url="", now=NOW)

    assert _mails(db) == []
    assert both.owner().live(NOW) is None
    [held] = releasing.list_for_owner(db, both.pair.owner.id, now=NOW)
    assert held.state is policy.ReleaseState.RESTING

    accounts.set_role(db, ELS, "coach", now=SOON)
    assert both.coach(SOON).side is Side.COACH


def _mails(db):
    subject = mailing.TEXTS.say("comment_waits.subject")
    return [one for one in mailing.list_mail(db) if one.subject == subject]


def test_two_who_change_one_action_are_both_told_and_nothing_is_overwritten(both):
    db = both.db
    conversing.add_action(db, both.coach(), "Bellen", "owner", MAY, now=NOW)
    (action,) = conversing.list_actions(db, both.owner())
    conversing.change_action(db, both.owner(), action.id, ("Mailen", "owner", MAY), seen=1)

    with pytest.raises(ActionChanged) as refused:
        conversing.change_action(db, both.coach(), action.id, ("Appen", "owner", MAY), seen=1)
    assert refused.value.stored.what == "Mailen"
    with pytest.raises(ActionChanged):
        conversing.drop_action(db, both.coach(), action.id, seen=1)

    conversing.drop_action(db, both.coach(), action.id, seen=2)
    conversing.drop_action(db, both.coach(), action.id, seen=2)  # pressed twice
    with pytest.raises(ActionChanged) as gone:
        conversing.change_action(db, both.owner(), action.id, ("Appen", "owner", MAY), seen=2)
    assert gone.value.stored is None


def test_an_action_sent_twice_stands_there_once_and_there_is_a_most(both):
    for _ in range(2):
        conversing.add_action(both.db, both.coach(), "Bellen", "owner", None, now=NOW)
    assert len(conversing.list_actions(both.db, both.coach())) == 1

    for number in range(conversing.MAX_ACTIONS - 1):
        conversing.add_action(both.db, both.owner(), f"Nr {number}", "coach", None, now=NOW)
    with pytest.raises(conversing.TooManyActions):
        conversing.add_action(both.db, both.owner(), "Te veel", "coach", None, now=NOW)


def test_a_day_holds_once_the_other_says_yes_or_proposes_the_same(both):
    conversing.propose_day(both.db, both.coach(), MAY)
    assert both.owner().conversation.next_by == "coach"

    assert not conversing.accept_day(both.db, both.owner(), JUNE)
    assert conversing.accept_day(both.db, both.coach(), MAY)  # one's own: still a proposal
    assert both.owner().conversation.next_by == "coach"
    assert conversing.accept_day(both.db, both.owner(), MAY)
    assert both.owner().conversation.next_by == ""

    conversing.propose_day(both.db, both.owner(), JUNE)
    conversing.propose_day(both.db, both.coach(), JUNE)
    assert (both.coach().conversation.next_on, both.coach().conversation.next_by) == (JUNE, "")


# --- agreeing and looking back ---


def agree(both, content, *, seen=None, now=NOW):
    both.db.commit()  # the sheet is drawn between two transactions
    talk = both.owner(now)
    revision = talk.conversation.revision if seen is None else seen
    agreeing.agree_to_plan(both.db, talk, both.goals(now), seen=revision, coach=ELS, now=now)


@pytest.fixture
def agreed(both, content):
    conversing.add_action(both.db, both.owner(), "Bellen", "owner", MAY, now=NOW)
    conversing.propose_day(both.db, both.owner(), JUNE)
    agreeing.propose_agreement(both.db, both.coach(), both.goals(), now=NOW)
    agree(both, content)
    return both


def test_agreeing_takes_both_and_freezes_one_sheet(agreed):
    kept = agreeing.find_agreed_plan(agreed.db, agreed.conversation_id)

    assert agreed.owner().conversation.state == policy.Talk.AGREED
    assert [goal["about"] for goal in kept.goals] == ["POL1"]
    assert agreeing.read_agreed_file(agreed.db, agreed.owner()) == agreeing.read_agreed_file(
        agreed.db, agreed.coach()
    )
    assert conversations.find_agreed_moment(agreed.db, kept.content_hash[:16]) == kept.made_at
    assert conversations.find_agreed_moment(agreed.db, "0" * 16) is None


def test_the_owner_cannot_agree_before_the_coach_proposes_nor_the_coach_alone(both, content):
    with pytest.raises(agreeing.AgreementChanged):
        agree(both, content)
    agreeing.propose_agreement(both.db, both.coach(), both.goals(), now=NOW)
    with pytest.raises(conversing.ConversationClosed):
        agreeing.agree_to_plan(both.db, both.coach(), both.goals(), seen=0, coach=ELS, now=NOW)
    with pytest.raises(conversing.ConversationClosed):
        agreeing.propose_agreement(both.db, both.owner(), both.goals(), now=NOW)


def test_there_is_nothing_to_agree_without_a_goal_or_an_action(db, content, both):
    with pytest.raises(agreeing.NothingToAgree):
        agreeing.propose_agreement(db, both.coach(), (), now=NOW)


@pytest.mark.parametrize("change", ["action", "day", "release"])
def test_nobody_agrees_to_what_changed_after_it_was_seen(db, content, pair, both, change):
    agreeing.propose_agreement(db, both.coach(), both.goals(), now=NOW)
    seen = both.owner().conversation.revision
    if change == "action":
        conversing.add_action(db, both.coach(), "Nieuw", "owner", None, now=NOW)
    elif change == "day":
        conversing.propose_day(db, both.coach(), MAY)
    else:
        coached.release(db, content, pair, ("plan",), now=SOON)
    with pytest.raises(agreeing.AgreementChanged):
        agree(both, content, seen=seen, now=SOON)

    agreeing.propose_agreement(db, both.coach(SOON), both.goals(SOON), now=SOON)
    with pytest.raises(agreeing.AgreementChanged):
        agree(both, content, seen=seen, now=SOON)
    agree(both, content, now=SOON)
    assert both.owner(SOON).conversation.state == policy.Talk.AGREED


@pytest.mark.parametrize("end", ["withdraw", "expire", "role"])
def test_nobody_agrees_with_a_coach_who_can_read_nothing_any_more(both, end):
    db = both.db
    conversing.add_action(db, both.coach(), "Bellen", "owner", MAY, now=NOW)
    goals = both.goals()
    agreeing.propose_agreement(db, both.coach(), goals, now=NOW)
    at, seen = NOW, both.owner().conversation.revision
    if end == "withdraw":
        withdraw(both)
        seen = both.owner().conversation.revision
        assert both.owner().conversation.proposed_at is None
    elif end == "expire":
        at = NOW + timedelta(days=91)
    else:
        accounts.set_role(db, ELS, "", now=NOW)
    db.commit()

    with pytest.raises(agreeing.AgreementChanged):
        agreeing.agree_to_plan(db, both.owner(at), goals, seen=seen, coach=ELS, now=at)

    assert agreeing.find_agreed_plan(db, both.conversation_id) is None


def test_what_is_taken_back_while_the_sheet_is_drawn_is_not_agreed(both, monkeypatch):
    agreeing.propose_agreement(both.db, both.coach(), both.goals(), now=NOW)
    talk, goals = both.owner(), both.goals()
    both.db.commit()

    def take_away(sheet):
        accounts.set_role(both.db, ELS, "", now=NOW)  # leaves the conversation as it is
        return b"%PDF"

    monkeypatch.setattr("assessment.report.pdf.report.render_pdf", take_away)
    with pytest.raises(agreeing.AgreementChanged):
        agreeing.agree_to_plan(
            both.db, talk, goals, seen=talk.conversation.revision, coach=ELS, now=NOW
        )


def test_what_was_agreed_changes_no_more_but_can_be_done_and_talked_about(agreed):
    (action,) = conversing.list_actions(agreed.db, agreed.owner())
    with pytest.raises(conversing.ConversationClosed):
        conversing.add_action(agreed.db, agreed.coach(), "Nog iets", "owner", None, now=NOW)
    with pytest.raises(conversing.ConversationClosed):
        conversing.drop_action(agreed.db, agreed.coach(), action.id, seen=1)

    conversing.mark_done(agreed.db, agreed.owner(), action.id, done=True, now=SOON)
    conversing.add_comment(agreed.db, agreed.coach(), "POL1", "Mooi", now=SOON)
    assert conversing.list_actions(agreed.db, agreed.owner())[0].done_at == SOON


def test_looking_back_keeps_how_each_goal_went_closes_the_talk_and_takes_the_notes(agreed):
    noting.save_note(agreed.db, agreed.coach(), "Alleen van mij", seen=0, now=NOW)
    told = {"POL1": ("partly", "Te druk")}
    with pytest.raises(conversing.ConversationClosed):
        agreeing.evaluate_goals(agreed.db, agreed.coach(), told, now=SOON)

    agreeing.evaluate_goals(agreed.db, agreed.owner(), told, now=SOON)
    agreeing.evaluate_goals(agreed.db, agreed.owner(), told, now=SOON)  # pressed twice

    (outcome,) = agreeing.list_outcomes(agreed.db, agreed.conversation_id)
    assert (outcome.goal, outcome.went, outcome.why) == ("POL1", "partly", "Te druk")
    own = outcomes.list_outcomes(agreed.db, agreed.pair.attempt_id)  # in the owner's history
    assert (own["POL1"].outcome, own["POL1"].why) == ("partly", "Te druk")
    assert conversations.list_noted(agreed.db) == []
    with pytest.raises(conversing.ConversationClosed):
        conversing.add_comment(agreed.db, agreed.coach(), "POL1", "Nog iets", now=SOON)


# --- the queue ---


def test_the_queue_tells_what_is_new_and_what_is_due_by_name(db, content, pair, both):
    (person,) = queueing.list_people(db, pair.coach.id, now=NOW)
    assert (person.is_new, person.said, person.due) == (True, 0, ())

    conversing.note_seen(db, both.conversation_id, Side.COACH, now=NOW)
    conversing.add_comment(db, both.owner(), "POL1", "Kijk eens", now=SOON)
    conversing.add_action(db, both.owner(), "Bellen", "owner", NOW.date(), now=NOW)
    conversing.add_action(db, both.owner(), "Later", "owner", JUNE, now=NOW)
    (person,) = queueing.list_people(db, pair.coach.id, now=SOON)
    assert (person.is_new, person.said) == (False, 1)
    assert [action.what for action in person.due] == ["Bellen"]


def test_whom_the_coach_may_not_read_is_not_in_the_queue(both):
    withdraw(both)

    assert queueing.list_people(both.db, both.pair.coach.id, now=NOW) == []


def test_who_goes_from_first_to_last_meets_everybody_once(db, content):
    names = ["Zoë", "anna", "Bob"]
    for number, name in enumerate(names):
        pair = coached.add_pair(db, content, owner=f"o{number}@x.example", name=name, seed=7)
        coached.release(db, content, pair, ("story",))
    people = queueing.list_people(db, pair.coach.id, now=NOW)

    met, here = [], people[0]
    while here is not None:
        met.append(here.conversation.name)
        conversing.note_seen(db, here.id, Side.COACH, now=SOON)
        now_there = queueing.list_people(db, pair.coach.id, now=SOON)
        here = queueing.find_place(now_there, here.id).after

    assert met == ["anna", "Bob", "Zoë"]
