"""Everything a chapter may draw on for one person, with the questions chapters ask of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from assessment.instruments.answers import Answers
from assessment.instruments.dilemmas import read_chosen
from assessment.instruments.library import Library
from assessment.instruments.model import NOT_EXPERIENCED, Statement
from assessment.phrases import whole
from assessment.plan.model import Catalogue, Goal, Need, Plan, Suggestions
from assessment.report.composition import claims, texts
from assessment.report.composition.claims import Leaning, Span, Switching
from assessment.report.composition.unnamed import withhold_names, withhold_verdicts
from assessment.report.composition.virtues import withhold_changes, withhold_scores
from assessment.report.model import Block, Section, Start
from values import (
    ABOVE,
    ASPIRANT,
    DILEMMAS,
    GEDRAG,
    LEADING,
    Axis,
    Change,
    Cluster,
    Comparison,
    Competency,
    Contribution,
    Estimate,
    ImportanceGroup,
    Nameable,
    Office,
    Profile,
    Style,
    ValueMap,
    find_nameable,
    own_mean,
)
from values.calendar import months_later, years_later
from values.constants import KEPT_RESULT_MONTHS, VALID_YEARS
from values.others import Outcome

_REASON, _SUPPORT_FIRST = "vertrek-reden", ("vertrouwen", "persoonlijk")
OTHERS = "anderen"
PARTS = (  # that an owner may share
    "competenties", "stijl", "waarden", "ervaring", "doelen", OTHERS, DILEMMAS,
)  # fmt: skip


@dataclass(frozen=True)
class Material:
    """One person's answers, profile and plan, beside the content they are told with.

    ``evidence`` holds the answers behind competencies and priority values, by id; what is absent
    is not told. ``smallest_changes`` tells per competency which change would be certain next time,
    ``comparison`` what changed since an earlier attempt, if any. ``created_at`` stands in the
    reader's time zone: its day is the day on the cover. ``parts`` are those that are in it: what
    belongs to another part was taken out. ``card`` is the practice card that the owner named.

    No number of a virtue is in it, whoever makes it (docs/adr/0009): ``profile``, ``comparison``
    and ``smallest_changes`` are cleared of them at once, so that no chapter can print one.
    ``nameable`` is what may be named; found in the profile unless given, as it must be where that
    is only a part of what the person answered. ``others`` is what others said, once it was opened.
    """

    answers: Answers
    profile: Profile
    plan: Plan
    suggestions: Suggestions
    library: Library
    value_map: ValueMap
    catalogue: Catalogue
    evidence: Mapping[str, tuple[Contribution, ...]]
    smallest_changes: Mapping[str, float | None]
    comparison: Comparison | None
    created_at: datetime
    document_id: str
    parts: tuple[str, ...] = PARTS
    card: str = ""
    picked: Mapping[str, Collection[str]] = field(default_factory=dict)
    nameable: Nameable | None = None
    others: Outcome | None = None

    def __post_init__(self) -> None:
        """Take out what no chapter may know."""
        told = withhold_scores(self.profile, self.value_map)
        found = self.nameable or find_nameable(told, self.value_map.virtues)
        object.__setattr__(self, "nameable", found)
        object.__setattr__(self, "profile", withhold_names(told, found))
        if self.comparison is not None:
            changes = withhold_changes(self.comparison, self.value_map)
            object.__setattr__(self, "comparison", withhold_verdicts(changes, found))
        smallest = {c: n for c, n in self.smallest_changes.items() if not self.is_virtue(c)}
        object.__setattr__(self, "smallest_changes", smallest)

    def say(self, key: str, /, **values: Any) -> str:
        """Return the sentence at ``key``, in the wording for this phase if there is one.

        Every sentence may name the office of this person, as ``{office}``.
        """
        return texts.say(self._for_phase(key), **{"office": self.office.name} | values)

    def section(
        self, section_id: str, blocks: Iterable[Block], starts: Start = Start.RUN_ON
    ) -> Section:
        """Return the chapter under its title."""
        return Section(section_id, self.title(section_id), tuple(blocks), starts=starts)

    def title(self, section_id: str) -> str:
        """Return the title of a chapter."""
        return self.say(f"titles.{section_id}")

    def _for_phase(self, key: str) -> str:
        phased = f"{key}_{self.answers.phase}"
        return phased if phased in texts.TEXTS else key

    @property
    def parts_there(self) -> tuple[str, ...]:
        """Return the parts that this person has; everybody has those that everybody is asked."""
        dilemmas = read_chosen(self.library.dilemmas, self.answers.dilemmas)
        there = {OTHERS: self.others is not None, DILEMMAS: bool(dilemmas)}
        return tuple(part for part in self.parts if there.get(part, True))

    @property
    def is_aspirant(self) -> bool:
        """Whether the person only considers the office."""
        return self.answers.phase == ASPIRANT

    @property
    def leaving_reason(self) -> str:
        """Return why the person leaves, as the id of what they chose; nothing when not told."""
        reason = self.answers.verdieping.get(_REASON, "")
        return reason if isinstance(reason, str) else ""

    @property
    def needs_support_first(self) -> bool:
        """Whether what helps stands before everything else: a hard or personal end."""
        return self.leaving_reason in _SUPPORT_FIRST

    @property
    def office(self) -> Office:
        """Return the office the person holds or considers."""
        return self.value_map.office[self.answers.office]

    @property
    def made_on(self) -> date:
        """Return the day the report is made."""
        return self.created_at.date()

    @property
    def valid_until(self) -> date:
        """Return the day after which to measure again."""
        return years_later(self.made_on, VALID_YEARS)

    @property
    def kept_until(self) -> date:
        """Return the day on which everything is deleted at the earliest, if it stays unused."""
        return months_later(self.made_on, KEPT_RESULT_MONTHS)

    # Virtues: told without a number

    def is_virtue(self, construct: str) -> bool:
        """Return whether a competency, value or cluster has no number in any document."""
        return construct in self.value_map.virtues

    @cached_property
    def virtues(self) -> tuple[Competency, ...]:
        """Return the competencies of which only the answers are told."""
        return tuple(c for c in self.value_map.competencies if self.is_virtue(c.id))

    @cached_property
    def competencies(self) -> tuple[Competency, ...]:
        """Return the competencies that may have a number, in the order of the model."""
        return tuple(c for c in self.value_map.competencies if not self.is_virtue(c.id))

    @cached_property
    def clusters(self) -> tuple[Cluster, ...]:
        """Return the clusters and values that may have a number, in the order of the map."""
        return tuple(
            replace(cluster, values=tuple(v for v in cluster.values if not self.is_virtue(v.id)))
            for cluster in self.value_map.clusters
            if not self.is_virtue(cluster.id)
        )

    @cached_property
    def numbered_goals(self) -> tuple[Goal, ...]:
        """Return the goals that may be told to others: what one is about has a number."""
        return tuple(goal for goal in self.plan.goals if not self.is_virtue(goal.about))

    @property
    def needs(self) -> tuple[Need, ...]:
        """Return the largest needs; a virtue is never one, whatever the advice says."""
        return tuple(n for n in self.suggestions.needs if not self.is_virtue(n.competency))

    # Names and scores

    def name(self, construct: str) -> str:
        """Return the name of a competency or value."""
        if construct in self.value_map.competency:
            return self.value_map.competency[construct].name
        return self.value_map.values[construct].name

    def names(self, constructs: Iterable[str]) -> list[str]:
        """Return the names of competencies or values."""
        return [self.name(construct) for construct in constructs]

    def estimate(self, construct: str) -> Estimate | None:
        """Return what is likely of a competency, value or cluster, or None without a score."""
        return self.profile.likely_score(construct)

    def answers_score(self, construct: str) -> str:
        """Return the plain score of the answers, to stand beside the likely one."""
        plain = self.profile.plain_score(construct)
        return self.say("numbers.none") if plain is None else str(whole(plain.score))

    @cached_property
    def own_mean(self) -> float | None:
        """Return the mean of the competencies that are told, which likely scores are drawn to."""
        return own_mean(self.profile.competencies, self.value_map.virtues)

    @property
    def unread(self) -> bool:
        """Whether the answers look unread: then nothing is named."""
        return self._nameable.unread

    @property
    def differs(self) -> bool:
        """Whether the competencies differ more than chance makes them: else none is named."""
        return self._nameable.behaviour

    @property
    def _nameable(self) -> Nameable:
        assert self.nameable is not None  # since __post_init__
        return self.nameable

    @property
    def has_scores(self) -> bool:
        """Whether any competency has a score."""
        return any(estimate is not None for estimate in self.profile.competencies.values())

    @property
    def answers_alike(self) -> bool:
        """Whether every statement got the same answer, so that there is no score to give."""
        return self.profile.quality.get(GEDRAG, {}).get("variability") == 0

    @property
    def is_calibrated(self) -> bool:
        """Whether any competency was scored by a calibration."""
        return self.profile.calibration is not None

    def span(self, estimate: Estimate) -> Span | None:
        """Return the band or the two that a competency's true score may be in, or None."""
        return claims.band_span(estimate, self.library.gedrag.scoring)

    def band_words(self, estimate: Estimate) -> str:
        """Return the band, or the two bands it may be, in words."""
        span = self.span(estimate)
        if span is None:
            return self.say("bands.unknown")
        low, high = self.say(f"bands.{span.low}"), self.say(f"bands.{span.high}")
        return low if span.is_single else self.say("bands.between", low=low, high=high)

    @cached_property
    def standing_out(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the competencies surely above and below the person's own mean, if any differ."""
        if not self.differs:
            return (), ()
        likely = self.profile.likely
        known = {c: likely[c] for c in self.profile.competencies if c in likely}
        return claims.standing_out(known, self.library.gedrag.scoring.sure_competency)

    @cached_property
    def leading(self) -> tuple[str, ...]:
        """Return all values the person puts first, in the order of the waardenkaart."""
        return self._grouped(LEADING)

    @cached_property
    def above_mean(self) -> tuple[str, ...]:
        """Return the values that do not lead but surely lie above the person's mean."""
        return self._grouped(ABOVE)

    def _grouped(self, group: ImportanceGroup) -> tuple[str, ...]:
        importance = self.profile.importance.values
        return tuple(
            v for v in self.value_map.values if v in importance and importance[v].group == group
        )

    def foremost(self, at_most: int, *, virtues: bool = True) -> tuple[str, ...]:
        """Return the values that surest lead, at most so many, in the order of the waardenkaart.

        Without ``virtues`` none of those: what others read has no line about them at all.
        """
        importance = self.profile.importance.values
        leading = [v for v in self.leading if virtues or not self.is_virtue(v)]
        surest = sorted(leading, key=lambda v: -importance[v].top)[:at_most]
        return tuple(value for value in leading if value in surest)

    def change(self, competency: str) -> Change | None:
        """Return how a competency's score moved since last time, if both are known."""
        return None if self.comparison is None else self.comparison.changes.get(competency)

    # Style

    def leaning(self, axis: Axis) -> Leaning | None:
        """Return how far the axis may be said to lean, or None without a score.

        That is not to be said of any axis when all together do not lean, or nothing was read.
        """
        estimate = self.profile.style.axes.get(axis.id)
        if estimate is None:
            return None
        word = claims.leaning(estimate, self.library.stijl.scoring)
        told = self._nameable.style if word.is_preference else not self.unread
        return word if told else Leaning.OPEN

    def switching(self, axis: Axis) -> Switching | None:
        """Return whether switching is said to be hard or easy; of unread answers it is not said."""
        estimate = self.profile.style.switching.get(axis.id)
        return None if estimate is None or self.unread else claims.switching(estimate)

    def nearest_style(self, axis: Axis) -> Style:
        """Return the style at the side of the axis where the score lies."""
        estimate = self.profile.style.axes[axis.id]
        second = estimate is not None and estimate.score > 0
        return self.value_map.style[axis.pole2 if second else axis.pole1]

    @cached_property
    def preferred(self) -> tuple[Style, ...]:
        """Return the styles that may be named as preferred, at most one of each axis."""
        return tuple(
            self.nearest_style(axis)
            for axis in self.value_map.axes
            if (leaning := self.leaning(axis)) is not None and leaning.is_preference
        )

    # Answers

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Return the statements by id."""
        return {item.id: item for item in self.library.gedrag.items}

    def statement(self, item: str) -> str:
        """Return a statement as this person read it."""
        return self.statements[item].wording(self.answers.phase)

    def answer(self, item: str) -> str:
        """Return the person's answer to a statement in words."""
        choice = self.answers.gedrag.get(item)
        if choice is None:
            return self.say("priority.unanswered")
        if choice == NOT_EXPERIENCED:
            return self.library.gedrag.missing.label
        return self.option(int(choice))

    def written(self, question: str) -> str:
        """Return what the person wrote, or nothing: signs alone are no words."""
        answer = self.answers.verdieping.get(question)
        words = answer.strip() if isinstance(answer, str) else ""
        return words if any(map(str.isalnum, words)) else ""

    def option(self, answer: int) -> str:
        """Return the words of an answer 1 to 5."""
        return {o.value: o.label for o in self.library.gedrag.options}[answer]

    def answered(self, items: Sequence[Statement]) -> int:
        """Return how many of the statements count."""
        answers = (self.answers.gedrag.get(item.id, NOT_EXPERIENCED) for item in items)
        return sum(answer != NOT_EXPERIENCED for answer in answers)
