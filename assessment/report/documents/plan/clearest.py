"""Competencies in short: all of them in one figure, and the clearest written out."""

from collections.abc import Iterator

from assessment.phrases import interval, joined, whole
from assessment.report.composition.closer_look import tell_closer_look
from assessment.report.composition.competencies import is_habit, order_answers
from assessment.report.composition.competency_figure import figure
from assessment.report.composition.material import Material
from assessment.report.composition.outstanding import list_outstanding
from assessment.report.documents.plan.texts import say
from assessment.report.model import Block, Callout, Heading, Paragraph, Section, Start
from values import Competency

WRITTEN_OUT = 4
_QUOTED = 2


def tell_clearest(material: Material) -> Section:
    """Return the chapter; for who has no score yet it says how to get one."""
    starts = Start.PAGE if material.has_scores else Start.RUN_ON  # its figure fills half a page
    title = material.title("competenties")
    return Section("plan-competenties", title, tuple(_blocks(material)), starts=starts)


def _blocks(material: Material) -> Iterator[Block]:
    if not material.has_scores:
        yield from _explain_nothing(material)
        return
    yield Paragraph(say("clearest.lead", mean=whole(material.own_mean or 0)), "lead")
    yield figure(material)
    yield _reading(material)
    yield Heading(say("clearest.heading"))
    yield Paragraph(
        say("clearest.text" if any(list_outstanding(material)) else "clearest.text_flat")
    )
    for competency in find_clearest(material):
        yield from _write_out(material, competency)


def _explain_nothing(material: Material) -> Iterator[Block]:
    """Yield why there is no score, and what can be done about it."""
    if material.answers_alike:
        yield Paragraph(material.say("competencies.nothing_alike"), "lead")
    else:
        yield Paragraph(material.say("competencies.nothing"), "lead")
        yield Paragraph(material.say("competencies.unscored_todo"))


def find_clearest(material: Material) -> tuple[Competency, ...]:
    """Return the competencies that surest lie off the person's own mean, in their fixed order.

    Where there is no probability yet, it is how many standard errors the score lies off.
    """
    surest = sorted(
        (c for c in material.competencies if material.estimate(c.id) is not None),
        key=lambda competency: -_certainty(material, competency.id),
    )
    kept = {competency.id for competency in surest[:WRITTEN_OUT]}
    return tuple(c for c in material.competencies if c.id in kept)


def _certainty(material: Material, competency: str) -> float:
    likely = material.profile.likely.get(competency)
    if likely is not None:
        return abs(likely.above - 0.5)
    estimate, mean = material.estimate(competency), material.own_mean
    return 0.0 if estimate is None or mean is None else abs(estimate.score - mean) / estimate.se


def _write_out(material: Material, competency: Competency) -> Iterator[Block]:
    """Yield what is likely, the band's own sentence where it may be told, and own answers."""
    estimate = material.estimate(competency.id)
    if estimate is None:
        return
    span = material.span(estimate)
    key = "clearest.stand" if span is not None else "clearest.stand_unknown"
    numbers = {"score": whole(estimate.score), "interval": interval(estimate)}
    texts = [say(key, word=material.band_words(estimate), **numbers)]
    if span is not None and is_habit(material, competency, estimate):
        texts.append(competency.feedback[span.low].wording(material.answers.phase))
    texts += _quote(material, competency)
    yield Heading(competency.name, 3, about=competency.id)
    yield Paragraph(" ".join(texts).strip())
    yield from tell_closer_look(material, competency.id)


def _quote(material: Material, competency: Competency) -> Iterator[str]:
    """Yield the statements answered highest and lowest, of each side at most two.

    Where every statement got the same answer, that is what is said.
    """
    own = order_answers(material, competency)
    if not own:
        return
    if own[0].answer == own[-1].answer:
        yield say("priorities.alike", answer=material.option(int(own[0].answer)))
        return
    middle = (own[0].answer + own[-1].answer) / 2
    most = [part for part in reversed(own) if part.answer > middle][:_QUOTED]
    least = [part for part in own if part.answer < middle][:_QUOTED]
    for key, parts in (("most", most), ("least", least)):
        quotes = [
            say(
                "clearest.quote",
                statement=material.statement(part.item),
                answer=material.option(int(part.answer)),
            )
            for part in parts
        ]
        yield say(f"clearest.{key}", quotes=joined(quotes))


def _reading(material: Material) -> Callout:
    """Return in a few sentences how to read every number of this plan."""
    highest = material.library.gedrag.options[-1].label
    text = say("clearest.reading_text", highest=highest)
    return Callout(say("clearest.reading"), (text,))
