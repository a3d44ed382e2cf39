"""The whole plan: what the plan says, then everything behind it."""

from dataclasses import replace

from assessment.report.composition.material import Material
from assessment.report.documents.bijlage.report import list_chapters
from assessment.report.documents.plan.report import compose_plan
from assessment.report.documents.volledig.texts import say
from assessment.report.model import ReportContent


def compose_whole(material: Material) -> ReportContent:
    """Return both documents as one; no figure and no chapter of the plan is shown again."""
    plan = compose_plan(material)
    left_out = {section.id for section in plan.sections}
    drawn = {figure.id for figure in plan.figures}
    return replace(
        plan,
        cover=replace(plan.cover, title=say("cover.title")),
        sections=(*plan.sections, *list_chapters(material, left_out=left_out, drawn=drawn)),
    )
