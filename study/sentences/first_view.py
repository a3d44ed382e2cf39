"""Whether the names on the first view come back when the same person answers again (ADR 0023).

Half of what a statement means to somebody stays, moods and choice sets differ. Both times the
person wants to grow on the same speelveld, or tells nothing of it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from assessment.instruments import Answers
from assessment.plan import Plan
from assessment.report.composition.material import Material
from assessment.report.composition.next_goals import propose_goals
from assessment.report.composition.outstanding import list_apart, list_outstanding, list_weighty
from assessment.services.content import load_content
from study.assumptions import load_assumptions
from study.sentences.answering import list_answers
from study.sentences.composing import gather
from study.sentences.universes import Place, answer_once, draw_inhabitants
from study.tasks import load_world

WISHES = ("politiek", "bestuurlijk", "ambtelijk", "publiek", "")
QUESTION = "wens-speelveld"


@dataclass
class Returned:
    """By kind of name: how many were named, and how many of those again the second time.

    ``both`` counts the names of who is told of that kind both times: to whom nothing may be named
    the second time, no name can come back.
    """

    people: int = 0
    named: Counter[str] = field(default_factory=Counter)
    both: Counter[str] = field(default_factory=Counter)
    again: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Returned") -> None:
        """Add the counts of other people."""
        self.people += other.people
        self.named += other.named
        self.both += other.both
        self.again += other.again

    def share(self, kind: str) -> float:
        """Return the share of names that came back, from 0 to 1."""
        return self.again[kind] / self.named[kind]

    def share_of_both(self, kind: str) -> float:
        """Return that share among who is told of that kind both times."""
        return self.again[kind] / self.both[kind]


def list_names(material: Material) -> Mapping[str, frozenset[str]]:
    """Return what the first view names, by kind."""
    above, below = list_outstanding(material)
    return {
        "strength": frozenset(above),
        "growth": frozenset(below),
        "weighty": frozenset(cluster.id for cluster in list_weighty(material)),
        "apart": frozenset(cluster.id for cluster in list_apart(material)),
        "goal": frozenset(goal.about for goal in propose_goals(material)),
        "style": frozenset(style.id for style in material.preferred),
    }


def count_returned(place: Place, people: int, seed: int) -> Returned:
    """Return how many names come back of people of one universe."""
    world, content = load_world(), load_content()
    rng, found = np.random.default_rng(seed), Returned(people)
    inhabitants = draw_inhabitants(rng, world, load_assumptions(), place, people)
    wishes = [WISHES[n] for n in rng.integers(0, len(WISHES), people)]
    first, second = (
        _wishing(list_answers(rng, world, inhabitants, answered, time), wishes)
        for time in (0, 1)
        for answered, _ in [answer_once(rng, world, inhabitants)]
    )
    for one, two in zip(first, second, strict=True):
        before, after = (list_names(gather(content, told, Plan(), None)) for told in (one, two))
        for kind, names in before.items():
            found.named[kind] += len(names)
            found.both[kind] += len(names) if after[kind] else 0
            found.again[kind] += len(names & after[kind])
    return found


def _wishing(answers: Sequence[Answers], wishes: Sequence[str]) -> list[Answers]:
    return [
        replace(told, verdieping={QUESTION: wish} if wish else {})
        for told, wish in zip(answers, wishes, strict=True)
    ]
