"""Which programmes are advised for a wish and for a phase, as tables beside the programmes.

The words of a wish, and the numbers of the rule, stay with the program (``asked.toml``,
``rules.toml``); a table only tells which programmes they give, the best one first.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from assessment.plan.checks import CATALOGUE
from assessment.plan.model import Asked, Catalogue, Rules
from assessment.plan.problems import say
from values import PHASES, ContentError, Phase


@dataclass(frozen=True, slots=True)
class WishOffer:
    """The programmes that an answer gives."""

    question: str
    option: str
    programmes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhaseOffer:
    """The programmes that belong to a phase, and those that do so after what was asked for."""

    phase: Phase
    belongs: tuple[str, ...] = ()
    if_room: tuple[str, ...] = ()


def list_wish_offers(catalogue: Catalogue) -> tuple[WishOffer, ...]:
    """Return what each wish gives."""
    return tuple(WishOffer(w.question, w.option, w.programmes) for w in catalogue.asked.wishes)


def list_phase_offers(catalogue: Catalogue) -> tuple[PhaseOffer, ...]:
    """Return what belongs to each phase."""
    belongs, if_room = catalogue.rules.belongs, catalogue.rules.if_room
    return tuple(PhaseOffer(one, belongs.get(one, ()), if_room.get(one, ())) for one in PHASES)


def tabulate_advice(catalogue: Catalogue) -> dict[str, Any]:
    """Return both as plain tables."""
    return {
        "wishes": [_tabulate(one) for one in list_wish_offers(catalogue)],
        "phases": [_tabulate(one) for one in list_phase_offers(catalogue)],
    }


def apply_wishes(asked: Asked, offers: Sequence[WishOffer]) -> Asked:
    """Return the wishes with these programmes; a wish that no offer names keeps its own.

    Raises ContentError for an answer that is no wish, and for one that stands there twice.
    """
    _refuse(_find_wrong_wishes(asked, offers))
    given = {(one.question, one.option): one.programmes for one in offers}
    wishes = (
        replace(wish, programmes=given.get((wish.question, wish.option), wish.programmes))
        for wish in asked.wishes
    )
    return replace(asked, wishes=tuple(wishes))


def apply_phases(rules: Rules, offers: Sequence[PhaseOffer]) -> Rules:
    """Return the rule with these programmes; a phase that no offer names keeps its own.

    Raises ContentError for a phase that stands there twice.
    """
    counts = Counter(one.phase for one in offers)
    _refuse(say("advice.twice", file=CATALOGUE, name=p) for p, n in counts.items() if n > 1)
    belongs = _merge(rules.belongs, {one.phase: one.belongs for one in offers})
    if_room = _merge(rules.if_room, {one.phase: one.if_room for one in offers})
    return replace(rules, belongs=belongs, if_room=if_room)


def drop_unknown(table: Mapping[str, Any], base: Catalogue) -> dict[str, Any]:
    """Return a table without the wishes that the program does not know any more."""
    told = table.get("wishes")
    if not isinstance(told, list):
        return dict(table)
    known = [(wish.question, wish.option) for wish in base.asked.wishes]
    return {**table, "wishes": [one for one in told if _name(one) in known]}


def _name(wish: Any) -> tuple[Any, Any] | None:
    return (wish.get("question"), wish.get("option")) if isinstance(wish, dict) else None


def _find_wrong_wishes(asked: Asked, offers: Sequence[WishOffer]) -> Iterator[str]:
    known = {(wish.question, wish.option) for wish in asked.wishes}
    for (question, option), count in Counter((o.question, o.option) for o in offers).items():
        name = f"{question}:{option}"
        if (question, option) not in known:
            yield say("advice.unknown_wish", file=CATALOGUE, name=name)
        elif count > 1:
            yield say("advice.twice", file=CATALOGUE, name=name)


def _refuse(problems: Iterator[str]) -> None:
    if found := list(problems):
        raise ContentError(found)


def _merge(
    before: Mapping[str, tuple[str, ...]], after: Mapping[Any, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return the programmes by phase, without phases that have none."""
    every = {**before, **after}
    return {phase: programmes for phase, programmes in every.items() if programmes}


def _tabulate(offer: WishOffer | PhaseOffer) -> dict[str, Any]:
    return {key: list(v) if isinstance(v, tuple) else v for key, v in asdict(offer).items()}
