"""What may be said of the norm that was in use: who it is about, and where scores stand in it."""

from collections.abc import Iterator

from assessment.phrases import long_date, whole
from assessment.report.composition.material import Material
from assessment.report.composition.texts import listed
from assessment.report.model import Block, Bullets, Heading, Paragraph, Table
from values import NormGroup, Placement

_FIRST_PERCENTILE, _LAST_PERCENTILE = 1, 99  # nobody stands below or above a whole group
_QUARTERS = 4


def in_guide(m: Material) -> Iterator[Block]:
    """Yield how to read a place in the norm; one sentence when there is no norm."""
    norm = m.profile.norm
    if norm is None:
        return
    yield Heading(m.say("norm.heading"))
    yield Paragraph(f"{_who(m, norm)} {m.say(f'norm.level_{norm.level}')}")
    yield Paragraph(m.say("norm.careful"))


def in_competencies(m: Material) -> Iterator[Block]:
    """Yield the place of every competency in the norm, as a table; nothing without a norm."""
    found = m.profile.placements
    if m.profile.norm is None or not found:
        return
    rows = tuple(
        (competency.name, _place(m, found[competency.id]), _band(m, found[competency.id]))
        for competency in m.value_map.competencies
        if competency.id in found
    )
    yield Heading(m.say("norm.places"))
    levels = {place.level for place in found.values()}
    coarser = f" {m.say('norm.coarser')}" if len(levels) > 1 else ""
    yield Paragraph(f"{m.say('norm.places_text', people=m.profile.norm.people)}{coarser}")
    columns = ("name", "place", "band")
    yield Table(
        caption=m.say("norm.places_caption"),
        header=tuple(m.say(f"norm.table_{column}") for column in columns),
        rows=rows,
        widths=(0.46, 0.27, 0.27),
    )


def in_method(m: Material) -> Iterator[Block]:
    """Yield all that is needed to judge the norm, or that there is none."""
    norm = m.profile.norm
    yield Heading(m.say("norm.method"))
    if norm is None:
        yield Paragraph(m.say("norm.none"))
        return
    told = {"number": norm.number, "people": norm.people, "population": norm.population}
    days = {"first": long_date(norm.first_day), "last": long_date(norm.last_day)}
    use = {"published": long_date(norm.published_on), "expires": long_date(norm.expires_on)}
    yield Bullets(
        (
            m.say("norm.method_group", **told),
            m.say("norm.method_asked", invited=norm.invited, size=norm.population_size),
            *((m.say("norm.method_fewest", fewest=norm.fewest),) if _uneven(norm) else ()),
            m.say("norm.method_days", **days, **use),
            m.say(f"norm.method_{norm.level}"),
            m.say("norm.method_kept_out"),
            m.say("norm.method_band"),
        )
    )


def errors_in_method(m: Material) -> tuple[str, ...]:
    """Return where the standard errors of competencies came from; empty for the own answers."""
    sources = m.profile.standard_errors
    total = sum(found is not None for found in m.profile.competencies.values())
    said = []
    for source in ("norm", "calibration"):
        if count := sum(found == source for found in sources.values()):
            some = m.say("norm.which_some", count=count, total=total)
            which = m.say("norm.which_all") if count == total else some
            said.append(m.say(f"norm.error_{source}", which=which))
    return (*said, m.say("norm.error_rest")) if said else ()


def _who(m: Material, norm: NormGroup) -> str:
    return m.say(
        "norm.who",
        population=norm.population,
        people=norm.people,
        first=long_date(norm.first_day),
        last=long_date(norm.last_day),
    )


def _uneven(norm: NormGroup) -> bool:
    return norm.fewest < norm.people


def _place(m: Material, place: Placement) -> str:
    return m.say(f"norm.place_{place.level}", value=_step(place, place.value))


def _band(m: Material, place: Placement) -> str:
    """Return the band; one word when it is one step, or all of them."""
    low, high = _step(place, place.low), _step(place, place.high)
    if place.level == "quartiles" and (place.low, place.high) == (1, _QUARTERS):
        return m.say("norm.band_any_quarter")
    key = "norm.band_same" if low == high else f"norm.band_{place.level}"
    return m.say(key, low=low, high=high)


def _step(place: Placement, value: float) -> str:
    if place.level == "quartiles":
        return listed("norm.quarters")[whole(value) - 1]
    if place.level == "stanines":
        return str(whole(value))
    return str(min(_LAST_PERCENTILE, max(_FIRST_PERCENTILE, whole(value))))
