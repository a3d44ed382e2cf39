"""What makes a sentence true: one function for each definition of ``claims.toml``.

Each returns whether the sentence is true of a person, or None when it claims nothing this time.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assessment.instruments import Library
from assessment.phrases import whole
from assessment.report.composition.claims import HALFWAY
from assessment.report.composition.outstanding import DEAR_REACH, SHOWN_REACH
from assessment.report.composition.texts import TEXTS
from study.sentences.claims import Said
from values import ABOVE, BANDS, LEADING, ValueMap

NOTHING = 1e-9  # a true difference below this is none
CHANGED = 1.0  # points: a true change below this is none
TEN = 10  # of the values: those that come first
ALIKE_SD = 0.25  # logits: whose utilities differ less puts no value first

Numbers = Mapping[str, float]


@dataclass(frozen=True)
class Known:
    """What is true of one person, by id: points, logits for importance, and how much moved.

    ``competencies`` are those that may have a number: of them the report takes the own mean.
    """

    library: Library
    value_map: ValueMap
    competencies: Numbers
    values: Numbers
    clusters: Numbers
    axes: Numbers
    switching: Numbers
    importance: Numbers
    importance_clusters: Numbers
    moved: Numbers

    @cached_property
    def first_ten(self) -> frozenset[str]:
        """Return the values that weigh most; none when all weigh the same."""
        if self.spread < ALIKE_SD:
            return frozenset()
        return frozenset(sorted(self.importance, key=lambda v: -self.importance[v])[:TEN])

    @cached_property
    def spread(self) -> float:
        """Return how much the values differ in weight: the SD of the utilities, in logits."""
        return float(np.std(list(self.importance.values())))

    def from_mean(self, numbers: Numbers, construct: str) -> float:
        """Return how far a construct lies from the mean of ``numbers``."""
        return numbers[construct] - sum(numbers.values()) / len(numbers)

    def towards(self, style: str) -> float:
        """Return the true place on the axis of a style, positive at its side."""
        axis = next(a for a in self.value_map.axes if style in (a.pole1, a.pole2))
        return self.axes[axis.id] * (1.0 if style == axis.pole2 else -1.0)


Definition = Callable[[Known, Said], bool | None]

# Competencies and values


def is_above(known: Known, said: Said) -> bool:
    """Return whether the competency lies above the own mean."""
    return known.from_mean(known.competencies, said.subject) > NOTHING


def is_below(known: Known, said: Said) -> bool:
    """Return whether the competency lies below the own mean."""
    return known.from_mean(known.competencies, said.subject) < -NOTHING


def is_value_above(known: Known, said: Said) -> bool:
    """Return whether the value lies above the own mean value."""
    return known.from_mean(known.values, said.subject) > NOTHING


def is_value_below(known: Known, said: Said) -> bool:
    """Return whether the value lies below the own mean value."""
    return known.from_mean(known.values, said.subject) < -NOTHING


def fits_word(known: Known, said: Said) -> bool | None:
    """Return whether the true score lies in a band that is named; none is, when it is unknown."""
    if said.words == str(TEXTS.tables["bands"]["unknown"]):
        return None
    return _in_bands(known, said, "bands")


def fits_often(known: Known, said: Said) -> bool:
    """Return whether the true score lies in a band that is that often."""
    return _in_bands(known, said, "often")


def _in_bands(known: Known, said: Said, section: str) -> bool:
    named = [BANDS.index(b) for b in BANDS if str(TEXTS.tables[section][b]) in said.words]
    if not named:
        raise LookupError(f"{said.claim.key}: no word in {said.words!r}")
    true = known.library.gedrag.scoring.band(whole(known.competencies[said.subject]))
    return min(named) <= BANDS.index(true) <= max(named)


# Style


def prefers_style(known: Known, said: Said) -> bool:
    """Return whether the person prefers this style at all."""
    return known.towards(said.subject) > NOTHING


def prefers_beyond_balance(known: Known, said: Said) -> bool:
    """Return whether the preference is beyond balance: a light or a clear one."""
    return known.towards(said.subject) >= known.library.stijl.scoring.balanced_below


def prefers_clearly(known: Known, said: Said) -> bool:
    """Return whether the preference is beyond the limit of a clear one."""
    return known.towards(said.subject) > known.library.stijl.scoring.clear_above


def is_balanced(known: Known, said: Said) -> bool:
    """Return whether the true place on the axis lies within the limits of balance."""
    return abs(known.axes[said.subject]) < known.library.stijl.scoring.balanced_below


_DEGREES = {
    "clear": prefers_clearly,
    "preferred": prefers_beyond_balance,
    "leaning": prefers_style,
}


def fits_degree(known: Known, said: Said) -> bool:
    """Return whether the preference is as strong as the word says."""
    for word, definition in _DEGREES.items():
        if str(TEXTS.tables["style"][f"word_{word}"]) in said.words:
            return definition(known, said)
    raise LookupError(f"{said.claim.key}: no word in {said.words!r}")


def is_easy(known: Known, said: Said) -> bool:
    """Return whether switching lies above the middle."""
    return known.switching[said.subject] > HALFWAY


def is_hard(known: Known, said: Said) -> bool:
    """Return whether switching lies below the middle."""
    return known.switching[said.subject] < HALFWAY


# Importance


def is_top_ten(known: Known, said: Said) -> bool:
    """Return whether the value is one of the ten that weigh most."""
    return said.subject in known.first_ten


def weighs_more(known: Known, said: Said) -> bool:
    """Return whether the value weighs more than the mean value."""
    return known.importance[said.subject] > NOTHING


def fits_group(known: Known, said: Said) -> bool | None:
    """Return whether the value is in the group that is named; what is not named claims nothing."""
    words = TEXTS.tables["values"]
    if said.words == str(words[ABOVE]):
        return weighs_more(known, said)
    return is_top_ten(known, said) if said.words == str(words[LEADING]) else None


def cluster_weighs_more(known: Known, said: Said) -> bool:
    """Return whether the cluster weighs more than the mean value."""
    return known.importance_clusters[said.subject] > NOTHING


def cluster_weighs_less(known: Known, said: Said) -> bool:
    """Return whether the cluster weighs less than the mean value."""
    return known.importance_clusters[said.subject] < -NOTHING


def matters_more(known: Known, said: Said) -> bool:
    """Return whether the cluster matters more, and shows less, than the mean cluster."""
    weighs, shows = _beside(known, said.subject)
    return weighs > NOTHING and shows < -NOTHING


def shows_more(known: Known, said: Said) -> bool:
    """Return whether the cluster matters less, and shows more, than the mean cluster."""
    weighs, shows = _beside(known, said.subject)
    return weighs < -NOTHING and shows > NOTHING


def _beside(known: Known, cluster: str) -> tuple[float, float]:
    """Return how far importance and behaviour of a cluster lie from those of the mean cluster."""
    weighs = known.from_mean(known.importance_clusters, cluster)
    return weighs, known.from_mean(known.clusters, cluster)


def cluster_apart(known: Known, said: Said) -> bool:
    """Return whether importance lies further above the own mean than behaviour does."""
    weighs = known.importance_clusters[said.subject] / DEAR_REACH
    return weighs - _shown(known, said.subject) / SHOWN_REACH > NOTHING


def cluster_shows(known: Known, said: Said) -> bool:
    """Return whether behaviour lies above that of the mean cluster."""
    return _shown(known, said.subject) > NOTHING


def _shown(known: Known, cluster: str) -> float:
    """Return how far a cluster lies from the mean of those that may have a number."""
    virtues = known.value_map.virtues
    return known.from_mean({c: n for c, n in known.clusters.items() if c not in virtues}, cluster)


# Change


def has_moved(known: Known, said: Said) -> bool:
    """Return whether the true score moved in the direction that is named."""
    rose = str(TEXTS.tables["change"]["higher"]) in said.words
    return known.moved[said.subject] * (1.0 if rose else -1.0) > CHANGED


def has_moved_between(known: Known, said: Said) -> bool:
    """Return whether the true score moved towards the end of the interval that is farthest."""
    words = TEXTS.tables["change"]
    rose, fell = (
        max((int(points) for points in _reading(words[end]).findall(said.words)), default=0)
        for end in ("end_higher", "end_lower")
    )
    return known.moved[said.subject] * (1.0 if rose > fell else -1.0) > CHANGED


def _reading(text: str) -> re.Pattern[str]:
    """Return what finds the number of points in a text that tells it."""
    return re.compile(str(text).replace("{points}", r"(\d+)"))


def group_has_moved(known: Known, said: Said) -> bool:
    """Return whether the true scores of a speelveld moved, on average, in the direction named."""
    inside = [known.moved[c.id] for c in known.value_map.in_group(said.subject) if not c.virtue]
    rose = str(TEXTS.tables["change"]["higher"]) in said.words
    return sum(inside) / len(inside) * (1.0 if rose else -1.0) > CHANGED


DEFINITIONS: Mapping[str, Definition] = {
    definition.__name__: definition
    for definition in (
        is_above, is_below, is_value_above, is_value_below, fits_word, fits_often, prefers_style,
        prefers_beyond_balance, prefers_clearly, is_balanced, fits_degree, is_easy, is_hard,
        is_top_ten, weighs_more, fits_group, cluster_weighs_more, cluster_weighs_less,
        matters_more, shows_more, cluster_apart, cluster_shows, has_moved,
        has_moved_between, group_has_moved,
    )
}  # fmt: skip
