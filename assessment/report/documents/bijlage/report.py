"""The bijlage: every competency and value, what changed, the own words, and how all was made."""

from collections.abc import Collection
from dataclasses import replace

from assessment.report.composition.change import change
from assessment.report.composition.competencies import competencies
from assessment.report.composition.cover import cover, footer
from assessment.report.composition.dilemmas import tell_dilemmas
from assessment.report.composition.experience import experience
from assessment.report.composition.importance import importance
from assessment.report.composition.material import Material
from assessment.report.composition.method import method
from assessment.report.composition.practice_cards import practice_cards
from assessment.report.composition.priority import priorities
from assessment.report.composition.programmes import tell_grounds, tell_weighing
from assessment.report.composition.reading_guide import reading_guide
from assessment.report.composition.story import story
from assessment.report.composition.style import style
from assessment.report.composition.support import list_offers, tell_payment
from assessment.report.documents.bijlage.texts import say
from assessment.report.model import Figure, Grounded, Paragraph, ReportContent, Section


def compose_annex(material: Material) -> ReportContent:
    """Return the bijlage; the same material gives the same one."""
    of_plan = cover(material)
    return ReportContent(
        cover=replace(of_plan, title=say("cover.title"), subtitle=say("cover.subtitle")),
        sections=list_chapters(material),
        footer=footer(material),
        created_at=material.created_at,
        document_id=material.document_id,
    )


def list_chapters(
    material: Material, *, left_out: Collection[str] = (), drawn: Collection[str] = ()
) -> tuple[Section, ...]:
    """Return the chapters, without those ``left_out`` and without the figures ``drawn`` before.

    Both are collections of ids.
    """
    chapters = (
        *_story(material),
        reading_guide(material),
        replace(competencies(material), title=say("titles.competenties")),
        replace(style(material), title=say("titles.stijl")),
        replace(importance(material), title=say("titles.waarden")),
        *priorities(material),
        *change(material),
        experience(material),
        *tell_dilemmas(material),
        _advice(material),
        *practice_cards(material),
        _help(material),
        method(material),
    )
    return tuple(_without_figures(one, drawn) for one in chapters if one.id not in left_out)


def _story(material: Material) -> tuple[Section, ...]:
    """Return the story with all that it rests on, or nothing where there is none to tell."""
    told = tuple(Grounded(sentence.text, sentence.grounds) for sentence in story(material))
    return (Section("rode-draad", say("titles.rode_draad"), told),) if told else ()


def _without_figures(chapter: Section, drawn: Collection[str]) -> Section:
    kept = (b for b in chapter.blocks if not (isinstance(b, Figure) and b.id in drawn))
    return replace(chapter, blocks=tuple(kept))


def _advice(material: Material) -> Section:
    """Return how the suggestions of the plan came about."""
    weighed = (tell_weighing(material, one) for one in material.suggestions.programmes)
    blocks = (
        Paragraph(say("advice.lead"), "lead"),
        *(block for blocks in weighed for block in blocks),
        *tell_grounds(material),
    )
    return Section("advies", say("titles.advies"), blocks)


def _help(material: Material) -> Section:
    """Return what there is for everybody, and who pays."""
    blocks = (*list_offers(material.catalogue, material.answers.phase), *tell_payment(material))
    return Section("aanbod", say("titles.aanbod"), blocks)
