"""What a plan is held to: how many words two people share, and how many things it asks."""

import re
from collections import Counter
from collections.abc import Iterator

from assessment.report.composition.material import Material
from assessment.report.model import (
    Block,
    Bullets,
    Callout,
    Figure,
    Gallery,
    Grounded,
    Heading,
    Paragraph,
    ReportContent,
    Section,
    Table,
    WritingSpace,
)

_MASK = "¤"
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def list_texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the prose of blocks: no table of a figure and no alternative text."""
    for block in blocks:
        yield from _said(block)


def _said(block: Block) -> tuple[str, ...]:
    match block:
        case Heading() | Paragraph():
            return (block.text,)
        case Grounded():
            return (block.text, *block.grounds)
        case Bullets():
            return block.texts
        case Table():
            return (block.caption, *block.header, *(c for row in block.rows for c in row))
        case Figure() | Gallery():
            return (block.caption,)
        case Callout():
            return (block.title, *block.paragraphs)
        case WritingSpace():
            return (block.label,)


def list_sentences(sections: tuple[Section, ...], names: tuple[str, ...]) -> Counter[str]:
    """Return the sentences of chapters, names and numbers masked."""
    hidden = re.compile("|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)), re.I)
    found: Counter[str] = Counter()
    for section in sections:
        for text in (section.title, *list_texts(section.all_blocks)):
            masked = re.sub(r"\d+", _MASK, hidden.sub(_MASK, text))
            found.update(part.strip() for part in _SENTENCE.split(masked) if part.strip())
    return found


def count_words(sentences: Counter[str]) -> int:
    """Return how many words there are; what is masked is none."""
    return sum(count * len(_WORD.findall(text)) for text, count in sentences.items())


def share_words(one: Counter[str], other: Counter[str]) -> float:
    """Return which share (0..1) of all words stand in sentences that both have."""
    return 2 * count_words(one & other) / (count_words(one) + count_words(other))


def list_names(material: Material) -> tuple[str, ...]:
    """Return what is hidden before words are compared: every name, and the owner's own words."""
    value_map = material.value_map
    named = (
        *value_map.competencies,
        *value_map.values.values(),
        *value_map.clusters,
        *value_map.styles,
        *value_map.groups,
        *material.catalogue.programmes,
    )
    written = (a for a in material.answers.verdieping.values() if isinstance(a, str))
    own = (part for text in written for part in _SENTENCE.split(text) if " " in part)
    person = (material.answers.name,) if material.answers.name else ()
    return (*person, *own, *(one.name for one in named))


def count_things(content: ReportContent, material: Material) -> int:
    """Return how many different things the plan asks to do: steps, actions and programmes.

    What the owner wrote or chose among the goals is no demand of ours.
    """
    shown = material.suggestions
    advised = {one.text for one in (*shown.actions, *shown.starts, *shown.without_offer)}
    advised |= {text for value in material.value_map.values.values() for text in value.actions}
    advised |= {action.text for action in material.catalogue.phase_actions}
    advised |= {action.text for action in material.catalogue.actions}
    phase = material.answers.phase
    advised |= {step for item in material.library.gedrag.items if (step := item.begin(phase))}
    own = {action for goal in material.plan.goals for action in goal.actions}
    chosen = {programme for goal in material.plan.goals for programme in goal.programmes}
    suggested = {one.programme for one in shown.programmes} - chosen
    offered = {material.catalogue.programme(one).name for one in suggested}
    texts = [text for s in content.sections for text in list_texts(s.all_blocks)]
    lower = [text.lower() for text in texts]
    asked = {thing for thing in advised - own if any(thing.lower() in text for text in lower)}
    return len(asked) + len(offered & set(texts))
