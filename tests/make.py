"""Build valid objects for tests. Name only what the test is about; the rest is filled in."""

from collections.abc import Mapping, Sequence
from typing import Any

from assessment.instruments.expected_counts import StatementCounts, StyleCounts
from assessment.instruments.model import (
    Choice,
    Gedrag,
    Header,
    Option,
    Pair,
    Statement,
    Stijl,
    Switching,
)
from assessment.instruments.scoring_rules import RatingScoring, StyleScoring
from assessment.plan import Catalogue, Programme
from assessment.plan.model import Rules, ValueAction
from values import (
    BANDS,
    PHASES,
    Axis,
    Cluster,
    Competency,
    Group,
    Office,
    Style,
    Value,
    ValueMap,
)
from values.model import Feedback, Source

# --- a small world, for arithmetic that fits on a line ---


def world(
    clusters: Mapping[str, Sequence[str]],
    links: Mapping[str, Mapping[str, int]],
    statements: Sequence[Sequence[str]],
) -> tuple[ValueMap, Gedrag]:
    """Clusters of values, links value to competency, statements as (id, competency, value)."""
    competencies = list(dict.fromkeys(competency for _, competency, _ in statements))
    found = value_map(
        clusters=tuple(
            cluster(name, tuple(value(v, competencies=links[v]) for v in ids))
            for name, ids in clusters.items()
        ),
        competencies=tuple(competency(name) for name in competencies),
    )
    items = [Statement(i, c, 1, v, f"Zin {i}.", f"{c} N1", "S4") for i, c, v in statements]
    return found, gedrag(items=tuple(items))


def value(value_id: str, **changes: Any) -> Value:
    values: dict[str, Any] = {
        "id": value_id,
        "name": value_id,
        "meaning": f"Dit is {value_id}.",
        "choice": f"Je kiest voor {value_id} als het er echt op aankomt.",
        "daily": f"Zo gaat {value_id}.",
        "trend": "een trend",
        "trend_by": "S4",
        "why_now": f"Daarom {value_id}.",
        "questions": (f"Wat is {value_id}?", f"Waar is {value_id}?"),
        "competencies": {"C1": 3},
        "styles": {},
        "sources": ("S4, waarden", "S4, trends"),
    }
    return Value(**(values | changes))


def cluster(cluster_id: str, values: tuple[Value, ...]) -> Cluster:
    return Cluster(cluster_id, cluster_id, 1, "sociaal", f"Over {cluster_id}.", values)


def competency(competency_id: str, **changes: Any) -> Competency:
    values: dict[str, Any] = {
        "id": competency_id,
        "group": "POL",
        "name": competency_id,
        "definition": f"Dit is {competency_id}.",
        "indicators": tuple(f"{competency_id} op niveau {n}." for n in range(1, 5)),
        "feedback": {
            band: Feedback(f"{competency_id} is {band}.", ("x",), "Toen.") for band in BANDS
        },
        "advice": {band: f"Oefen {competency_id} als {band}." for band in BANDS},
        "actions": tuple(f"Doe {competency_id} stap {n}." for n in range(1, 4)),
        "actions_aspirant": tuple(f"Begin {competency_id} stap {n}." for n in range(1, 3)),
        "sources": ("S1",),
    }
    return Competency(**(values | changes))


def style(style_id: str, axis: str) -> Style:
    texts = ("definition", "quality", "pitfall", "challenge", "allergy", "works_well",
             "works_less", "missing_effect", "missing_advice", "side")  # fmt: skip
    return Style(style_id, style_id, axis, **{t: f"Stijl {style_id} {t}." for t in texts})


def value_map(**changes: Any) -> ValueMap:
    """One axis of two styles, one group, one competency, one value."""
    clusters = changes.get("clusters", (cluster("zorg", (value("nabij"),)),))
    ids = tuple(v.id for c in clusters for v in c.values)
    values: dict[str, Any] = {
        "version": 1,
        "source": Source("Titel", "Uitgever", 2024, "Grond", "2024-01", "2027-01"),
        "order": ids,
        "clusters": clusters,
        "offices": (Office("wethouder", "wethouder", "Vereniging", ids[:4], full_texts=False),),
        "tensions": (),
        "groups": (Group("POL", "Politiek", "Over politiek."),),
        "competencies": (competency("C1"),),
        "axes": (Axis("A", "Hoe?", "KOE", "BRU", "koers", "brug", "In balans."),),
        "styles": (style("KOE", "A"), style("BRU", "A")),
    }
    return ValueMap(**(values | changes))


