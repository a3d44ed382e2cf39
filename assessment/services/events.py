"""The log as people read it: by kind, with what somebody read on one day in one line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import auditing
from assessment.services.auditing import Act, Entry
from assessment.services.moments import day_of

KINDS: Mapping[str, frozenset[Act]] = {
    "account": frozenset(
        {Act.SIGNED_IN, Act.ROLE_GIVEN, Act.CORRECTED, Act.ATTEMPT_ADOPTED, Act.ATTEMPT_DELETED,
         Act.ACCOUNT_DELETED}
    ),
    "consent": frozenset({Act.CONSENT_GIVEN, Act.CONSENT_WITHDRAWN}),
    "sharing": frozenset(
        {Act.COACH_INVITED, Act.COACH_PROPOSED, Act.COACH_CONFIRMED, Act.COACHING_ENDED,
         Act.RELEASED, Act.WITHDRAWN, Act.BLOCKED, Act.OPENED, Act.DOWNLOADED, Act.TALK_PROPOSED,
         Act.TALK_AGREED, Act.TALK_EVALUATED}
    ),
    "others": frozenset({Act.OTHERS_ASKED, Act.OTHERS_OPENED, Act.OTHERS_STOPPED}),
    "college": frozenset(act for act in Act if act.startswith("college_")),
    "rounds": frozenset(act for act in Act if act.startswith("round_")),
    "intervision": frozenset(act for act in Act if act.startswith("intervision_")),
    "offer": frozenset({Act.CATALOGUE_PUBLISHED, Act.INTEREST_READ}),
    "instruments": frozenset(
        act for act in Act if act.startswith(("instrument_", "use_", "export_"))
    ),
}  # fmt: skip
READ_AT_THE_DESK = frozenset({Act.INTEREST_READ, Act.ROUND_READ, Act.INTERVISION_READ})


@dataclass(frozen=True, slots=True)
class Line:
    """Acts that stand in one line; ``entries`` has them all, the newest first."""

    entries: tuple[Entry, ...]

    @property
    def newest(self) -> Entry:
        """Return the newest of them, which stands for all."""
        return self.entries[0]

    @property
    def is_read_at_the_desk(self) -> bool:
        """Return whether the desk read it: who reads gets a name there, and no address."""
        return self.newest.act in READ_AT_THE_DESK

    @property
    def subjects(self) -> tuple[str, ...]:
        """Return the addresses of whom they are about, each once."""
        return tuple(dict.fromkeys(one.subject for one in self.entries if one.subject))


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the log; ``older`` is the number before which the next page begins."""

    lines: tuple[Line, ...]
    older: int | None


def show_page(db: Session, *, account_id: UUID | None, kind: str, before: int | None) -> Page:
    """Return a page of what everybody did, or of one account; of one kind, if there is such."""
    acts = KINDS.get(kind)
    entries = auditing.list_entries(db, account_id=account_id, before=before, acts=acts)
    older = entries[-1].number if len(entries) == auditing.ON_A_PAGE else None
    return Page(tuple(put_together(entries)), older)


def put_together(entries: Sequence[Entry]) -> list[Line]:
    """Return a line for each act, and one for all that somebody read at the desk on one day."""
    lines: dict[tuple[object, ...], list[Entry]] = {}
    for entry in entries:
        lines.setdefault(_key(entry), []).append(entry)
    return [Line(tuple(together)) for together in lines.values()]


def _key(entry: Entry) -> tuple[int] | tuple[str, UUID | None, date]:
    if entry.act in READ_AT_THE_DESK:
        return entry.act, entry.actor_id, day_of(entry.at)
    return (entry.number,)
