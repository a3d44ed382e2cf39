"""Rules the catalogue must keep: one sentence per problem."""

from collections import Counter
from collections.abc import Iterator

from assessment.plan.model import NORMAL, Catalogue, Programme, Rules
from values import ValueMap
from values.checks import hard_texts, repeated_texts

PROGRAMMES = 21
ACTIONS_PER_VALUE = 3
PHASES = {"aspirant", "starter", "zittend", "vertrekkend"}


def problems(catalogue: Catalogue, value_map: ValueMap) -> list[str]:
    """Return what is wrong with ``catalogue``, or an empty list."""
    named = texts(catalogue)
    return [
        *_programmes(catalogue, value_map),
        *_payment(catalogue),
        *_coverage(catalogue, value_map),
        *_actions(catalogue, value_map),
        *_rules(catalogue.rules),
        *repeated_texts(pair for pair in named if pair[1] and ".form" not in pair[0]),
        *hard_texts(named),
        *(f"{place}: the text is empty" for place, text in named
          if not text.strip() and not place.endswith((".entry", ".note"))),
    ]  # fmt: skip


def texts(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return every running text of the catalogue with the place it stands."""
    return [
        *(
            (f"programme {p.id}.{name}", getattr(p, name))
            for p in catalogue.programmes
            for name in ("form", "trains", "entry", "note")
        ),
        *((f"payment {note.title}", note.text) for note in catalogue.payment),
        *((f"support {note.title}", note.text) for note in catalogue.support),
        *((f"action {action.id}", action.text) for action in catalogue.actions),
    ]


def _programmes(catalogue: Catalogue, value_map: ValueMap) -> Iterator[str]:
    ids = Counter(programme.id for programme in catalogue.programmes)
    if len(ids) != PROGRAMMES:
        yield f"catalogue: {len(ids)} programmes instead of {PROGRAMMES}"
    for programme in catalogue.programmes:
        if ids[programme.id] > 1:
            yield f"programme {programme.id}: the id is used {ids[programme.id]} times"
        yield from _programme(programme, value_map, set(ids))


def _programme(programme: Programme, value_map: ValueMap, ids: set[str]) -> Iterator[str]:
    where = f"programme {programme.id}"
    for competency, weight in programme.competencies.items():
        if competency not in value_map.competency or weight not in (1, 2, 3):
            yield f"{where}: weight {weight} for {competency!r} does not fit"
    for unknown in sorted(set(programme.values) - value_map.values.keys()):
        yield f"{where}: unknown value {unknown!r}"
    if not programme.phases or not set(programme.phases) <= PHASES:
        yield f"{where}: phases must be among {', '.join(sorted(PHASES))}"
    if not set(programme.requires) <= ids:
        yield f"{where}: requires an unknown programme"
    if not programme.sources:
        yield f"{where}: needs a source"


def _payment(catalogue: Catalogue) -> Iterator[str]:
    known = {"", *(note.id for note in catalogue.payment)}
    for programme in catalogue.programmes:
        if programme.payment not in known:
            yield f"programme {programme.id}: unknown payment {programme.payment!r}"


def _coverage(catalogue: Catalogue, value_map: ValueMap) -> Iterator[str]:
    named = {value for programme in catalogue.programmes for value in programme.values}
    for value_id in value_map.values:
        count = len(catalogue.actions_for(value_id))
        expected = 0 if value_id in named else ACTIONS_PER_VALUE
        if count != expected:
            yield f"value {value_id}: {count} practice actions instead of {expected}"
    trained = {c for p in catalogue.programmes if not p.support for c in p.competencies}
    for competency in value_map.competency:
        if competency not in trained:
            yield f"competency {competency}: no programme trains it"


def _actions(catalogue: Catalogue, value_map: ValueMap) -> Iterator[str]:
    for action_id, count in Counter(action.id for action in catalogue.actions).items():
        if count > 1:
            yield f"action {action_id}: the id is used {count} times"
    for action in catalogue.actions:
        if action.value not in value_map.values:
            yield f"action {action.id}: unknown value {action.value!r}"


def _rules(rules: Rules) -> Iterator[str]:
    levels = rules.importance.values()
    if NORMAL not in levels or min(levels, default=0) <= 0:
        yield f"rules: importance must be above 0 and hold {NORMAL}"
    if rules.certainty_sd <= 0 or rules.priority_lift < 1:
        yield "rules: certainty_sd must be above 0 and priority_lift at least 1"
    if min(rules.needs, rules.programmes, rules.actions) < 1:
        yield "rules: needs, programmes and actions must be at least 1"
