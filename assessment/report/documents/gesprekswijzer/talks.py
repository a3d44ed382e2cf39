"""What a talk may go on beside the five questions: what others see, and choices in dilemmas."""

from collections.abc import Iterator

from assessment.instruments.dilemmas import Chosen, read_chosen
from assessment.phrases import lower_first, shortened
from assessment.report.composition.material import OTHERS, Material
from assessment.report.documents.anderen.brief import list_kinds, tell_briefly
from assessment.report.documents.gesprekswijzer.texts import listed, say
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section
from values import DILEMMAS

MOST_DILEMMAS = 2
_WORDS_LENGTH = 200  # characters of a person's own words


def talk_of_others(material: Material) -> tuple[Section, ...]:
    """Return a chapter on what both see and what one sees more; none without a result of others.

    It names what the result names and no more; what others wrote stays with the result.
    """
    if material.others is None:
        return ()
    asked = [say(f"others.ask_{kind}") for kind in list_kinds(material.others)]
    blocks = (
        *tell_briefly(material.others, material.value_map),
        Bullets((*asked, *listed("others.ask_always"))),
    )
    return (Section(OTHERS, say("others.heading"), blocks),)


def talk_of_dilemmas(material: Material) -> tuple[Section, ...]:
    """Return a chapter with a few choices, those with a reason first; none when none was made."""
    chosen = read_chosen(material.library.dilemmas, material.answers.dilemmas)
    if not chosen:
        return ()
    reasoned_first = sorted(chosen, key=lambda one: not one.why)
    told = [
        block for one in reasoned_first[:MOST_DILEMMAS] for block in _tell_choice(material, one)
    ]
    left = [Paragraph(say("dilemmas.more"), "small")] if len(chosen) > MOST_DILEMMAS else []
    asked = Bullets(listed("dilemmas.ask"))
    return (Section(DILEMMAS, say("dilemmas.heading"), (*told, *left, asked)),)


def _tell_choice(material: Material, chosen: Chosen) -> Iterator[Block]:
    names = material.value_map.values
    value, other = names[chosen.value].name, lower_first(names[chosen.other].name)
    yield Heading(say("dilemmas.pair", value=value, other=other))
    yield Paragraph(say("dilemmas.chose", scene=chosen.dilemma.scene, text=chosen.text))
    if chosen.why:
        words = shortened(" ".join(chosen.why.split()), _WORDS_LENGTH)
        yield Paragraph(say("dilemmas.why", words=words))
