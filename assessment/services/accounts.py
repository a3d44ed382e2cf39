"""What an account holds: attempts, a role, a second step; and how it ends."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import (
    auditing,
    erasing,
    inviting,
    mailboxes,
    mailing,
    policy,
    second_step,
    sessions,
    taking,
    throttling,
)
from assessment.services.auditing import Act
from assessment.services.coaching import noting
from assessment.services.codes import draw_code, hash_code, hashes_of, read_codes
from assessment.services.colleges import leaving as leaving_college
from assessment.services.intervision import leaving as leaving_intervision
from assessment.services.rounds import keeping as desk_rounds
from assessment.services.taking import AttemptFacts
from assessment.store import (
    accounts,
    attempts,
    coachings,
    deletions,
    instrument_runs,
    mail,
    others,
    passkeys,
    pending,
)
from assessment.store.accounts import Account as Account
from assessment.store.database import take_turn
from values.calendar import months_later
from values.constants import KEPT_ACCOUNT_MONTHS, KEPT_RESULT_MONTHS

TURN = "accounts"  # of who counts tries, uses codes, or makes the set-up code
ROLES = ("coach", "medewerker", "beheerder")


class NotAdoptable(Exception):
    """No attempt has this code, or another account has it: which of the two is not told."""


class LastBeheerder(Exception):
    """The only beheerder cannot lose that role: nobody could give it back."""


class SetupRefused(Exception):
    """Somebody typed what is not the set-up code, or was used, or tried it too often."""


def get_account(db: Session, account_id: UUID) -> Account:
    """Return an account that somebody is signed in to; raises LookupError when it was deleted."""
    found = accounts.find_account(db, account_id)
    if found is None:
        raise LookupError(account_id)
    return found


def lock_account(db: Session, account_id: UUID) -> None:
    """Wait until nobody else does something of an account, and keep it until the transaction ends.

    It comes before any attempt in the account: so two of one owner never wait for each other.
    """
    accounts.lock_account(db, account_id)


def find_by_address(db: Session, address: str) -> Account:
    """Return the account of a mailbox; raises LookupError when there is none."""
    found = accounts.find_account_by_address(db, address)
    if found is None:
        raise LookupError("nobody has this mailbox")
    return found


def list_attempts(db: Session, account_id: UUID) -> list[UUID]:
    """Return the attempts in an account, the newest first."""
    return accounts.list_adopted(db, account_id)


def is_in_account(db: Session, attempt_id: UUID) -> bool:
    """Return whether an account has an attempt, whoever asks."""
    return accounts.find_adopter(db, attempt_id) is not None


def list_attempt_facts(db: Session, account_id: UUID) -> list[AttemptFacts]:
    """Return what is known of each attempt in an account, the newest first."""
    return [taking.open_facts(db, attempt_id) for attempt_id in list_attempts(db, account_id)]


def find_newest_result(db: Session, account_id: UUID) -> UUID | None:
    """Return the attempt of an account that was handed in last, or None."""
    handed_in = [one for one in list_attempt_facts(db, account_id) if one.submitted_at is not None]
    return (
        max(handed_in, key=lambda one: one.submitted_at or one.created_at).id if handed_in else None
    )


def adopt_by_code(db: Session, account_id: UUID, code: str, *, now: datetime) -> UUID:
    """Put the attempt of a return code in an account, and return it. An attempt is adopted once.

    Raises NotAdoptable; then nothing has been written.
    """
    attempt_id = taking.find_by_code(db, code)
    if attempt_id is None or not attempts.lock_attempt(db, attempt_id):
        raise NotAdoptable
    if not adopt_attempt(db, account_id, attempt_id, now=now):
        raise NotAdoptable
    return attempt_id


def adopt_attempt(db: Session, account_id: UUID, attempt_id: UUID, *, now: datetime) -> bool:
    """Put an attempt in an account, which counts as using it; False when another one has it."""
    adopter = accounts.find_adopter(db, attempt_id)
    if adopter is None:
        accounts.adopt_attempt(db, account_id, attempt_id, now=now)
        accounts.mark_used(db, account_id, now)
        auditing.note_act(
            db, Act.ATTEMPT_ADOPTED, actor=account_id, subject=account_id, about=attempt_id, now=now
        )
    return adopter in (None, account_id)


def is_protected(db: Session, account_id: UUID) -> bool:
    """Return whether an account has more than a mailbox: a passkey or a code app."""
    has_app = get_account(db, account_id).locked_totp is not None
    return has_app or bool(passkeys.list_passkeys(db, account_id))


def list_staff(db: Session) -> Sequence[Account]:
    """Return the accounts that have a role."""
    return accounts.list_with_role(db)


def is_last_beheerder(db: Session, account: Account) -> bool:
    """Return whether nobody else is beheerder."""
    return [a.id for a in list_staff(db) if a.role == policy.BEHEERDER] == [account.id]


def set_role(
    db: Session, address: str, role: str, *, by: UUID | None = None, now: datetime
) -> None:
    """Give somebody a role, or with an empty one take it away; who loses one is signed out.

    ``by`` is the beheerder who does it. Who has no account yet gets one, and signs in with a code
    by mail. Raises LastBeheerder.
    """
    account = accounts.find_account_by_address(db, address) or accounts.add_account(
        db, address, now=now
    )
    if role != policy.BEHEERDER and is_last_beheerder(db, account):
        raise LastBeheerder
    if account.role != role:
        accounts.set_role(db, account.id, role)
        sessions.end_all(db, account.id)
        if role != policy.COACH:
            noting.delete_of_coach(db, account.id)
        auditing.note_act(db, Act.ROLE_GIVEN, actor=by, subject=account.id, now=now)


def reset_second_step(db: Session, address: str, *, url: str, now: datetime) -> bool:
    """Forget the code app and passkeys of who lost them, sign out everywhere, and tell by mail.

    Only who runs the machine may do this, once sure of who asks. False when there is no account.
    """
    account = accounts.find_account_by_address(db, address)
    if account is None:
        return False
    second_step.stop(db, account)
    for passkey in passkeys.list_passkeys(db, account.id):
        passkeys.delete_passkey(db, account.id, passkey.id)
    sessions.end_all(db, account.id)
    mailboxes.tell_change(db, account, "second_step_reset", url=url, now=now)
    return True


def make_setup_code(db: Session, *, now: datetime) -> str:
    """Return a new set-up code; one of before works no more."""
    take_turn(db, TURN)
    code = draw_code()
    accounts.set_setup_code(db, hash_code(code), now=now)
    return code


def wants_setup_code(db: Session) -> bool:
    """Return whether this installation has no beheerder, and no set-up code was told yet.

    Of machines that start at once one does not: in a session that writes they take turns.
    """
    take_turn(db, TURN)
    has_one = any(account.role == policy.BEHEERDER for account in list_staff(db))
    return not has_one and accounts.find_setup_code(db) is None


def use_setup_code(
    db: Session, account: Account, typed: str, *, secret: str, now: datetime
) -> None:
    """Make somebody beheerder with the set-up code, which works once.

    A wrong code counts; it must be kept whatever the page answers. Raises SetupRefused.
    """
    if throttling.is_reached(db, throttling.SETUP, "", secret=secret, now=now):
        raise SetupRefused
    wanted = accounts.find_setup_code(db)
    hashes = [found for code in read_codes(typed) for found in hashes_of(code)]
    if wanted is None or not any(secrets.compare_digest(wanted, found) for found in hashes):
        throttling.count_try(db, throttling.SETUP, "", secret=secret, now=now)
        raise SetupRefused
    accounts.set_setup_code(db, None, now=now)
    accounts.set_role(db, account.id, policy.BEHEERDER)
    noting.delete_of_coach(db, account.id)
    auditing.note_act(db, Act.ROLE_GIVEN, actor=account.id, subject=account.id, now=now)


def delete_account(db: Session, account: Account, *, url: str, now: datetime) -> None:
    """Delete an account with every attempt in it, its mail, and where it is open.

    It is noted, so that no backup brings it back; who sat with them in intervision hears that the
    group changed, with ``url`` to sign in at. Raises LastBeheerder; then nothing has been written.
    """
    if is_last_beheerder(db, account):
        raise LastBeheerder
    with auditing.noted_last(db):
        _delete_all(db, account, url=url, now=now)


def _delete_all(db: Session, account: Account, *, url: str, now: datetime) -> None:
    """Delete an account, after locking all that others may have locked: see ADR 0021."""
    accounts.lock_account(db, account.id)
    addresses = accounts.list_addresses(db, account)
    attempt_ids = list_attempts(db, account.id)
    for attempt_id in attempt_ids:  # who follows another is newer, and has that one locked first
        attempts.lock_attempt(db, attempt_id)
    coachings.lock_with(db, account.id)
    others.lock_with(db, account.id, addresses)
    sessions.lock_browsers(db, attempt_ids)
    others.forget_mails(db, account_id=account.id)
    mailing.forget_about(db, account.id)
    for attempt_id in attempt_ids:
        erasing.delete_everything(db, attempt_id)
    leaving_intervision.leave_all(db, account.id, url=url, now=now)
    inviting.leave_coachings(db, account, now=now)
    instrument_runs.refuse_proposed_by(db, account.id, now=now)
    sessions.end_all(db, account.id)
    for address in addresses:
        pending.delete_pending_of(db, address)
        others.forget_address(db, address)
        leaving_college.forget_asked(db, address)
        desk_rounds.forget_address(db, address)
    accounts.delete_account(db, account.id)  # waits for who reminds somebody of something
    for address in addresses:
        mail.delete_to(db, address)  # after what it is about, as who takes an invitation back does
    deletions.note_after_commit(db, account.id)
    auditing.note_act(db, Act.ACCOUNT_DELETED, actor=None, now=now)  # whose it was is gone


def delete_unused(db: Session, *, url: str, now: datetime) -> None:
    """Delete accounts that hold nothing and that nobody signed in to for long.

    A logbook is kept as long as a result.
    """
    for months, with_logbook in ((KEPT_ACCOUNT_MONTHS, False), (KEPT_RESULT_MONTHS, True)):
        since = months_later(now, -months)
        for account_id in accounts.list_unused(db, since, with_logbook=with_logbook):
            delete_account(db, get_account(db, account_id), url=url, now=now)
