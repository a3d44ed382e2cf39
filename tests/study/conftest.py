from dataclasses import replace

import pytest

from study.assumptions import Assumptions, load_assumptions
from study.world import World, build_world


@pytest.fixture(scope="session")
def world(library, value_map) -> World:
    return build_world(library, value_map)


@pytest.fixture(scope="session")
def assumed() -> Assumptions:
    return load_assumptions()


@pytest.fixture(scope="session")
def few(assumed) -> Assumptions:
    """The same study of a few people, for what does not depend on how many."""
    return replace(
        assumed,
        study=dict(assumed.study)
        | {"people": [10, 14], "replications": 8, "predictor_people": 300},
        shares=dict(assumed.shares) | {"people": 14},
        change=dict(assumed.change) | {"people": 14},
        naming=dict(assumed.naming) | {"people": 14},
    )
