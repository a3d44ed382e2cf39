"""What somebody wants and wrote, beside what stands out in behaviour."""

import re
from collections.abc import Iterator

from assessment.instruments.model import Question
from assessment.instruments.office_name import name_office
from assessment.phrases import quoted, shortened
from assessment.report.composition.material import Material
from assessment.report.composition.outstanding import list_outstanding
from assessment.report.composition.story.grounds import (
    explain_less,
    explain_more,
    explain_option,
    explain_words,
)
from assessment.report.composition.story.sentence import Sentence
from values import VERDIEPING

_WISH = "wens-speelveld"
_GROUPS = {"politiek": "POL", "bestuurlijk": "BES", "ambtelijk": "AMB", "publiek": "PUB"}
# The first that was answered is quoted; what is private or about others is not among them.
_WORDS = (
    "wens-dit-jaar", "wens-eerste-jaar", "stap-meenemen", "oud-doorgeven", "beweegreden-nu",
)  # fmt: skip
_QUOTED = 140  # characters
_END = re.compile(r"(?<=[.!?])\s+")


def find_wish(material: Material) -> tuple[str, str] | None:
    """Return the group in which somebody wants to grow and its name in words, or None."""
    chosen = material.answers.verdieping.get(_WISH)
    if not isinstance(chosen, str) or chosen not in _GROUPS:
        return None
    return _GROUPS[chosen], material.say(f"story.field_{chosen}")


def tell_wish(material: Material, named: frozenset[str]) -> Iterator[Sentence]:
    """Yield on which speelveld somebody wants to grow, and what stands out there."""
    question, wished = _find(material, _WISH), find_wish(material)
    if question is None or wished is None or not material.has_scores:
        return
    group, field = wished
    chosen = material.answers.verdieping[_WISH]
    option = next(one.label for one in question.options if one.id == chosen)
    there = [
        [c for c in side if material.value_map.competency[c].group == group]
        for side in list_outstanding(material)
    ]
    above, below = ([c for c in side if c not in named] for side in there)
    because = explain_option(material, question.text, option)
    if below:
        rule, names, answers = "wish_room", below[:1], explain_less(material, below[:1])
    elif above:
        rule, names, answers = "wish_strong", above[:1], explain_more(material, above[:1])
    else:
        known = "wish_told" if any(there) else "wish"
        rule = known if any(list_outstanding(material)) else "wish_even"
        names, answers = [], iter(())
    text = material.say(f"story.{rule}", field=field, competency=quoted(material.names(names)))
    yield Sentence(text, (because, *answers), rule, (group, *names))


def quote_words(material: Material, _: frozenset[str]) -> Iterator[Sentence]:
    """Yield what the person wrote about what comes next, as a quotation."""
    for question_id in _WORDS:
        question, written = _find(material, question_id), material.written(question_id)
        if question is not None and written:
            text = material.say("story.words", words=_first_sentence(written))
            yield Sentence(text, (explain_words(material, question.text),), "words")
            return


def _first_sentence(answer: str) -> str:
    return shortened(_END.split(answer, maxsplit=1)[0], _QUOTED)


def _find(material: Material, question_id: str) -> Question | None:
    instrument = material.library.instrument(VERDIEPING, material.answers.phase)
    items = instrument.items_for(material.answers.phase, material.answers.design)
    named = name_office(items, material.office.name)
    found = (item for item in named if isinstance(item, Question) and item.id == question_id)
    return next(found, None)
