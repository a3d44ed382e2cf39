"""The released parts, each a chapter that is made of what belongs to it and nothing else."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime

from assessment.phrases import joined, long_date
from assessment.report.composition.competencies import competencies
from assessment.report.composition.dilemmas import tell_dilemmas
from assessment.report.composition.experience import experience
from assessment.report.composition.goals import tell_choices, tell_own_words
from assessment.report.composition.importance import importance
from assessment.report.composition.material import Material
from assessment.report.composition.story import story
from assessment.report.composition.style import style
from assessment.report.composition.timeline import timeline
from assessment.report.documents.anderen.report import list_blocks
from assessment.report.documents.kinds import DocumentRefused
from assessment.report.documents.redaction import redact
from assessment.report.documents.vrijgave.explanation import tell_answers
from assessment.report.documents.vrijgave.parts import (
    COMPETENCIES,
    EXPLAINED,
    EXPLANATION,
    MATERIAL_OF,
    OTHERS,
    OWN_WORDS,
    PLAN,
    RELEASED_PARTS,
    STORY,
    STYLE,
    VALUES,
)
from assessment.report.documents.vrijgave.texts import say
from assessment.report.model import (
    Block,
    Cover,
    Grounded,
    Heading,
    Paragraph,
    ReportContent,
    Section,
)
from values import DILEMMAS


def choose_parts(parts: Collection[str]) -> tuple[str, ...]:
    """Return the parts in their order; raises DocumentRefused when they make no release.

    Answers explain scores: without a part that has scores there is nothing that they explain.
    """
    chosen = tuple(part for part in RELEASED_PARTS if part in parts)
    if not chosen:
        raise DocumentRefused("sharing.no_part")
    if EXPLANATION in chosen and not set(EXPLAINED).intersection(chosen):
        raise DocumentRefused("sharing.nothing_to_explain")
    return chosen


def name_parts(parts: Collection[str]) -> str:
    """Return the names of parts inside a sentence."""
    return joined([say(f"names.{part}") for part in parts])


def compose_release(material: Material, parts: Collection[str]) -> ReportContent:
    """Return the parts as a document; the id of a chapter is its part.

    Raises DocumentRefused, see ``choose_parts``.
    """
    chosen = choose_parts(parts)
    return ReportContent(
        cover=_cover(material, chosen),
        sections=tuple(_chapter(material, part, chosen) for part in chosen),
        footer=_footer(material),
        created_at=material.created_at,
    )


def _chapter(material: Material, part: str, chosen: Collection[str]) -> Section:
    title = say(f"titles.{part}")
    if part == STORY:
        named = EXPLAINED if OWN_WORDS not in chosen else (*EXPLAINED, OWN_WORDS)
        own = redact(material, [MATERIAL_OF[one] for one in named])
        return Section(part, title, tuple(_story(own, with_grounds=EXPLANATION in chosen)))
    if part == EXPLANATION:
        own = redact(material, [MATERIAL_OF[part] for part in EXPLAINED if part in chosen])
        return Section(part, title, tuple(tell_answers(own, chosen)))
    own = redact(material, [MATERIAL_OF[part]])
    if part == OTHERS:
        return Section(part, title, tuple(_others(own)))
    if part == DILEMMAS:
        return Section(part, title, tuple(_dilemmas(own)))
    if part == PLAN:
        return Section(part, title, tuple(_plan(own)))
    return replace(_CHAPTERS[part](own), id=part, title=title, explains=())


def _values(material: Material) -> Section:
    return importance(material, announcing=False)


_CHAPTERS: dict[str, Callable[[Material], Section]] = {
    COMPETENCIES: competencies,
    STYLE: style,
    VALUES: _values,
    OWN_WORDS: experience,
}


def _story(material: Material, *, with_grounds: bool) -> Iterator[Block]:
    """Yield the sentences; the answers that they rest on only when answers are released."""
    told = story(material)
    if not told:
        yield Paragraph(say("story.none"))
    for sentence in told:
        yield Grounded(sentence.text, sentence.grounds if with_grounds else ())


def _others(material: Material) -> Iterator[Block]:
    """Yield what others said, as the owner reads it; or that there is nothing."""
    if material.others is None:
        yield Paragraph(say("others.none"))
    else:
        yield from list_blocks(material.others, material.value_map)


def _dilemmas(material: Material) -> Iterator[Block]:
    """Yield each choice with the own words; or that there is none."""
    told = tell_dilemmas(material)
    if not told:
        yield Paragraph(say("dilemmas.none"))
    for chapter in told:
        yield from chapter.blocks


def _plan(material: Material) -> Iterator[Block]:
    """Yield the goals, numbered as they are released; one about a virtue is for the owner alone."""
    goals = material.numbered_goals
    if not goals:
        yield Paragraph(say("plan.none"))
    for number, goal in enumerate(goals, start=1):
        yield Heading(material.say("goals.goal", number=number, name=material.name(goal.about)))
        yield from tell_own_words(material, goal)
        yield from tell_choices(material, goal)
    yield from timeline(replace(material, plan=replace(material.plan, goals=goals)))


def _cover(material: Material, parts: Collection[str]) -> Cover:
    taken = datetime.fromisoformat(material.answers.taken_at).date()
    return Cover(
        title=say("document.title"),
        subtitle=say("cover.subtitle", office=material.office.name),
        name=material.answers.name or material.say("cover.no_name"),
        made_on=material.made_on,
        valid_until=material.valid_until,
        lines=(
            material.say("cover.taken", date=long_date(taken)),
            material.say("cover.valid", date=long_date(material.valid_until)),
            say("cover.parts", parts=name_parts(parts)),
            say("cover.owner"),
        ),
        warning=say("cover.warning"),
    )


def _footer(material: Material) -> str:
    key = "cover.of" if material.answers.name else "cover.of_no_name"
    return say(key, name=material.answers.name, date=long_date(material.made_on))
