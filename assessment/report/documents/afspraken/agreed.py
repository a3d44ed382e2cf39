"""The afspraken as a sheet: the goals, who does what by when, and when they talk again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from assessment.phrases import long_date
from assessment.report.documents.afspraken.texts import listed, say
from assessment.report.model import (
    Block,
    Bullets,
    Cover,
    Heading,
    Paragraph,
    ReportContent,
    Section,
)

_PAGES = 2  # what a usual agreement takes; a longer one takes more
_OWN_WORDS = ("aim", "doing", "noticing", "helper")


@dataclass(frozen=True, slots=True)
class AgreedGoal:
    """A goal of the released plan: what it is about in words, and the owner's own words."""

    name: str
    aim: str = ""
    doing: str = ""
    noticing: str = ""
    by: date | None = None
    helper: str = ""
    programmes: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreedAction:
    """What somebody will do; ``who`` is "owner" or "coach", ``by`` None when no day was chosen."""

    what: str
    who: str
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Everything that an owner and a coach agreed.

    ``made_at`` stands in the reader's time zone: its day is the day that the sheet shows. An owner
    who gave no name has an empty one; ``next_on`` is None when no day was chosen.
    """

    owner: str
    coach: str
    goals: tuple[AgreedGoal, ...]
    actions: tuple[AgreedAction, ...]
    next_on: date | None
    made_at: datetime


def compose_agreement(agreed: Agreement) -> ReportContent:
    """Return the sheet; the same agreement gives the same sheet, so the same control code."""
    day = long_date(agreed.made_at.date())
    owner = agreed.owner or say("agreed.nameless")
    return ReportContent(
        cover=Cover(
            title=say("document.title"),
            subtitle=say("agreed.subtitle"),
            name="",
            made_on=agreed.made_at.date(),
            valid_until=None,
            lines=(
                say("agreed.of", owner=owner, coach=agreed.coach),
                say("agreed.on", day=day),
            ),
            warning=say("agreed.warning"),
        ),
        sections=(
            *_goals(agreed.goals),
            _section("wie-doet-wat", "actions", _actions(agreed)),
            _section("volgende-gesprek", "next", Paragraph(_next_talk(agreed.next_on))),
            _section("over-dit-blad", "about", Bullets(listed("agreed.about_list"))),
        ),
        footer=say("agreed.footer", day=day),
        created_at=agreed.made_at,
        pages=_PAGES,
    )


def _section(section_id: str, title: str, *blocks: Block) -> Section:
    return Section(section_id, say(f"agreed.{title}"), blocks)


def _goals(goals: tuple[AgreedGoal, ...]) -> Iterator[Section]:
    if not goals:
        yield _section("doelen", "no_goals", Paragraph(say("agreed.no_goals_text")))
    for number, goal in enumerate(goals, start=1):
        title = say("agreed.goal", number=number, name=goal.name)
        yield Section(f"doel-{number}", title, tuple(_goal(goal)))


def _goal(goal: AgreedGoal) -> Iterator[Block]:
    """Yield what the owner wrote; what was left empty is not asked again on this sheet."""
    for part in _OWN_WORDS:
        if text := getattr(goal, part):
            yield Heading(say(f"agreed.{part}"))
            yield from (Paragraph(line) for line in text.split("\n") if line.strip())
    if goal.by is not None:
        yield Heading(say("agreed.by"))
        yield Paragraph(long_date(goal.by))
    for key, items in (("programmes", goal.programmes), ("practice", goal.actions)):
        if items:
            yield Heading(say(f"agreed.{key}"))
            yield Bullets(items)


def _actions(agreed: Agreement) -> Block:
    if not agreed.actions:
        return Paragraph(say("agreed.no_actions"))
    return Bullets(tuple(_action(action) for action in agreed.actions))


def _action(action: AgreedAction) -> str:
    who, what = say(f"agreed.{action.who}"), _as_sentence(action.what)
    if action.by is None:
        return say("agreed.action_open", who=who, what=what)
    return say("agreed.action", who=who, what=what, day=long_date(action.by))


def _as_sentence(text: str) -> str:
    """Return what somebody wrote on one line, with a full stop when no sign ends it."""
    line = " ".join(text.split())
    return line if line.endswith((".", "!", "?", "…")) else f"{line}."


def _next_talk(day: date | None) -> str:
    return say("agreed.no_next") if day is None else say("agreed.next_on", day=long_date(day))
