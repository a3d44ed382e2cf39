"""What scales and items are called, and the words that stand beside an answer."""

from dataclasses import dataclass

from assessment.instruments.library import Library
from assessment.phrases import lower_first
from assessment.quality.page.texts import say
from assessment.quality.results import ScaleQuality
from values import ValueMap

COMPETENCY = "competency"


@dataclass(frozen=True, slots=True)
class Names:
    """The instruments and the vocabulary, as far as they give names."""

    library: Library
    value_map: ValueMap

    def scale(self, scale_id: str) -> str:
        """Return the title of a competency or an axis."""
        for axis in self.value_map.axes:
            if axis.id == scale_id:
                ends = {"low": lower_first(axis.label1), "high": lower_first(axis.label2)}
                return say("scale.axis_title", id=scale_id, **ends)
        name = self.value_map.competency[scale_id].name
        return say("scale.competency_title", id=scale_id, name=name)

    def item(self, item_id: str) -> str:
        """Return the text of a statement or a pair."""
        for statement in self.library.gedrag.items:
            if statement.id == item_id:
                return statement.text
        pair = next(pair for pair in self.library.stijl.pairs if pair.id == item_id)
        return say("items.pair", first=pair.first, second=pair.second)

    def answer(self, scale: ScaleQuality, item_id: str, number: int) -> str:
        """Return the words of an answer that counts as ``number``, as the person saw them."""
        part = self.library.gedrag if scale.kind == COMPETENCY else self.library.stijl
        chosen = scale.low + scale.high - number if item_id in scale.reversed else number
        return {option.value: option.label for option in part.options}[chosen]

    def value(self, value_id: str) -> str:
        """Return the name of a value."""
        return self.value_map.values[value_id].name

    def cluster(self, cluster_id: str) -> str:
        """Return the name of a cluster."""
        return next(c.name for c in self.value_map.clusters if c.id == cluster_id)

    def factor_model(self, model_id: str) -> str:
        """Return what the scales of a factor model are called together."""
        groups = {group.id: group.name for group in self.value_map.groups}
        return groups.get(model_id) or say(f"factors.all_{model_id}")
