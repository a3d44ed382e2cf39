"""From what each other sent to a result in which nobody can be found: pooled, rounded, shuffled."""

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import isnan, nan

from assessment.instruments.answers import answer_row
from assessment.instruments.others import Others
from assessment.scoring import others as scoring
from assessment.scoring.others import Answered, Own, Seen
from assessment.services.content import Content
from assessment.services.disclosure import (
    FEWEST_COUNTED,
    FEWEST_RATERS,
    count_at_most,
    pool_groups,
    tell_fewest,
)
from assessment.services.others.inviting import GROUPS
from assessment.store.others import Rater, RaterAnswers
from values import Estimate, Profile
from values.others import Outcome, Told, View

STEP = 5  # points to which every number is rounded
ENDS, STYLE_ENDS = (10, 90), (-80, 80)  # further out no mean is told: there all said the same
SCALE, STYLE_SCALE = (0, 100), (-100, 100)
OFTEN = 75.0  # points from which conduct is seen often
_SHUFFLE = secrets.SystemRandom()  # no order of arrival, of people or of ids survives


def weigh_answers(
    content: Content,
    profile: Profile,
    invited: Sequence[Rater],
    sent: Sequence[tuple[Rater, RaterAnswers]],
    *,
    version: int,
) -> Outcome:
    """Return the result of those who sent their answers; there are at least FEWEST_RATERS.

    ``invited`` are all who were asked: nothing in the result tells whether one of them answered.
    ``version`` is that of what they were asked and told when the round began.
    """
    asked = content.others
    given = [(rater.group, _values(kept)) for rater, kept in sent]
    groups = [group for group, _ in given]
    everybody = _count([rater.group for rater in invited])
    rated = {
        c.id: Answered.of([answer_row(row, _ids(asked, c.id)) for _, row in given])
        for c in content.value_map.competencies
    }
    noise = scoring.estimate_noise(scoring.join_columns([one.points for one in rated.values()]),
                                   asked.scoring)  # fmt: skip
    virtues = content.value_map.virtues
    shown = {one: answered for one, answered in rated.items() if one not in virtues}
    named = scoring.name_differences(*_columns(shown), _own_scores(profile, shown), asked.scoring)
    return Outcome(
        version=version,
        raters=tell_fewest(len(sent), len(invited)),
        groups=pool_groups(_count(groups), everybody),
        competencies=tuple(
            _tell(one, profile.plain_score(one), answered, groups, everybody, noise)
            for one, answered in shown.items()
        ),
        axes=tuple(
            _tell_axis(asked, profile, axis.id, [row for _, row in given], everybody)
            for axis in content.value_map.axes
        ),
        often=tuple(
            one for one, answered in rated.items()
            if one in virtues and scoring.is_often(answered, noise, OFTEN, fewest=FEWEST_RATERS)
        ),
        named={"both_more": named.both_more, "both_less": named.both_less,
               "others_more": named.others_more, "self_more": named.self_more},
        overall=named.overall,
        texts={q.theme: _gather(row.get(q.id) for _, row in given) for q in asked.questions},
    )  # fmt: skip


def _tell(
    about: str,
    own: Estimate | None,
    answered: Answered,
    groups: Sequence[str],
    everybody: Mapping[str, int],
    noise: scoring.Noise,
) -> Told:
    there = [
        group for group, point in zip(groups, answered.points, strict=True) if not isnan(point)
    ]
    blocks = pool_groups(_count(there), everybody)
    may_agree = sum(everybody.values()) > FEWEST_COUNTED  # or agreement tells that all answered
    return Told(
        about,
        _round_own(own, SCALE),
        _view(answered, groups, everybody, noise) if blocks else None,
        tuple(_view(answered, groups, _only(block, everybody), noise) for block in blocks)
        if len(blocks) > 1
        else (),
        scoring.judge_agreement(answered, fewest=FEWEST_COUNTED) if may_agree else "",
    )


def _view(
    answered: Answered, groups: Sequence[str], asked: Mapping[str, int], noise: scoring.Noise
) -> View:
    """Tell what the groups of ``asked`` see together."""
    seen = scoring.estimate_group(answered.of_those([g in asked for g in groups]), noise)
    return _round_seen(asked, seen, ENDS, SCALE)


def _tell_axis(
    asked: Others,
    profile: Profile,
    axis: str,
    answers: Sequence[Mapping[str, int | str]],
    everybody: Mapping[str, int],
) -> Told:
    """Tell an axis of all together: three answers for each other do not carry groups."""
    own = profile.style.axes.get(axis)
    pair = next(one for one in asked.pairs if one.axis == axis)
    chosen = [float(str(row[pair.id])) for row in answers if row.get(pair.id) is not None]
    seen = scoring.estimate_leaning([pair.sign * scoring.PAIRS.points(one) for one in chosen])
    enough = seen is not None and seen.raters >= FEWEST_RATERS
    together = _round_seen(everybody, seen, STYLE_ENDS, STYLE_SCALE) if seen and enough else None
    return Told(axis, _round_own(own, STYLE_SCALE), together, ())


def _columns(shown: Mapping[str, Answered]) -> tuple[list[str], scoring.Floats]:
    """Return the competencies that enough others saw, with their points as columns."""
    enough = {n: one for n, one in shown.items() if one.count >= FEWEST_RATERS}
    return list(enough), scoring.join_columns([one.points for one in enough.values()])


def _own_scores(profile: Profile, names: Iterable[str]) -> dict[str, Own]:
    found = {}
    for name in names:
        plain, likely = profile.plain_score(name), profile.likely.get(name)
        if plain is not None:
            found[name] = Own(plain.score, plain.se, nan if likely is None else likely.above)
    return found


def _round_own(own: Estimate | None, scale: tuple[int, int]) -> View | None:
    if own is None:
        return None
    score, low, high = (_to_step(number, scale) for number in (own.score, own.low, own.high))
    return View((), score, low, high)


def _round_seen(
    asked: Mapping[str, int], seen: Seen, ends: tuple[int, int], scale: tuple[int, int]
) -> View:
    """Return a mean no further out than ``ends``; its interval stands around what is told.

    It is as wide as when one of those who were ``asked`` said nothing: a narrower one beside it,
    or beside what that one did not see, would tell that all answered.
    """
    score = _to_step(seen.score, ends)
    margin = seen.as_of(count_at_most(seen.raters, sum(asked.values()))).margin
    low, high = (_to_step(score + side * margin, scale) for side in (-1, 1))
    return View(tuple(asked), score, low, high)


def _only(block: Sequence[str], everybody: Mapping[str, int]) -> dict[str, int]:
    return {group: everybody[group] for group in block}


def _to_step(number: float, ends: tuple[int, int]) -> int:
    lowest, highest = ends
    return max(lowest, min(highest, STEP * round(number / STEP)))


def _gather(texts: Iterable[object]) -> tuple[str, ...]:
    """Return the texts there are, in an order that tells nothing."""
    there = [str(text) for text in texts if text]
    _SHUFFLE.shuffle(there)
    return tuple(there)


def _values(kept: RaterAnswers) -> dict[str, int | str]:
    return {item: one.value for item, one in kept.answers.items() if one.value is not None}


def _ids(asked: Others, competency: str) -> list[str]:
    return [item.id for item in asked.statements_of(competency)]


def _count(groups: Sequence[str]) -> dict[str, int]:
    counted = Counter(groups)
    return {group: counted[group] for group in GROUPS if counted[group]}
