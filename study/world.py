"""The real instruments as arrays: which statement, pair and set belongs to what."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from assessment.instruments import Library
from assessment.psychometrics.arrays import Floats, Ints
from assessment.scoring.linear_map import LinearMap, read_linear_map
from values import ValueMap

LARGEST_SET = 5


@dataclass(frozen=True)
class World:
    """What is asked, in arrays. Competencies, values, clusters and axes in the map's order.

    ``linear_map`` is the product's own. ``links`` (competencies, values) holds the link weights;
    ``sets`` (designs, sets, places) the values shown, −1 where a set is smaller; ``pair_sign`` is
    1 where pole 1 stands first.
    """

    library: Library
    value_map: ValueMap
    item_competency: Ints
    item_value: Ints
    item_level: Floats
    group_of: Ints
    cluster_of: Ints
    linear_map: LinearMap
    links: Floats
    pair_axis: Ints
    pair_sign: Floats
    switching_axis: Ints
    sets: Ints

    @cached_property
    def deepened(self) -> "World":
        """Return the same world with the extra statements of the bank behind the others.

        The bank names no value; here every statement stands under one that is linked to its
        competency, the heaviest first. The linear map is that of the statements everybody gets.
        """
        bank = self.library.gedrag.extra
        place = {c.id: k for k, c in enumerate(self.value_map.competencies)}
        own = np.array([place[item.competency] for item in bank])
        linked = [np.argsort(-row, kind="stable") for row in self.links]
        turn = [np.sum(own[:k] == one) for k, one in enumerate(own)]
        count = (self.links > 0).sum(axis=1)
        values = [linked[c][t % count[c]] for c, t in zip(own, turn, strict=True)]
        return replace(
            self,
            item_competency=np.concatenate([self.item_competency, own]),
            item_value=np.concatenate([self.item_value, np.array(values)]),
            item_level=np.concatenate([self.item_level, [float(item.level) for item in bank]]),
        )

    def with_direct_share(self, share: float) -> "World":
        """Return the same world in which a value's own statements weigh ``share``.

        One answer is enough for a value: at a share of 1 only its own statements are left.
        """
        gedrag = self.library.gedrag
        rule = replace(gedrag.scoring, direct_share=share, minimum_value=1)
        other = replace(gedrag, scoring=rule)
        return replace(self, linear_map=read_linear_map(other, self.value_map))


def build_world(library: Library, value_map: ValueMap) -> World:
    """Return the shipped instruments as arrays."""
    gedrag, stijl = library.gedrag, library.stijl
    competencies = [c.id for c in value_map.competencies]
    values = list(value_map.values)
    axes = [axis.id for axis in value_map.axes]
    groups = [group.id for group in value_map.groups]
    clusters = [cluster.id for cluster in value_map.clusters]
    return World(
        library=library,
        value_map=value_map,
        item_competency=np.array([competencies.index(i.competency) for i in gedrag.items]),
        item_value=np.array([values.index(i.value) for i in gedrag.items]),
        item_level=np.array([float(i.level) for i in gedrag.items]),
        group_of=np.array([groups.index(c.group) for c in value_map.competencies]),
        cluster_of=np.array([clusters.index(value_map.cluster_of[v].id) for v in values]),
        linear_map=read_linear_map(gedrag, value_map),
        links=np.array(
            [[float(v.competencies.get(c, 0)) for v in value_map.values.values()]
             for c in competencies]
        ),
        pair_axis=np.array([axes.index(pair.axis) for pair in stijl.pairs]),
        pair_sign=np.array([float(pair.sign) for pair in stijl.pairs]),
        switching_axis=np.array([axes.index(item.axis) for item in stijl.switching]),
        sets=_sets(library, values),
    )  # fmt: skip


def _sets(library: Library, values: list[str]) -> Ints:
    designs = library.waardenkeuze.designs
    found = np.full((len(designs), len(designs[0]), LARGEST_SET), -1, dtype=np.intp)
    for d, design in enumerate(designs):
        for s, one in enumerate(design):
            found[d, s, : len(one.values)] = [values.index(v) for v in one.values]
    return found
