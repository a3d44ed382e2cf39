"""Who may open what. Every view states its rule; tests/web/test_access.py finds any that do not."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn
from uuid import UUID

from flask import abort, current_app, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from assessment.services import accounts, inviting, policy, releasing, sessions
from assessment.services.coaching import conversing
from assessment.services.colleges import joining
from assessment.services.intervision import meeting
from assessment.services.moments import now
from assessment.services.others import answering, rounds
from assessment.services.policy import Side
from assessment.services.sessions import OpenSession
from assessment.web.security import is_cookie_old
from assessment.web.tokens import current_session, take_token
from assessment.web.user_agents import name_device
from assessment.wording import say

log = logging.getLogger(__name__)

View = Callable[..., ResponseReturnValue]
Rule = Callable[..., None]


def notes_reading(view: View) -> View:
    """Have what this view notes kept with the page that it shows, in one transaction.

    A page that somebody reads of somebody else is only shown when that has been written down.
    """
    view.notes_reading = True  # type: ignore[attr-defined]  # read by app.py
    return view


def allows(rule: Rule) -> Callable[[View], View]:
    """Run ``rule`` with the view's URL arguments first; the rule aborts or lets pass."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(**arguments: Any) -> ResponseReturnValue:
            try:
                rule(**arguments)
            except Exception as refusal:
                _tell_refusal(rule, refusal)
                raise
            return view(**arguments)

        checked.rule = rule.__name__  # type: ignore[attr-defined]  # read by a test
        return checked

    return decorate


def anyone(**_: Any) -> None:
    """Let everybody in."""


def on_this_machine(**_: Any) -> None:
    """Let in who sits at this machine, where no mail server is set; elsewhere there is no page."""
    if not current_app.config["LOCAL_MAIL"]:
        abort(404)


def in_demonstration(**_: Any) -> None:
    """Let in who looks at a demonstration; elsewhere there is no page."""
    if not current_app.config["DEMO"]:
        abort(404)


def own_attempt(attempt_id: UUID, **_: Any) -> None:
    """Let the owner in; to everybody else the attempt does not exist."""
    if not policy.may_open_attempt(current_actor(), attempt_id):
        abort(404)
    g.attempt_id = attempt_id


def own_attempt_surely(attempt_id: UUID, **_: Any) -> None:
    """Let the owner in; when an account has the attempt, ask to sign in to that once more."""
    own_attempt(attempt_id)
    if not may_replace_code(attempt_id):
        flash(say("web.sign_in_surely"))
        _ask_to_sign_in()


def may_replace_code(attempt_id: UUID) -> bool:
    """Return whether who is here makes another return code without signing in again."""
    in_account = accounts.is_in_account(g.db, attempt_id)
    return policy.may_replace_code(current_actor(), attempt_id, in_account=in_account)


def signed_in(**_: Any) -> None:
    """Let in who signed in; ask others to do so first, and bring them back."""
    if not policy.may_use_account(current_actor()):
        _ask_to_sign_in()


def signed_in_just_now(**_: Any) -> None:
    """Let in who signed in just now; ask others to sign in once more, and bring them back."""
    if not policy.may_delete_account(current_actor()):
        _ask_to_sign_in()


def signed_in_surely(**_: Any) -> None:
    """Let in who signed in just now, and with a role by what guards it; ask others to do so."""
    if not policy.may_change_sign_in(current_actor()):
        _ask_to_sign_in()


def only_beheerder(**_: Any) -> None:
    """Let in a beheerder who showed more than a mailbox; to everybody else there is no page."""
    if not policy.may_manage_accounts(current_actor()):
        abort(404)


def only_beheerder_just_now(**_: Any) -> None:
    """Let in a beheerder who signed in just now; ask others of them to, and refuse the rest."""
    only_beheerder()
    if not policy.may_give_roles(current_actor()):
        _ask_to_sign_in()


def only_medewerker(**_: Any) -> None:
    """Let in a medewerker who showed more than a mailbox; to everybody else there is no page."""
    if not policy.may_propose_coach(current_actor()):
        abort(404)


