"""What a person told on the open and choice questions, by the question's id."""

from assessment.instruments.model import Question
from assessment.report.composition.material import Material
from values import VERDIEPING


def asked(m: Material) -> tuple[Question, ...]:
    """Return the questions that this person was asked."""
    instrument = m.library.instrument(VERDIEPING, m.answers.phase)
    items = instrument.items_for(m.answers.phase, m.answers.design)
    return tuple(item for item in items if isinstance(item, Question))


def own_words(m: Material, question_id: str) -> str:
    """Return what the person wrote, or nothing."""
    given = m.answers.verdieping.get(question_id)
    return given.strip() if isinstance(given, str) else ""


def chosen_labels(m: Material, question_id: str, *, without: str = "") -> list[str]:
    """Return what the person chose, in words; not the option ``without``."""
    given = m.answers.verdieping.get(question_id) or ()
    ids = {given} if isinstance(given, str) else set(given)
    question = next((one for one in asked(m) if one.id == question_id), None)
    options = () if question is None else question.options
    return [option.label for option in options if option.id in ids - {without}]
