"""What is left of a person's material when only some parts may be used.

Everything here is put in by name, so a field that somebody adds stays out.
"""

from collections.abc import Collection

from assessment.instruments.answers import Answers
from assessment.plan.model import Plan, Suggestions
from assessment.report.composition.material import OTHERS, Material
from values import DILEMMAS, ImportanceProfile, Nameable, Profile, StyleProfile


def redact(material: Material, parts: Collection[str]) -> Material:
    """Return the material with what belongs to ``parts`` and nothing else.

    Suggestions and the document's id go in any case: they follow from all parts together.
    """
    ids = material.value_map.competency.keys() if "competenties" in parts else ()
    return Material(
        answers=_redact_answers(material.answers, parts),
        profile=_redact_profile(material.profile, parts),
        plan=Plan(goals=material.plan.goals) if "doelen" in parts else Plan(),
        suggestions=Suggestions((), (), (), ()),
        library=material.library,
        value_map=material.value_map,
        catalogue=material.catalogue,
        evidence={id: answers for id, answers in material.evidence.items() if id in ids},
        smallest_changes={},
        comparison=None,
        created_at=material.created_at,
        document_id="",
        parts=tuple(part for part in material.parts if part in parts),
        nameable=_redact_nameable(material, parts),
        others=material.others if OTHERS in parts else None,
    )


def _redact_nameable(material: Material, parts: Collection[str]) -> Nameable:
    """Return what may be named of the parts: found in all answers, told of no other part."""
    whole = material.nameable
    assert whole is not None  # a material finds it when it is made
    return Nameable(
        behaviour=whole.behaviour and not {"competenties", "waarden"}.isdisjoint(parts),
        style=whole.style and "stijl" in parts,
        unread=whole.unread and not {"competenties", "waarden", "stijl"}.isdisjoint(parts),
    )


def _redact_answers(answers: Answers, parts: Collection[str]) -> Answers:
    """Return the answers; a statement tells of a competency and of a value at once."""
    statements = "competenties" in parts or "waarden" in parts
    return Answers(
        phase=answers.phase,
        office=answers.office,
        name=answers.name,
        taken_at=answers.taken_at,
        instruments=answers.instruments,
        gedrag=answers.gedrag if statements else {},
        stijl=answers.stijl if "stijl" in parts else {},
        design=answers.design,
        sets=answers.sets if "waarden" in parts else {},
        verdieping=answers.verdieping if "ervaring" in parts else {},
        dilemmas=answers.dilemmas if DILEMMAS in parts else {},
    )


def _redact_profile(profile: Profile, parts: Collection[str]) -> Profile:
    competencies, values = "competenties" in parts, "waarden" in parts
    style = profile.style
    nothing = StyleProfile(
        axes=dict.fromkeys(style.axes),
        strengths=dict.fromkeys(style.strengths),
        switching=dict.fromkeys(style.switching),
    )
    return Profile(
        office=profile.office,
        priority=profile.priority,
        competencies=profile.competencies if competencies else dict.fromkeys(profile.competencies),
        values=profile.values if values else dict.fromkeys(profile.values),
        clusters=profile.clusters if values else dict.fromkeys(profile.clusters),
        most_visible=profile.most_visible if values else (),
        least_visible=profile.least_visible if values else (),
        style=style if "stijl" in parts else nothing,
        style_accents={},
        importance=profile.importance if values else ImportanceProfile({}, {}, {}),
        quality={},
        versions={},
        likely={
            name: estimate
            for name, estimate in profile.likely.items()
            if (competencies if name in profile.competencies else values)
        },
    )