def header(instrument_id: str) -> Header:
    return Header(id=instrument_id, version=1, title="Titel", intro="Begin.", minutes=1,
                  items_per_page=6, sources=("eigen werk",))  # fmt: skip


def options(highest: int) -> tuple[Option, ...]:
    return tuple(Option(n, f"keuze {n}") for n in range(1, highest + 1))


def gedrag(**changes: Any) -> Gedrag:
    values: dict[str, Any] = {
        "header": header("gedrag"),
        "expected": StatementCounts(statements=0, per_value=0, least_per_competency=0,
                                    extra_per_competency=0),
        "scoring": RatingScoring(
            minimum_answered=3, minimum_own=1, minimum_value=3, prior_sd=20.0, prior_df=20,
            direct_share=0.6, spread_competencies=10.0, spread_df=8, doubt_competencies=0.75,
            spread_values=12.0, spread_clusters=6.0, spread_shared_df=30, doubt_shared=1.0,
            sure_competency=0.98, sure_value=0.992, sure_word=0.8,
            bands=dict(zip(BANDS, (0, 40, 60, 80), strict=True)),
        ),
        "options": options(5),
        "missing": Choice("nvt", "nog niet meegemaakt"),
        "items": (),
    }  # fmt: skip
    return Gedrag(**(values | changes))


def stijl(pairs: Sequence[tuple[str, int]], switching: Sequence[str]) -> Stijl:
    """Pairs of axis A as (id, pole that stands first), and ids of switching items."""
    return Stijl(
        header=header("stijl"),
        expected=StyleCounts(pairs=0, switching=0, scenarios=0),
        scoring=StyleScoring(6, 50.0, 8, 25.0, 8, 20, 50),
        options=options(6),
        switching_options=options(6),
        switching_lead="Past dit?",
        items=(
            *(Pair(i, "pair", "A", f"Eerst {i}.", f"Dan {i}.", pole, "eigen") for i, pole in pairs),
            *(Switching(i, "A", f"Wissel {i}.", "eigen") for i in switching),
        ),
    )


# --- results and plans ---


def programme(programme_id: str, **changes: Any) -> Programme:
    values: dict[str, Any] = {
        "id": programme_id,
        "name": programme_id,
        "kind": "training",
        "phases": ("zittend",),
        "form": f"Vorm {programme_id}.",
        "trains": f"Traint {programme_id}.",
        "entry": "",
        "requires": (),
        "support": False,
        "competencies": {"POL1": 3},
        "values": (),
        "sources": ("S1",),
        "as_of": "2026-11",
        "review_by": "2027-11",
        "contact": "",
    }
    return Programme(**(values | changes))


def rules(**changes: Any) -> Rules:
    values: dict[str, Any] = {
        "version": 1,
        "importance": {"weinig": 0.5, "gewoon": 1.0, "veel": 1.5},
        "priority_lift": 1.2,
        "lift_weight": 2,
        "certainty_sd": 20.0,
        "needs": 4,
        "programmes": 3,
        "by_need": 3,
        "actions": 2,
        "things": 12,
        "belongs": {},
        "if_room": {},
        "by_score": PHASES,
        "goals_by_score": PHASES,
    }
    return Rules(**(values | changes))


def catalogue(*programmes: Programme, **changes: Any) -> Catalogue:
    values: dict[str, Any] = {
        "version": 1,
        "checked": "2026-11",
        "programmes": programmes,
        "payment": (),
        "support": (),
        "actions": (),
        "rules": rules(),
    }
    return Catalogue(**(values | changes))


def value_action(value_id: str, number: int = 1) -> ValueAction:
    return ValueAction(f"{value_id}-{number}", value_id, f"Doe {value_id} {number}.")
