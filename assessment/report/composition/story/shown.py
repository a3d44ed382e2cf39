"""What stands out in behaviour and style, beside each other where they fit."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from assessment.phrases import joined, quoted
from assessment.report.composition.material import Material
from assessment.report.composition.outstanding import (
    list_apart,
    list_outstanding,
    list_weighty,
)
from assessment.report.composition.story.grounds import (
    explain_less,
    explain_more,
    explain_style,
)
from assessment.report.composition.story.links import brings_forward, style_of
from assessment.report.composition.story.sentence import Sentence
from values import Style

_Explain = Callable[[Material, Sequence[str]], Iterator[str]]


def tell_strong(material: Material, named: frozenset[str]) -> Iterator[Sentence]:
    """Yield what is likely shown more than the rest, with the style that it fits."""
    left = [c for c in list_outstanding(material)[0] if c not in named]
    yield from _beside_style(material, "strong", left, named, explain_more)


def tell_room(material: Material, named: frozenset[str]) -> Iterator[Sentence]:
    """Yield what is likely shown less than the rest, with the style that it does not fit."""
    left = [c for c in list_outstanding(material)[1] if c not in named]
    yield from _beside_style(material, "room", left, named, explain_less)


def _beside_style(
    material: Material, rule: str, left: list[str], named: frozenset[str], explain: _Explain
) -> Iterator[Sentence]:
    """Yield one sentence on these competencies; on the first that a style explains, if any."""
    for competency in left:
        for style in (style for style in material.preferred if style.id not in named):
            pole = style_of(material.value_map, competency, style.axis)
            if pole and (pole == style.id) == (rule == "strong"):
                axis = next(a for a in material.value_map.axes if a.id == style.axis)
                text = material.say(
                    f"story.{rule}_style",
                    competency=quoted([material.name(competency)]),
                    style=style.name,
                    other=material.value_map.style[pole].name,
                )
                grounds = (
                    *explain(material, [competency]),
                    explain_style(material, style, axis),
                )
                yield Sentence(text, grounds, f"{rule}_style", (competency, style.id))
                return
    if left:
        text = material.say(f"story.{rule}", competencies=quoted(material.names(left)))
        yield Sentence(text, tuple(explain(material, left)), rule, tuple(left))


def tell_even(material: Material, named: frozenset[str]) -> Iterator[Sentence]:
    """Yield why nothing is said to stand out: no difference, unread answers, or too few."""
    if not material.has_scores:
        rule = "alike" if material.answers_alike else "unfinished"
        yield Sentence(material.say(f"story.{rule}"), (), rule)
    elif not any(list_outstanding(material)) and not named & {
        g.id for g in material.value_map.groups
    }:
        rule = "unread" if material.unread else "even"
        yield Sentence(material.say(f"story.{rule}"), (), rule)


def tell_styles(material: Material, named: frozenset[str]) -> Iterator[Sentence]:
    """Yield the preferences of style that were not told, with a cluster they bring."""
    left = [style for style in material.preferred if style.id not in named]
    if not left:
        return
    apart = list_apart(material)  # told as less shown: nothing brings it forward easily
    for style in left:
        for cluster in list_weighty(material):
            if cluster not in apart and brings_forward(style.id, cluster):
                text = material.say("story.style_cluster", style=style.name, cluster=cluster.name)
                yield Sentence(text, _grounds(material, [style]), "style_cluster", (style.id,))
                return
    names = joined([style.name for style in left])
    rule = "style_one" if len(left) == 1 else "style"
    about = tuple(style.id for style in left)
    text = material.say(f"story.{rule}", styles=names)
    yield Sentence(text, _grounds(material, left), rule, about)


def _grounds(material: Material, preferred: Iterable[Style]) -> tuple[str, ...]:
    axes = {axis.id: axis for axis in material.value_map.axes}
    return tuple(explain_style(material, style, axes[style.axis]) for style in preferred)
