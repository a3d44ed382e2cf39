"""The plan with what others see: what is named of it, and neither their words nor the groups."""

from dataclasses import replace

from assessment.report.composition.material import Material
from assessment.report.documents.anderen.brief import tell_briefly
from assessment.report.documents.plan.report import compose_plan
from assessment.report.documents.plan_anderen.texts import say
from assessment.report.fingerprint import document_number
from assessment.report.model import Paragraph, ReportContent, Section
from values.others import write_outcome

BEFORE = (
    "plan-prioriteiten"  # the first chapter that is not about how somebody sees the own conduct
)


def compose_plan_with_others(material: Material) -> ReportContent:
    """Return the plan with the chapter; without it where others were not told that it may be."""
    plan = compose_plan(material)
    if material.others is None or not material.others.may_stand_in_plan:
        return plan
    sections = tuple(
        section
        for chapter in plan.sections
        for section in ((_tell_others(material), chapter) if chapter.id == BEFORE else (chapter,))
    )
    number = document_number([material.document_id, write_outcome(material.others)])
    return replace(plan, sections=sections, document_id=number)


def _tell_others(material: Material) -> Section:
    assert material.others is not None  # since compose_plan_with_others
    blocks = (
        *tell_briefly(material.others, material.value_map),
        Paragraph(say("chapter.told"), "small"),
    )
    return Section("plan-anderen", say("chapter.title"), blocks)
