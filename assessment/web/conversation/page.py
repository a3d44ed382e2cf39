"""The page of a conversation, for either side, with the forms that somebody sent again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import g, render_template

from assessment.services.coaching import agreeing, conversing, noting, queueing
from assessment.services.coaching.conversing import Comment, Talk
from assessment.services.frozen_content import FrozenContent, FrozenGoal
from assessment.services.moments import now
from assessment.services.policy import (
    ReleaseState,
    Side,
    may_agree,
    may_arrange,
    may_evaluate,
    may_note,
    may_speak,
    release_state,
)
from assessment.web.access import current_actor
from assessment.web.conversation.forms import (
    ActionForm,
    CommentForm,
    NextForm,
    NoteForm,
    make_action_form,
    make_next_form,
)
from assessment.web.participant import content


@dataclass(frozen=True, slots=True)
class Thread:
    """What was said about one goal, with the goal if it is among those that are released now."""

    about: str
    name: str
    goal: FrozenGoal | None
    comments: tuple[Comment, ...]
    form: CommentForm


def show_talk(
    talk: Talk,
    *,
    comment: tuple[str, CommentForm] | None = None,
    action: ActionForm | None = None,
    day: NextForm | None = None,
    note: NoteForm | None = None,
    stored: noting.Note | None = None,
) -> str:
    """Return the page of a conversation for who is in it.

    The forms are those that were refused, so that what was typed stays; ``stored`` are the notes
    that another window saved.
    """
    moment = now()
    released = conversing.read_released(g.db, talk, now=moment)
    known = talk.conversation
    problems = [form for form in (comment and comment[1], action, day, note) if form]
    shown: dict[str, Any] = {
        "talk": talk,
        "known": known,
        "released": released,
        "live": talk.live(moment),
        "is_resting": any(
            release_state(one, moment) is ReleaseState.RESTING for one in talk.releases
        ),
        "threads": _threads(talk, released, comment),
        "actions": conversing.list_actions(g.db, talk),
        "action_form": action or make_action_form(talk.side),
        "day_form": day or make_next_form(known.next_on),
        "agreed": agreeing.find_agreed_plan(g.db, talk.id),
        "outcomes": agreeing.list_outcomes(g.db, talk.id),
        "may_speak": may_speak(known.state, talk.coaching.state),
        "may_arrange": may_arrange(known.state) and may_speak(known.state, talk.coaching.state),
        "may_agree": may_agree(
            talk.side,
            known.state,
            proposed=known.proposed_at is not None,
            is_read=released is not None,
        ),
        "may_evaluate": may_evaluate(talk.side, known.state),
        "problems": problems,
        "name_of": name_subject,
    }
    if talk.side is Side.OWNER:
        return render_template("conversation/owner.html", **shown)
    return render_template("coach/review.html", **shown, **_of_coach(talk, note, stored))


def name_subject(about: str) -> str:
    """Return the name of what a goal is about; of what left our content, its id."""
    value_map = content().value_map
    found = value_map.competency.get(about) or value_map.values.get(about)
    return about if found is None else found.name


def make_comment_form(about: str) -> CommentForm:
    """Return the form of one goal; each has ids of its own on the page."""
    return CommentForm(prefix=f"{about}-")


def make_note_form(stored: noting.Note) -> NoteForm:
    """Return the form with the notes as they are kept."""
    return NoteForm(data={"note": stored.text, "seen": str(stored.revision)})


def _of_coach(talk: Talk, note: NoteForm | None, stored: noting.Note | None) -> Mapping[str, Any]:
    people = queueing.list_people(g.db, talk.coaching.coach_id or talk.id, now=now())
    return {
        "place": queueing.find_place(people, talk.id),
        "note_form": note or make_note_form(noting.find_note(g.db, talk)),
        "stored_note": stored,
        "may_note": may_note(talk.side, talk.conversation.state),
        "is_participant": bool(current_actor().adopted),
    }


def _threads(
    talk: Talk, released: FrozenContent | None, refused: tuple[str, CommentForm] | None
) -> list[Thread]:
    """Return a thread for each released goal, then one for each goal that was talked about before.

    Goals about the same are one subject of talk: the first has the thread.
    """
    said = conversing.list_comments(g.db, talk)
    goals: dict[str, FrozenGoal] = {}
    for goal in released.goals if released else ():
        goals.setdefault(goal.about, goal)
    abouts = [*goals, *(about for about in said if about not in goals)]
    forms = dict([refused]) if refused else {}
    return [
        Thread(
            about=about,
            name=goals[about].name if about in goals else name_subject(about),
            goal=goals.get(about),
            comments=tuple(said.get(about, ())),
            form=forms.get(about) or make_comment_form(about),
        )
        for about in abouts
    ]
