"""In één oogopslag: one figure to remember, and the story that goes with it.

A name beside a number is what travels when a plan leaks, so scores stand in the chapters, where
their meaning stands beside them: the figure draws bars and the story has words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assessment.phrases import joined, long_date, quoted
from assessment.report.composition import change, claims
from assessment.report.composition.first_figure import first_figure
from assessment.report.composition.material import Material
from assessment.report.composition.story import story
from assessment.report.model import Block, Grounded, Heading, Paragraph, Section, Start
from values import SURE

_WITH_GROUNDS, _LETTERS = 3, 980  # sentences, and letters of all: more does not fit the page


def glance(material: Material) -> Section:
    """Return the page that says the essential, with what is uncertain said once."""
    figure, told = first_figure(material), story(material)
    blocks: list[Block] = [Paragraph(_lead(material, has_story=bool(told)), "lead")]
    if figure is not None:
        blocks.append(figure)
    if told:
        blocks += _use(material)
        blocks += [Heading(material.say("story.title")), Paragraph(material.say("story.lead"))]
        blocks += [Grounded(sentence.text, sentence.grounds) for sentence in told]
    return material.section("oogopslag", [*blocks, *_changed(material)], Start.PAGE)


def shorten_glance(material: Material) -> Section:
    """Return picture and story on one page; the first sentences with what they first rest on.

    The story has a word before it, so it needs no other and no title of its own. All that it
    rests on stands in the chapter as a whole.
    """
    page = glance(material)
    told = tuple(block for block in page.blocks if isinstance(block, Grounded))
    if not told:
        return page
    shorter = dict(zip(told, _shorten(told), strict=True))
    use = _use(material)
    kept = (b for b in page.blocks[1:] if not isinstance(b, Heading) and b not in use)
    blocks = (shorter[b] if isinstance(b, Grounded) else b for b in kept)
    return replace(page, blocks=tuple(blocks))


def _shorten(sentences: Sequence[Grounded]) -> Iterator[Block]:
    """Yield the sentences, the first ones with what they first rest on, as far as there is room."""
    room = _LETTERS - sum(len(block.text) for block in sentences)
    for place, block in enumerate(sentences):
        first = block.grounds[:1] if place < _WITH_GROUNDS else ()
        room -= sum(map(len, first))
        yield Grounded(block.text, first) if first and room >= 0 else Paragraph(block.text)


def _lead(material: Material, *, has_story: bool) -> str:
    if not material.has_scores:
        return material.say("glance.lead_alike" if material.answers_alike else "glance.lead_none")
    return material.say("glance.lead" if has_story else "glance.meaning")


def _use(material: Material) -> list[Block]:
    """Return what to do with figure and story; below the figure, so that a phone shows that first.

    Who has no scores reads it in the lead.
    """
    if not material.has_scores:
        return []
    return [Paragraph(f"{material.say('glance.numbers')} {material.say('glance.meaning')}")]


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
