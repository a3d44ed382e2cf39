"""One chapter per priority value, starting from the person's own answers."""

from collections.abc import Iterator

from assessment.phrases import interval, joined, lower_first, quoted, whole
from assessment.plan.practice import list_value_actions
from assessment.report.composition.importance import accent_names
from assessment.report.composition.material import Material
from assessment.report.composition.texts import listed
from assessment.report.model import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Section,
    Start,
    Table,
    WritingSpace,
)
from values import FORMER, Value

_NOTE_LINES = 2


def priorities(material: Material) -> tuple[Section, ...]:
    """Return a chapter for each priority value of the office."""
    return tuple(
        _priority(material, material.value_map.values[value]) for value in material.profile.priority
    )


def _priority(material: Material, value: Value) -> Section:
    blocks = [
        Paragraph(value.meaning, "lead"),
        Paragraph(value.daily),
        *_answers(material, value),
        *_beside(material, value),
        Heading(material.say("priority.why")),
        Paragraph(_why_now(material, value)),
        Heading(material.say("priority.questions")),
        Bullets(_ask(material, value)),
        WritingSpace(material.say("priority.notes", value=lower_first(value.name)), _NOTE_LINES),
        *_advised(material, value),
    ]
    title = material.say("titles.prioriteit", value=value.name)
    return Section(
        f"prioriteit-{value.id}", title, tuple(blocks), starts=Start.PAGE, explains=((value.id,),)
    )


def _why_now(material: Material, value: Value) -> str:
    """Return the trend and its meaning; the trend has a source only where S4 links it."""
    key = "priority.why_text" if value.trend_by == "S4" else "priority.why_text_ours"
    year = material.value_map.source.year
    return material.say(key, trend=lower_first(value.trend), why=value.why_now, year=year)


# The person's own answers


def _ask(material: Material, value: Value) -> tuple[str, ...]:
    """Return the questions of the value; who left is asked about then, not about a work of now."""
    if material.answers.phase == FORMER:
        name = lower_first(value.name)
        return tuple(text.format(value=name) for text in listed("priority.questions_left"))
    return value.questions


def _answers(material: Material, value: Value) -> Iterator[Block]:
    items = [item.id for item in material.library.gedrag.items if item.value == value.id]
    yield Heading(material.say("priority.answers"))
    yield Table(
        caption=material.say("priority.answers_caption", value=lower_first(value.name)),
        header=(
            material.say("priority.answers_statement"),
            material.say("priority.answers_answer"),
        ),
        rows=tuple((material.statement(item), material.answer(item)) for item in items),
        widths=(0.72, 0.28),
    )
    yield Paragraph(_score(material, value))


def _score(material: Material, value: Value) -> str:
    name = lower_first(value.name)
    estimate = material.estimate(value.id)
    if material.is_virtue(value.id):
        return material.say("priority.score_virtue", value=name)
    if estimate is None:
        return material.say("priority.score_none", value=name)
    text = material.say(
        "priority.score",
        value=name,
        plain=material.answers_score(value.id),
        score=whole(estimate.score),
        interval=interval(estimate),
    )
    return f"{text} {_position(material, value)} {_basis(material, value)}".strip()


def _position(material: Material, value: Value) -> str:
    name = lower_first(value.name)
    if value.id in material.profile.most_visible:
        return material.say("priority.score_most", value=name)
    if value.id in material.profile.least_visible:
        return material.say("priority.score_least", value=name)
    return material.say("priority.score_neither", value=name)


def _basis(material: Material, value: Value) -> str:
    """Return which share of the score is the value's own and which answers give the rest."""
    parts = material.evidence.get(value.id, ())
    others = [part.item for part in parts if not part.direct]
    if not parts:
        return ""
    name = lower_first(value.name)
    if not others:
        return material.say("priority.basis_own", value=name)
    share = whole(100 * sum(part.weight for part in parts if part.direct))
    linked = {material.statements[item].competency for item in others}
    names = [c.name for c in material.value_map.competencies if c.id in linked]
    return material.say("priority.basis", value=name, share=share, competencies=quoted(names))


# What stands beside the score


def _beside(material: Material, value: Value) -> Iterator[Block]:
    name = lower_first(value.name)
    texts = []
    told = material.profile.importance
    if told.is_told and (importance := told.values.get(value.id)) is not None:
        texts.append(material.say(f"priority.importance_{importance.group}", value=name))
    yield Paragraph(" ".join([*texts, *_accent(material, value)]))


def _accent(material: Material, value: Value) -> Iterator[str]:
    name, styles = lower_first(value.name), accent_names(material, value.id)
    accents = material.profile.style_accents.get(value.id, {})
    if not accents:
        yield material.say("priority.accent_none", value=name)
        return
    key = "priority.accent" if len(accents) == 1 else "priority.accent_several"
    yield material.say(key, value=name, styles=styles)
    own = [style.name for style in material.preferred if style.id in accents]
    if own:
        yield material.say("priority.accent_own", value=name, styles=joined(own))


# What to do


def _advised(material: Material, value: Value) -> Iterator[Block]:
    """Yield the action under its heading, if there is one."""
    if text := choose_action(material, value):
        yield Heading(material.say("priority.actions"))
        yield Bullets((text,))


def choose_action(material: Material, value: Value) -> str:
    """Return one practice action for the phase, another than the advice already gives, or nothing.

    Who left the office gets none: they are for somebody in it. A single one: all chapters together
    ask for no more than anybody can take up.
    """
    if material.answers.phase == FORMER:
        return ""
    actions = list_value_actions(value, material.catalogue, material.answers.phase)
    if not material.office.full_texts:
        actions = tuple(action.text for action in material.catalogue.actions_for(value.id))
    suggestions = material.suggestions
    shown = (*suggestions.actions, *suggestions.starts, *suggestions.without_offer)
    advised = {action.text for action in shown}
    return next((text for text in actions if text not in advised), "")
