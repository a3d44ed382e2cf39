"""Rules the catalogue must keep beyond having the right fields: one Dutch sentence per problem."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from assessment.plan import card_checks, contact_checks
from assessment.plan.facts import check_facts, list_facts
from assessment.plan.model import (
    ENDED,
    NORMAL,
    Catalogue,
    PhaseAction,
    Programme,
    Rules,
    ValueAction,
)
from assessment.plan.problems import say
from values import ASPIRANT, LEAVING, PHASES, WEIGHTS, ValueMap
from values.checks import empty_texts, hard_texts, repeated_texts

CATALOGUE, ACTIONS, SUPPORT, RULES = "catalogue.toml", "actions.toml", "support.toml", "rules.toml"
ASKED = "asked.toml"
EXAMPLE_DAY = "2027-03-12"
MOST_HOURS = 2000  # in a year
LEAST_ACTIONS = 3  # for a value that no programme names
MAY_BE_EMPTY = (".entry", ".note", ".audience")


def problems(catalogue: Catalogue, value_map: ValueMap) -> list[str]:
    """Return what is wrong with ``catalogue``, or an empty list."""
    named = texts(catalogue)
    return [
        *check_programmes(catalogue, value_map),
        *check_coverage(catalogue, value_map),
        *_actions(catalogue, value_map),
        *_phase_actions(catalogue, value_map),
        *_rules(catalogue.rules),
        *check_named(catalogue),
        *check_ended(catalogue),
        *check_facts(list_facts(catalogue)),
        *contact_checks.problems(catalogue),
        *card_checks.problems(catalogue, value_map),
        *repeated_texts((place, text) for place, text in named if not place.endswith(".form")),
        *hard_texts(named),
        *empty_texts((place, text) for place, text in named if not place.endswith(MAY_BE_EMPTY)),
    ]


def texts(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return every running text of the catalogue with its place: file, id and field."""
    return [
        *(
            (f"{CATALOGUE}: {programme.id}.{name}", getattr(programme, name))
            for programme in catalogue.programmes
            for name in ("form", "trains", "entry", "note", "audience")
        ),
        *((f"{CATALOGUE}: payment {note.title}", note.text) for note in catalogue.payment),
        *((f"{SUPPORT}: {note.title}", note.text) for note in catalogue.support),
        *((f"{ACTIONS}: {action.id}", action.text) for action in catalogue.actions),
        *((f"{ACTIONS}: {action.id}", action.text) for action in catalogue.phase_actions),
        *card_checks.list_texts(catalogue),
    ]


def answer_problems(catalogue: Catalogue, options: Mapping[str, Collection[str]]) -> list[str]:
    """Return where the catalogue names an answer that nobody can give.

    ``options`` has the options of each question, by id.
    """
    asked = catalogue.asked
    named = [
        *((ASKED, wish.question, wish.option) for wish in asked.wishes),
        *((ASKED, done.question, done.option) for done in asked.done),
        *((ASKED, time.question, time.option) for time in asked.times),
        *((ACTIONS, a.question, a.option) for a in catalogue.phase_actions if a.question),
    ]
    return [
        say("asked.unknown_option", file=file, question=question, option=option)
        for file, question, option in named
        if option not in options.get(question, ())
    ]


def check_programmes(catalogue: Catalogue, value_map: ValueMap) -> Iterator[str]:
    """Yield what is wrong with each programme, without its texts and the facts it rests on."""
    counts = Counter(programme.id for programme in catalogue.programmes)
    for programme_id, count in counts.items():
        if count > 1:
            yield say("programme.twice", file=CATALOGUE, id=programme_id, count=count)
    for programme in catalogue.programmes:
        yield from _programme(programme, value_map, set(counts))
    yield from _payment(catalogue)


def _programme(programme: Programme, value_map: ValueMap, ids: set[str]) -> Iterator[str]:
    place = {"file": CATALOGUE, "id": programme.id}
    for competency, weight in programme.competencies.items():
        if competency not in value_map.competency or weight not in WEIGHTS:
            yield say("programme.weight", **place, weight=weight, competency=competency,
                      known=", ".join(map(str, WEIGHTS)))  # fmt: skip
    for unknown in sorted(set(programme.values) - value_map.values.keys()):
        yield say("programme.unknown_value", **place, value=unknown)
    if (programme.entry or programme.requires) and programme.entry_source not in programme.sources:
        yield say("programme.entry_source", **place, known=", ".join(programme.sources))
    if not programme.phases:
        yield say("programme.no_phase", **place, known=", ".join(PHASES))
    for required in sorted(set(programme.requires) - ids):
        yield say("programme.unknown_entry", **place, programme=required)
    yield from _days_and_hours(programme)


def _days_and_hours(programme: Programme) -> Iterator[str]:
    place = {"file": CATALOGUE, "id": programme.id}
    for day in sorted(programme.dates):
        if not is_day(day):
            yield say("programme.no_day", **place, value=day, example=EXAMPLE_DAY)
    for hours in ("load_hours", "pe_hours"):
        if not 0 <= getattr(programme, hours) <= MOST_HOURS:
            yield say("programme.hours", **place, field=hours, least=0, most=MOST_HOURS)


