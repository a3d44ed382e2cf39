"""What may be said of the norm that was in use: who it is about, and where scores stand in it."""

from collections.abc import Iterator

from assessment.phrases import long_date, whole
from assessment.report.composition.material import Material
from assessment.report.composition.texts import listed
from assessment.report.model import Block, Bullets, Heading, Paragraph, Table
from values import NormGroup, Placement

_FIRST_PERCENTILE, _LAST_PERCENTILE = 1, 99  # nobody stands below or above a whole group
_QUARTERS = 4


def in_guide(material: Material) -> Iterator[Block]:
    """Yield how to read a place in the norm; one sentence when there is no norm."""
    norm = material.profile.norm
    if norm is None:
        return
    yield Heading(material.say("norm.heading"))
    yield Paragraph(f"{_who(material, norm)} {material.say(f'norm.level_{norm.level}')}")
    yield Paragraph(material.say("norm.careful"))


def in_competencies(material: Material) -> Iterator[Block]:
    """Yield the place of every competency in the norm, as a table; nothing without a norm."""
    placements = material.profile.placements
    if material.profile.norm is None or not placements:
        return
    rows = tuple(
        (
            competency.name,
            _place(material, placements[competency.id]),
            _band(material, placements[competency.id]),
        )
        for competency in material.value_map.competencies
        if competency.id in placements
    )
    yield Heading(material.say("norm.places"))
    levels = {place.level for place in placements.values()}
    coarser = f" {material.say('norm.coarser')}" if len(levels) > 1 else ""
    yield Paragraph(
        f"{material.say('norm.places_text', people=material.profile.norm.people)}{coarser}"
    )
    columns = ("name", "place", "band")
    yield Table(
        caption=material.say("norm.places_caption"),
        header=tuple(material.say(f"norm.table_{column}") for column in columns),
        rows=rows,
        widths=(0.46, 0.27, 0.27),
    )


def in_method(material: Material) -> Iterator[Block]:
    """Yield all that is needed to judge the norm, or that there is none."""
    norm = material.profile.norm
    yield Heading(material.say("norm.method"))
    if norm is None:
        yield Paragraph(material.say("norm.none"))
        return
    numbers = {"number": norm.number, "people": norm.people, "population": norm.population}
    days = {"first": long_date(norm.first_day), "last": long_date(norm.last_day)}
    use = {"published": long_date(norm.published_on), "expires": long_date(norm.expires_on)}
    yield Bullets(
        (
            material.say("norm.method_group", **numbers),
            material.say("norm.method_asked", invited=norm.invited, size=norm.population_size),
            *((material.say("norm.method_fewest", fewest=norm.fewest),) if _uneven(norm) else ()),
            material.say("norm.method_days", **days, **use),
            material.say(f"norm.method_{norm.level}"),
            material.say("norm.method_kept_out"),
            material.say("norm.method_band"),
        )
    )


def errors_in_method(material: Material) -> tuple[str, ...]:
    """Return where the standard errors of competencies came from; empty for the own answers."""
    sources = material.profile.standard_errors
    total = sum(estimate is not None for estimate in material.profile.competencies.values())
    said = []
    for source in ("norm", "calibration"):
        if count := sum(estimate == source for estimate in sources.values()):
            some = material.say("norm.which_some", count=count, total=total)
            which = material.say("norm.which_all") if count == total else some
            said.append(material.say(f"norm.error_{source}", which=which))
    return (*said, material.say("norm.error_rest")) if said else ()


def _who(material: Material, norm: NormGroup) -> str:
    return material.say(
        "norm.who",
        population=norm.population,
        people=norm.people,
        first=long_date(norm.first_day),
        last=long_date(norm.last_day),
    )


def _uneven(norm: NormGroup) -> bool:
    return norm.fewest < norm.people


def _place(material: Material, place: Placement) -> str:
    return material.say(f"norm.place_{place.level}", value=_step(place, place.value))


def _band(material: Material, place: Placement) -> str:
    """Return the band; one word when it is one step, or all of them."""
    low, high = _step(place, place.low), _step(place, place.high)
    if place.level == "quartiles" and (place.low, place.high) == (1, _QUARTERS):
        return material.say("norm.band_any_quarter")
    key = "norm.band_same" if low == high else f"norm.band_{place.level}"
    return material.say(key, low=low, high=high)


def _step(place: Placement, value: float) -> str:
    if place.level == "quartiles":
        return listed("norm.quarters")[whole(value) - 1]
    if place.level == "stanines":
        return str(whole(value))
    return str(min(_LAST_PERCENTILE, max(_FIRST_PERCENTILE, whole(value))))
