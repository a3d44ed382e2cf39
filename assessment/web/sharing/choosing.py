"""Releasing: the owner chooses parts and a last day, sees what the coach will see, and releases."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.phrases import long_date
from assessment.plan.goal_dates import read_day
from assessment.services import inviting, releasing, taking
from assessment.services.moments import AMSTERDAM, day_of, now
from assessment.services.offering import DocumentRefused
from assessment.services.policy import may_share
from assessment.services.releasing import RELEASED_PARTS, Draft, SeenChanged, last_until
from assessment.services.taking import Attempt
from assessment.web.access import allows, current_actor, own_coaching
from assessment.web.participant import content
from assessment.web.participant.figures import send_figure
from assessment.web.participant.forms import ConfirmForm
from assessment.web.sharing import current_account_id, list_releasable
from assessment.wording import say

bp = Blueprint("choosing", __name__, url_prefix="/delen/coaches/<uuid:coaching_id>")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the owner asked for in a form or an address, read but not judged yet."""

    attempt_id: str
    parts: tuple[str, ...]
    until: str

    @property
    def query(self) -> dict[str, Any]:
        """Return it as part of an address."""
        return {"resultaat": self.attempt_id, "deel": list(self.parts), "tot": self.until}


class ChoiceRefused(Exception):
    """What was chosen makes no release; names the field and says why."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


@bp.get("/vrijgeven")
@allows(own_coaching)
def choose(coaching_id: UUID) -> ResponseReturnValue:
    """Ask which parts of which result the coach may read, and until when; nothing is ticked."""
    return _form_page(coaching_id, _read_choice()), 200


@bp.get("/inzage")
@allows(own_coaching)
def show_draft(coaching_id: UUID) -> ResponseReturnValue:
    """Show exactly what the coach will see; nothing has been released yet."""
    choice = _read_choice()
    try:
        until, draft = _draft(choice)
    except ChoiceRefused as refused:
        return _form_page(coaching_id, choice, refused), 422
    return _look_page(coaching_id, choice, until, draft), 200


@bp.get("/inzage/figuur/<figure_id>.svg")
@bp.get("/inzage/figuur/<any(smal):form>/<figure_id>.svg")
@allows(own_coaching)
def figure(coaching_id: UUID, figure_id: str, form: str = "") -> ResponseReturnValue:
    """Draw a figure of what the coach will see."""
    try:
        _, draft = _draft(_read_choice())
    except ChoiceRefused:
        abort(404)
    return send_figure(draft.content.report, figure_id, form)


@bp.post("/vrijgeven")
@allows(own_coaching)
def release(coaching_id: UUID) -> ResponseReturnValue:
    """Release what the owner looked at, and nothing else."""
    choice = _read_choice()
    try:
        attempt = _attempt(choice, lock=True)
        until = _until(choice)
        releasing.release(
            g.db,
            content(),
            current_account_id(),
            coaching_id,
            attempt,
            choice.parts,
            until=_end_of(until),
            seen=request.form.get("gezien", ""),
            now=now(),
        )
    except ChoiceRefused as refused:
        return _form_page(coaching_id, choice, refused), 422
    except DocumentRefused as refused:
        return _form_page(coaching_id, choice, _refusal_of(refused)), 422
    except SeenChanged:
        draft = _draft(choice)[1]
        return _look_page(coaching_id, choice, until, draft, changed=True), 409
    except inviting.CoachingNotFound:
        abort(404)
    flash(say("sharing.released"))
    return redirect(url_for("sharing.show"), code=303)


@bp.route("/blokkeren", methods=["GET", "POST"])
@allows(own_coaching)
def block_coach(coaching_id: UUID) -> ResponseReturnValue:
    """Say what blocking does; on POST have the coach read nothing of a result."""
    if request.method == "POST" and ConfirmForm().validate_on_submit():
        attempt = _attempt(_read_choice())
        releasing.block_coach(g.db, current_account_id(), coaching_id, attempt.id, now=now())
        flash(say("sharing.blocked"))
        return redirect(url_for("sharing.show"), code=303)
    return render_template(
        "sharing/block.html", coaching=_coaching(coaching_id), attempts=list_releasable()
    )


def _read_choice() -> Choice:
    given = request.form if request.method == "POST" else request.args
    asked = given.getlist("deel")
    return Choice(
        given.get("resultaat", ""),
        tuple(part for part in RELEASED_PARTS if part in asked),
        given.get("tot", ""),
    )


def _draft(choice: Choice) -> tuple[date, Draft]:
    attempt, until = _attempt(choice), _until(choice)
    try:
        return until, releasing.draft_release(g.db, content(), attempt, choice.parts, now=now())
    except DocumentRefused as refused:
        raise _refusal_of(refused) from refused


def _refusal_of(refused: DocumentRefused) -> ChoiceRefused:
    return ChoiceRefused(f"deel-{RELEASED_PARTS[0]}", say(refused.key, **refused.values))


def _attempt(choice: Choice, *, lock: bool = False) -> Attempt:
    """Return the result that is meant; one that is not in this account does not exist."""
    try:
        attempt_id = UUID(choice.attempt_id)
    except ValueError:
        abort(404)
    if not may_share(current_actor(), attempt_id):
        abort(404)
    return taking.open_attempt(g.db, attempt_id, lock=lock)


def _until(choice: Choice) -> date:
    """Return the last day on which the coach may read it."""
    try:
        day = read_day(choice.until)
    except ValueError as error:
        raise ChoiceRefused("tot", say("forms.date")) from error
    today = day_of(now())
    if not today <= day <= last_until(today):
        last = long_date(last_until(today))
        raise ChoiceRefused("tot", say("forms.far_date", last=last))
    return day


def _end_of(day: date) -> datetime:
    """Return the last moment of a day here: until then it can be read."""
    return datetime.combine(day, time.max, tzinfo=AMSTERDAM)


def _coaching(coaching_id: UUID) -> inviting.Coaching:
    return inviting.own_coaching(g.db, current_account_id(), coaching_id)


def _form_page(coaching_id: UUID, choice: Choice, refused: ChoiceRefused | None = None) -> str:
    attempts = list_releasable()
    chosen = choice.attempt_id or (str(attempts[0].id) if attempts else "")
    usual = day_of(releasing.usual_until(now())).isoformat()
    return render_template(
        "sharing/choose.html",
        coaching=_coaching(coaching_id),
        attempts=attempts,
        chosen=chosen,
        parts=[
            (part, say(f"sharing_parts.{part}"), part in choice.parts) for part in RELEASED_PARTS
        ],
        until=choice.until or usual,
        problem=refused.sentence if refused else "",
        problem_at=refused.field if refused else "",
    )


def _look_page(
    coaching_id: UUID, choice: Choice, until: date, draft: Draft, *, changed: bool = False
) -> str:
    def address(figure_id: str, form: str | None = None) -> str:
        return url_for(
            ".figure", coaching_id=coaching_id, figure_id=figure_id, form=form, **choice.query
        )

    return render_template(
        "sharing/look.html",
        coaching=_coaching(coaching_id),
        choice=choice,
        until=until,
        held=draft.content,
        seen=draft.seen,
        figures=address,
        changed=changed,
        virtue_goals=draft.goals_left_out,
    )
