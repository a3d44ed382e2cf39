"""Writes the Dutch page on the simulated suggestions from its numbers."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assessment.plan import load_catalogue
from study.advice import simulate
from study.assumptions import Assumptions
from study.crowd import load_settings
from study.tasks import load_world
from study.text import open_template

TEMPLATE = "advies.md.jinja"


def write_advice(assumed: Assumptions, folder: Path) -> None:
    """Simulate the suggestions and write ``advies.md`` into ``folder``."""
    settings, catalogue = load_settings(), load_catalogue()
    fresh = {**settings, "followed": dict.fromkeys(settings["followed"], 0.0)}
    measured = simulate(load_world(), assumed, catalogue, settings)
    measured["fresh"] = simulate(load_world(), assumed, catalogue, fresh)
    (folder / "advies.md").write_text(render_advice(measured), encoding="utf-8")


def render_advice(measured: Mapping[str, Any]) -> str:
    """Return the page."""
    return open_template(TEMPLATE).render(**measured)
