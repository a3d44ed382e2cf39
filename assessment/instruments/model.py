"""What an instrument is: frozen, free of input and output, checked elsewhere."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from assessment.instruments.answer_scale import AnswerScale
from assessment.instruments.expected_counts import (
    DesignCounts,
    QuestionCounts,
    StatementCounts,
    StyleCounts,
)
from assessment.instruments.scoring_rules import ChoiceScoring, RatingScoring, StyleScoring
from values import ASPIRANT, FORMER, LEAVING, PHASES, Phase

NOT_EXPERIENCED = "nvt"


@dataclass(frozen=True, slots=True)
class Option:
    """One point on a response scale."""

    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a choice question; an exclusive one goes with no other option."""

    id: str
    label: str
    exclusive: bool = False


def _worded(phase: str, text: str, aspirant: str = "", leaving: str = "") -> str:
    """Return the text for a person in ``phase``; ``leaving`` is for who leaves or left."""
    own: dict[str, str] = {ASPIRANT: aspirant, LEAVING: leaving, FORMER: leaving}
    return own.get(phase) or text


@dataclass(frozen=True, slots=True)
class Statement:
    """A behaviour rated on a frequency scale; of one competency, level and value.

    ``step`` is something small to begin with for who rarely does it; empty where the value or the
    competency is a virtue, of which nothing is told as less (docs/adr/0009).
    """

    id: str
    competency: str
    level: int
    value: str
    text: str
    indicator: str
    opvatting: str
    text_aspirant: str = ""
    text_vertrekkend: str = ""
    step: str = ""
    step_aspirant: str = ""
    kind: Literal["rating"] = "rating"

    def wording(self, phase: str) -> str:
        """Return the text for a person in ``phase``."""
        return _worded(phase, self.text, self.text_aspirant, self.text_vertrekkend)

    def begin(self, phase: str) -> str:
        """Return the step for a person in ``phase``, or nothing."""
        return _worded(phase, self.step, self.step_aspirant)


@dataclass(frozen=True, slots=True)
class ExtraStatement:
    """A behaviour that is asked to look at one competency more closely; it is of no value."""

    id: str
    competency: str
    level: int
    text: str
    indicator: str
    text_aspirant: str = ""
    text_vertrekkend: str = ""
    kind: Literal["rating"] = "rating"

    def wording(self, phase: str) -> str:
        """Return the text for a person in ``phase``."""
        return _worded(phase, self.text, self.text_aspirant, self.text_vertrekkend)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two equally attractive statements with a six-step choice; ``situation`` for a scenario."""

    id: str
    kind: Literal["pair", "scenario"]
    axis: str
    first: str
    second: str
    first_pole: int
    source: str
    situation: str = ""
    situation_aspirant: str = ""
    first_aspirant: str = ""
    second_aspirant: str = ""

    @property
    def sign(self) -> int:
        """Return 1 if a higher answer leans to pole 2 of the axis, −1 if it leans to pole 1."""
        return 1 if self.first_pole == 1 else -1

    def wording(self, phase: str) -> tuple[str, str, str]:
        """Return situation, first and second text for a person in ``phase``."""
        if phase != ASPIRANT:
            return self.situation, self.first, self.second
        return (
            self.situation_aspirant or self.situation,
            self.first_aspirant or self.first,
            self.second_aspirant or self.second,
        )


@dataclass(frozen=True, slots=True)
class Switching:
    """A statement about being able to act the way of one pole when asked to."""

    id: str
    axis: str
    text: str
    source: str
    text_aspirant: str = ""
    kind: Literal["switching"] = "switching"

    def wording(self, phase: str) -> str:
        """Return the text for a person in ``phase``."""
        return _worded(phase, self.text, self.text_aspirant)


@dataclass(frozen=True, slots=True)
class ChoiceSet:
    """A few values of which one is picked as best and another as worst."""

    id: str
    values: tuple[str, ...]
    kind: Literal["set"] = "set"


@dataclass(frozen=True, slots=True)
class Question:
    """An open or choice question; its answer is told, never scored."""

    id: str
    kind: Literal["open", "choice", "choices"]
    theme: str
    phases: tuple[Phase, ...]
    text: str
    hint: str = ""
    options: tuple[Choice, ...] = ()
    max_length: int = 0

    @property
    def exclusive(self) -> frozenset[str]:
        """Return the ids of the options that go with no other option."""
        return frozenset(option.id for option in self.options if option.exclusive)

    def excludes(self, chosen: Collection[str]) -> bool:
        """Return whether ``chosen`` holds an option that goes with no other, and another one."""
        return len(chosen) > 1 and not self.exclusive.isdisjoint(chosen)


WHY = "-waarom"  # behind the id of a dilemma: the question why
LONGEST_WHY = 400  # characters


@dataclass(frozen=True, slots=True)
class Dilemma:
    """A scene with two ways out, each for the sake of one value."""

    id: str
    scene: str
    first: str
    first_text: str
    second: str
    second_text: str

    @property
    def choice(self) -> Question:
        """Return what to do as a question; the id of an answer is that of its value."""
        options = (Choice(self.first, self.first_text), Choice(self.second, self.second_text))
        return Question(self.id, "choice", "", PHASES, self.scene, options=options)

    def ask_why(self, text: str) -> Question:
        """Return the question why, in the words of the instrument."""
        return Question(self.id + WHY, "open", "", PHASES, text, max_length=LONGEST_WHY)


def _spread(options: tuple[Option, ...], bottom: float, top: float) -> AnswerScale:
    return AnswerScale(options[0].value, options[-1].value, bottom, top)


StyleItem: TypeAlias = Pair | Switching
Item: TypeAlias = Statement | ExtraStatement | Pair | Switching | ChoiceSet | Question


def file_name(instrument_id: str, version: int) -> str:
    """Return the name of the file of one version of an instrument."""
    return f"{instrument_id}.v{version}.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What every instrument file begins with; whether it is released stands in ``RELEASED``."""

    id: str
    version: int
    title: str
    intro: str
    minutes: int
    items_per_page: int
    sources: tuple[str, ...]
    lead: str = ""
    lead_aspirant: str = ""
    lead_vertrekkend: str = ""
    lead_oud_wethouder: str = ""
    intro_vertrekkend: str = ""
    intro_oud_wethouder: str = ""

    @property
    def file(self) -> str:
        """Return the name of the file: the id and the version."""
        return file_name(self.id, self.version)

    def leading(self, phase: str) -> str:
        """Return the line above the items for a person in ``phase``."""
        own: str = getattr(self, f"lead_{phase.replace('-', '_')}", "")
        return own or self.lead

    def introducing(self, phase: str) -> str:
        """Return what stands above the first page for a person in ``phase``."""
        own: str = getattr(self, f"intro_{phase.replace('-', '_')}", "")
        return own or self.intro


