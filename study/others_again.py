"""What two results of others tell about change, and about one other who answered only the second.

``python -m study.others_again`` writes docs/manual/studie/anderen-toen-en-nu.json. In the second
round one other more answers; the rest are the same people or others. Only what results keep is
used: means and intervals in steps of five.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assessment.instruments.others_file import load_others
from assessment.scoring.others import estimate_noise
from assessment.scoring.others_again import name_changes
from study.others import list_names
from values.constants import NAMED_FROM
from values.others import Outcome, Told, View

Floats = npt.NDArray[np.float64]
FILE = Path(__file__).parent.parent / "docs" / "manual" / "studie" / "anderen-toen-en-nu.json"
RATERS = (3, 5, 9, 14)
CHANGES = (0.0, 8.0, 16.0)  # points: standard deviation of true changes between competencies
HALO, STATEMENT, CHANCE, PROFILE = 12.0, 10.0, 20.0, 10.0  # points, as in study.others
STEP, ENDS = 5, (10, 90)  # as results are kept
PEOPLE = 400
NEAR = 12.5  # points: half a step of the answer scale


@dataclass(frozen=True, slots=True)
class Pair:
    """Two results of one person, what truly changed, and what the one more answered."""

    then: Outcome
    now: Outcome
    change: Floats
    answered: Floats

    @property
    def scores(self) -> tuple[Floats, Floats]:
        """The means of both results."""
        return _scores(self.then), _scores(self.now)


def simulate(
    random: np.random.Generator, raters: int, change_sd: float, *, same_people: bool
) -> Pair:
    """Return what is kept of two rounds: the second with one other more."""
    count = len(list_names())
    seen = 60 + random.normal(0, 6) + random.normal(0, PROFILE, count)
    change = random.normal(0, change_sd, count)
    statement = random.normal(0, STATEMENT, (2, 1, count))
    first, second = random.normal(0, HALO, (2, raters + 1))[:, :, np.newaxis]
    if same_people:
        first = second
    answers = _answer(random, seen + change + statement + second)
    return Pair(
        _keep(_answer(random, seen + statement + first[:-1])), _keep(answers), change, answers[-1]
    )


def measure(
    raters: int, change_sd: float, *, same_people: bool, people: int, seed: int
) -> dict[str, Any]:
    """Return how often a change is named, how often that is true, and what an attack finds.

    ``near_later`` and ``near_both`` are the shares of guesses of what the one more answered that
    are at most half a step off: from the second result alone, and from both.
    """
    random, rule, names = np.random.default_rng(seed), load_others().scoring, list_names()
    pairs = [simulate(random, raters, change_sd, same_people=same_people) for _ in range(people)]
    said = true = some = 0
    for pair in pairs:
        found = name_changes(pair.then, pair.now, rule)
        signs = [(1, one) for one in found.more] + [(-1, one) for one in found.less]
        some += bool(signs)
        said += len(signs)
        true += sum(sign * pair.change[names.index(one)] > 0 for sign, one in signs)
    return {
        "raters": raters, "change": change_sd, "same_people": same_people, "people": people,
        "some": some, "said": said, "true": int(true),
        "near_later": _guess([_of_later(pair) for pair in pairs], pairs),
        "near_both": _guess([_of_both(pair) for pair in pairs], pairs),
    }  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every size of change with every number of raters, write the figures and return 0."""
    parser = argparse.ArgumentParser(prog="python -m study.others_again", description=__doc__)
    parser.add_argument("-n", "--people", type=int, default=PEOPLE)
    parser.add_argument("-o", "--output", type=Path, default=FILE)
    given = parser.parse_args(arguments)
    rows = [
        measure(raters, change, same_people=same, people=given.people,
                seed=100 * place + 2 * raters + same)
        for place, change in enumerate(CHANGES)
        for same in (True, False)
        for raters in RATERS
    ]  # fmt: skip
    given.output.write_text(json.dumps({"rows": rows}, indent=1) + "\n", encoding="utf-8")
    return 0


def _of_later(pair: Pair) -> Floats:
    """Return what the second result tells of each competency, and of all together."""
    now = pair.scores[1]
    return np.column_stack([now, np.full(now.size, now.mean())])


def _of_both(pair: Pair) -> Floats:
    """Return the same with what changed since the first result."""
    then, now = pair.scores
    apart = now - then
    return np.column_stack([_of_later(pair), apart, np.full(apart.size, apart.mean())])


def _guess(predictors: Sequence[Floats], pairs: Sequence[Pair]) -> float:
    """Return how often the best linear guess, learned on one half, is near in the other half."""
    half = len(pairs) // 2
    known, tried = np.concatenate(predictors[:half]), np.concatenate(predictors[half:])
    answered = np.concatenate([pair.answered for pair in pairs])
    design = np.column_stack([np.ones(len(known)), known])
    weights, *_ = np.linalg.lstsq(design, answered[: len(known)])
    guessed = np.column_stack([np.ones(len(tried)), tried]) @ weights
    return round(float((np.abs(guessed - answered[len(known) :]) <= NEAR).mean()), 3)


def _scores(outcome: Outcome) -> Floats:
    return np.array([told.together.score for told in outcome.competencies if told.together])


def _answer(random: np.random.Generator, middle: Floats) -> Floats:
    """Return the points of each rater: the mean of two answers on five steps."""
    answers = middle + random.normal(0, CHANCE, middle.shape)
    return np.asarray((np.clip(np.round(answers / 25), 0, 4) * 25).mean(axis=0))


def _keep(points: Floats) -> Outcome:
    """Return what a result keeps of the points of its raters."""
    noise = estimate_noise(points, load_others().scoring)
    margin = NAMED_FROM * float(np.sqrt((noise.residual + noise.halo) / len(points)))
    told = []
    for name, mean in zip(list_names(), points.mean(axis=0), strict=True):
        score = _to_step(float(mean), ENDS)
        low, high = (_to_step(score + side * margin, (0, 100)) for side in (-1, 1))
        told.append(Told(name, None, View((), score, low, high), ()))
    return Outcome(2, len(points), (), tuple(told), (), (), {}, 0, {})


def _to_step(number: float, ends: tuple[int, int]) -> int:
    return max(ends[0], min(ends[1], STEP * round(number / STEP)))


if __name__ == "__main__":
    sys.exit(main())
