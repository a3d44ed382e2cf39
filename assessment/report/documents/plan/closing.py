"""The end of the plan: whom to reach, and in half a page how it was made."""

from collections.abc import Iterator

from assessment.phrases import interval
from assessment.report.composition.material import Material
from assessment.report.composition.support import list_contacts, list_offers, open_support
from assessment.report.documents.plan.texts import say
from assessment.report.model import Block, Bullets, Paragraph, Section, Start
from values import DILEMMAS, SCORED_PARTS


def support(material: Material) -> Section:
    """Return whom everyone can reach, whatever the score; and what there is, after a hard end."""
    offers = (
        tuple(list_offers(material.catalogue, material.answers.phase))
        if material.needs_support_first
        else ()
    )
    blocks = (
        Paragraph(f"{open_support(material)} {say('closing.support')}".strip()),
        *(b for b in list_contacts(material.catalogue) if isinstance(b, Bullets)),
        *offers,
    )
    return Section("steun", material.title("steun"), blocks)


def tell_making(material: Material) -> Section:
    """Return how the plan was made; scores follow it, so not on the page that is handed over."""
    blocks = tuple(_made(material))
    return Section("plan-verantwoording", say("closing.made"), blocks, starts=Start.PAGE)


def _made(material: Material) -> Iterator[Block]:
    said = (
        say("closing.rests", parts=_given(material)),
        *_least_sure(material),
        say("closing.self"),
        say("closing.more_dilemmas" if DILEMMAS in material.parts_there else "closing.more"),
    )
    yield Paragraph(" ".join(said))


def _least_sure(material: Material) -> Iterator[str]:
    """Yield which score has the widest interval, where one is the widest as they are printed."""
    estimates = {
        competency.name: estimate
        for competency in material.competencies
        if (estimate := material.estimate(competency.id)) is not None
    }
    widths = {name: round(one.high) - round(one.low) for name, one in estimates.items()}
    widest = [name for name, width in widths.items() if width == max(widths.values())]
    if len(widest) == 1 < len(widths):
        yield say("closing.least_sure", name=widest[0], interval=interval(estimates[widest[0]]))


def _given(material: Material) -> str:
    """Return how many questions of each part were answered."""
    quality = material.profile.quality
    counts = (
        say(f"closing.part_{part}", count=quality[part]["answered"], total=quality[part]["asked"])
        for part in SCORED_PARTS
        if part in quality
    )
    return material.say("numbers.comma").join(counts)