@dataclass(frozen=True)
class Gedrag:
    """The statements on behaviour, and the bank of extra ones for looking more closely."""

    header: Header
    expected: StatementCounts
    scoring: RatingScoring
    options: tuple[Option, ...]
    missing: Choice
    items: tuple[Statement, ...]
    extra: tuple[ExtraStatement, ...] = ()

    def extra_of(self, competency: str) -> tuple[ExtraStatement, ...]:
        """Return the extra statements of one competency."""
        return tuple(item for item in self.extra if item.competency == competency)

    @cached_property
    def answer_scale(self) -> AnswerScale:
        """Return how an answer counts: 0 points for the first option, 100 for the last."""
        return _spread(self.options, 0.0, 100.0)

    def items_for(self, phase: str, design: int) -> tuple[Item, ...]:
        """Return the statements, the same for everyone."""
        return self.items


@dataclass(frozen=True)
class Stijl:
    """The pairs, switching items and scenarios on bestuursstijl."""

    header: Header
    expected: StyleCounts
    scoring: StyleScoring
    options: tuple[Option, ...]
    switching_options: tuple[Option, ...]
    switching_lead: str
    items: tuple[StyleItem, ...]

    @cached_property
    def pair_scale(self) -> AnswerScale:
        """Return how a choice in a pair counts: −100 points for the first text, 100 for the second.

        Which pole that is follows from ``first_pole`` of the pair.
        """
        return _spread(self.options, -100.0, 100.0)

    @cached_property
    def switching_scale(self) -> AnswerScale:
        """Return how an answer on switching counts: 0 for the first option, 100 for the last."""
        return _spread(self.switching_options, 0.0, 100.0)

    def items_for(self, phase: str, design: int) -> tuple[Item, ...]:
        """Return the items, the same for everyone."""
        return self.items

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Return the scored pairs."""
        return tuple(i for i in self.items if isinstance(i, Pair) and i.kind == "pair")

    @cached_property
    def scenarios(self) -> tuple[Pair, ...]:
        """Return the scenarios, which are told and not scored."""
        return tuple(i for i in self.items if isinstance(i, Pair) and i.kind == "scenario")

    @cached_property
    def switching(self) -> tuple[Switching, ...]:
        """Return the switching items."""
        return tuple(i for i in self.items if isinstance(i, Switching))


@dataclass(frozen=True)
class Waardenkeuze:
    """The best-worst choices; a person gets the sets of one of the ``designs``.

    Of each group in ``near_doubles`` no two values share a set: their sentences say almost the
    same, so a choice between them would tell little.
    """

    header: Header
    expected: DesignCounts
    near_doubles: tuple[tuple[str, ...], ...]
    scoring: ChoiceScoring
    designs: tuple[tuple[ChoiceSet, ...], ...]

    def items_for(self, phase: str, design: int) -> tuple[Item, ...]:
        """Return the sets of version ``design``, counted from 1."""
        return self.designs[design - 1]


@dataclass(frozen=True)
class Verdieping:
    """Questions on experience and wishes; for aspirants the file is ``intake``.

    ``themes`` gives the heading above the answers of each theme.
    """

    header: Header
    expected: QuestionCounts
    themes: Mapping[str, str]
    items: tuple[Question, ...]

    def items_for(self, phase: str, design: int) -> tuple[Item, ...]:
        """Return the questions that are asked of a person in ``phase``."""
        return tuple(item for item in self.items if phase in item.phases)


@dataclass(frozen=True)
class Dilemmas:
    """Dilemmas, each with the question ``why``; told back as chosen, and never scored."""

    header: Header
    expected: int
    why: str
    dilemmas: tuple[Dilemma, ...]

    @cached_property
    def items(self) -> tuple[Question, ...]:
        """Return every question: of each dilemma what to do, and why."""
        return tuple(q for d in self.dilemmas for q in (d.choice, d.ask_why(self.why)))

    def items_for(self, phase: str, design: int) -> tuple[Item, ...]:
        """Return the questions, the same for everyone."""
        return self.items


Instrument: TypeAlias = Gedrag | Stijl | Waardenkeuze | Verdieping | Dilemmas
