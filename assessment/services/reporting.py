"""From an attempt to result pages, explanations and the PDF."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.instruments import Answers, write_answers
from assessment.plan import Plan, Suggestions, suggest, write_plan
from assessment.report.compose import compose
from assessment.report.model import ReportContent
from assessment.scoring import contributions, noticed
from assessment.services import planning
from assessment.services.content import Content
from assessment.services.profile_json import profile_from_json
from assessment.services.submitting import AMSTERDAM, answers_of
from assessment.store import attempts, results
from assessment.store.attempts import Attempt
from assessment.store.results import Document, DocumentNotFound
from values import Contribution, Profile


class NotSubmitted(Exception):
    """There is no result before the answers were handed in."""


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that result pages, plan and PDF are made from."""

    answers: Answers
    profile: Profile
    plan: Plan
    plan_revision: int
    suggestions: Suggestions


def open_result(db: Session, content: Content, attempt: Attempt) -> Result:
    """Return the result of a submitted attempt, or raise NotSubmitted."""
    table = results.find_profile(db, attempt.id)
    if attempt.submitted_at is None or table is None:
        raise NotSubmitted(attempt.id)
    profile = profile_from_json(table)
    plan, revision = planning.open_plan(db, content, attempt.id)
    suggestions = planning.suggestions_for(content, attempt, profile, plan)
    return Result(answers_of(attempt), profile, plan, revision, suggestions)


def result_of(content: Content, answers: Answers, profile: Profile, plan: Plan) -> Result:
    """Return a result without a database, for the command line."""
    suggestions = suggest(
        profile,
        content.catalogue,
        content.value_map,
        phase=answers.phase,
        importance=plan.importance,
        followed=plan.followed,
    )
    return Result(answers, profile, plan, 0, suggestions)


def explain(content: Content, answers: Answers, construct: str) -> tuple[Contribution, ...]:
    """Return the answers behind a score, or raise KeyError for an unknown construct."""
    gedrag, value_map = content.library.gedrag, content.value_map
    return contributions(gedrag, value_map, answers.gedrag, [construct])[construct]


def noticed_in_pattern(content: Content, result: Result) -> tuple[str, ...]:
    """Return what stands out in how the statements were answered; for the owner's eyes only."""
    return noticed(content.library.gedrag, result.profile.quality["gedrag"])


def write_report(content: Content, result: Result, *, created_at: datetime) -> ReportContent:
    """Return the whole report as data; the same result and time give the same report."""
    return compose(
        answers=result.answers,
        profile=result.profile,
        plan=result.plan,
        suggestions=result.suggestions,
        library=content.library,
        value_map=content.value_map,
        catalogue=content.catalogue,
        evidence=_evidence(content, result.answers),
        created_at=created_at,
        document_id=document_id(result),
    )


def document_id(result: Result) -> str:
    """Return a short name that follows from answers, plan and versions."""
    said = [write_answers(result.answers), write_plan(result.plan), dict(result.profile.versions)]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, default=list)
    return hashlib.sha256(text.encode()).hexdigest()[:12].upper()


def ask_document(db: Session, attempt: Attempt, *, now: datetime) -> UUID:
    """Note that the owner wants the PDF and return the document's id."""
    return results.add_document(db, attempt.id, now)


def latest_document(db: Session, attempt_id: UUID) -> Document | None:
    """Return the document that was asked for last."""
    return results.find_latest_document(db, attempt_id)


def own_document(db: Session, attempt_id: UUID, document: UUID) -> Document:
    """Return a document of this attempt, or raise DocumentNotFound."""
    found = results.get_document(db, document)
    if found.attempt_id != attempt_id:
        raise DocumentNotFound(document)
    return found


def make_document(db: Session, content: Content, document: UUID) -> bytes | None:
    """Return the PDF that was asked for, or None when it is gone or was dealt with already.

    Only reads, because making a PDF takes long enough to keep others waiting for a write lock.
    """
    from assessment.report.pdf.report import render_pdf  # slow to import: the worker only

    try:
        found = results.get_document(db, document)
    except DocumentNotFound:
        return None
    if found.state != results.QUEUED:
        return None
    attempt = attempts.get_attempt(db, found.attempt_id)
    result = open_result(db, content, attempt)
    created_at = found.asked_at.astimezone(AMSTERDAM)
    return render_pdf(write_report(content, result, created_at=created_at))


def keep_document(db: Session, document: UUID, pdf: bytes | None) -> None:
    """Keep the PDF, or note with None that it could not be made, so that the owner hears it."""
    results.finish_document(db, document, pdf)


def waiting_documents(db: Session) -> list[UUID]:
    """Return the documents that were asked for and are not made yet."""
    return results.list_queued_documents(db)


def _evidence(content: Content, answers: Answers) -> Mapping[str, tuple[Contribution, ...]]:
    gedrag, value_map = content.library.gedrag, content.value_map
    constructs = [*value_map.competency, *value_map.office[answers.office].priority]
    return contributions(gedrag, value_map, answers.gedrag, constructs)
