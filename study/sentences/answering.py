"""From simulated answers to the answers of the product: what a form would have sent."""

import numpy as np

from assessment.instruments import NOT_EXPERIENCED, Answers
from assessment.psychometrics.arrays import Floats
from study.people import Rng
from study.responding import Answered
from study.sentences.universes import Inhabitants, load_settings
from study.world import World


def list_answers(
    rng: Rng, world: World, people: Inhabitants, answered: Answered, time: int
) -> list[Answers]:
    """Return the answers of everybody, with the short stories about pressure told by their axes."""
    settings, library = load_settings()["study"], world.library
    told = _tell_scenarios(rng, world, people)
    versions = library.versions(settings["phase"])
    return [
        Answers(
            phase=settings["phase"],
            office=settings["office"],
            taken_at=settings["taken"][time],
            instruments=versions,
            gedrag={
                item.id: NOT_EXPERIENCED if np.isnan(answer) else int(answer)
                for item, answer in zip(library.gedrag.items, answered.statements[n], strict=True)
            },
            stijl=_style(world, answered, told, n),
            design=int(answered.design[n]) + 1,
            sets=_sets(world, answered, n),
            simulated=True,
        )
        for n in range(len(answered.design))
    ]


def _style(world: World, answered: Answered, scenarios: Floats, person: int) -> dict[str, int]:
    stijl = world.library.stijl
    pairs, switching = [pair.id for pair in stijl.pairs], [item.id for item in stijl.switching]
    ids = [*pairs, *switching, *(pair.id for pair in stijl.scenarios)]
    given = np.concatenate([answered.pairs[person], answered.switching[person], scenarios[person]])
    return {
        item: int(answer) for item, answer in zip(ids, given, strict=True) if not np.isnan(answer)
    }


def _sets(world: World, answered: Answered, person: int) -> dict[str, dict[str, str]]:
    design = world.library.waardenkeuze.designs[answered.design[person]]
    places = zip(design, answered.best[person], answered.worst[person], strict=True)
    return {
        one.id: {"best": one.values[best], "worst": one.values[worst]}
        for one, best, worst in places
        if best >= 0
    }


def _tell_scenarios(rng: Rng, world: World, people: Inhabitants) -> Floats:
    """Draw answers to the scenarios as to any pair of their axis."""
    stijl, universe = world.library.stijl, people.universe
    axes = [axis.id for axis in world.value_map.axes]
    of_axis = [axes.index(pair.axis) for pair in stijl.scenarios]
    sign = np.array([float(pair.sign) for pair in stijl.scenarios])
    own = people.traits.axes[:, of_axis]
    own = own + rng.normal(0.0, np.hypot(universe.pair, universe.pair_occasion), own.shape)
    scale = stijl.pair_scale
    nearest = np.floor(scale.answer(own * sign) + 0.5)
    return np.asarray(np.clip(nearest, scale.lowest, scale.highest))
