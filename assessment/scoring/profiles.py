"""Score one attempt: answers in, a Profile of plain numbers out."""

from collections.abc import Sequence
from datetime import date

from assessment.instruments.answers import Answers
from assessment.instruments.library import Library
from assessment.instruments.model import NOT_EXPERIENCED
from assessment.norms.basis import Basis, calibration_group, norm_group
from assessment.scoring.answering_pattern import Pace, Patterns, read_pattern, readable_statements
from assessment.scoring.behaviour import RULE, score_behaviour
from assessment.scoring.deepening import look_closer
from assessment.scoring.importance import choose_utilities, score_importance
from assessment.scoring.likely import find_likely, visible_values
from assessment.scoring.norm_and_calibration import place_competencies, rescore_competencies
from assessment.scoring.style import score_style
from values import GEDRAG, STIJL, WAARDENKEUZE, Profile, ValueMap

SCORING_VERSION = 3


def score(
    answers: Answers,
    library: Library,
    value_map: ValueMap,
    *,
    shown: Sequence[str] | None = None,
    pace: Pace | None = None,
    basis: Basis | None = None,
) -> Profile:
    """Return the profile of one person's answers.

    Parameters
    ----------
    answers : Answers
        Checked answers; what was not answered is absent and makes an estimate wider or None. The
        same answer to every statement gives no scores at all.
    library : Library
        The versions that the person answered.
    value_map : ValueMap
        Values, competencies, styles and the links between them.
    shown : sequence of statement ids, optional
        The order in which the statements were shown; that of the instrument unless given.
    pace : Pace, optional
        Seconds per statement, where known. Both only serve the answering pattern.
    basis : Basis, optional
        The norm and the calibration in use, as far as they cover the person. They only touch the
        competencies: values and clusters keep the linear map of the answers.

    Returns
    -------
    Profile
        Scores 0..100 (axes −100..100) with standard errors and 90 % intervals; numpy types never
        leave this package.

    References
    ----------
    design.md section 5.
    """
    given = readable_statements(answers.gedrag)
    behaviour = score_behaviour(library.gedrag, value_map, given)
    used = (basis or Basis(date.min)).fitting(
        library.gedrag, office=answers.office, phase=answers.phase, rule=RULE
    )
    competencies, sources = rescore_competencies(
        used, library.gedrag, behaviour.competencies, given
    )
    rule = library.gedrag.scoring
    likely = find_likely(value_map, rule, competencies, behaviour)
    most, least = visible_values(value_map, rule, likely)
    part = library.waardenkeuze
    utilities = choose_utilities(part, value_map, answers.design, answers.sets)
    importance = score_importance(part, value_map, utilities, likely)
    return Profile(
        office=answers.office,
        priority=value_map.office[answers.office].priority,
        competencies=competencies,
        values=behaviour.values,
        clusters=behaviour.clusters,
        most_visible=most,
        least_visible=least,
        style=score_style(library.stijl, value_map, answers.stijl),
        style_accents={v.id: dict(v.styles) for v in value_map.values.values()},
        importance=importance,
        quality=_quality(
            answers,
            library,
            pattern=read_pattern(
                library, answers, shown=shown, pace=pace, evidence=importance.evidence
            ),
        ),
        versions=_versions(answers, value_map, used),
        norm=norm_group(used),
        calibration=calibration_group(used),
        placements=place_competencies(used, competencies),
        standard_errors=sources,
        likely=likely,
        closer=look_closer(library.gedrag, given, answers.extra, list(competencies)),
    )


def _versions(answers: Answers, value_map: ValueMap, used: Basis) -> dict[str, str | int]:
    return {
        "scoring": SCORING_VERSION,
        "values": value_map.version,
        "waardenkeuze_design": answers.design,
        **answers.instruments,
        **used.versions,
    }


def _quality(
    answers: Answers,
    library: Library,
    *,
    pattern: Patterns,
) -> dict[str, dict[str, float | int | None]]:
    asked = [item.id for item in library.gedrag.items]
    given = [answers.gedrag[item_id] for item_id in asked if item_id in answers.gedrag]
    scored = {*(p.id for p in library.stijl.pairs), *(s.id for s in library.stijl.switching)}
    return {
        GEDRAG: {
            "asked": len(asked),
            "answered": sum(value != NOT_EXPERIENCED for value in given),
            "not_experienced": sum(value == NOT_EXPERIENCED for value in given),
            **pattern[GEDRAG],
        },
        STIJL: {
            "asked": len(scored),
            "answered": len(scored & answers.stijl.keys()),
            **pattern[STIJL],
        },
        WAARDENKEUZE: {
            "asked": len(library.waardenkeuze.designs[answers.design - 1]),
            "answered": len(answers.sets),
            **pattern[WAARDENKEUZE],
        },
    }
