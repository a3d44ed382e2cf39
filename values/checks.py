"""Rules the vocabulary must keep beyond having the right fields: one sentence per problem."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import combinations

from values.model import Competency, Value, ValueMap
from values.readability import measure
from values.vocabulary import BANDS, CLUSTER_KINDS

COUNTS = {"clusters": 9, "values": 39, "offices": 8, "groups": 5, "competencies": 16,
          "axes": 3, "styles": 6, "pairs": 15}  # fmt: skip
MAX_SENTENCE = 22  # words
MAX_MEAN_SENTENCE = 16.0  # words, texts of LONG_TEXT_WORDS words or more
MAX_LIX = 60.0  # texts of TEXT_WORDS words or more
TEXT_WORDS = 12
LONG_TEXT_WORDS = 30
_ID = re.compile(r"[a-z]+(-[a-z0-9]+)*")


def problems(value_map: ValueMap) -> list[str]:
    """Return what is wrong with ``value_map``, or an empty list."""
    return [
        *_counts(value_map),
        *_identifiers(value_map),
        *_links(value_map),
        *_offices(value_map),
        *_texts_present(value_map),
        *_pairs(value_map),
        *repeated_texts(texts(value_map)),
        *hard_texts(texts(value_map)),
    ]


def texts(value_map: ValueMap) -> list[tuple[str, str]]:
    """Return every running text with the place it stands, for the checks on wording."""
    return [
        *((f"cluster {c.id}.about", c.about) for c in value_map.clusters),
        *(pair for value in value_map.values.values() for pair in _value_texts(value)),
        *((f"tension {'-'.join(t.values)}", t.text) for t in value_map.tensions),
        *((f"group {g.id}.about", g.about) for g in value_map.groups),
        *(pair for c in value_map.competencies for pair in _competency_texts(c)),
        *((f"axis {a.id}.balanced", a.balanced) for a in value_map.axes),
        *(
            (f"style {s.id}.{name}", getattr(s, name))
            for s in value_map.styles
            for name in ("definition", "quality", "pitfall", "challenge", "allergy", "works_well",
                         "works_less", "missing_effect", "missing_advice", "clear", "light")
        ),
        *((f"pair {'-'.join(p.styles)}.together", p.together) for p in value_map.pairs),
        *((f"pair {'-'.join(p.styles)}.caution", p.caution) for p in value_map.pairs),
    ]  # fmt: skip


def hard_texts(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a problem for each text whose sentences or words are too long to read at B1."""
    for place, text in named:
        found = measure(text)
        if found.longest_sentence > MAX_SENTENCE:
            yield f"{place}: a sentence of {found.longest_sentence} words (at most {MAX_SENTENCE})"
        if found.words >= TEXT_WORDS and found.lix > MAX_LIX:
            yield f"{place}: LIX {found.lix:.0f} (at most {MAX_LIX:.0f})"
        if found.words >= LONG_TEXT_WORDS and found.mean_sentence > MAX_MEAN_SENTENCE:
            yield f"{place}: {found.mean_sentence:.0f} words a sentence ({MAX_MEAN_SENTENCE:.0f})"


