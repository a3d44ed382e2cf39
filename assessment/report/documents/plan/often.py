"""What somebody says to do often: own statements, in the first person, to build on."""

from assessment.instruments.model import Statement
from assessment.report.composition.material import Material

HANDED_OVER = 4  # the first so many stand on what is handed over
_OFTEN = 4  # of five answers: mostly


def list_often(material: Material) -> tuple[Statement, ...]:
    """Return the statements answered highest, one of each competency, of equals the hardest first.

    None is about a virtue, for others may read it, and none was answered less than mostly.
    """
    given = material.answers.gedrag
    often = [
        item
        for item in material.library.gedrag.items
        if isinstance(answer := given.get(item.id), int)
        and answer >= _OFTEN
        and not material.is_virtue(item.value)
        and not material.is_virtue(item.competency)
    ]
    of_competency: dict[str, Statement] = {}
    for item in sorted(often, key=lambda item: (-int(given[item.id]), -item.level, item.id)):
        of_competency.setdefault(item.competency, item)
    return tuple(of_competency.values())
