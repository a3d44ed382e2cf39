"""From an attempt to result pages, explanations and the PDF."""

import gc
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.instruments import Answers, write_answers
from assessment.plan import Catalogue, Plan, Suggestions, write_plan
from assessment.report.composition.material import Material
from assessment.report.composition.next_goals import ProposedGoal, propose_goals
from assessment.report.composition.programmes import programmes
from assessment.report.composition.score_lines import ScoreLine, score_lines
from assessment.report.documents.composing import compose_document
from assessment.report.documents.kinds import Choosing, DocumentKind, clean_recipient
from assessment.report.documents.registry import find_main_kind
from assessment.report.documents.result import compose_result
from assessment.report.documents.waarom_advies.advice import explain_suggestions
from assessment.report.fingerprint import content_hash, document_number
from assessment.report.model import ReportContent, Section
from assessment.scoring import contributions, look_closer, smallest_certain_changes
from assessment.scoring.answering_pattern import readable_statements
from assessment.services import comparing, logbook, planning
from assessment.services.catalogue.serving import content_of
from assessment.services.content import Content
from assessment.services.moments import AMSTERDAM
from assessment.services.profile_json import profile_from_json
from assessment.services.submitting import answers_of
from assessment.store import attempts, others, results
from assessment.store.attempts import Attempt
from assessment.store.results import Document, DocumentNotFound
from values import CloserLook, Comparison, Contribution, Profile
from values.others import Outcome, read_outcome

Draw = Callable[[ReportContent], bytes]


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
    catalogue: Catalogue  # the version that the plan is made with
    previous: Answers | None = None
    previous_goals: tuple[str, ...] = ()  # what the goals were about that came of ``previous``
    learned: tuple[str, ...] = ()  # programmes in the owner's logbook
    others: Outcome | None = None  # what others said, the last that was opened

    @property
    def others_may_stand_in_plan(self) -> bool:
        """Whether there is a result of others who read that it may stand in a plan."""
        return self.others is not None and self.others.may_stand_in_plan


@dataclass(frozen=True, slots=True)
class Made:
    """A file, and the hash of what it says."""

    file: bytes
    content_hash: str


def open_result(db: Session, content: Content, attempt: Attempt) -> Result:
    """Return the result of a submitted attempt, or raise NotSubmitted."""
    table = results.find_profile(db, attempt.id)
    if attempt.submitted_at is None or table is None:
        raise NotSubmitted(attempt.id)
    content = content_of(db, content, attempt.id)
    plan, revision = planning.open_plan(db, content, attempt.id)
    answers = answers_of(attempt)
    kept = profile_from_json(table)
    profile = replace(kept, closer=_look_closer(content, answers, kept))
    learned = logbook.list_followed(db, attempt.id)
    suggestions = planning.make_suggestions(content, profile, plan, answers, learned)
    previous = comparing.find_previous(db, attempt)
    goals = () if previous is None else comparing.find_goals(db, content, attempt)
    seen = others.find_result(db, attempt.id)
    return Result(
        answers, profile, plan, revision, suggestions, content.catalogue, previous, goals, learned,
        None if seen is None else read_outcome(seen),
    )  # fmt: skip


def make_result(
    content: Content,
    answers: Answers,
    profile: Profile,
    plan: Plan,
    previous: Answers | None = None,
    previous_goals: tuple[str, ...] = (),
) -> Result:
    """Return a result without a database, for the command line."""
    suggestions = planning.make_suggestions(content, profile, plan, answers)
    return Result(
        answers, profile, plan, 0, suggestions, content.catalogue, previous, previous_goals
    )


def build_material(content: Content, result: Result, *, created_at: datetime) -> Material:
    """Return all that any document of this result may draw on.

    ``created_at`` stands in the reader's time zone: its day is the day that a document shows.
    """
    return Material(
        answers=result.answers,
        profile=result.profile,
        plan=result.plan,
        suggestions=result.suggestions,
        library=content.library,
        value_map=content.value_map,
        catalogue=result.catalogue,
        evidence=_evidence(content, result.answers),
        smallest_changes=smallest_certain_changes(
            content.library.gedrag,
            {**result.answers.gedrag, **result.answers.extra},
            list(result.profile.competencies),
        ),
        comparison=_comparison(content, result),
        created_at=created_at,
        document_id=document_id(result),
        others=result.others,
    )


