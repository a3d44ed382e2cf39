"""Dates, numbers and names as templates write them."""

from datetime import date, datetime

from flask import Flask

from assessment.phrases import decimal, joined, long_date, lower_first, month, upper_first
from assessment.services.moments import AMSTERDAM
from assessment.services.offering import title_of
from assessment.services.releasing import History
from assessment.services.showing import FORMATS
from assessment.web.forms import name_field, tell_problem
from assessment.web.instruments.forms import name_until
from assessment.wording import say
from values.facts import FACTS
from values.number_words import decimal_comma


def register(app: Flask) -> None:
    """Give the templates their filters, and the facts that their prose tells."""
    app.jinja_env.globals["facts"] = FACTS
    app.add_template_filter(format_clock, "clock")
    app.add_template_filter(format_day, "day")
    app.add_template_filter(format_moment, "moment")
    app.add_template_filter(month, "month")
    app.add_template_filter(title_of, "kind")
    app.add_template_filter(name_form, "form")
    app.add_template_filter(name_opened, "opened")
    app.add_template_filter(describe_release, "release_state")
    app.add_template_filter(describe_coaching, "coaching_state")
    app.add_template_filter(name_round_kind, "round_kind")
    app.add_template_filter(upper_first, "upper_first")
    app.add_template_filter(lower_first, "lower_first")
    app.add_template_filter(decimal_comma, "comma")
    app.add_template_filter(decimal, "decimals")
    app.add_template_filter(name_until, "until")
    app.add_template_filter(name_field, "named")
    app.add_template_filter(tell_problem, "problem")
    for name, write in FORMATS.items():
        app.add_template_filter(write, name)


def format_clock(moment: datetime) -> str:
    """Return the time of day in the Netherlands, as 14:03."""
    return moment.astimezone(AMSTERDAM).strftime("%H:%M")


def format_day(moment: date) -> str:
    """Return the date in words, as 23 november 2026; of a moment, the date in the Netherlands."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(AMSTERDAM).date()
    return long_date(moment)


def format_moment(moment: datetime) -> str:
    """Return the day and the time: what tells two attempts of one day apart."""
    return say("web.moment", day=format_day(moment), clock=format_clock(moment))


def name_form(form: str) -> str:
    """Return what people call the form of a file."""
    return say(f"forms_of_file.{form}")


def name_round_kind(kind: str) -> str:
    """Return what a kind of round is called."""
    return say(f"rounds.kind_{kind}")


def name_opened(what: str | tuple[str, ...]) -> str:
    """Return what a part or a document of a release is called; of several, inside a sentence."""
    if isinstance(what, str):
        return say(f"opened.{what}")
    return joined([lower_first(say(f"opened.{one}")) for one in what])


def describe_release(history: History) -> str:
    """Return what became of a release, with the day."""
    release = history.release
    days = {
        "until": format_day(release.until),
        "withdrawn": format_day(release.withdrawn_at or release.until),
        "blocked": format_day(release.blocked_at or release.until),
    }
    return say(f"release_states.{history.state}", **days)


def describe_coaching(state: str) -> str:
    """Return how an owner and a coach stand."""
    return upper_first(say(f"coaching_states.{state}"))
