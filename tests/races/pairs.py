"""Two acts at the same moment, at many moments: is either stopped, lost, done twice or half done?

What an act locks is learned by doing it alone. Then the first of two is held at its commit, and
after each lock it takes, until the second waits for it or is done. What came of both must be what
comes of them one after the other.
"""

import logging
import random
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, ExceptionContext, event

from tests.races import checks
from tests.races.acts import Act
from tests.races.checks import State
from tests.races.world import World
from tests.racing import Race

LONGEST = 300.0  # seconds after which two hang; who waits 10 for a lock is refused before
MOST_MOMENTS = 3  # at which the first is held, of those it has, each time that the two meet
DEADLOCK, TIMEOUT = "40P01", "55P03"
LOCKS = re.compile(
    r"^(?:INSERT INTO|UPDATE|DELETE FROM) (?P<changed>\w+)|FROM (?P<held>\w+).* FOR UPDATE"
    r"|(?P<turn>pg_advisory_xact_lock)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Known:
    """What an act does when nobody else does anything: what it locks, in order, after how much."""

    answer: int
    change: State
    locks: Sequence[tuple[int, str]]  # the number of the statement, and what it locks


@dataclass
class Report:
    """What was done and what was wrong."""

    database: str
    acts: int = 0
    pairs: int = 0
    moments: int = 0
    waited: int = 0
    one_after_the_other: int = 0  # pairs of which that had to be tried, to compare with
    slowest: float = 0.0
    answers: dict[int, int] = field(default_factory=dict)  # how often each; -1 is an exception
    cannot: list[str] = field(default_factory=list)  # acts that this world refuses
    wrong: list[str] = field(default_factory=list)


class Watching(logging.Handler):
    """Gathers what goes wrong out of sight: faults of the database, and what is logged."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(logging.ERROR)
        self._engine, self.told = engine, list[str]()

    def emit(self, record: logging.LogRecord) -> None:
        """Note what the log calls an error."""
        error = record.exc_info[1] if record.exc_info else None
        self.told.append(f"logged: {record.getMessage()} {type(error).__name__ if error else ''}")

    def note(self, context: ExceptionContext) -> None:
        """Note a deadlock, or a lock that was waited for too long."""
        state = getattr(context.original_exception, "sqlstate", None)
        if state in (DEADLOCK, TIMEOUT):
            what = "deadlock" if state == DEADLOCK else "waited too long"
            self.told.append(f"{what}: {str(context.statement)[:90]}")

    @contextmanager
    def looking(self) -> Iterator[list[str]]:
        """Yield a list that gets what goes wrong in the block."""
        self.told = []
        root = logging.getLogger()
        root.addHandler(self)
        event.listen(self._engine, "handle_error", self.note)
        try:
            yield self.told
        finally:
            event.remove(self._engine, "handle_error", self.note)
            root.removeHandler(self)


class Racer:
    """Runs pairs of acts in a world that is put back before each."""

    def __init__(self, world: World, race: Race, acts: Sequence[Act], seed: int) -> None:
        self._world, self._race, self._dice = world, race, random.Random(seed)
        self._watching = Watching(world.engine)
        self._acts = {act.name: act for act in acts}
        self._known: dict[str, Known] = {}
        self._serial: dict[tuple[str, str], list[tuple[list[Any], State, list[str]]]] = {}
        world.put_back()  # who looked for forms was noted as a reader
        self._before = checks.read_state(world.engine)
        self._people = checks.People(world.engine)
        self.report = Report(world.engine.dialect.name)

    def learn(self) -> None:
        """Do each act alone, to know what it locks; leave out what this world refuses."""
        for act in self._acts.values():
            self._world.put_back()
            with self._watching.looking() as told, _noting_locks(self._world.engine) as locks:
                answer = _try(act)
            change, left = self._look()
            self.report.wrong += [f"{act.name}, alone: {what}" for what in left]
            if told or not isinstance(answer, int) or answer >= 400 or not (change or locks):
                self.report.cannot.append(f"{act.name}: {answer} {'; '.join(told)}".strip())
            else:
                self._known[act.name] = Known(answer, change, locks)
        self.report.acts = len(self._known)

    def run(self, until: float) -> Report:
        """Run pairs until a moment of ``time.monotonic``, the likeliest to meet first."""
        for first, second in self._order():
            if time.monotonic() > until:
                break
            self.report.pairs += 1
            try:
                self._meet(first, second)
            except AssertionError as error:  # they go on by themselves: nothing can be put back
                self.report.wrong.append(f"{first} × {second}: {error}; nothing else was tried")
                break
        return self.report

    def _order(self) -> list[tuple[str, str]]:
        """Return every pair, drawn so that who locks in another order has more chance."""
        pairs = [(first, second) for first in self._known for second in self._known]
        chance = {p: self._dice.random() ** (1 / (1 + self._differ(*p))) for p in pairs}
        return sorted(pairs, key=lambda pair: -chance[pair])

    def _differ(self, first: str, second: str) -> int:
        """Return how many things the two lock in another order, each seen alone."""
        one, two = (
            {what: place for place, (_, what) in reversed(list(enumerate(self._known[n].locks)))}
            for n in (first, second)
        )
        both = [what for what in one if what in two]
        return sum(one[a] < one[b] and two[a] > two[b] for a in both for b in both)

    def _meet(self, first: str, second: str) -> None:
        """Hold the first at its commit; when the second waited then, also after its locks."""
        if not self._hold(first, second, None):
            return
        self.report.waited += 1
        moments = sorted({number + 1 for number, _ in self._known[first].locks})
        for moment in self._dice.sample(moments, min(len(moments), MOST_MOMENTS)):
            self._hold(first, second, moment)

    def _hold(self, first: str, second: str, moment: int | None) -> bool:
        """Let the second come while the first is held; return whether it waited."""
        self._world.put_back()
        self.report.moments += 1
        waited = _Waited(self._race)
        began = time.monotonic()
        with self._watching.looking() as told:
            answers = waited.race(
                self._acts[first].run,
                self._acts[second].run,
                before=None if moment is None else _Nth(moment),
            )
        self.report.slowest = max(self.report.slowest, time.monotonic() - began)
        wrong = [*told, *self._judge(first, second, answers)]
        where = "its commit" if moment is None else f"statement {moment}"
        for what in dict.fromkeys(wrong):
            self.report.wrong.append(f"{first} held at {where} × {second} {answers}: {what}")
        return waited.is_so

    def _judge(self, first: str, second: str, answers: Sequence[Any]) -> Iterator[str]:
        """Yield what is wrong with what came of two acts."""
        for answer in answers:
            told = answer if isinstance(answer, int) else -1
            self.report.answers[told] = self.report.answers.get(told, 0) + 1
            if not isinstance(answer, int) or answer >= 500:
                yield f"answered {answer!r}"
        state, remains = self._look()
        one, two = self._known[first], self._known[second]
        alone = [one.answer, two.answer], checks.add(one.change, two.change)
        if (list(answers), state) == alone and not remains:
            return
        outcomes = self._one_after_the_other(first, second)
        if (list(answers), state, remains) in outcomes:
            return
        yield from _explain(list(answers), state, remains, outcomes)

    def _look(self) -> tuple[State, list[str]]:
        engine = self._world.engine
        change = checks.subtract(checks.read_state(engine), self._before)
        return change, checks.list_wrong(engine, self._people)

    def _one_after_the_other(
        self, first: str, second: str
    ) -> list[tuple[list[Any], State, list[str]]]:
        """Return what comes of two acts in either order: the answers, what changed, and remains."""
        if (first, second) not in self._serial:
            self.report.one_after_the_other += 1
            outcomes = []
            for order in ((first, second), (second, first)):
                self._world.put_back()
                answers = {place: _try(self._acts[name]) for place, name in enumerate(order)}
                given = [answers[0], answers[1]]
                outcomes.append((given if order[0] == first else given[::-1], *self._look()))
            self._serial[first, second] = outcomes
        return self._serial[first, second]


class _Nth:
    """Whether a statement is the one of this number, from 0."""

    def __init__(self, number: int) -> None:
        self._left = number

    def __call__(self, _: str) -> bool:
        self._left -= 1
        return self._left < 0


class _Waited:
    """A race that remembers whether the second waited."""

    def __init__(self, race: Race) -> None:
        self.is_so = False
        self.race = Race(race.engine, self._look, LONGEST)
        self._waiting = race.waiting

    def _look(self) -> bool:
        self.is_so = self._waiting()
        return self.is_so


@contextmanager
def _noting_locks(engine: Engine) -> Iterator[list[tuple[int, str]]]:
    """Yield a list that gets which statement locks what."""
    locks: list[tuple[int, str]] = []
    count = 0

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        nonlocal count
        if found := LOCKS.search(statement):
            turn = f"turn {values}" if found["turn"] else ""
            locks.append((count, turn or found["changed"] or found["held"]))
        count += 1

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield locks
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _try(act: Act) -> Any:
    try:
        return act.run()
    except Exception as error:
        return error


def _explain(
    answers: list[Any],
    state: State,
    remains: list[str],
    outcomes: list[tuple[list[Any], State, list[str]]],
) -> Iterator[str]:
    """Yield how what came of two differs from what comes of them in each order."""
    told = []
    for given, change, left in outcomes:
        names = sorted({*state, *change})
        differs = {n: (state.get(n, 0), change.get(n, 0)) for n in names
                   if state.get(n, 0) != change.get(n, 0)}  # fmt: skip
        told.append(f"{given} {differs} {left if left != remains else ''}")
    yield f"neither order gives {answers} {remains}: " + " | ".join(told)
