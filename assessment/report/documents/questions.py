"""What a person told on the open and choice questions, by the question's id."""

from assessment.instruments.model import Question
from assessment.instruments.office_name import name_office
from assessment.report.composition.material import Material
from values import VERDIEPING


def asked(material: Material) -> tuple[Question, ...]:
    """Return the questions that this person was asked."""
    instrument = material.library.instrument(VERDIEPING, material.answers.phase)
    items = instrument.items_for(material.answers.phase, material.answers.design)
    named = name_office(items, material.office.name)
    return tuple(item for item in named if isinstance(item, Question))


def chosen_labels(material: Material, question_id: str, *, without: str = "") -> list[str]:
    """Return what the person chose, in words; not the option ``without``."""
    answer = material.answers.verdieping.get(question_id) or ()
    ids = {answer} if isinstance(answer, str) else set(answer)
    question = next(
        (candidate for candidate in asked(material) if candidate.id == question_id), None
    )
    options = () if question is None else question.options
    return [option.label for option in options if option.id in ids - {without}]
