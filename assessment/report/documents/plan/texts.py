"""The sentences of the plan, beside those of its chapters."""

from pathlib import Path
from typing import Any

from assessment.report.composition.material import Material
from assessment.texts import Texts

TEXTS = Texts(Path(__file__).with_suffix(".toml"))
say, listed = TEXTS.say, TEXTS.listed


def say_to(material: Material, key: str, /, **values: Any) -> str:
    """Return the sentence at ``key``, in the wording for the phase of this person if there is one.

    Every sentence may name the office of this person, as ``{office}``.
    """
    phased = f"{key}_{material.answers.phase}"
    chosen = phased if phased in TEXTS else key
    return say(chosen, **{"office": material.office.name} | values)
