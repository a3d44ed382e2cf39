"""Renders the pages of the kit and of the report: one file each, nothing beside it."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from review.tables import start_sentence, write_number, write_percent
from review.texts import list_texts, load_thresholds, say

TEMPLATES = Path(__file__).with_name("templates")


def render_page(name: str, **content: Any) -> bytes:
    """Return the page of a template; a name that nothing fills is an error."""
    page = _environment().get_template(f"{name}.html.jinja").render(**content)
    return page.encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,  # what raters wrote stands in the report
    )
    environment.filters |= {
        "nl": write_number,
        "percent": write_percent,
        "sentence": start_sentence,
    }
    environment.globals |= {"say": say, "listed": list_texts, "bars": load_thresholds()}
    return environment