def repeated_texts(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a problem for each text that stands in more than one place."""
    places: dict[str, list[str]] = {}
    for place, text in named:
        places.setdefault(text.strip().casefold(), []).append(place)
    for text, where in places.items():
        if len(where) > 1 and text:
            yield f"{' and '.join(where)}: the same text twice"


def _value_texts(value: Value) -> Iterator[tuple[str, str]]:
    for name in ("meaning", "daily", "why_now"):
        yield f"value {value.id}.{name}", getattr(value, name)
    for name, found in (("questions", value.questions), ("actions", value.actions)):
        yield from ((f"value {value.id}.{name}[{n}]", t) for n, t in enumerate(found, start=1))


def _competency_texts(competency: Competency) -> Iterator[tuple[str, str]]:
    yield f"competency {competency.id}.definition", competency.definition
    lists = {
        "indicators": competency.indicators,
        "feedback": tuple(competency.feedback.values()),
        "advice": tuple(competency.advice.values()),
        "actions": competency.actions,
        "actions_aspirant": competency.actions_aspirant,
    }
    for name, found in lists.items():
        for number, text in enumerate(found, start=1):
            yield f"competency {competency.id}.{name}[{number}]", text


def _counts(value_map: ValueMap) -> Iterator[str]:
    for name, expected in COUNTS.items():
        if (found := len(getattr(value_map, name))) != expected:
            yield f"{name}: {found} instead of {expected}"
    for value in value_map.values.values():
        if len(value.questions) != 2:
            yield f"value {value.id}: needs 2 reflection questions, has {len(value.questions)}"
    for competency in value_map.competencies:
        yield from _competency_counts(competency)


def _competency_counts(competency: Competency) -> Iterator[str]:
    for name, expected in (("indicators", 4), ("actions", 3), ("actions_aspirant", 2)):
        if (found := len(getattr(competency, name))) != expected:
            yield f"competency {competency.id}: {found} {name} instead of {expected}"
    for name in ("feedback", "advice"):
        if tuple(getattr(competency, name)) != BANDS:
            yield f"competency {competency.id}: {name} must have the bands {', '.join(BANDS)}"


def _identifiers(value_map: ValueMap) -> Iterator[str]:
    kinds = {
        "value": [v.id for c in value_map.clusters for v in c.values],
        "cluster": [c.id for c in value_map.clusters],
        "office": [o.id for o in value_map.offices],
        "group": [g.id for g in value_map.groups],
        "competency": [c.id for c in value_map.competencies],
        "axis": [a.id for a in value_map.axes],
        "style": [s.id for s in value_map.styles],
    }
    for noun, ids in kinds.items():
        yield from (
            f"{noun} {i}: the id is used {n} times" for i, n in Counter(ids).items() if n > 1
        )
    for noun in ("value", "cluster", "office"):
        yield from (
            f"{noun} {i}: not kebab-case ASCII" for i in kinds[noun] if not _ID.fullmatch(i)
        )
    if sorted(value_map.order) != sorted(kinds["value"]):
        yield "waardenkaart.toml order: must name every value exactly once"
    for cluster in value_map.clusters:
        if cluster.kind not in CLUSTER_KINDS:
            known = ", ".join(CLUSTER_KINDS)
            yield f"cluster {cluster.id}: kind {cluster.kind!r} is not one of {known}"


def _links(value_map: ValueMap) -> Iterator[str]:
    groups = {group.id for group in value_map.groups}
    for competency in value_map.competencies:
        if competency.group not in groups:
            yield f"competency {competency.id}: unknown group {competency.group!r}"
    for value in value_map.values.values():
        yield from _link_targets(value, value.competencies, value_map.competency)
        yield from _link_targets(value, value.styles, value_map.style)
        if max(value.competencies.values(), default=0) < 2:
            yield f"value {value.id}: needs a competency link of weight 2 or 3"


def _link_targets(value: Value, links: Mapping[str, int], targets: Container[str]) -> Iterator[str]:
    for target, weight in links.items():
        if target not in targets:
            yield f"value {value.id}: link to unknown {target!r}"
        if weight not in (1, 2, 3):
            yield f"value {value.id}: link weight {weight} to {target} is not 1, 2 or 3"


def _offices(value_map: ValueMap) -> Iterator[str]:
    for office in value_map.offices:
        if not len(office.priority) == len(set(office.priority)) == 4:
            yield f"office {office.id}: needs four different priority values"
        for value_id in office.priority:
            if value_id not in value_map.values:
                yield f"office {office.id}: unknown priority value {value_id!r}"
            elif office.full_texts and len(value_map.values[value_id].actions) != 4:
                yield f"value {value_id}: needs four practice actions for the {office.id}"
    for tension in value_map.tensions:
        if len(tension.values) != 2 or not set(tension.values) <= set(value_map.values):
            yield f"tension {tension.values}: needs two known values"


def _texts_present(value_map: ValueMap) -> Iterator[str]:
    yield from (
        f"{place}: the text is empty" for place, text in texts(value_map) if not text.strip()
    )
    for value in value_map.values.values():
        if not value.trend or len(value.sources) < 2:
            yield f"value {value.id}: needs a trend and the places in S4 of value and trend"


def _pairs(value_map: ValueMap) -> Iterator[str]:
    ids = [style.id for style in value_map.styles]
    found = {frozenset(pair.styles) for pair in value_map.pairs}
    for one, other in combinations(ids, 2):
        if frozenset((one, other)) not in found:
            yield f"style pairs: {one} with {other} is missing"
    for axis in value_map.axes:
        if not {axis.pole1, axis.pole2} <= set(ids):
            yield f"axis {axis.id}: unknown pole"
    poles = {pole: axis.id for axis in value_map.axes for pole in (axis.pole1, axis.pole2)}
    for style in value_map.styles:
        if poles.get(style.id) != style.axis:
            yield f"style {style.id}: is no pole of axis {style.axis!r}"