def only_desk(**_: Any) -> None:
    """Let in a medewerker or beheerder who showed more than a mailbox; others find no page."""
    if not policy.may_work_on_instruments(current_actor()):
        abort(404)


def own_coaching(coaching_id: UUID, **_: Any) -> None:
    """Let in the owner of a coaching; for another account it does not exist."""
    signed_in()
    actor = current_actor()
    try:
        coaching = inviting.get_coaching(g.db, coaching_id)
    except inviting.CoachingNotFound:
        abort(404)
    if not policy.may_decide_on(actor, coaching.owner_id):
        abort(404)


def own_release(release_id: UUID, **_: Any) -> None:
    """Let in who released it; for another account it does not exist."""
    signed_in()
    found = releasing.find_release(g.db, release_id)
    if found is None or not policy.may_decide_on(current_actor(), found.owner_id):
        abort(404)


def released_to_me(release_id: UUID, **_: Any) -> None:
    """Let in the coach it is for, as long as it may be read; everybody else gets one page."""
    found = releasing.find_release(g.db, release_id)
    if found is None or not policy.may_open_release(current_actor(), found, now()):
        raise releasing.ReleaseNotFound(release_id)


def only_coach(**_: Any) -> None:
    """Let in a coach who showed more than a mailbox; ask a visitor to sign in, refuse others."""
    signed_in()
    if not policy.may_coach(current_actor()):
        abort(404)


def in_conversation(conversation_id: UUID, **_: Any) -> None:
    """Let in the owner, and the coach for as long as something can be read; a POST locks it."""
    signed_in()
    g.talk = conversing.open_talk(
        g.db, current_actor(), conversation_id, lock=request.method == "POST", now=now()
    )


def owner_in_conversation(conversation_id: UUID, **_: Any) -> None:
    """Let in the owner of a conversation, and nobody else."""
    _only_from(Side.OWNER, conversation_id)


def coach_in_conversation(conversation_id: UUID, **_: Any) -> None:
    """Let in the coach of a conversation for as long as something can be read; nobody else."""
    _only_from(Side.COACH, conversation_id)


def own_round(others_round_id: UUID, **_: Any) -> None:
    """Let in who asked others in this round; for another account it does not exist."""
    signed_in()
    found = rounds.find_round(g.db, others_round_id)
    if found is None or not policy.may_read_round(current_actor(), found.account_id):
        abort(404)


def with_invitation(token: str, **_: Any) -> None:
    """Let in who holds the link of an invitation, but the owner; a POST locks the round."""
    g.invitation = answering.open_invitation(
        g.db, token, current_actor(), lock=request.method == "POST"
    )


def in_college(college_id: UUID, **_: Any) -> None:
    """Let in a member of a college; for another account it does not exist."""
    signed_in()
    members = joining.list_member_accounts(g.db, college_id, now=now())
    if not policy.may_see_college(current_actor(), members):
        abort(404)


def asked_for_college(invitation_id: UUID, **_: Any) -> None:
    """Let in who was asked for a college and has not answered; nobody else."""
    signed_in()
    found = joining.find_asked(g.db, invitation_id, now=now())
    if found is None or not policy.may_answer_college(current_actor(), found[2]):
        abort(404)
    g.asked = found


def in_intervision_group(group_id: UUID, **_: Any) -> None:
    """Let in who sits in this group for intervision; a POST locks it. To others it is not there."""
    signed_in()
    try:
        g.meeting = meeting.open_meeting(
            g.db, current_actor(), group_id, lock=request.method == "POST"
        )
    except meeting.GroupNotFound:
        abort(404)


def current_actor() -> policy.Actor:
    """Return who asks for this page: what is open in this browser, as the database says."""
    opened = current_session()
    if opened is None:
        return policy.Actor()
    who = opened.signed_in
    if who is None:
        return policy.Actor(attempts=tuple(opened.opened))
    return policy.Actor(
        attempts=tuple(opened.opened),
        account=who.account_id,
        adopted=accounts.list_attempts(g.db, who.account_id),
        role=who.role,
        strong=who.strong,
        fresh=sessions.is_fresh(who, now=now()),
        guarded=bool(who.role) and accounts.is_protected(g.db, who.account_id),
    )


