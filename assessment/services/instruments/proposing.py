"""What comes into use, or is handed out, by two people: one proposes, another confirms."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.json_reading import InputError
from assessment.norms.errors import NormUnavailableError
from assessment.norms.norm_sets import publish_norm_set
from assessment.phrases import long_date
from assessment.services import auditing, calibrating, norming, policy
from assessment.services.auditing import Act
from assessment.services.calibrating import CALIBRATIONS
from assessment.services.content import Content
from assessment.services.instruments.asking import (
    CALIBRATION,
    EXPORT,
    NORM,
    PROPOSED,
    QUEUED,
    READY,
    REFUSED,
)
from assessment.services.moments import day_of
from assessment.services.norming import NORMS
from assessment.services.policy import Actor
from assessment.store import instrument_proposals as store
from assessment.store import instrument_runs
from assessment.store.database import take_turn
from assessment.store.instrument_proposals import Proposal as Proposal
from assessment.store.instrument_proposals import ProposalNotFound as ProposalNotFound
from assessment.wording import say

OPEN, CONFIRMED, DECLINED, TAKEN_BACK = "open", "confirmed", "refused", "taken back"
PROPOSAL_DAYS = timedelta(days=30)
"""After how long a proposal cannot be confirmed any more: what it rests on is then too old."""


@dataclass(frozen=True, slots=True)
class ExportWish:
    """Until when the rows reach, for whom they are, and for what."""

    until: str
    recipient: str
    purpose: str


def propose_norm(db: Session, number: int, *, by: UUID, now: datetime) -> UUID:
    """Propose to publish a norm; InputError when it may not be published at all."""
    _check_norm(db, number, now=now)
    return _propose(db, NORM, str(number), by=by, now=now)


def propose_calibration(db: Session, number: int, *, by: UUID, now: datetime) -> UUID:
    """Propose to score with a calibration; InputError when that cannot be."""
    version = CALIBRATIONS.find_version(db, number)
    if version.in_use:
        raise InputError([say("calibration.used", number=number)])
    if not CALIBRATIONS.read(version).scales:
        raise InputError([say("calibration.empty", number=number)])
    return _propose(db, CALIBRATION, str(number), by=by, now=now)


def propose_export(db: Session, wish: ExportWish, *, by: UUID, now: datetime) -> UUID:
    """Propose to hand rows out; InputError when rows until that day were handed out already."""
    take_turn(db, "instruments")
    live = (PROPOSED, QUEUED, READY)
    if instrument_runs.count_in_state(db, EXPORT, live, subject=wish.until):
        raise InputError([say("instruments.export_done")])
    request = {"recipient": wish.recipient, "purpose": wish.purpose}
    run_id = instrument_runs.add_run(
        db, EXPORT, request, asked_by=by, state=PROPOSED, subject=wish.until, now=now
    )
    return _propose(db, EXPORT, str(run_id), by=by, now=now)


def find_proposal(db: Session, proposal_id: UUID) -> Proposal:
    """Return a proposal, or raise ProposalNotFound."""
    return store.get_proposal(db, proposal_id)


def list_open(db: Session) -> Sequence[Proposal]:
    """Return what waits for a second person."""
    return store.list_proposals(db, state=OPEN)


def list_about(db: Session, kind: str, subject: object) -> Sequence[Proposal]:
    """Return every proposal about one norm, calibration or export, the newest first."""
    return store.list_proposals(db, kind=kind, subject=str(subject))


def name_phrase(db: Session, proposal: Proposal) -> str:
    """Return what the second person types, to say aloud what it is about."""
    if proposal.kind == NORM:
        norm = NORMS.find(db, int(proposal.subject))
        return say("norm.phrase", people=norm.people, level=say(f"norm.level_{norm.level}"))
    if proposal.kind == CALIBRATION:
        people = CALIBRATIONS.find(db, int(proposal.subject)).people
        return say("instruments.phrase_calibration", people=people)
    run = instrument_runs.get_run(db, UUID(proposal.subject))
    until = long_date(date.fromisoformat(run.subject))
    return say("instruments.phrase_export", until=until)


def confirm_proposal(
    db: Session, actor: Actor, proposal_id: UUID, typed: str, *, now: datetime
) -> None:
    """Do what was proposed, as another person than who proposed it.

    Raises InputError when this person may not, or it cannot be done any more.
    """
    take_turn(db, "instruments")
    proposal = store.get_proposal(db, proposal_id)
    _check_second(actor, proposal, now=now)
    phrase = name_phrase(db, proposal)
    if " ".join(typed.split()).casefold() != phrase.casefold():
        raise InputError([say("instruments.other_phrase", phrase=phrase)])
    assert actor.account is not None  # by the policy
    if not store.decide_proposal(db, proposal_id, CONFIRMED, decided_by=actor.account, now=now):
        raise InputError([say("instruments.decided")])
    act: Mapping[str, Callable[[], object]] = {
        NORM: lambda: norming.publish(db, int(proposal.subject), now=now),
        CALIBRATION: lambda: calibrating.use(db, int(proposal.subject), now=now),
        EXPORT: lambda: instrument_runs.queue_run(db, UUID(proposal.subject)),
    }
    act[proposal.kind]()
    done = Act.EXPORT_RELEASED if proposal.kind == EXPORT else Act.USE_CONFIRMED
    _note(db, done, actor.account, proposal, now)


def decline_proposal(db: Session, actor: Actor, proposal_id: UUID, *, now: datetime) -> None:
    """Say no to a proposal, or take the own one back; InputError when it was decided already."""
    take_turn(db, "instruments")
    proposal = store.get_proposal(db, proposal_id)
    assert actor.account is not None  # by the rule of the page
    own = proposal.proposed_by == actor.account
    state = TAKEN_BACK if own else DECLINED
    if not store.decide_proposal(db, proposal_id, state, decided_by=actor.account, now=now):
        raise InputError([say("instruments.decided")])
    if proposal.kind == EXPORT:
        instrument_runs.end_run(db, UUID(proposal.subject), REFUSED, now=now)
    _note(db, Act.USE_TAKEN_BACK if own else Act.USE_REFUSED, actor.account, proposal, now)


def withdraw_norm(db: Session, number: int, *, by: UUID, now: datetime) -> None:
    """Take a norm out of use; one person may, because nobody is compared with it after."""
    norming.withdraw(db, number, now=now)
    auditing.note_act(db, Act.USE_STOPPED, actor=by, about=f"{NORM} {number}", now=now)


def stop_calibration(
    db: Session, content: Content, number: int, *, by: UUID, now: datetime
) -> None:
    """Score by the sum rule again; one person may. InputError when this one is not in use."""
    in_use = calibrating.find_in_use(db, content)
    if in_use is None or in_use.number != number:
        raise InputError([say("calibration.none_in_use")])
    calibrating.stop(db, content, now=now)
    auditing.note_act(db, Act.USE_STOPPED, actor=by, about=f"{CALIBRATION} {number}", now=now)


def _propose(db: Session, kind: str, subject: str, *, by: UUID, now: datetime) -> UUID:
    take_turn(db, "instruments")
    for open_one in store.list_proposals(db, kind=kind, subject=subject, state=OPEN):
        if now - open_one.proposed_at <= PROPOSAL_DAYS:
            raise InputError([say("instruments.proposed_already")])
        store.decide_proposal(db, open_one.id, TAKEN_BACK, decided_by=by, now=now)
    proposal_id = store.add_proposal(db, kind, subject, proposed_by=by, now=now)
    act = Act.EXPORT_PROPOSED if kind == EXPORT else Act.USE_PROPOSED
    auditing.note_act(db, act, actor=by, about=f"{kind} {subject}", now=now)
    return proposal_id


def _check_norm(db: Session, number: int, *, now: datetime) -> None:
    try:
        publish_norm_set(NORMS.find(db, number), on=day_of(now))
    except NormUnavailableError as error:
        raise InputError([say(f"norm.{error.reason}", number=number, **error.facts)]) from error


def _check_second(actor: Actor, proposal: Proposal, *, now: datetime) -> None:
    """Raise InputError unless this person may decide, and the proposal can be decided."""
    if not policy.may_confirm(actor, proposal.proposed_by):
        raise InputError([say("instruments.same_person")])
    if proposal.state != OPEN:
        raise InputError([say("instruments.decided")])
    if proposal.proposer_role not in policy.DESK:
        raise InputError([say("instruments.proposer_gone")])
    if now - proposal.proposed_at > PROPOSAL_DAYS:
        raise InputError([say("instruments.proposal_old")])


def _note(db: Session, act: Act, by: UUID, proposal: Proposal, now: datetime) -> None:
    about = f"{proposal.kind} {proposal.subject}"
    auditing.note_act(db, act, actor=by, about=about, now=now)
