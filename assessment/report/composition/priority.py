"""One chapter per priority value, starting from the person's own answers."""

from collections.abc import Iterator

from assessment.phrases import interval, joined, lower_first, quoted, whole
from assessment.report.composition.importance import accent_names
from assessment.report.composition.material import Material
from assessment.report.model import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Section,
    Table,
    WritingSpace,
)
from values import Value

_NOTE_LINES = 2


def priorities(m: Material) -> tuple[Section, ...]:
    """Return a chapter for each priority value of the office."""
    return tuple(_priority(m, m.value_map.values[value]) for value in m.profile.priority)


def _priority(m: Material, value: Value) -> Section:
    blocks = [
        Paragraph(value.meaning, "lead"),
        Paragraph(value.daily),
        *_answers(m, value),
        *_beside(m, value),
        Heading(m.say("priority.why")),
        Paragraph(m.say("priority.why_text", trend=lower_first(value.trend), why=value.why_now)),
        Heading(m.say("priority.questions")),
        Bullets(value.questions),
        WritingSpace(m.say("priority.notes", value=lower_first(value.name)), _NOTE_LINES),
        *_actions(m, value),
    ]
    title = m.say("titles.prioriteit", value=value.name)
    return m.section(f"prioriteit-{value.id}", blocks, title)


# The person's own answers


def _answers(m: Material, value: Value) -> Iterator[Block]:
    items = [item.id for item in m.library.gedrag.items if item.value == value.id]
    yield Heading(m.say("priority.answers"))
    yield Table(
        caption=m.say("priority.answers_caption", value=lower_first(value.name)),
        header=(m.say("priority.answers_statement"), m.say("priority.answers_answer")),
        rows=tuple((m.statement(item), m.answer(item)) for item in items),
        widths=(0.72, 0.28),
    )
    yield Paragraph(_score(m, value))


def _score(m: Material, value: Value) -> str:
    name = lower_first(value.name)
    found = m.profile.values.get(value.id)
    if found is None:
        return m.say("priority.score_none", value=name)
    text = m.say("priority.score", value=name, score=whole(found.score), interval=interval(found))
    return f"{text} {_position(m, value)} {_basis(m, value)}".strip()


def _position(m: Material, value: Value) -> str:
    name = lower_first(value.name)
    if value.id in m.profile.most_visible:
        return m.say("priority.score_most", value=name)
    if value.id in m.profile.least_visible:
        return m.say("priority.score_least", value=name)
    return m.say("priority.score_neither", value=name)


def _basis(m: Material, value: Value) -> str:
    """Return which share of the score is the value's own and which answers give the rest."""
    parts = m.evidence.get(value.id, ())
    others = [part.item for part in parts if not part.direct]
    if not parts:
        return ""
    name = lower_first(value.name)
    if not others:
        return m.say("priority.basis_own", value=name)
    share = whole(100 * sum(part.weight for part in parts if part.direct))
    linked = {m.statements[item].competency for item in others}
    names = [c.name for c in m.value_map.competencies if c.id in linked]
    return m.say(
        "priority.basis", value=name, share=share, count=len(others), competencies=quoted(names)
    )


# What stands beside the score


def _beside(m: Material, value: Value) -> Iterator[Block]:
    name = lower_first(value.name)
    texts = []
    if (found := m.profile.importance.values.get(value.id)) is not None:
        texts.append(m.say(f"priority.importance_{found.group}", value=name))
    yield Paragraph(" ".join([*texts, *_accent(m, value)]))


def _accent(m: Material, value: Value) -> Iterator[str]:
    name, styles = lower_first(value.name), accent_names(m, value.id)
    accents = m.profile.style_accents.get(value.id, {})
    if not accents:
        yield m.say("priority.accent_none", value=name)
        return
    key = "priority.accent" if len(accents) == 1 else "priority.accent_several"
    yield m.say(key, value=name, styles=styles)
    own = [style.name for style in m.preferred if style.id in accents]
    if own:
        yield m.say("priority.accent_own", value=name, styles=joined(own))


# What others do


def _actions(m: Material, value: Value) -> Iterator[Block]:
    """Yield the practice actions, less the one that the advice already gives."""
    found = practice_actions(m, value)
    advised = {action.text for action in m.suggestions.actions}
    kept = tuple(text for text in found if text not in advised)
    if not kept:
        return
    name = lower_first(value.name)
    yield Heading(m.say("priority.actions"))
    yield Bullets(kept)
    if len(kept) < len(found):
        chapter = m.title("programmas")
        yield Paragraph(m.say("priority.actions_elsewhere", value=name, chapter=chapter), "small")


def practice_actions(m: Material, value: Value) -> tuple[str, ...]:
    """Return the actions of the office's own texts, else those of the catalogue, else none."""
    if m.office.full_texts and value.actions:
        return value.actions
    return tuple(action.text for action in m.catalogue.actions_for(value.id))
