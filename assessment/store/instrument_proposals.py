"""Who proposed to bring something into use, and what another decided."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from assessment.store.tables import AccountRow, InstrumentProposalRow

OPEN = "open"


class ProposalNotFound(LookupError):
    """There is no proposal with this id."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal, with the addresses of who proposed and who decided."""

    id: UUID
    kind: str
    subject: str
    proposed_by: UUID
    proposer: str
    proposer_role: str
    proposed_at: datetime
    state: str
    decider: str
    decided_at: datetime | None


def add_proposal(db: Session, kind: str, subject: str, *, proposed_by: UUID, now: datetime) -> UUID:
    """Keep a proposal, and return its id."""
    row = InstrumentProposalRow(
        kind=kind, subject=subject, proposed_by=proposed_by, proposed_at=now, state=OPEN
    )
    db.add(row)
    db.flush()
    return row.id


def get_proposal(db: Session, proposal_id: UUID) -> Proposal:
    """Return a proposal, or raise ProposalNotFound."""
    found = _list(db, InstrumentProposalRow.id == proposal_id)
    if not found:
        raise ProposalNotFound(proposal_id)
    return found[0]


def list_proposals(
    db: Session, *, kind: str | None = None, subject: str | None = None, state: str | None = None
) -> list[Proposal]:
    """Return proposals, the newest first."""
    wanted = {"kind": kind, "subject": subject, "state": state}
    conditions = [
        getattr(InstrumentProposalRow, name) == value
        for name, value in wanted.items()
        if value is not None
    ]
    return _list(db, *conditions)


def decide_proposal(
    db: Session, proposal_id: UUID, state: str, *, decided_by: UUID, now: datetime
) -> bool:
    """Keep what was decided; False when it was decided already, by whomever came first."""
    waits = (InstrumentProposalRow.id == proposal_id) & (InstrumentProposalRow.state == OPEN)
    row = db.scalar(select(InstrumentProposalRow).where(waits).with_for_update())
    if row is None:
        return False
    row.state, row.decided_by, row.decided_at = state, decided_by, now
    db.flush()
    return True


def _list(db: Session, *conditions: ColumnElement[bool]) -> list[Proposal]:
    proposer, decider = aliased(AccountRow), aliased(AccountRow)
    rows = db.execute(
        select(InstrumentProposalRow, proposer.address, proposer.role, decider.address)
        .join(proposer, proposer.id == InstrumentProposalRow.proposed_by)
        .outerjoin(decider, decider.id == InstrumentProposalRow.decided_by)
        .where(*conditions)
        .order_by(InstrumentProposalRow.proposed_at.desc(), InstrumentProposalRow.id)
    )
    return [
        Proposal(
            id=row.id,
            kind=row.kind,
            subject=row.subject,
            proposed_by=row.proposed_by,
            proposer=address,
            proposer_role=role or "",
            proposed_at=row.proposed_at,
            state=row.state,
            decider=other or "",
            decided_at=row.decided_at,
        )
        for row, address, role, other in rows
    ]