def is_day(text: str) -> bool:
    """Return whether a text is a day that exists, as 2027-03-12."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _payment(catalogue: Catalogue) -> Iterator[str]:
    known = {"", *(note.id for note in catalogue.payment)}
    for programme in catalogue.programmes:
        if programme.payment not in known:
            yield say("programme.unknown_payment", file=CATALOGUE, id=programme.id,
                      payment=programme.payment)  # fmt: skip


def check_coverage(catalogue: Catalogue, value_map: ValueMap) -> Iterator[str]:
    """Yield a problem for each value and competency that the catalogue serves wrongly.

    Only a value that no programme names has practice actions: the suggestion rule reads from
    those actions that a value has no programme, and the report says so. What ended serves nobody.
    """
    there = [programme for programme in catalogue.programmes if programme.status != ENDED]
    named = {value for programme in there for value in programme.values}
    for value_id in value_map.values:
        count = len(catalogue.actions_for(value_id))
        if value_id in named and count:
            yield say("coverage.extra_actions", file=ACTIONS, value=value_id, found=count)
        if value_id not in named and count < LEAST_ACTIONS:
            yield say("coverage.few_actions", file=ACTIONS, value=value_id, found=count,
                      least=LEAST_ACTIONS)  # fmt: skip
    trained = {c for p in there if not p.support for c in p.competencies}
    for competency in value_map.competency:
        if competency not in trained:
            yield say("coverage.untrained", file=CATALOGUE, competency=competency)


def _actions(catalogue: Catalogue, value_map: ValueMap) -> Iterator[str]:
    every: tuple[ValueAction | PhaseAction, ...] = (*catalogue.actions, *catalogue.phase_actions)
    for action_id, count in Counter(action.id for action in every).items():
        if count > 1:
            yield say("action.twice", file=ACTIONS, id=action_id, count=count)
    for action in every:
        is_step = isinstance(action, PhaseAction) and not action.value
        if not is_step and action.value not in value_map.values:
            yield say("action.unknown_value", file=ACTIONS, id=action.id, value=action.value)


def _phase_actions(catalogue: Catalogue, value_map: ValueMap) -> Iterator[str]:
    """Yield each priority value of an office with texts that has no action for who has no office.

    Whoever does not hold it yet, or leaves it, gets none of the actions of who stays.
    """
    there = {(action.value, action.phase) for action in catalogue.phase_actions}
    for office in value_map.offices:
        for value in office.priority if office.full_texts else ():
            for phase in (ASPIRANT, LEAVING):
                if (value, phase) not in there:
                    yield say("action.no_phase_action", file=ACTIONS, value=value, phase=phase)


def check_named(catalogue: Catalogue) -> Iterator[str]:
    """Yield each programme that a rule or an answer names and that does not exist."""
    known = {programme.id for programme in catalogue.programmes}
    done = ((ASKED, name) for done in catalogue.asked.done for name in done.programmes)
    for file, name in dict.fromkeys((*_list_advised(catalogue), *done)):
        if name not in known:
            yield say("asked.unknown_programme", file=file, programme=name)


def check_ended(catalogue: Catalogue) -> Iterator[str]:
    """Yield each programme that a rule or a wish advises and that has ended.

    What somebody did may have ended since.
    """
    ended = set(list_ended(catalogue))
    for file, name in dict.fromkeys(_list_advised(catalogue)):
        if name in ended:
            yield say("asked.ended_programme", file=file, programme=name)


def list_ended(catalogue: Catalogue) -> list[str]:
    """Return the ids of programmes that have ended while a rule or a wish still advises them."""
    ended = {programme.id for programme in catalogue.programmes if programme.status == ENDED}
    return [name for name in dict.fromkeys(n for _, n in _list_advised(catalogue)) if name in ended]


def list_advised(catalogue: Catalogue) -> set[str]:
    """Return the ids of the programmes that a rule or a wish may give to somebody."""
    return {name for _, name in _list_advised(catalogue)}


def _list_advised(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return the file and id of each programme that a rule or a wish may give to somebody."""
    rules = catalogue.rules
    return [
        *((RULES, name) for own in rules.belongs.values() for name in own),
        *((RULES, name) for own in rules.if_room.values() for name in own),
        *((ASKED, name) for wish in catalogue.asked.wishes for name in wish.programmes),
    ]


def _rules(rules: Rules) -> Iterator[str]:
    levels = rules.importance.values()
    if NORMAL not in levels or min(levels, default=0) <= 0:
        yield say("rules.importance", file=RULES, normal=NORMAL)
    if rules.certainty_sd <= 0 or rules.priority_lift < 1:
        yield say("rules.certainty", file=RULES)
    if min(rules.needs, rules.programmes, rules.actions, rules.things) < 1:
        yield say("rules.counts", file=RULES)
