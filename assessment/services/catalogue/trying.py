"""What a draft would do to advice: the rule over 2,000 simulated people, before and after.

The people are the same each time, drawn by number. They are counted in steps, so that documents
need not wait, and a step that was counted stays counted when the program ends.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.plan import Catalogue, Situation
from assessment.plan.choosing import choose
from assessment.plan.loader import read_offer
from assessment.plan.model import Need
from assessment.plan.situation import list_done, list_suitable, may_enter
from assessment.plan.weighing import find_needs
from assessment.scoring import score
from assessment.services.catalogue import serving
from assessment.services.catalogue.drafting import CatalogueRefused, Desk, say
from assessment.services.content import Content
from assessment.services.simulating import simulate
from assessment.store import catalogues
from assessment.store.catalogues import FAILED, READY, WAITING, Trial
from values import DEFAULT_OFFICE, PHASES

TRIAL_PEOPLE = 2000
STEP = 50  # people; documents that wait are made between two steps
_FIRST = 1_000_000  # the number of the first of them: nobody else is drawn with it


@dataclass(frozen=True, slots=True)
class Moved:
    """How many of a phase are advised a programme, before and after."""

    programme: str
    name: str
    phase: str
    people: int
    before: int
    after: int

    @property
    def is_same(self) -> bool:
        """Return whether as many are advised it."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a trial is, and what it found.

    ``is_current`` is whether the draft is still the one that was tried.
    """

    state: str
    done: int
    total: int
    is_current: bool
    changed: int  # people who are advised something else
    none_before: int  # people who are advised nothing
    none_after: int
    moved: tuple[Moved, ...]

    @property
    def is_waiting(self) -> bool:
        """Return whether it is still being counted."""
        return self.state == WAITING

    @property
    def is_ready(self) -> bool:
        """Return whether everybody was counted."""
        return self.state == READY


def ask_trial(db: Session, desk: Desk, *, now: datetime) -> None:
    """Have the draft tried; asked twice for one draft it is tried once. CatalogueRefused."""
    draft, known = catalogues.lock_draft(db), catalogues.find_trial(db)
    if draft is None or draft.revision != desk.revision:
        raise CatalogueRefused([say("trial.nothing")])
    if known is None or known.revision != draft.revision or known.state == FAILED:
        catalogues.add_trial(db, draft, now=now)


def find_outcome(db: Session, desk: Desk) -> Outcome | None:
    """Return what a trial found so far; None when none was asked for."""
    trial = catalogues.find_trial(db)
    if trial is None:
        return None
    counts: Mapping[str, Any] = trial.counts
    return Outcome(
        state=trial.state,
        done=trial.done,
        total=TRIAL_PEOPLE,
        is_current=trial.revision == desk.revision,
        changed=counts.get("changed", 0),
        none_before=counts.get("before", {}).get("", 0),
        none_after=counts.get("after", {}).get("", 0),
        moved=tuple(_list_moved(counts, desk.catalogue)),
    )


def list_waiting(db: Session) -> list[UUID]:
    """Return the trials that are not finished."""
    return catalogues.list_waiting_trials(db)


def find_step(db: Session, content: Content, trial_id: UUID) -> tuple[Trial, Catalogue] | None:
    """Return a trial that goes on, with the catalogue of before it; None when it is over."""
    trial = catalogues.find_trial(db, trial_id)
    if trial is None or trial.state != WAITING:
        return None
    return trial, serving.find_catalogue(db, content, trial.based_on)


def count_step(content: Content, trial: Trial, before: Catalogue) -> dict[str, Any]:
    """Return the counts of a trial with those of the next people added; needs no database.

    Raises ContentError when the draft that is tried does not fit the program.
    """
    after = read_offer(trial.table, content.catalogue)
    last = min(trial.done + STEP, TRIAL_PEOPLE)
    counts = {name: Counter(trial.counts.get(name, {})) for name in ("people", "before", "after")}
    changed = trial.counts.get("changed", 0)
    for number in range(trial.done, last):
        situation, needs = draw_person(content, number)
        shown = [suggest_programmes(catalogue, situation, needs) for catalogue in (before, after)]
        counts["people"][situation.phase] += 1
        for name, mine in zip(("before", "after"), shown, strict=True):
            counts[name].update(f"{one}/{situation.phase}" for one in mine)
            counts[name][""] += not mine
        changed += shown[0] != shown[1]
    return {**counts, "changed": changed}


def keep_step(db: Session, trial: Trial, counts: Mapping[str, Any] | None) -> bool:
    """Keep a step, or with None that it failed; return whether there is another one to do."""
    done = min(trial.done + STEP, TRIAL_PEOPLE)
    if counts is None:
        catalogues.keep_counts(db, trial, trial.counts, done=trial.done, state=FAILED)
        return False
    state = READY if done == TRIAL_PEOPLE else WAITING
    kept = catalogues.keep_counts(db, trial, counts, done=done, state=state)
    return kept and state == WAITING


def draw_person(content: Content, number: int) -> tuple[Situation, tuple[Need, ...]]:
    """Return what simulated person ``number`` told and needs: always the same.

    Their choices between values are not scored: no advice rests on them.
    """
    phase = PHASES[number % len(PHASES)]
    told = simulate(
        _FIRST + number, content.library, content.value_map, phase=phase, office=DEFAULT_OFFICE
    )
    profile = score(replace(told, sets={}), content.library, content.value_map)
    situation = Situation(phase=phase, told=told.verdieping)
    return situation, find_needs(profile, content.catalogue.rules, content.value_map, {})


def suggest_programmes(
    catalogue: Catalogue, situation: Situation, needs: tuple[Need, ...]
) -> frozenset[str]:
    """Return the programmes that the product's own rule suggests."""
    done = list_done(situation, catalogue.asked)
    open_to = [p for p in list_suitable(situation, catalogue) if may_enter(p, done)]
    return frozenset(one.programme for one in choose(situation, needs, catalogue, open_to))


def _list_moved(counts: Mapping[str, Any], after: Catalogue) -> Iterator[Moved]:
    """Yield each programme and phase that anybody is advised now or then, what moved most first."""
    found: Collection[str] = {*counts.get("before", {}), *counts.get("after", {})} - {""}
    names = {programme.id: programme.name for programme in after.programmes}
    moved = []
    for key in found:
        programme, _, phase = key.partition("/")
        moved.append(
            Moved(
                programme,
                names.get(programme, programme),
                phase,
                counts.get("people", {}).get(phase, 0),
                counts["before"].get(key, 0),
                counts["after"].get(key, 0),
            )
        )
    order: dict[str, int] = {phase: place for place, phase in enumerate(PHASES)}
    yield from sorted(
        moved, key=lambda one: (-abs(one.after - one.before), one.name, order.get(one.phase, 0))
    )
