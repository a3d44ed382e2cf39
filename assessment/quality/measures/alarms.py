"""Which numbers lie beyond the limits that the association set."""

from collections.abc import Iterator, Sequence

from assessment.quality.results import (
    Alarm,
    Bounded,
    Described,
    ItemQuality,
    ScaleQuality,
    Unavailable,
)

ITEM_REST, OMEGA, CATEGORY, END = 0.30, 0.70, 0.02, 0.50  # psychometrics.md section 2a


def raise_alarms(scales: Sequence[ScaleQuality]) -> tuple[Alarm, ...]:
    """Return every alarm, scale by scale.

    ``omega`` < .70 and ``item_rest`` < .30, each ``certain`` when the whole interval lies below;
    ``category``: an answer that fewer than 2 % gave, with those answers; ``ceiling`` and
    ``floor``: more than half of the people at an end of the item or of the scale. What could not
    be computed raises no alarm: it says so itself.

    Parameters
    ----------
    scales : sequence of ScaleQuality

    References
    ----------
    psychometrics.md section 2a.
    """
    return tuple(alarm for scale in scales for alarm in _of_scale(scale))


def _of_scale(scale: ScaleQuality) -> Iterator[Alarm]:
    if not isinstance(scale.reliability, Unavailable):
        omega = scale.reliability.omega
        if isinstance(omega, Bounded) and omega.value < OMEGA:
            yield Alarm("omega", scale.id, "", omega.value, OMEGA, omega.high < OMEGA)
    yield from _ends(scale.described, scale.id, "")
    for item in scale.items:
        yield from _of_item(scale, item)


def _of_item(scale: ScaleQuality, item: ItemQuality) -> Iterator[Alarm]:
    rest = item.item_rest
    if isinstance(rest, Bounded) and rest.value < ITEM_REST:
        yield Alarm("item_rest", scale.id, item.id, rest.value, ITEM_REST, rest.high < ITEM_REST)
    if not isinstance(item.counts, Unavailable):
        total = sum(item.counts)
        shares = [count / total for count in item.counts]
        rare = tuple(scale.low + place for place, share in enumerate(shares) if share < CATEGORY)
        if rare:
            yield Alarm("category", scale.id, item.id, min(shares), CATEGORY, None, rare)
    yield from _ends(item.described, scale.id, item.id)


def _ends(described: Described | Unavailable, scale: str, item: str) -> Iterator[Alarm]:
    if isinstance(described, Unavailable):
        return
    for kind, count in (("floor", described.floor), ("ceiling", described.ceiling)):
        share = count / described.people
        if share > END:
            yield Alarm(kind, scale, item, share, END, None)
