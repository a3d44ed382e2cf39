"""Rules the vocabulary must keep beyond having the right fields: one Dutch sentence per problem."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from values.constants import PRIORITIES
from values.model import Competency, Value, ValueMap
from values.problems import say
from values.readability import measure
from values.vocabulary import BANDS, LEVELS, WEIGHTS

CHART, COMPETENCIES, STYLES = "waardenkaart.toml", "competencies.toml", "styles.toml"
COUNTED = {  # the file that says how many there are, so that none gets lost unseen
    "clusters": CHART, "values": CHART, "offices": CHART,
    "groups": COMPETENCIES, "competencies": COMPETENCIES,
}  # fmt: skip
LEAST_QUESTIONS = 2  # for reflection, per value
CHOICE_WORDS = (8, 13)  # of the sentence by which a value is chosen: one idea, equal in weight
LEAST_ACTIONS = {"actions": 3, "actions_aspirant": 2}  # per competency
LEAST_OFFICE_ACTIONS = 4  # per priority value of an office with full texts
CLEAR_LINK = 2  # the weight that at least one link of a value to a competency has
MAX_SENTENCE = 22  # words
MAX_MEAN_SENTENCE = 16.0  # words, texts of LONG_TEXT_WORDS words or more
MAX_LIX = 60.0  # texts of TEXT_WORDS words or more
TEXT_WORDS = 12
LONG_TEXT_WORDS = 30
_ID = re.compile(r"[a-z]+(-[a-z0-9]+)*")
_STYLE_TEXTS = (
    "definition", "quality", "pitfall", "challenge", "allergy", "works_well", "works_less",
    "missing_effect", "missing_advice", "side",
)  # fmt: skip


def problems(value_map: ValueMap) -> list[str]:
    """Return what is wrong with ``value_map``, or an empty list."""
    return [
        *_counts(value_map),
        *_identifiers(value_map),
        *_links(value_map),
        *_offices(value_map),
        *_texts_present(value_map),
        *_pairs(value_map),
        *_poles(value_map),
        *repeated_texts(texts(value_map)),
        *hard_texts(texts(value_map)),
    ]


def cluster_file(cluster_id: str) -> str:
    """Return the name of the file that holds a cluster and its values."""
    return f"{cluster_id}.toml"


def texts(value_map: ValueMap) -> list[tuple[str, str]]:
    """Return every running text with its place (file, id and field), for checks on wording."""
    return [
        *((f"{cluster_file(c.id)}: about", c.about) for c in value_map.clusters),
        *(
            named
            for value_id, cluster in value_map.cluster_of.items()
            for named in _value_texts(value_map.values[value_id], cluster_file(cluster.id))
        ),
        *((f"{CHART}: tension {'-'.join(t.values)}", t.text) for t in value_map.tensions),
        *((f"{COMPETENCIES}: {g.id}.about", g.about) for g in value_map.groups),
        *(
            named
            for competency in value_map.competencies
            for named in _competency_texts(competency)
        ),
        *((f"{STYLES}: {axis.id}.balanced", axis.balanced) for axis in value_map.axes),
        *(
            (f"{STYLES}: {style.id}.{name}", getattr(style, name))
            for style in value_map.styles
            for name in _STYLE_TEXTS
        ),
        *((f"{STYLES}: {'-'.join(p.styles)}.together", p.together) for p in value_map.pairs),
        *((f"{STYLES}: {'-'.join(p.styles)}.caution", p.caution) for p in value_map.pairs),
    ]


def hard_texts(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a problem for each text whose sentences or words are too long to read at B1."""
    for place, text in named:
        reading = measure(text)
        if (longest := reading.longest_sentence) > MAX_SENTENCE:
            yield say("texts.long_sentence", place=place, words=longest, limit=MAX_SENTENCE)
        if reading.words >= TEXT_WORDS and reading.lix > MAX_LIX:
            yield say("texts.hard", place=place, lix=f"{reading.lix:.0f}", limit=f"{MAX_LIX:.0f}")
        if reading.words >= LONG_TEXT_WORDS and reading.mean_sentence > MAX_MEAN_SENTENCE:
            yield say("texts.long_mean", place=place, words=f"{reading.mean_sentence:.0f}",
                      limit=f"{MAX_MEAN_SENTENCE:.0f}")  # fmt: skip


