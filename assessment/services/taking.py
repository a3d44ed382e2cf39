"""Starting an attempt, answering page by page, and finding the way back."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.instruments import AnswerError, check_answer
from assessment.instruments.answers import Answer as Answer  # pages name these types
from assessment.instruments.model import ChoiceSet, Instrument, Item
from assessment.instruments.office_name import name_office
from assessment.instruments.order import page_count, rotated
from assessment.services import consenting
from assessment.services.codes import draw_code, hash_code, hashes_of, read_codes
from assessment.services.content import Content
from assessment.services.refusals import AnswerRefused, AttemptClosed, AttemptNotFound, PageNotFound
from assessment.store import attempts
from assessment.store.attempts import PICKS, is_whole
from assessment.store.attempts import Attempt as Attempt
from assessment.store.attempts import AttemptFacts as AttemptFacts
from assessment.store.attempts import SavedAnswer as SavedAnswer
from values import DEEPENING, DILEMMAS, PARTS, WAARDENKEUZE

PRESSED_TWICE = timedelta(minutes=10)  # a form that comes again this soon is the same form


@dataclass(frozen=True, slots=True)
class Start:
    """What a person chose before starting."""

    phase: str
    office: str
    name: str
    simulated: bool = False  # filled in by a program: never in a norm or a calibration


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an attempt: its instrument and items in the order this person gets them."""

    id: str
    instrument: Instrument
    items: tuple[Item, ...]
    given: frozenset[str]  # the items that were answered
    enough: int  # how many answers the person needs before the part counts as done

    @property
    def asked(self) -> int:
        """Return how many items there are."""
        return len(self.items)

    @property
    def answered(self) -> int:
        """Return how many items were answered."""
        return len(self.given)

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return page_count(self.items, self.instrument.header.items_per_page)

    @property
    def done(self) -> bool:
        """Return whether nothing needs to be answered any more."""
        return self.answered >= self.enough

    @property
    def minutes_left(self) -> int:
        """Return how many minutes the rest will take."""
        if self.done:
            return 0
        share = (self.enough - self.answered) / self.enough
        return max(1, ceil(self.instrument.header.minutes * share))


