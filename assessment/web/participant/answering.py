"""Answering: the overview, the pages, saving at once, handing in and deleting."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from flask import Blueprint, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.instruments.model import (
    ChoiceSet,
    ExtraStatement,
    Pair,
    Question,
    Statement,
    Switching,
)
from assessment.services import consenting, deepening, erasing, going_on, policy, submitting, taking
from assessment.services.refusals import AnswersChanged
from assessment.services.rounds import taking_part
from assessment.services.taking import AttemptFacts, Page, PageItems, SavedAnswer
from assessment.web.access import (
    allows,
    current_actor,
    forget_attempt,
    keep_cookie,
    own_attempt,
    waiting_code,
)
from assessment.web.entering import Way, note_who
from assessment.web.filters import format_clock
from assessment.web.participant import content, current_attempt, current_facts, now
from assessment.web.participant.forms import CodeForm, ConfirmForm, make_counting_form
from assessment.web.participant.posted import (
    Posted,
    list_ratings,
    name_missing_half,
    read_posted,
    with_newest_seen,
    without_cleared,
)
from assessment.wording import say
from values import DEEPENING, DILEMMAS, VERDIEPING

bp = Blueprint("answering", __name__, url_prefix="/afname/<uuid:attempt_id>")


@bp.get("")
@allows(own_attempt)
def overview(attempt_id: UUID) -> ResponseReturnValue:
    """Show the parts with their progress."""
    attempt = current_attempt()
    keep_cookie()
    return render_template(
        "participant/overview.html",
        attempt=attempt,
        parts=(parts := taking.list_parts(content(), attempt)),
        minutes_left=going_on.sum_minutes_left(parts),
        resume_at=taking.find_resume_point(content(), attempt),
        first_page=taking.find_first_open_pages(content(), attempt),
        may_reopen=submitting.may_reopen(g.db, attempt),
        code_waits=waiting_code(attempt.id) is not None,
        kept_until=erasing.kept_until(attempt),
        in_account=attempt_id in current_actor().adopted,
        in_round=taking_part.find_taking_part(g.db, attempt.id) is not None,
    )


@bp.get("/<any(gedrag, stijl, waardenkeuze, verdieping):part>/<int:number>")
@allows(own_attempt)
def page(attempt_id: UUID, part: str, number: int) -> ResponseReturnValue:
    """Show a page of items with the answers that are kept; once handed in, the overview."""
    opened = taking.open_page(content(), current_attempt(), part, number)
    if opened.attempt.submitted_at is not None:
        return redirect(url_for(".overview", attempt_id=attempt_id), code=302)
    return show_page(opened, Posted({}, opened.answers, {}, opened.seen))


@bp.post("/<any(gedrag, stijl, waardenkeuze, verdieping):part>/<int:number>")
@allows(own_attempt)
def save(attempt_id: UUID, part: str, number: int) -> ResponseReturnValue:
    """Save a page and move on; what does not fit stays on the page with its reason."""
    facts = current_facts()
    asked = taking.get_page_items(content(), facts, part, number)
    taking.require_open(facts)
    posted = read_posted(asked.items, without_cleared(request.form))
    if posted.problems:
        return _show_again(facts, asked, posted), 422
    try:
        taking.save_page(
            g.db, attempt_id, part, posted.answers, seen=posted.seen, now=now(), locked=facts
        )
    except AnswersChanged as changed:
        posted = with_newest_seen(posted, changed)
        return _show_again(facts, asked, posted, changed.stored), 409
    return redirect(_next_address(facts, asked), code=303)


@bp.post("/antwoord")
@allows(own_attempt)
def save_one(attempt_id: UUID) -> ResponseReturnValue:
    """Save one answer the moment it is given; tells when, or why not."""
    part, item_id = request.form.get("part", ""), request.form.get("item", "")
    facts = current_facts()
    item = taking.find_item(content(), facts, part, item_id)
    if item is None:
        return jsonify(message=say("forms.wrong")), 400
    if part in (DEEPENING, DILEMMAS):
        deepening.require_deepening(g.db, facts)
    else:
        taking.require_open(facts)
    posted = read_posted((item,), request.form)
    if posted.problems:
        return jsonify(message=posted.problems[item_id]), 422
    if not posted.answers:
        return jsonify(message=say("forms.wrong")), 400
    at = now()
    try:
        revision = taking.save_page(
            g.db, attempt_id, part, posted.answers, seen=posted.seen, now=at, locked=facts
        )
    except AnswersChanged as changed:
        stored = changed.stored[item_id]
        message = say("web.changed_elsewhere")
        return jsonify(message=message, stored=stored.value, revision=stored.revision), 409
    missing = name_missing_half(posted.answers[item_id])
    saved = say("web.saved_half" if missing else "web.saved_at",
                time=format_clock(at), missing=missing)  # fmt: skip
    return jsonify(message=saved, revision=revision), 201


@bp.route("/indienen", methods=["GET", "POST"])
@allows(own_attempt)
def submit(attempt_id: UUID) -> ResponseReturnValue:
    """Show what was left open; on POST hand the answers in, once."""
    attempt = current_attempt()
    form = make_counting_form(consenting.find_counting(g.db, attempt.id))
    if form.validate_on_submit():
        try:
            submitting.submit(g.db, content(), attempt, now=now())
        except submitting.NothingAnswered:
            return redirect(url_for(".overview", attempt_id=attempt_id), code=302)
        consenting.set_counting(
            g.db, attempt.id, form.wanted, actor=current_actor().account, now=now()
        )
        return redirect(url_for("result.section", attempt_id=attempt_id), code=303)
    if attempt.submitted_at is not None:
        return redirect(url_for("result.section", attempt_id=attempt_id), code=302)
    parts = taking.list_parts(content(), attempt)
    gaps = taking.list_gaps(content(), attempt)
    started = any(part.answered for part in parts if part.id != VERDIEPING)
    return render_template(
        "participant/submit.html",
        form=form, attempt=attempt, parts=parts, gaps=gaps, started=started, gap_text=_name_gap,
    )  # fmt: skip


@bp.post("/heropenen")
@allows(own_attempt)
def reopen(attempt_id: UUID) -> ResponseReturnValue:
    """Open the answers again, until a plan document was made."""
    submitting.reopen(g.db, current_facts(), now=now())
    return redirect(url_for(".overview", attempt_id=attempt_id), code=303)


@bp.route("/verwijderen", methods=["GET", "POST"])
@allows(own_attempt)
def delete(attempt_id: UUID) -> ResponseReturnValue:
    """Delete everything, once the return code shows that it is the owner who asks."""
    attempt, actor = current_facts(), current_actor()
    surely = policy.may_delete(actor, attempt.id)
    form = ConfirmForm() if surely else CodeForm()
    if not surely:
        note_who(attempt_id, Way.RETURN)
    if form.validate_on_submit():
        proven = None if surely else taking.find_by_code(g.db, form.code.data)
        if policy.may_delete(replace(actor, proven=(proven,)), attempt.id):
            erasing.delete_own(g.db, attempt.id, actor=actor.account, now=now())
            forget_attempt(attempt_id)
            flash(say("web.deleted"))
            return redirect(url_for("home.start"), code=303)
        form.code.errors = [say("forms.code_of_another")]
    code_waits = waiting_code(attempt_id) is not None
    page = render_template(
        "participant/delete.html",
        form=form,
        attempt_id=attempt_id,
        code_waits=code_waits,
        submitted=attempt.submitted_at is not None,
    )
    return page, 422 if request.method == "POST" else 200


def show_page(
    opened: Page,
    posted: Posted,
    stored: Mapping[str, SavedAnswer] | None = None,
    *,
    whole: bool = False,
) -> str:
    """Show a page of items, or with ``whole`` all of a part, as posted or as saved."""
    return render_template(
        "participant/page.html",
        page=opened,
        header=opened.part.instrument.header,
        attempt=opened.attempt,
        posted=posted,
        stored=stored or {},
        whole=whole,
        way=going_on.find_way(content(), opened.attempt, opened.part.id),
        choices=list_choices(),
        value_map=content().value_map,
    )


def _show_again(
    facts: AttemptFacts,
    asked: PageItems,
    posted: Posted,
    stored: Mapping[str, SavedAnswer] | None = None,
) -> str:
    """Show a page that was not saved; only now its answers are read, to tell the progress."""
    attempt = taking.load_answers(g.db, facts)
    return show_page(taking.open_page(content(), attempt, asked.part, asked.number), posted, stored)


def list_choices() -> dict[str, list[tuple[str, str]]]:
    """Return the response options of each kind of scale as (value, label)."""
    gedrag, stijl = content().library.gedrag, content().library.stijl
    return {
        "rating": list_ratings(gedrag),
        "pair": [(str(o.value), o.label) for o in stijl.options],
        "switching": [(str(o.value), o.label) for o in stijl.switching_options],
    }


def _name_gap(gap: taking.Gap, attempt: AttemptFacts) -> str:
    """Return how an open item is named in the list of gaps."""
    item = gap.item
    match item:
        case Statement() | ExtraStatement() | Switching():
            return item.wording(attempt.phase)
        case Pair():
            situation, first, second = item.wording(attempt.phase)
            return situation or f"{first} / {second}"
        case ChoiceSet():
            names = content().value_map.values
            return ", ".join(names[value_id].name for value_id in item.values)
        case Question():
            return item.text


def _next_address(facts: AttemptFacts, asked: PageItems) -> str:
    """Return where the pressed button leads: the same page, back, on, or to the overview."""
    attempt_id = facts.id
    if "clear" in request.form:
        here = url_for(".page", attempt_id=attempt_id, part=asked.part, number=asked.number)
        return f"{here}#{request.form['clear']}-0"
    if "previous" in request.form and asked.number > 1:
        number = asked.number - 1
    elif "leave" in request.form:
        return url_for(".overview", attempt_id=attempt_id)
    elif asked.is_last:
        return _next_part_address(facts, asked.part)
    else:
        number = asked.number + 1
    return url_for(".page", attempt_id=attempt_id, part=asked.part, number=number)


def _next_part_address(facts: AttemptFacts, part_id: str) -> str:
    """Return where the next part goes on, or where to hand in when no other part is open."""
    following = going_on.find_next_part(content(), taking.load_answers(g.db, facts), part_id)
    if following is None:
        return url_for(".submit", attempt_id=facts.id)
    part, number = following
    flash(say("web.next_part", title=part.instrument.header.title))
    return url_for(".page", attempt_id=facts.id, part=part.id, number=number)
