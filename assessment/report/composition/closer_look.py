"""What the extra answers made of a competency that was looked at more closely."""

from collections.abc import Iterator

from assessment.phrases import interval, quoted, whole
from assessment.report.composition.material import Material
from assessment.report.model import Block, Paragraph


def tell_closer_look(material: Material, competency: str) -> Iterator[Block]:
    """Yield the mean with and without the extra answers, when there are any: beside the score."""
    look = material.profile.closer.get(competency)
    if look is not None:
        count = look.after.answered - look.before.answered
        yield Paragraph(
            material.say(
                "competencies.closer_one" if count == 1 else "competencies.closer",
                name=quoted([material.name(competency)]),
                count=count,
                score=whole(look.after.score),
                interval=interval(look.after),
                before=interval(look.before),
            )
        )
