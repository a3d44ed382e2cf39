"""The steps of a scale as HTML: drawn once for each question, and then only marked.

Eight questions a page with six steps each are most of what a page costs, and they are the same for
everybody but for what was chosen.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from flask import Flask

from assessment.instruments.model import Item

TEMPLATE = "components/answering/steps.html"
Options: TypeAlias = Sequence[tuple[str, str]]


def register(app: Flask) -> None:
    """Give the templates ``answer_steps(item, options, scale, chosen, refused)``.

    What it returns is HTML, drawn by a template.
    """
    drawn: dict[tuple[str, str, tuple[tuple[str, str], ...]], str] = {}

    def answer_steps(item: Item, options: Options, scale: str, chosen: str, refused: bool) -> str:
        if refused:
            return _draw(app, item, options, scale, chosen, refused)
        key = (item.id, scale, tuple(options))
        if key not in drawn:
            drawn[key] = str(_draw(app, item, options, scale, "", False))
        return mark_chosen(drawn[key], chosen if chosen in dict(options) else "")

    app.add_template_global(answer_steps)


def _draw(app: Flask, *arguments: object) -> str:
    macro: Callable[..., str] = app.jinja_env.get_template(TEMPLATE).module.steps  # type: ignore[attr-defined]
    return macro(*arguments)


def mark_chosen(steps: str, chosen: str) -> str:
    """Return steps that nobody chose from with one of them chosen, or with none."""
    return steps.replace(f' value="{chosen}">', f' value="{chosen}" checked>', 1)
