"""In één oogopslag: one figure to remember, and the story that goes with it.

A name beside a number is what travels when a plan leaks, so scores stand in the chapters, where
their meaning stands beside them: the figure draws bars and the story has words.
"""

from collections.abc import Iterator

from assessment.phrases import joined, long_date, quoted
from assessment.report.composition import change, claims
from assessment.report.composition.first_figure import first_figure
from assessment.report.composition.material import Material
from assessment.report.composition.story import story
from assessment.report.model import Block, Grounded, Heading, Paragraph, Section, Start
from values import SURE


def glance(material: Material) -> Section:
    """Return the page that says the essential, with what is uncertain said once."""
    figure, told = first_figure(material), story(material)
    blocks: list[Block] = [Paragraph(_lead(material, has_story=bool(told)), "lead")]
    if figure is not None:
        blocks.append(figure)
    if told:
        blocks += [Heading(material.say("story.title")), Paragraph(material.say("story.lead"))]
        blocks += [Grounded(sentence.text, sentence.grounds) for sentence in told]
    return material.section("oogopslag", [*blocks, *_changed(material)], Start.PAGE)


def _lead(material: Material, *, has_story: bool) -> str:
    if not material.has_scores:
        return material.say("glance.lead_alike" if material.answers_alike else "glance.lead_none")
    meaning = material.say("glance.meaning")
    return f"{material.say('glance.lead')} {meaning}" if has_story else meaning


def _changed(material: Material) -> Iterator[Block]:
    """Yield one sentence, only when something certainly changed since last time."""
    changed = change.with_verdict(material, SURE)
    if material.comparison is None or not changed:
        return
    when = {
        "date": long_date(change.day(material.comparison.taken_at)),
        "chapter": material.title("verandering"),
    }
    if len(changed) > claims.AT_MOST:
        yield Paragraph(material.say("glance.changed_many", count=len(changed), **when))
    else:
        names = joined([_moved(material, competency) for competency in changed])
        yield Paragraph(material.say("glance.changed", names=names, **when))


def _moved(material: Material, competency: str) -> str:
    moved = material.change(competency)
    assert moved is not None
    name, direction = quoted([material.name(competency)]), change.direction(material, moved)
    return material.say("glance.changed_name", name=name, direction=direction)
