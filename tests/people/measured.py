"""A measured group of fictional people, made once: sixty, among them some who answered oddly."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from assessment.instruments import Answers
from assessment.norms.candidates import Reason
from assessment.quality.measures import Respondent, measure_instruments
from assessment.quality.page import write_quality
from assessment.quality.results import InstrumentQuality
from assessment.services.content import load_content
from assessment.services.simulating import simulate

DAY = date(2026, 11, 23)
PHASES = ("zittend", "zittend", "starter")
LEFT_OUT = {Reason.UNREADABLE: 3, Reason.WITHOUT_CONSENT: 12}


def people(count: int) -> list[Answers]:
    content = load_content()
    return [
        simulate(seed, content.library, content.value_map, phase=PHASES[seed % 3],
                 office="wethouder")
        for seed in range(count)
    ]  # fmt: skip


def quality_of(everyone: list[Answers], left_out: Mapping[str, int] = {}) -> InstrumentQuality:
    content = load_content()
    return measure_instruments(
        [Respondent(one) for one in everyone],
        content.library,
        content.value_map,
        left_out=left_out,
        progress=lambda *_: None,
    )


def files(quality: InstrumentQuality) -> dict[str, bytes]:
    content = load_content()
    return write_quality(quality, content.library, content.value_map, made_on=DAY)


@cache
def odd_group() -> InstrumentQuality:
    """Sixty people: one item answered alike by all, one scale never experienced by most."""
    item = load_content().library.gedrag.items[0].id
    scale = [i.id for i in load_content().library.gedrag.items if i.competency == "PER4"]
    odd = []
    for place, one in enumerate(people(60)):
        answers = {**one.gedrag, item: 4}
        if place > 10:
            answers |= dict.fromkeys(scale, "nvt")
        odd.append(replace(one, gedrag=answers))
    return quality_of(odd, LEFT_OUT)


@cache
def group() -> InstrumentQuality:
    return quality_of(people(60), LEFT_OUT)


@cache
def group_files() -> dict[str, bytes]:
    return files(group())


@cache
def odd_files() -> dict[str, bytes]:
    return files(odd_group())


@cache
def short_files() -> dict[str, bytes]:
    """Every kind of block on a page that a browser can be asked everything about in seconds."""
    quality = odd_group()
    kept = tuple(one for one in quality.scales if one.id in ("POL1", "PUB1", "PER4", "A"))
    names = {one.id for one in kept}
    alarms = tuple(alarm for alarm in quality.alarms if alarm.scale in names)
    return files(replace(quality, scales=kept, alarms=alarms))


@cache
def small_files() -> dict[str, bytes]:
    return files(quality_of(people(29), {Reason.UNSUBMITTED: 7}))
