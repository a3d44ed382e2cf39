"""The desk looks at the groups and moves people; it never reads what somebody wishes.

Of a person the desk sees what placing needs: where, when and the phase. That two people must sit
apart is only ever said of a move that was tried, not of whom and not by whom, and each try is in
the log.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.intervision.explaining import explain_left
from assessment.intervision.rules import APART, TOO_FEW, find_broken, find_common
from assessment.services import auditing, mailing
from assessment.services.auditing import Act
from assessment.services.intervision.gathering import Gathered, gather
from assessment.services.intervision.intakes import RoundClosed
from assessment.store import intervision
from assessment.store import intervision_groups as groups
from assessment.store.intervision import CONFIRMED, PROPOSED, Intake, RoundNotFound


class MoveRefused(Exception):
    """The wishes of people in a group do not allow this; of whom is never told."""


class MergeRefused(Exception):
    """Two groups cannot become one: ``rules`` says which would be broken."""

    def __init__(self, rules: Sequence[str]) -> None:
        super().__init__()
        self.rules = rules


@dataclass(frozen=True, slots=True)
class Seat:
    """What the desk sees of somebody."""

    account_id: UUID
    name: str
    address: str
    places: Sequence[str]
    dayparts: Sequence[str]
    phase: str


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """A group as the desk sees it: who, where and when they all can, and what it breaks."""

    id: UUID
    number: int
    seats: Sequence[Seat]
    places: Sequence[str]
    dayparts: Sequence[str]
    broken: Sequence[str]


@dataclass(frozen=True, slots=True)
class Board:
    """The groups of a round, and who is in none, with the reason."""

    groups: Sequence[BoardGroup]
    left: Sequence[tuple[Seat, str]]

    def find_seat(self, account_id: UUID) -> tuple[Seat, BoardGroup | None]:
        """Return somebody with the group, if there is one; raises RoundNotFound for others."""
        for group in self.groups:
            for seat in group.seats:
                if seat.account_id == account_id:
                    return seat, group
        for seat, _ in self.left:
            if seat.account_id == account_id:
                return seat, None
        raise RoundNotFound(account_id)


def open_board(db: Session, round_id: UUID) -> Board:
    """Return the groups of a round as the desk sees them; of one that is over there are none.

    Then what people said to be placed is gone, and who sat with whom is theirs alone.
    """
    gathered = gather(db, round_id)
    numbers = gathered.numbers
    stored = [one for one in groups.list_groups(db, round_id) if numbers.keys() >= set(one.members)]
    seated = {one for group in stored for one in group.members}
    left = [number for account, number in numbers.items() if account not in seated]
    reasons = explain_left(gathered.crowd, left)
    return Board(
        [_describe(gathered, group, [numbers[one] for one in group.members]) for group in stored],
        [(_seat(gathered.intakes[number]), reasons[number]) for number in left],
    )


def foresee_rules(db: Session, round_id: UUID, account_id: UUID) -> Mapping[UUID, Sequence[str]]:
    """Return for each group which rules it would break with this person in it.

    Whether people there must sit apart is left out: that would tell it of every group at once.
    """
    gathered, broken = gather(db, round_id), {}
    for group in groups.list_groups(db, round_id):
        members = [gathered.numbers[one] for one in {*group.members, account_id}]
        rules = find_broken(gathered.crowd, members)
        broken[group.id] = [rule for rule in rules if rule != APART]
    return broken


def move_person(
    db: Session, round_id: UUID, account_id: UUID, to: UUID | None, swapped: UUID | None,
    *, url: str, now: datetime,
) -> None:  # fmt: skip
    """Move somebody to a group, or out of all; ``swapped`` of that group takes the place left.

    Raises MoveRefused when wishes do not allow it, RoundNotFound for somebody or a group that is
    not of this round, and RoundClosed. Call ``note_try`` whatever comes of it.
    """
    round_ = intervision.get_round(db, round_id, lock=True)
    if round_.state not in (PROPOSED, CONFIRMED):
        raise RoundClosed(round_id)
    board = open_board(db, round_id)
    _, here = board.find_seat(account_id)
    there = next((group for group in board.groups if group.id == to), None)
    if to is not None and there is None:
        raise RoundNotFound(to)
    if swapped is not None and (there is None or board.find_seat(swapped)[1] != there):
        raise RoundNotFound(swapped)
    if here == there:
        return
    _put(db, round_id, account_id, there, now)
    if swapped is not None:
        _put(db, round_id, swapped, here, now)
    changed = [group.id for group in (here, there) if group is not None]
    _refuse_apart(db, round_id, changed)
    if round_.state == CONFIRMED:
        _tell_change(db, changed, extra=[account_id, *filter(None, [swapped])], url=url, now=now)


def note_read(
    db: Session, round_id: UUID, *, actor: UUID | None, subject: UUID | None = None, now: datetime
) -> None:
    """Note that the desk looked at who takes part, or at one of them."""
    auditing.note_act(
        db, Act.INTERVISION_READ, actor=actor, subject=subject, about=round_id, now=now
    )


def note_merge(db: Session, round_id: UUID, *, actor: UUID | None, now: datetime) -> None:
    """Note that the desk merged two groups, or tried to."""
    auditing.note_act(db, Act.INTERVISION_MERGED, actor=actor, about=round_id, now=now)


def note_try(db: Session, round_id: UUID, *, actor: UUID | None, subject: UUID, now: datetime) \
        -> None:  # fmt: skip
    """Note that the desk moved somebody, or tried to."""
    auditing.note_act(
        db, Act.INTERVISION_MOVED, actor=actor, subject=subject, about=round_id, now=now
    )


def merge_groups(
    db: Session, round_id: UUID, smaller: UUID, into: UUID, *, url: str, now: datetime
) -> None:
    """Make one group of two; what the first agreed goes.

    Raises MergeRefused, RoundNotFound for a group that is not of this round, and RoundClosed.
    Call ``note_merge`` whatever comes of it.
    """
    round_ = intervision.get_round(db, round_id, lock=True)
    if round_.state not in (PROPOSED, CONFIRMED):
        raise RoundClosed(round_id)
    found = {group.id: group for group in open_board(db, round_id).groups}
    if smaller == into or not {smaller, into} <= found.keys():
        raise RoundNotFound(round_id)
    gathered = gather(db, round_id)
    together = [seat.account_id for key in (smaller, into) for seat in found[key].seats]
    broken = find_broken(gathered.crowd, [gathered.numbers[one] for one in together])
    if rules := [rule for rule in broken if rule != TOO_FEW]:
        raise MergeRefused(rules)
    for seat in found[smaller].seats:
        groups.move_member(db, round_id, seat.account_id, into)
    groups.delete_group(db, smaller)
    if round_.state == CONFIRMED:
        _tell_change(db, [into], extra=[], url=url, now=now)


def _put(
    db: Session, round_id: UUID, account_id: UUID, there: BoardGroup | None, now: datetime
) -> None:
    groups.remove_member(db, round_id, account_id)
    if there is not None:
        groups.add_member(db, there.id, round_id, account_id, now=now)


def _refuse_apart(db: Session, round_id: UUID, changed: Sequence[UUID]) -> None:
    board = open_board(db, round_id)
    if any(APART in group.broken for group in board.groups if group.id in changed):
        raise MoveRefused(round_id)


def _tell_change(
    db: Session, changed: Sequence[UUID], *, extra: Sequence[UUID], url: str, now: datetime
) -> None:
    groups.note_change(db, changed, now)
    members = set(extra)
    for group_id in changed:
        group = groups.find_group(db, group_id)
        members |= set(group.members) if group is not None else set()
    for address in groups.find_addresses(db, members):
        mailing.write_mail(db, address, "intervision_changed", now=now, url=url)


def _describe(gathered: Gathered, group: groups.StoredGroup, members: list[int]) -> BoardGroup:
    places, dayparts = find_common([gathered.crowd.people[one] for one in members])
    seats = sorted((_seat(gathered.intakes[one]) for one in members), key=lambda seat: seat.name)
    return BoardGroup(
        group.id, group.number, seats, places, dayparts, find_broken(gathered.crowd, members)
    )


def _seat(intake: Intake) -> Seat:
    facts = intake.facts
    return Seat(
        intake.account_id, intake.name, intake.address, facts["places"], facts["dayparts"],
        facts["phase"],
    )  # fmt: skip