@dataclass(frozen=True, slots=True)
class PageItems:
    """What one page asks, in the order that this person gets it; knows no answers."""

    part: str
    number: int
    items: tuple[Item, ...]
    is_last: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page of items with what was answered on it."""

    attempt: Attempt
    part: Part
    number: int
    items: tuple[Item, ...]
    answers: Mapping[str, Any]
    seen: Mapping[str, int]  # by item: the revision of the answer that is shown; 0 without one


@dataclass(frozen=True, slots=True)
class Gap:
    """An item that was not answered, and the page where it stands."""

    part: str
    page: int
    item: Item


def start(
    db: Session, content: Content, chosen: Start, *, now: datetime, code: str = ""
) -> tuple[UUID, str]:
    """Begin an attempt; return its id and the return code, of which only the hash is kept.

    A form that comes twice, and so with the same code, begins one attempt. Without ``code``, or
    when an attempt of before has it, a code is drawn.
    """
    begun = find_just_begun(db, code, now=now) if code else None
    if begun is not None:
        return begun, code
    if not code or find_by_code(db, code) is not None:
        code = draw_code()
    try:
        return _begin(db, content, chosen, now=now, code=code), code
    except attempts.CodeTaken:  # by the same form at the same moment: now it is found
        return start(db, content, chosen, now=now, code=code)


def _begin(db: Session, content: Content, chosen: Start, *, now: datetime, code: str) -> UUID:
    attempt_id = attempts.add_attempt(
        db,
        now=now,
        code_hash=hash_code(code),
        phase=chosen.phase,
        office=chosen.office,
        name=chosen.name,
        simulated=chosen.simulated,
        design=secrets.randbelow(len(content.library.waardenkeuze.designs)) + 1,
        seed=secrets.randbelow(1_000_000),
        versions=content.library.versions(chosen.phase),
    )
    consenting.allow_processing(db, attempt_id, now=now)
    return attempt_id


def open_attempt(db: Session, attempt_id: UUID, *, lock: bool = False) -> Attempt:
    """Return an attempt with its answers, or raise AttemptNotFound.

    With ``lock`` nobody else changes it or anything of it until the transaction ends: whoever may
    write locks it first.
    """
    return attempts.get_attempt(db, attempt_id, lock=lock)


def open_facts(db: Session, attempt_id: UUID, *, lock: bool = False) -> AttemptFacts:
    """Return an attempt without its answers, or raise AttemptNotFound; see open_attempt."""
    return attempts.get_attempt_facts(db, attempt_id, lock=lock)


def load_answers(db: Session, attempt: AttemptFacts) -> Attempt:
    """Return the attempt with its answers."""
    return attempts.load_answers(db, attempt)


def require_open(attempt: AttemptFacts) -> None:
    """Raise AttemptClosed when the answers were handed in."""
    if attempt.submitted_at is not None:
        raise AttemptClosed(attempt.id)


def find_attempt(db: Session, attempt_id: UUID) -> Attempt | None:
    """Return an attempt with its answers, or None when it was deleted."""
    facts = find_facts(db, attempt_id)
    return None if facts is None else attempts.load_answers(db, facts)


def find_facts(db: Session, attempt_id: UUID) -> AttemptFacts | None:
    """Return an attempt without its answers, or None when it was deleted."""
    try:
        return attempts.get_attempt_facts(db, attempt_id)
    except AttemptNotFound:
        return None


def find_by_code(db: Session, code: str) -> UUID | None:
    """Return the attempt that the return code in a typed or pasted text belongs to."""
    for candidate in read_codes(code):
        for code_hash in hashes_of(candidate):
            attempt_id = attempts.find_attempt_by_code(db, code_hash)
            if attempt_id is not None:
                return attempt_id
    return None


def find_just_begun(db: Session, code: str, *, now: datetime) -> UUID | None:
    """Return the attempt that was begun with ``code`` a moment ago and has no answer yet."""
    attempt_id = find_by_code(db, code)
    if attempt_id is None:
        return None
    facts = open_facts(db, attempt_id)
    return attempt_id if not facts.revision and now - facts.created_at < PRESSED_TWICE else None


def replace_code(db: Session, attempt_id: UUID, code: str, *, now: datetime) -> None:
    """Give an attempt another return code; from now on the old one opens nothing."""
    attempts.set_code(db, attempt_id, hash_code(code))
    attempts.mark_used(db, attempt_id, now)


def return_by_code(db: Session, code: str, *, now: datetime) -> UUID | None:
    """Return the attempt that a return code belongs to, which counts as using it."""
    attempt_id = find_by_code(db, code)
    if attempt_id is None or not attempts.mark_used(db, attempt_id, now):
        return None
    return attempt_id


def list_parts(content: Content, attempt: Attempt) -> tuple[Part, ...]:
    """Return the parts of an attempt with their progress."""
    return tuple(_part(content, attempt, part) for part in PARTS)


def find_item(content: Content, attempt: AttemptFacts, part_id: str, item_id: str) -> Item | None:
    """Return an item that this person is asked, or None."""
    afterwards: dict[str, tuple[Item, ...]] = {
        DEEPENING: content.library.gedrag.extra,
        DILEMMAS: content.library.dilemmas.items,
    }
    if part_id not in (*PARTS, *afterwards):
        return None
    items = afterwards.get(part_id) or _ordered_items(content, attempt, part_id)
    return next((item for item in items if item.id == item_id), None)


def get_page_items(content: Content, attempt: AttemptFacts, part_id: str, number: int) -> PageItems:
    """Return what page ``number``, counted from 1, of a part asks, or raise PageNotFound."""
    if part_id not in PARTS:
        raise PageNotFound(part_id)
    size = content.library.instrument(part_id, attempt.phase).header.items_per_page
    return _page_items(part_id, _ordered_items(content, attempt, part_id), number, size=size)


def open_page(content: Content, attempt: Attempt, part_id: str, number: int) -> Page:
    """Return page ``number``, counted from 1, of a part with its answers, or raise PageNotFound."""
    if part_id not in PARTS:
        raise PageNotFound(part_id)
    part = _part(content, attempt, part_id)
    size = part.instrument.header.items_per_page
    items = _page_items(part_id, part.items, number, size=size).items
    return _with_answers(attempt, part, number, items)


def open_part(content: Content, attempt: Attempt, part_id: str) -> Page:
    """Return all items of a part as one page, with its answers, or raise PageNotFound."""
    if part_id not in PARTS:
        raise PageNotFound(part_id)
    return _with_answers(attempt, _part(content, attempt, part_id), 1)


def _with_answers(
    attempt: Attempt, part: Part, number: int, items: tuple[Item, ...] | None = None
) -> Page:
    """Return a page with these items, or all of the part, and what was answered on it."""
    shown = part.items if items is None else items
    saved = attempt.answers.get(part.id, {})
    return Page(
        attempt=attempt,
        part=part,
        number=number,
        items=shown,
        answers=attempt.kept(part.id),
        seen={item.id: saved[item.id].revision if item.id in saved else 0 for item in shown},
    )


def accept_answer(item: Item, choice: object) -> Answer | None:
    """Return the answer to ``item`` that a choice on a page means, or raise AnswerRefused.

    An empty choice takes an earlier answer back: None. Half a choice between values is kept as it
    is; it counts as an answer once the other half is there.
    """
    if choice in ("", []):
        return None
    if isinstance(item, ChoiceSet) and isinstance(choice, dict) and not is_whole(choice):
        return _half_choice(item, choice)
    try:
        return check_answer(item, choice, item.id)
    except AnswerError as error:
        raise AnswerRefused(item.id) from error


def _half_choice(item: ChoiceSet, choice: Mapping[str, object]) -> Answer:
    """Return half a choice, or raise AnswerRefused when it names no value of the set."""
    half = {side: str(value) for side, value in choice.items() if side in PICKS}
    if len(half) != len(choice) or not set(half.values()) <= set(item.values):
        raise AnswerRefused(item.id)
    return half


def save_page(
    db: Session,
    attempt_id: UUID,
    part_id: str,
    answers: Mapping[str, Answer | None],
    *,
    seen: Mapping[str, int],
    now: datetime,
    locked: AttemptFacts | None = None,
) -> int:
    """Save answers of one part and return the revision that wrote them.

    ``seen`` holds, by item, the revision that the person looked at; ``locked`` is the attempt, if
    this transaction read it with a lock. Raises AttemptClosed, or
    AnswersChanged when another tab saved something else since; then nothing has been written.
    """
    after = part_id in (DEEPENING, DILEMMAS)
    return attempts.save_answers(
        db, attempt_id, part_id, answers, seen=seen, now=now, handed_in=after, locked=locked
    )


def list_gaps(content: Content, attempt: Attempt) -> list[Gap]:
    """Return everything that was not answered, in the order it is asked."""
    gaps = []
    for part in list_parts(content, attempt):
        answers = attempt.given(part.id)
        size = part.instrument.header.items_per_page
        gaps += [
            Gap(part.id, index // size + 1, item)
            for index, item in enumerate(part.items)
            if item.id not in answers
        ]
    return gaps


def find_first_open_pages(content: Content, attempt: Attempt) -> dict[str, int]:
    """Return per part the page of its first gap; 1 where nothing was left open."""
    pages: dict[str, int] = dict.fromkeys(PARTS, 1)
    for gap in reversed(list_gaps(content, attempt)):
        pages[gap.part] = gap.page
    return pages


def find_resume_point(content: Content, attempt: Attempt) -> tuple[str, int] | None:
    """Return part and page of the first gap in a part that is not done, or None when all are.

    Worked out from the answers each time: a saved position could contradict them.
    """
    open_parts = {part.id for part in list_parts(content, attempt) if not part.done}
    for gap in list_gaps(content, attempt):
        if gap.part in open_parts:
            return gap.part, gap.page
    return None


def _part(content: Content, attempt: Attempt, part_id: str) -> Part:
    instrument = content.library.instrument(part_id, attempt.phase)
    items = _ordered_items(content, attempt, part_id)
    answers = attempt.given(part_id)
    enough = len(items)
    if part_id == WAARDENKEUZE:
        enough = content.library.waardenkeuze.scoring.stop_after
    given = frozenset(item.id for item in items if item.id in answers)
    return Part(part_id, instrument, items, given, enough)


def _ordered_items(content: Content, attempt: AttemptFacts, part_id: str) -> tuple[Item, ...]:
    """Return the items of a part in the order that this person gets them."""
    design = attempt.design if part_id == WAARDENKEUZE else 0
    asked = (part_id, attempt.phase, attempt.office, design)
    items = content.asked.get(asked)
    if items is None:
        instrument = content.library.instrument(part_id, attempt.phase)
        office = content.value_map.office[attempt.office].name
        items = name_office(instrument.items_for(attempt.phase, attempt.design), office)
        content.asked[asked] = items
    return rotated(items, attempt.seed)


def _page_items(part_id: str, items: tuple[Item, ...], number: int, *, size: int) -> PageItems:
    """Return the items on one page of a part, ``size`` to a page, or raise PageNotFound."""
    pages = page_count(items, size)
    if not 1 <= number <= pages:
        raise PageNotFound(f"{part_id} {number}")
    on_page = items[(number - 1) * size : number * size]
    return PageItems(part_id, number, on_page, is_last=number == pages)