def repeated_texts(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a problem for each text that stands in more than one place."""
    places: dict[str, list[str]] = {}
    for place, text in named:
        places.setdefault(text.strip().casefold(), []).append(place)
    for text, where in places.items():
        if len(where) > 1 and text:
            yield say("texts.twice", places=say("texts.and").join(where))


def empty_texts(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a problem for each text that says nothing."""
    yield from (say("texts.empty", place=place) for place, text in named if not text.strip())


def _value_texts(value: Value, file: str) -> Iterator[tuple[str, str]]:
    for name in ("meaning", "choice", "daily", "why_now"):
        yield f"{file}: {value.id}.{name}", getattr(value, name)
    for name, listed in (("questions", value.questions), ("actions", value.actions)):
        for number, text in enumerate(listed, start=1):
            yield f"{file}: {value.id}.{name}[{number}]", text


def _competency_texts(competency: Competency) -> Iterator[tuple[str, str]]:
    place = f"{COMPETENCIES}: {competency.id}"
    yield f"{place}.definition", competency.definition
    for band, line in competency.feedback.items():
        yield f"{place}.feedback.{band}.text_vertrekkend", line.text_vertrekkend
        if line.text_aspirant:
            yield f"{place}.feedback.{band}.text_aspirant", line.text_aspirant
    lists = {
        "indicators": competency.indicators,
        "feedback": tuple(line.text for line in competency.feedback.values()),
        "advice": tuple(competency.advice.values()),
        "actions": competency.actions,
        "actions_aspirant": competency.actions_aspirant,
    }
    for name, listed in lists.items():
        for number, text in enumerate(listed, start=1):
            yield f"{place}.{name}[{number}]", text


def _counts(value_map: ValueMap) -> Iterator[str]:
    for name, expected in value_map.expected.items():
        count = len(getattr(value_map, name))
        if count != expected:
            yield say("values.count", file=COUNTED[name], found=count, noun=say(f"nouns.{name}"),
                      expected=expected)  # fmt: skip
    for value in value_map.values.values():
        if (count := len(value.questions)) < LEAST_QUESTIONS:
            yield say("values.few_questions", file=_file_of(value, value_map), id=value.id,
                      found=count, least=LEAST_QUESTIONS)  # fmt: skip
        if not CHOICE_WORDS[0] <= (count := len(value.choice.split())) <= CHOICE_WORDS[1]:
            yield say("values.choice", file=_file_of(value, value_map), id=value.id, found=count,
                      least=CHOICE_WORDS[0], most=CHOICE_WORDS[1])  # fmt: skip
    for competency in value_map.competencies:
        yield from _competency_counts(competency)


def _competency_counts(competency: Competency) -> Iterator[str]:
    place = {"file": COMPETENCIES, "id": competency.id}
    if (count := len(competency.indicators)) != len(LEVELS):
        yield say("values.indicators", **place, found=count, expected=len(LEVELS))
    for name, least in LEAST_ACTIONS.items():
        if (count := len(getattr(competency, name))) < least:
            yield say("values.few_actions", **place, name=name, found=count, least=least)
    told = {"feedback": () if competency.virtue else BANDS, "advice": BANDS}
    for name, bands in told.items():
        if tuple(getattr(competency, name)) != bands:
            key = "values.bands" if bands else "values.virtue_feedback"
            yield say(key, **place, name=name, bands=", ".join(bands))
    for band, line in competency.feedback.items():
        if not line.rests_on:
            yield say("values.rests_on_nothing", **place, band=band)


def _identifiers(value_map: ValueMap) -> Iterator[str]:
    values = [(cluster_file(c.id), v.id) for c in value_map.clusters for v in c.values]
    clusters = [(cluster_file(cluster.id), cluster.id) for cluster in value_map.clusters]
    offices = [(CHART, office.id) for office in value_map.offices]
    yield from _repeated_ids(values)
    yield from _repeated_ids(clusters)
    yield from _repeated_ids(offices)
    yield from _repeated_ids([(COMPETENCIES, group.id) for group in value_map.groups])
    yield from _repeated_ids([(COMPETENCIES, c.id) for c in value_map.competencies])
    yield from _repeated_ids([(STYLES, axis.id) for axis in value_map.axes])
    yield from _repeated_ids([(STYLES, style.id) for style in value_map.styles])
    for file, name in (*values, *clusters, *offices):
        if not _ID.fullmatch(name):
            yield say("values.not_kebab", file=file, id=name)
    if sorted(value_map.order) != sorted(name for _, name in values):
        yield say("values.order", file=CHART)


def _repeated_ids(things: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield a problem for each file and id of things of one kind that share their id."""
    counts = Counter(name for _, name in things)
    for file, name in dict.fromkeys(things):
        if counts[name] > 1:
            yield say("values.twice", file=file, id=name, count=counts[name])


def _links(value_map: ValueMap) -> Iterator[str]:
    groups = [group.id for group in value_map.groups]
    for competency in value_map.competencies:
        if competency.group not in groups:
            yield say("values.unknown_group", file=COMPETENCIES, id=competency.id,
                      group=competency.group, known=", ".join(groups))  # fmt: skip
    for value in value_map.values.values():
        file = _file_of(value, value_map)
        yield from _link_targets(value, file, value.competencies, value_map.competency)
        yield from _link_targets(value, file, value.styles, value_map.style)
        if max(value.competencies.values(), default=0) < CLEAR_LINK:
            yield say("values.weak_links", file=file, id=value.id, least=CLEAR_LINK)


def _link_targets(
    value: Value, file: str, links: Mapping[str, int], targets: Container[str]
) -> Iterator[str]:
    for target, weight in links.items():
        if target not in targets:
            yield say("values.unknown_link", file=file, id=value.id, target=target)
        if weight not in WEIGHTS:
            yield say("values.link_weight", file=file, id=value.id, target=target, weight=weight,
                      known=", ".join(map(str, WEIGHTS)))  # fmt: skip


def _offices(value_map: ValueMap) -> Iterator[str]:
    for office in value_map.offices:
        place = {"file": CHART, "id": office.id}
        if not len(office.priority) == len(set(office.priority)) == PRIORITIES:
            yield say("values.priority", **place, expected=PRIORITIES)
        for value_id in office.priority:
            if value_id not in value_map.values:
                yield say("values.unknown_priority", **place, value=value_id)
                continue
            value = value_map.values[value_id]
            if office.full_texts and (count := len(value.actions)) < LEAST_OFFICE_ACTIONS:
                yield say("values.few_office_actions", file=_file_of(value, value_map),
                          id=value_id, office=office.id, found=count,
                          least=LEAST_OFFICE_ACTIONS)  # fmt: skip
    for tension in value_map.tensions:
        if len(tension.values) != 2 or not set(tension.values) <= set(value_map.values):
            yield say("values.tension", file=CHART, values="-".join(tension.values))


def _texts_present(value_map: ValueMap) -> Iterator[str]:
    yield from empty_texts(texts(value_map))
    for value in value_map.values.values():
        if not value.trend or len(value.sources) < 2:
            yield say("values.sources", file=_file_of(value, value_map), id=value.id)


def _pairs(value_map: ValueMap) -> Iterator[str]:
    """Yield a problem for each two styles without a text, and for each text too many."""
    wanted = {frozenset(pair) for pair in combinations((s.id for s in value_map.styles), 2)}
    written = [frozenset(pair.styles) for pair in value_map.pairs]
    for style, other in combinations((s.id for s in value_map.styles), 2):
        if frozenset((style, other)) not in written:
            yield say("values.missing_pair", file=STYLES, style=style, other=other)
    for number, pair in enumerate(written):
        if pair not in wanted or pair in written[:number]:
            styles = "-".join(value_map.pairs[number].styles)
            yield say("values.odd_pair", file=STYLES, styles=styles)


def _poles(value_map: ValueMap) -> Iterator[str]:
    for axis in value_map.axes:
        if not {axis.pole1, axis.pole2} <= set(value_map.style):
            yield say("values.unknown_pole", file=STYLES, id=axis.id)
    poles = {pole: axis.id for axis in value_map.axes for pole in (axis.pole1, axis.pole2)}
    for style in value_map.styles:
        if poles.get(style.id) != style.axis:
            yield say("values.no_pole", file=STYLES, id=style.id, axis=style.axis)


def _file_of(value: Value, value_map: ValueMap) -> str:
    return cluster_file(value_map.cluster_of[value.id].id)
