"""What to do next: programmes, practice actions, suggestions with reasons, and the owner's plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias, get_args

from assessment.plan.cards import Card
from assessment.plan.time_asked import TimeAsked
from values import Phase

MAX_GOALS = 4
MAX_TEXT, MAX_LINE = 600, 120  # characters in a text of the owner
LITTLE, NORMAL, MUCH = 0.5, 1.0, 1.5

Status: TypeAlias = Literal["offered", "ended", "unknown"]
"""Whether a programme is there: sure, no more, or not confirmed."""

OFFERED: Status = "offered"
ENDED: Status = "ended"
UNCONFIRMED: Status = "unknown"

Kind: TypeAlias = Literal["phase", "asked", "goal", "need"]
"""Why a programme is suggested, in the order in which the reasons count (docs/adr/0011)."""

KINDS: tuple[Kind, ...] = get_args(Kind)
BY_PHASE: Kind = "phase"
ASKED: Kind = "asked"
BY_GOAL: Kind = "goal"
BY_NEED: Kind = "need"


@dataclass(frozen=True, slots=True)
class Programme:
    """One entry of the catalogue; ``support`` entries stand open to all and follow no score.

    ``payment`` is the id of the note on who pays, empty when no source tells; of a programme that
    is ``well_known`` the report says why it is not suggested. ``load_hours`` is what it asks in a
    year, 0 when no source tells; ``entry_source`` is the one of the ``sources`` that states what
    ``entry`` or ``requires`` asks; ``status`` says whether it is still there. ``contact`` is the id
    of who answers questions. For ``as_of``, ``review_by`` and ``sure`` see
    ``assessment.plan.facts``. ``dates`` has the place by day (2027-03-12), ``places`` where else it
    is held; ``audience`` says in words who it is for, beside the phases; ``pe_hours`` count for
    permanente educatie.
    """

    id: str
    name: str
    kind: str
    phases: tuple[Phase, ...]
    form: str
    trains: str
    entry: str
    requires: tuple[str, ...]
    support: bool
    competencies: Mapping[str, int]
    values: tuple[str, ...]
    sources: tuple[str, ...]
    as_of: str
    review_by: str
    contact: str
    sure: bool = False
    url: str = ""
    note: str = ""
    payment: str = ""
    well_known: bool = False
    load_hours: int = 0
    entry_source: str = ""
    status: Status = OFFERED
    dates: Mapping[str, str] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    price: str = ""
    pe_hours: int = 0
    audience: str = ""

    def list_days(self, first: date) -> list[tuple[date, str]]:
        """Return on which days it is held and where, from a day on."""
        held = sorted((date.fromisoformat(day), place) for day, place in self.dates.items())
        return [(day, place) for day, place in held if day >= first]


@dataclass(frozen=True, slots=True)
class ValueAction:
    """A practice action for a value that no programme names."""

    id: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class PhaseAction:
    """A practice action for one phase.

    With a ``value`` it stands in the chapter of that value. Without one it is a step for that
    phase: for who chose ``option`` at ``question``, or for everybody when both are empty.
    """

    id: str
    phase: Phase
    text: str
    value: str = ""
    question: str = ""
    option: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """An answer that asks for something, and the programmes that give it, the best one first.

    ``asked`` names what it asks for, after "Je vroeg om ..."; ``because`` is for an answer that
    says something without asking, after "Je vulde in dat ...". Without programmes nothing is on
    offer.
    """

    question: str
    option: str
    asked: str
    programmes: tuple[str, ...]
    because: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """An answer that says that somebody did, or has, these programmes already."""

    question: str
    option: str
    programmes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Time:
    """An answer that says how many hours a month somebody has to learn."""

    question: str
    option: str
    hours: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What the answers to the open questions mean for the suggestions, by question and option."""

    version: int = 1
    wishes: tuple[Wish, ...] = ()
    done: tuple[Done, ...] = ()
    times: tuple[Time, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A short text with a title and its sources: who pays, or which support there is.

    ``source`` names the main source in words for the reader. ``contacts`` are the ids of who can
    be reached about it, the first one first. Without ``phases`` it is for everybody.
    """

    id: str
    title: str
    text: str
    sources: tuple[str, ...]
    as_of: str
    review_by: str
    source: str = ""
    sure: bool = False
    contacts: tuple[str, ...] = ()
    url: str = ""
    phases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a person can reach, and how; a way that no source gives is empty.

    ``about`` says in a few words what for. ``telephone`` is written as people read it, ``url``
    with https.
    """

    id: str
    name: str
    about: str
    sources: tuple[str, ...]
    as_of: str
    review_by: str
    sure: bool = False
    telephone: str = ""
    mail: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers of the suggestion rule (design.md section 6), versioned.

    Of the ``programmes`` that are shown scores alone suggest ``by_need`` at most. ``belongs``
    names per phase the programmes that belong to it, ``if_room`` those that do so after what was
    asked for. ``by_score`` and ``goals_by_score`` are the phases in which scores may suggest a
    programme, or a goal. ``things`` is the most that a whole plan asks somebody to do.
    """

    version: int
    importance: Mapping[str, float]
    priority_lift: float
    lift_weight: int
    certainty_sd: float
    needs: int
    programmes: int
    by_need: int
    actions: int
    things: int
    belongs: Mapping[str, tuple[str, ...]]
    if_room: Mapping[str, tuple[str, ...]]
    by_score: tuple[Phase, ...]
    goals_by_score: tuple[Phase, ...]


@dataclass(frozen=True)
class Catalogue:
    """Everything a plan can draw on."""

    version: int
    checked: str
    programmes: tuple[Programme, ...]
    payment: tuple[Note, ...]
    support: tuple[Note, ...]
    actions: tuple[ValueAction, ...]
    rules: Rules
    phase_actions: tuple[PhaseAction, ...] = ()
    asked: Asked = field(default_factory=Asked)
    contacts: tuple[Contact, ...] = ()
    cards: tuple[Card, ...] = ()
    asked_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def contact(self, contact_id: str) -> Contact:
        """Return the contact with this id, or raise KeyError."""
        for contact in self.contacts:
            if contact.id == contact_id:
                return contact
        raise KeyError(contact_id)

    def card(self, card_id: str) -> Card:
        """Return the practice card with this id, or raise KeyError."""
        for card in self.cards:
            if card.id == card_id:
                return card
        raise KeyError(card_id)

    def support_note(self, note_id: str) -> Note:
        """Return the support with this id, or raise KeyError."""
        for note in self.support:
            if note.id == note_id:
                return note
        raise KeyError(note_id)

    def programme(self, programme_id: str) -> Programme:
        """Return the programme with this id, or raise KeyError."""
        for programme in self.programmes:
            if programme.id == programme_id:
                return programme
        raise KeyError(programme_id)

    def actions_for(self, value_id: str) -> tuple[ValueAction, ...]:
        """Return the practice actions of a value that no programme names."""
        return tuple(action for action in self.actions if action.value == value_id)


@dataclass(frozen=True, slots=True)
class Need:
    """How far a competency lies below the person's own mean, and what it is weighed by."""

    competency: str
    need: float
    score: float
    mean: float
    importance: float
    certainty: float
    lifted: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """One need that a suggestion answers, with the programme's weight 1 to 3."""

    need: Need
    weight: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A programme that fits, and why.

    ``wishes`` are what the person asked for and it gives; ``goal`` is what the person's own goal
    is about, empty unless that is the reason. ``reasons`` are the needs that it trains: of a
    suggestion by need the first is what it was chosen for. ``drops_at`` is a score of that
    competency on a grid of five points: from there on the programme is gone. None when no score
    of that competency alone would change it, and for every other kind.
    """

    programme: str
    kind: Kind
    wishes: tuple[Wish, ...] = ()
    goal: str = ""
    reasons: tuple[Reason, ...] = ()
    drops_at: float | None = None

    @property
    def fit(self) -> float:
        """Need times weight of what it was chosen for; 0 when no score was the reason."""
        if self.kind != BY_NEED:
            return 0.0
        return self.reasons[0].need.need * self.reasons[0].weight


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A programme that is not suggested, and why.

    ``because`` is ``phase``, ``ended``, ``followed``, ``time`` (it asks more hours than there
    are), ``entry`` (an entry condition), ``not-asked`` (in this phase scores suggest nothing),
    ``unknown`` (nobody confirmed it, and nobody asked for it), ``no-need`` (nothing it trains lies
    below the own mean), ``full`` (other reasons came first), ``covered`` or ``tied`` (``against``
    trains its strongest ``reason`` more, or as much and with fewer side aims) or ``less`` (no
    heavier than ``against``, the last one that a score suggested).
    """

    programme: str
    because: str
    reason: Reason | None = None
    against: str = ""


@dataclass(frozen=True, slots=True)
class ActionSuggestion:
    """A practice action with the competency or value it follows from.

    ``because`` is ``need`` (below the own mean), ``no-programme`` (a value that no programme
    names), ``step`` (belongs to the phase; ``about`` is empty) or ``goal`` (an own goal that no
    programme helps).
    """

    text: str
    about: str
    because: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What the rule proposes.

    ``needs`` are the largest, each with a beginning in ``starts``. ``blocked`` would fit but for
    an entry condition. ``passed_over`` tells of every other programme why not, by id.
    ``without_offer`` has an action for each own goal that no programme helps; ``unmet`` are wishes
    that no programme here gives; ``too_long`` are programmes that fit in the time only one by one.
    """

    needs: tuple[Need, ...]
    programmes: tuple[Suggestion, ...]
    actions: tuple[ActionSuggestion, ...]
    blocked: tuple[Suggestion, ...]
    passed_over: tuple[PassedOver, ...] = ()
    starts: tuple[ActionSuggestion, ...] = ()
    without_offer: tuple[ActionSuggestion, ...] = ()
    unmet: tuple[Wish, ...] = ()
    too_long: TimeAsked | None = None

    @property
    def things_to_do(self) -> int:
        """How many programmes and actions these suggestions ask somebody to take up."""
        shown = (self.programmes, self.actions, self.starts, self.without_offer)
        return sum(len(each) for each in shown)


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal in the owner's own words, about a competency or value."""

    about: str
    aim: str = ""
    doing: str = ""
    noticing: str = ""
    by: date | None = None
    helper: str = ""
    programmes: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The owner's choices: what matters per competency, what was followed, at most four goals."""

    importance: Mapping[str, float] = field(default_factory=dict)
    followed: tuple[str, ...] = ()
    goals: tuple[Goal, ...] = ()