def explain(content: Content, answers: Answers, construct: str) -> tuple[Contribution, ...]:
    """Return the answers behind a score, or raise KeyError for an unknown construct."""
    gedrag, value_map = content.library.gedrag, content.value_map
    return contributions(gedrag, value_map, answers.gedrag, [construct])[construct]


def write_report(content: Content, result: Result, *, created_at: datetime) -> ReportContent:
    """Return the main document of this phase; the same result and time give the same report."""
    name = find_main_kind(result.answers.phase).name
    return write_document(content, result, name, created_at=created_at)


@dataclass(frozen=True, slots=True)
class ResultPages:
    """What the pages of a result show: chapters, a line for each competency, and two goals."""

    report: ReportContent
    lines: Mapping[str, ScoreLine]
    proposals: tuple[ProposedGoal, ...]


def write_result(content: Content, result: Result, *, created_at: datetime) -> ResultPages:
    """Return what the pages of this result show."""
    material = build_material(content, result, created_at=created_at)
    return ResultPages(compose_result(material), score_lines(material), propose_goals(material))


def write_document(
    content: Content,
    result: Result,
    name: str,
    *,
    created_at: datetime,
    parts: Collection[str] | None = None,
    recipient: str = "",
    card: str = "",
    picked: Mapping[str, Collection[str]] | None = None,
) -> ReportContent:
    """Return any of the documents as data, or raise DocumentRefused; see compose_document."""
    material = build_material(content, result, created_at=created_at)
    return compose_document(
        name, material, parts=parts, recipient=recipient, card=card, picked=picked
    )


def offer_choices(
    content: Content, result: Result, kind: DocumentKind, *, created_at: datetime
) -> tuple[Choosing, ...]:
    """Return what the owner chooses in a document of this kind."""
    return kind.offer(build_material(content, result, created_at=created_at))


def list_parts(
    content: Content, result: Result, kind: DocumentKind, *, created_at: datetime
) -> tuple[str, ...]:
    """Return the parts that the owner has, of those that may be in a document of this kind."""
    if not kind.parts:
        return ()
    there = build_material(content, result, created_at=created_at).parts_there
    return tuple(part for part in kind.parts if part in there)


def write_advice(content: Content, result: Result, *, created_at: datetime) -> Section:
    """Return the chapter with what is suggested, for the page that opens its grounds too."""
    return programmes(build_material(content, result, created_at=created_at))


def explain_advice(
    content: Content, result: Result, *, created_at: datetime
) -> tuple[Section, ...]:
    """Return a section for each suggested programme, then why not others, then the rule."""
    return explain_suggestions(build_material(content, result, created_at=created_at))


def document_id(result: Result) -> str:
    """Return a short name that follows from answers, plan, versions, earlier answers, logbook.

    What others said is told in one document only, which takes it into its own number.
    """
    said = [write_answers(result.answers), write_plan(result.plan), dict(result.profile.versions)]
    if result.previous is not None:
        said += [write_answers(result.previous), {"goals": list(result.previous_goals)}]
    if result.learned:
        said.append({"learned": list(result.learned)})
    return document_number(said)


def ask_document(
    db: Session, attempt: Attempt, *, now: datetime, name: str = "", recipient: str = ""
) -> UUID:
    """Note that the owner wants the PDF, for whom, and return the document's id.

    Without a ``name`` it is the main document for the phase of the attempt. Who asks
    twice before it is made, with nothing done in between, gets the same document.
    Raises DocumentRefused when the name of the recipient is too long.
    """
    recipient = clean_recipient(recipient)
    kind = name or find_main_kind(attempt.phase).name
    latest = results.find_latest_document(db, attempt.id, kind=kind)
    if (
        latest is not None
        and (latest.state, latest.recipient) == (results.QUEUED, recipient)
        and latest.asked_at >= attempt.used_at  # every use of the attempt is noted
    ):
        return latest.id
    attempts.mark_used(db, attempt.id, now)
    return results.add_document(db, attempt.id, now, kind=kind, recipient=recipient)


