"""The whole instrument over a group of people: every scale, value, cluster and choice."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from assessment.instruments.answers import Answers
from assessment.instruments.library import Library
from assessment.psychometrics.arrays import Floats
from assessment.quality.measures.alarms import raise_alarms
from assessment.quality.measures.choice_part import measure_choices
from assessment.quality.measures.classical_part import measure_pair, reliability
from assessment.quality.measures.differences import measure_differences
from assessment.quality.measures.disclosure import SMALLEST_GROUP, list_showable
from assessment.quality.measures.factor_part import measure_factors
from assessment.quality.measures.outcomes import compute_or_explain
from assessment.quality.measures.people import (
    AdmittedPeople,
    Respondent,
    admit_people,
    choices_of_style,
    not_experienced,
    tabulate_statements,
)
from assessment.quality.measures.scale import Scale, Table, read_scale
from assessment.quality.measures.scales import measure_scale
from assessment.quality.results import (
    ClusterQuality,
    FactorModel,
    InstrumentQuality,
    ItemDifference,
    PairQuality,
    ScaleQuality,
    Unavailable,
)
from assessment.scoring.style import BOTH
from values import GEDRAG, SCORED_PARTS, STIJL, ValueMap

COMPETENCY, AXIS = "competency", "axis"

Progress = Callable[[str, int, int], None]


def measure_instruments(
    everyone: Sequence[Respondent],
    library: Library,
    value_map: ValueMap,
    *,
    left_out: Mapping[str, int],
    progress: Progress,
) -> InstrumentQuality:
    """Return the quality of the instruments over a group of people.

    With fewer than thirty people who count, nothing but who was left out.

    Parameters
    ----------
    everyone : sequence of Respondent
        One per person, with answers to the versions in ``library``.
    left_out : mapping of reason to number of people
        Who was left out before; the reasons found here are added.
    progress : callable
        Told which step is at hand, and how much of it is done out of how much.

    References
    ----------
    psychometrics.md section 2; design.md section 5.
    """
    admitted = admit_people(everyone, library)
    excluded = {**left_out, **admitted.left_out}
    if len(admitted.people) < SMALLEST_GROUP:
        return InstrumentQuality(None, _simulated(everyone), left_out=excluded)
    plan = _scales(admitted, library, value_map)
    scales = _measured(admitted, plan, partial(progress, "scales"))
    choices = compute_or_explain(
        lambda: measure_choices(
            admitted.waardenkeuze,
            library.waardenkeuze,
            value_map,
            progress=partial(progress, "choices"),
        )
    )
    progress("values", 0, 1)
    found = replace(
        _facts(admitted, excluded),
        scales=scales,
        switching=_switching(admitted, library, value_map),
        values=_values(admitted, library, value_map),
        clusters=_clusters(admitted, library, value_map),
        factors=_factors(plan, value_map),
        choices=choices,
        differences=_differences(admitted, plan),
        alarms=raise_alarms(scales),
    )
    progress("values", 1, 1)
    return found


def _simulated(everyone: Sequence[Respondent]) -> bool:
    return any(one.answers.simulated for one in everyone)


def _facts(admitted: AdmittedPeople, left_out: Mapping[str, int]) -> InstrumentQuality:
    phases = Counter(sorted(one.phase for one in admitted.people))
    taken = sorted(datetime.fromisoformat(one.taken_at) for one in admitted.people)
    parts = {part: len(getattr(admitted, part)) for part in SCORED_PARTS}
    return InstrumentQuality(
        people=len(admitted.people),
        simulated=any(one.simulated for one in admitted.people),
        parts={part: n if n >= SMALLEST_GROUP else None for part, n in parts.items()},
        phases={phase: phases[phase] for phase in list_showable(phases)},
        months=tuple((moment.year, moment.month) for moment in (taken[0], taken[-1])),
        left_out=left_out,
        pattern=admitted.pattern,
    )


def competency_scales(library: Library, value_map: ValueMap) -> list[Scale]:
    """Return the scale of each competency."""
    gedrag = library.gedrag
    return [
        Scale(
            id=competency.id,
            kind=COMPETENCY,
            items=tuple(item.id for item in gedrag.items if item.competency == competency.id),
            answers=gedrag.answer_scale,
            reversed=frozenset(),
            minimum=gedrag.scoring.minimum_answered,
        )
        for competency in value_map.competencies
    ]


def axis_scales(library: Library, value_map: ValueMap) -> list[Scale]:
    """Return the scale of each axis, turned so that pole 2 is high."""
    stijl = library.stijl
    return [
        Scale(
            id=axis.id,
            kind=AXIS,
            items=tuple(pair.id for pair in stijl.pairs if pair.axis == axis.id),
            answers=stijl.pair_scale,
            reversed=frozenset(pair.id for pair in stijl.pairs if pair.sign < 0),
            minimum=stijl.scoring.minimum_answered,
        )
        for axis in value_map.axes
    ]


_Plan = list[tuple[Scale, Table, tuple[Answers, ...]]]


def _scales(admitted: AdmittedPeople, library: Library, value_map: ValueMap) -> _Plan:
    """Return every scale with the table and the people that it is measured on."""
    gedrag, stijl = admitted.gedrag, admitted.stijl
    said = tabulate_statements(gedrag, [item.id for item in library.gedrag.items])
    chose = choices_of_style(stijl, [item.id for item in library.stijl.pairs])
    return [
        *((scale, said, gedrag) for scale in competency_scales(library, value_map)),
        *((scale, chose, stijl) for scale in axis_scales(library, value_map)),
    ]


def _measured(
    admitted: AdmittedPeople, plan: _Plan, progress: Callable[[int, int], None]
) -> tuple[ScaleQuality, ...]:
    found = []
    for number, (scale, table, people) in enumerate(plan, start=1):
        absent = not_experienced(admitted.gedrag, scale.items) if scale.kind == COMPETENCY else {}
        phases = [one.phase for one in people]
        found.append(measure_scale(table, scale, not_experienced=absent, groups=phases))
        progress(number, len(plan))
    return tuple(found)


def _factors(plan: _Plan, value_map: ValueMap) -> tuple[FactorModel, ...]:
    """Return the scales as factors: each group of competencies, all of them, and the axes."""
    by_id = {scale.id: (scale, table) for scale, table, _ in plan}
    together = {
        group.id: [competency.id for competency in value_map.in_group(group.id)]
        for group in value_map.groups
    }
    together |= {GEDRAG: [one.id for one in value_map.competencies]}
    together |= {STIJL: [axis.id for axis in value_map.axes]}
    return tuple(
        measure_factors(name, by_id[ids[0]][1], [by_id[one][0] for one in ids])
        for name, ids in together.items()
        if len(ids) > 1
    )


def _differences(admitted: AdmittedPeople, plan: _Plan) -> tuple[ItemDifference, ...] | Unavailable:
    phases = [one.phase for one in admitted.gedrag]
    scales = [scale for scale, _, _ in plan if scale.kind == COMPETENCY]
    return compute_or_explain(lambda: measure_differences(plan[0][1], scales, phases))


def _read_statements(
    admitted: AdmittedPeople, library: Library, ids: Sequence[str], name: str
) -> Floats:
    """Return the answers to some statements as those of one scale; shape (people, statements)."""
    scale = Scale(name, COMPETENCY, tuple(ids), library.gedrag.answer_scale, frozenset(), 1)
    return read_scale(tabulate_statements(admitted.gedrag, ids), scale)


def _values(
    admitted: AdmittedPeople, library: Library, value_map: ValueMap
) -> tuple[PairQuality, ...]:
    """Return how the two own statements of each value agree."""
    found = []
    for value in value_map.values:
        ids = [item.id for item in library.gedrag.items if item.value == value]
        found.append(measure_pair(value, _read_statements(admitted, library, ids, value), ids))
    return tuple(found)


def _clusters(
    admitted: AdmittedPeople, library: Library, value_map: ValueMap
) -> tuple[ClusterQuality, ...]:
    """Return the reliability of the own statements of each cluster."""
    found = []
    for cluster in value_map.clusters:
        own = {value.id for value in cluster.values}
        ids = [item.id for item in library.gedrag.items if item.value in own]
        answers = _read_statements(admitted, library, ids, cluster.id)
        step = library.gedrag.answer_scale.step
        reliable = compute_or_explain(partial(reliability, answers, ids, step))
        found.append(ClusterQuality(cluster.id, len(ids), reliable))
    return tuple(found)


def _switching(
    admitted: AdmittedPeople, library: Library, value_map: ValueMap
) -> tuple[PairQuality, ...]:
    """Return how the two switching items of each axis agree."""
    found = []
    for axis in value_map.axes:
        ids = [item.id for item in library.stijl.switching if item.axis == axis.id]
        answers_scale = library.stijl.switching_scale
        scale = Scale(axis.id, AXIS, tuple(ids), answers_scale, frozenset(), BOTH)
        answers = read_scale(choices_of_style(admitted.stijl, ids), scale)
        found.append(measure_pair(axis.id, answers, ids))
    return tuple(found)