def current_browser_id() -> UUID:
    """Return which browser this is, where a rule made sure that something is open in it."""
    return _this_session().browser_id


def sign_in(account_id: UUID, *, strong: bool) -> None:
    """Sign somebody in with this browser, under a new token; what was open stays open."""
    opened = current_session()
    token = sessions.sign_in(
        g.db,
        account_id,
        strong=strong,
        device=name_device(request.user_agent.string),
        now=now(),
        opened=opened,
        token=session.get("token", ""),
    )
    take_token(token, *filter(None, [opened]))


def make_strong() -> None:
    """Note that who is signed in here showed more than a mailbox just now."""
    sessions.make_strong(g.db, _this_session().id, now=now())


def sign_out() -> None:
    """End this browser for good, with everything that was open in it."""
    sessions.end_browser(g.db, _this_session().browser_id)
    session.clear()


def remember_attempt(attempt_id: UUID, *, code: str | None = None) -> None:
    """Open an attempt in this browser, under a new token: who planted the old one gains nothing.

    A ``code`` is shown there until it is written down.
    """
    before = current_session()
    if before is None:
        device = name_device(request.user_agent.string)
        take_token(sessions.begin(g.db, device=device, now=now()))
    else:
        take_token(sessions.renew_token(g.db, before, token=session["token"]), before)
    opened = _this_session()
    sessions.open_attempt(g.db, opened.id, attempt_id, now=now())
    if code is not None:
        sessions.keep_code(g.db, opened.id, attempt_id, code, token=session["token"])


def forget_attempt(attempt_id: UUID) -> None:
    """Close an attempt in this browser for good: its cookie of now opens it never again."""
    sessions.close_attempt(g.db, _this_session().browser_id, attempt_id)
    session["closed"] = str(attempt_id)


def keep_cookie() -> None:
    """Send the cookie again once a day, so that this browser keeps it as long as it is used.

    Only the overview does this; most answers then carry no cookie.
    """
    if is_cookie_old():
        session.modified = True


def waiting_code(attempt_id: UUID) -> str | None:
    """Return the return code of the attempt, or None once its owner confirmed it."""
    return sessions.read_code(_this_session(), attempt_id, token=session["token"])


def show_code(attempt_id: UUID, code: str) -> None:
    """Keep the return code for this browser until its owner says that it is written down."""
    if attempt_id not in _this_session().opened:  # it is open here by signing in
        sessions.open_attempt(g.db, _this_session().id, attempt_id, now=now())
    sessions.keep_code(g.db, _this_session().id, attempt_id, code, token=session["token"])


def confirm_code(attempt_id: UUID) -> None:
    """Forget the return code of the attempt; it is never shown again."""
    sessions.forget_code(g.db, _this_session().browser_id, attempt_id)


def take_closed() -> str | None:
    """Return, once, the attempt that was closed or deleted in this browser a moment ago."""
    closed: str | None = session.pop("closed", None)
    return closed


def _tell_refusal(rule: Rule, refusal: Exception) -> None:
    """Write in the log that a rule kept somebody out; who may sign in first is not kept out."""
    asked = getattr(refusal, "response", None)
    if asked is None:
        log.warning("%s keeps a %s of %s out", rule.__name__, request.method, request.endpoint)


def _only_from(side: Side, conversation_id: UUID) -> None:
    in_conversation(conversation_id)
    if g.talk.side is not side:
        raise conversing.ConversationNotFound(conversation_id)


def _ask_to_sign_in() -> NoReturn:
    if request.method == "GET":
        session["next"] = request.script_root + request.path
    abort(redirect(url_for("sign_in.ask"), code=302))


def _this_session() -> OpenSession:
    """Return what is open in this browser, where a rule made sure that something is."""
    opened = current_session()
    if opened is None:
        abort(404)
    return opened
