"""Dates and numbers for templates."""

from datetime import date, datetime

from flask import Flask

from assessment.report.composition.words import one_decimal, score, whole
from assessment.report.fingerprint import code
from assessment.services.moments import AMSTERDAM
from assessment.services.offering import title_of
from assessment.wording import say


def register(app: Flask) -> None:
    """Give the templates their filters."""
    app.add_template_filter(clock)
    app.add_template_filter(day)
    app.add_template_filter(code)
    app.add_template_filter(kind)
    app.add_template_filter(form)
    for number in (whole, one_decimal, score):  # as the report writes them
        app.add_template_filter(number)


def clock(moment: datetime) -> str:
    """Return the time of day in the Netherlands, as 14:03."""
    return moment.astimezone(AMSTERDAM).strftime("%H:%M")


def kind(name: str) -> str:
    """Return what a kind of document is called."""
    return title_of(name)


def form(name: str) -> str:
    """Return what the form of a file is called."""
    return say(f"forms_of_file.{name}")


def day(moment: date) -> str:
    """Return the date in words, as 23 november 2026."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(AMSTERDAM).date()
    return f"{moment.day} {say(f'months.m{moment.month}')} {moment.year}"
