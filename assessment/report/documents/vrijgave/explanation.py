"""The answers behind the scores, of the parts that were released with them."""

from collections.abc import Collection, Iterator

from assessment.report.composition.material import Material
from assessment.report.composition.style import chosen_side
from assessment.report.documents.vrijgave.parts import COMPETENCIES, STYLE, VALUES
from assessment.report.documents.vrijgave.texts import say
from assessment.report.model import Block, Heading, Paragraph, Table

_TWO, _THREE = (0.72, 0.28), (0.2, 0.55, 0.25)


def tell_answers(material: Material, parts: Collection[str]) -> Iterator[Block]:
    """Yield the answers to what was asked for each of ``parts``; what was left open is not told."""
    yield Paragraph(say("explanation.lead"), "lead")
    if COMPETENCIES in parts:
        yield Heading(say("explanation.competencies"))
        yield from _of_competencies(material)
    if VALUES in parts:
        yield Heading(say("explanation.values"))
        yield from _of_values(material)
        yield from _choices(material)
    if STYLE in parts:
        yield Heading(say("explanation.style"))
        yield from _of_style(material)


def _of_competencies(material: Material) -> Iterator[Block]:
    for competency in material.value_map.competencies:
        rows = tuple(
            (material.statement(item.id), material.answer(item.id))
            for item in material.library.gedrag.items
            if item.competency == competency.id and item.id in material.answers.gedrag
        )
        if rows:
            caption = say("explanation.competency", name=competency.name)
            header = (say("explanation.statement"), say("explanation.answer"))
            yield Table(caption, header, rows, widths=_TWO)


def _of_values(material: Material) -> Iterator[Block]:
    columns = ("value", "statement", "answer")
    for cluster in material.value_map.clusters:
        names = {value.id: value.name for value in cluster.values}
        rows = tuple(
            (names[item.value], material.statement(item.id), material.answer(item.id))
            for item in material.library.gedrag.items
            if item.value in names and item.id in material.answers.gedrag
        )
        if rows:
            caption = say("explanation.cluster", name=cluster.name)
            header = tuple(say(f"explanation.{column}") for column in columns)
            yield Table(caption, header, rows, widths=_THREE, wide=True)


def _choices(material: Material) -> Iterator[Block]:
    rows = tuple(
        (str(number), *(material.name(chosen[side]) for side in ("best", "worst")))
        for number, chosen in enumerate(material.answers.sets.values(), start=1)
    )
    if rows:
        yield Heading(say("explanation.choices"))
        header = tuple(say(f"explanation.{column}") for column in ("set", "best", "worst"))
        yield Table(say("explanation.choices_caption"), header, rows, widths=(0.12, 0.44, 0.44))


def _of_style(material: Material) -> Iterator[Block]:
    given, scale = material.answers.stijl, material.library.stijl.pair_scale
    rows = []
    for pair in (*material.library.stijl.pairs, *material.library.stijl.scenarios):
        if pair.id in given:
            _, first, second = pair.wording(material.answers.phase)
            chosen = chosen_side(material, pair)[1]
            steps = min(given[pair.id] - scale.lowest, scale.highest - given[pair.id])
            degree = material.say(f"style.degree_{steps + 1}")
            rows.append((chosen, second if chosen == first else first, degree))
    if rows:
        header = tuple(say(f"explanation.{column}") for column in ("chosen", "other", "strength"))
        caption = say("explanation.style_caption")
        yield Table(caption, header, tuple(rows), widths=(0.4, 0.4, 0.2), wide=True)