def says_the_same(
    content: Content, result: Result, made: Document, *, at: datetime, recipient: str
) -> bool:
    """Return whether the document, made at ``at`` for ``recipient``, would say what this one says.

    A document that is not made yet says nothing. Raises DocumentRefused when the name of the
    recipient is too long.
    """
    now_said = write_document(
        content, result, made.kind, created_at=at.astimezone(AMSTERDAM), recipient=recipient
    )
    return made.content_hash == content_hash(now_said)


def is_outdated(content: Content, result: Result, made: Document) -> bool:
    """Return whether something in the document changed since it was made, apart from its day."""
    return made.content_hash is not None and not says_the_same(
        content, result, made, at=made.asked_at, recipient=made.recipient
    )


def latest_document(db: Session, attempt_id: UUID, name: str) -> Document | None:
    """Return the document of this name that was asked for last."""
    return results.find_latest_document(db, attempt_id, kind=name)


def own_document(db: Session, attempt_id: UUID, document: UUID) -> Document:
    """Return a document of this attempt, or raise DocumentNotFound."""
    own = results.get_document(db, document)
    if own.attempt_id != attempt_id:
        raise DocumentNotFound(document)
    return own


def warm_up() -> None:
    """Import what drawing needs now, so that the first document does not wait for it.

    What is loaded then stays until the end. Without `gc.freeze` the collector looks through all of
    it again and again, which takes a fifth of the time of every document.
    """
    import assessment.report.figures
    import assessment.report.pdf.report  # noqa: F401

    gc.collect()
    gc.freeze()


def make_document(
    db: Session, content: Content, document: UUID, *, draw: Draw | None = None
) -> Made | None:
    """Return the PDF with its hash, or None when it is gone or was dealt with already.

    ``draw`` draws it, in this process unless told otherwise.
    Only reads, because making a PDF takes long enough to keep others waiting for a write lock.
    """
    try:
        asked = results.get_document(db, document)
    except DocumentNotFound:
        return None
    if asked.state != results.QUEUED:
        return None
    attempt = attempts.get_attempt(db, asked.attempt_id)
    result = open_result(db, content, attempt)
    created_at = asked.asked_at.astimezone(AMSTERDAM)
    report = write_document(
        content, result, asked.kind, created_at=created_at, recipient=asked.recipient
    )
    return Made((draw or _draw_here)(report), content_hash(report))


def _draw_here(report: ReportContent) -> bytes:
    from assessment.report.pdf.report import render_pdf  # slow to import: not for every page

    return render_pdf(report)


def keep_document(db: Session, document: UUID, made: Made | None) -> None:
    """Keep the PDF, or note with None that it could not be made, so that the owner hears it."""
    if made is None:
        results.finish_document(db, document, None)
    else:
        results.finish_document(db, document, made.file, made.content_hash)


def note_death(db: Session, document: UUID) -> int:
    """Count that a document ended the process that drew it; return how often that was."""
    return results.note_death(db, document)


def waiting_documents(db: Session) -> list[UUID]:
    """Return the documents that were asked for and are not made yet."""
    return results.list_queued_documents(db)


def _comparison(content: Content, result: Result) -> Comparison | None:
    if result.previous is None:
        return None
    return comparing.compare_answers(
        content, result.previous, result.answers, result.previous_goals
    )


def _look_closer(content: Content, answers: Answers, profile: Profile) -> Mapping[str, CloserLook]:
    """Return the closer look of now: extra answers are given after the profile was kept."""
    gedrag = content.library.gedrag
    given = readable_statements(answers.gedrag)
    return look_closer(gedrag, given, answers.extra, list(profile.competencies))


def _evidence(content: Content, answers: Answers) -> Mapping[str, tuple[Contribution, ...]]:
    gedrag, value_map = content.library.gedrag, content.value_map
    constructs = [*value_map.competency, *value_map.office[answers.office].priority]
    return contributions(gedrag, value_map, answers.gedrag, constructs)
