"""What one person reads: the real documents, made by the product's own functions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assessment.instruments import Answers
from assessment.plan import Goal, Plan
from assessment.report.composition.material import Material
from assessment.report.documents.composing import compose_document
from assessment.report.documents.orientatieverslag.answers import answers as tell_answers
from assessment.report.documents.waarom_advies.advice import explain_suggestions
from assessment.report.model import Cover, ReportContent, Section
from assessment.scoring import score
from assessment.services.content import Content
from assessment.services.reporting import build_material, make_result
from study.sentences.claims import PROPOSAL, Names, Said, list_said
from study.sentences.telling import Told
from values import ASPIRANT

FOR_ASPIRANT, ADVICE = "orientatieverslag", "waarom-advies"
OWN = ("plan", "bijlage")  # what the owner has of everything
EVERY = (*OWN, "gesprekswijzer", "intervisiekaart", ADVICE, FOR_ASPIRANT)


@dataclass(frozen=True)
class Read:
    """What one person reads on one occasion, and what it was made from.

    ``words`` are the sentences of the claims; not those of proposals, which tell of programmes too.
    """

    material: Material
    said: tuple[Said, ...]
    words: tuple[str, ...]


def read_documents(
    names: Names, heard: list[Told], material: Material, which: Sequence[str]
) -> Read:
    """Return every claim in these documents of one person; ``heard`` fills while they are made.

    The same answers are told to an aspirant too, in the document that only an aspirant gets. A
    claim that several documents make of one subject stands there once for each key.
    """
    said: dict[tuple[str, str], Said] = {}
    words: list[str] = []
    for name in which:
        heard.clear()
        document = _compose(material, name)
        for one in list_said(heard, document, names):
            said.setdefault((one.claim.key, one.subject), one)
        keys = {one.claim.key for one in said.values() if one.claim.kind != PROPOSAL}
        words += [told.words for told in heard if told.key in keys]
    heard.clear()
    return Read(material, tuple(said.values()), tuple(words))


def gather(content: Content, answers: Answers, plan: Plan, previous: Answers | None) -> Material:
    """Return all that the documents of one person draw on.

    The goals of the plan were chosen before these answers, after the ``previous`` ones.
    """
    chosen = tuple(goal.about for goal in plan.goals)
    profile = score(answers, content.library, content.value_map)
    result = make_result(content, answers, profile, plan, previous, chosen)
    return build_material(content, result, created_at=datetime.fromisoformat(answers.taken_at))


def make_plan(goals: Sequence[str]) -> Plan:
    """Return the plan of somebody who takes these competencies as goals."""
    return Plan(goals=tuple(Goal(about=competency) for competency in goals))


def _compose(material: Material, name: str) -> ReportContent:
    """Return a document, or what only stands there: the other chapters are those of the plan.

    The page that explains the advice counts as a document of its own.
    """
    if name == ADVICE:
        return _bind(material, explain_suggestions(material))
    if name == FOR_ASPIRANT:
        answers = replace(material.answers, phase=ASPIRANT)
        return _bind(material, (tell_answers(replace(material, answers=answers)),))
    return compose_document(name, material)


def _bind(material: Material, sections: tuple[Section, ...]) -> ReportContent:
    cover = Cover("", "", "", material.made_on, material.valid_until, (), "")
    return ReportContent(cover, sections, "", material.created_at)
