"""Dates and numbers for templates."""

from datetime import date, datetime

from flask import Flask

from assessment.report.composition.words import one_decimal, score, whole
from assessment.report.fingerprint import code
from assessment.services.moments import AMSTERDAM
from assessment.wording import say
from values.facts import FACTS


def register(app: Flask) -> None:
    """Give the templates their filters, and the facts that their prose tells."""
    app.jinja_env.globals["facts"] = FACTS
    app.add_template_filter(clock)
    app.add_template_filter(day)
    app.add_template_filter(code)
    app.add_template_filter(kind)
    for number in (whole, one_decimal, score):  # as the report writes them
        app.add_template_filter(number)


def clock(moment: datetime) -> str:
    """Return the time of day in the Netherlands, as 14:03."""
    return moment.astimezone(AMSTERDAM).strftime("%H:%M")


def kind(name: str) -> str:
    """Return what a kind of document, or its form, is called."""
    return say(f"kinds.{name}")


def day(moment: date) -> str:
    """Return the date in words, as 23 november 2026."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(AMSTERDAM).date()
    return f"{moment.day} {say(f'months.m{moment.month}')} {moment.year}"
