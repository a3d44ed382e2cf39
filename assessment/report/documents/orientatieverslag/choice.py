"""What helps to choose: the talk at home, questions to a wethouder, the first days, next steps."""

from collections.abc import Iterator

from assessment.phrases import joined, lower_first
from assessment.plan.model import ENDED, Programme
from assessment.report.composition.material import Material
from assessment.report.composition.programmes import why_text
from assessment.report.documents.orientatieverslag.answers import list_exercises
from assessment.report.documents.orientatieverslag.facts import chapter, facts, is_about_office
from assessment.report.documents.orientatieverslag.texts import TEXTS, say
from assessment.report.documents.questions import chosen_labels
from assessment.report.model import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Section,
    Table,
    WritingSpace,
)

_CONSEQUENCES, _DISCUSSED, _NOBODY = "thuis-gevolgen", "thuis-besproken", "nog-niet"
_TO_KNOW = "voorbereiding-weten"
TOLD = (_CONSEQUENCES, _TO_KNOW)  # questions of which the own words stand in these chapters
_PRACTISED = 2  # competencies that a question is about
_LINES = 2


# At home


def home(material: Material) -> Section:
    """Return the chapter to talk over with a partner or family."""
    blocks: list[Block] = []
    for topic in TEXTS.tables["home_topics"]:
        blocks.append(Heading(topic["title"]))
        if topic["facts"] and is_about_office(material, topic):
            blocks += facts(topic["facts"])
        blocks.append(Bullets(tuple(topic["questions"])))
    return chapter(
        "thuis",
        Paragraph(say("home.lead"), "lead"),
        Paragraph(say("home.how")),
        *_wrote(material),
        *blocks,
        WritingSpace(say("home.agree"), _LINES),
        WritingSpace(say("home.agree_by"), _LINES),
    )


def _wrote(material: Material) -> Iterator[Block]:
    if words := material.written(_CONSEQUENCES):
        yield Paragraph(say("home.you_wrote"))
        yield Paragraph(words, "quote")
    if labels := chosen_labels(material, _DISCUSSED, without=_NOBODY):
        people = joined([lower_first(label) for label in labels])
        yield Paragraph(say("home.discussed", people=people))
    elif material.answers.verdieping.get(_DISCUSSED):
        yield Paragraph(say("home.discussed_none"))


# To a wethouder


def asking(material: Material) -> Section:
    """Return the questions to ask somebody in office."""
    groups = TEXTS.tables["question_groups"]
    return chapter(
        "vragen",
        Paragraph(say("asking.lead"), "lead"),
        *_to_know(material),
        *(
            block
            for group in groups
            for block in (Heading(group["title"]), Bullets(tuple(group["questions"])))
        ),
        *_to_practise(material),
        WritingSpace(say("asking.notes"), _LINES),
    )


def _to_know(material: Material) -> Iterator[Block]:
    if words := material.written(_TO_KNOW):
        yield Heading(say("asking.own"))
        yield Paragraph(say("asking.own_text"))
        yield Paragraph(words, "quote")


def _to_practise(material: Material) -> Iterator[Block]:
    names = material.names(material.standing_out[1][:_PRACTISED])
    if names:
        yield Heading(say("asking.practise"))
        questions = [say("asking.practise_question", name=name) for name in names]
        yield Bullets(tuple(questions))


# The first days


def days() -> Section:
    """Return a schedule for the first hundred days."""
    columns = ("when", "what", "ask")
    schedule = Table(
        caption=say("days.caption"),
        header=tuple(say(f"days.{column}") for column in columns),
        rows=tuple(tuple(row[column] for column in columns) for row in TEXTS.tables["days_rows"]),
        widths=(0.18, 0.42, 0.4),
    )
    return chapter(
        "honderd-dagen",
        Paragraph(say("days.lead"), "lead"),
        schedule,
        Paragraph(say("days.after")),
        WritingSpace(say("days.notes"), _LINES),
    )


# Next


def next_steps(material: Material) -> Section:
    """Return what may come next: programmes, exercises, and room for one's own steps."""
    return chapter(
        "vervolg",
        Paragraph(say("next.lead"), "lead"),
        *_programmes(material),
        *_actions(material),
        Heading(say("next.steps")),
        *(WritingSpace(say(f"next.step_{step}"), _LINES) for step in ("people", "know", "decide")),
    )


def _programmes(material: Material) -> Iterator[Block]:
    """Yield the programmes for this phase that were not followed, whatever the scores.

    What somebody asked for and gets there is told after it.
    """
    there = [
        p
        for p in material.catalogue.programmes
        if material.answers.phase in p.phases and not p.support and p.status != ENDED
    ]
    programmes = [p for p in there if p.id not in material.plan.followed]
    if not there:
        return
    yield Heading(say("next.programmes"))
    if not programmes:
        yield Paragraph(say("next.followed_programmes"))
        return
    key = "next.only_programme" if len(there) == 1 else "next.several_programmes"
    yield Paragraph(say(key))
    yield Bullets(tuple(_programme(programme) for programme in programmes))
    for suggestion in material.suggestions.programmes:
        if suggestion.wishes:
            yield Paragraph(why_text(material, suggestion))


def _programme(programme: Programme) -> str:
    parts = {part: getattr(programme, part) for part in ("name", "trains", "form", "note")}
    return say("next.programme", **parts).strip()


def _actions(material: Material) -> Iterator[Block]:
    """Yield what to do this month, without an exercise or a start of a goal that stands above."""
    above = {*list_exercises(material), *(start.text for start in material.suggestions.starts)}
    actions = [a.text for a in material.suggestions.actions if a.text not in above]
    if actions:
        yield Heading(say("next.actions"))
        yield Bullets(tuple(actions))
