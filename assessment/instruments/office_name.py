"""The name of the office in questions: another office asks the same question."""

from dataclasses import replace

from assessment.instruments.model import Item, Question

OFFICE = "{office}"
"""Where a question names the office."""


def name_office(items: tuple[Item, ...], office: str) -> tuple[Item, ...]:
    """Return ``items`` with the name of the office filled in where a question has room for it."""
    return tuple(fill_in(item, office) if isinstance(item, Question) else item for item in items)


def fill_in(question: Question, office: str) -> Question:
    """Return the question as it is asked of who holds ``office``."""
    options = tuple(
        replace(option, label=option.label.replace(OFFICE, office)) for option in question.options
    )
    text, hint = question.text.replace(OFFICE, office), question.hint.replace(OFFICE, office)
    return replace(question, text=text, hint=hint, options=options)
