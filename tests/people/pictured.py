"""Made-up people for the figures: a plain one and extremes; the words are the test's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assessment.report.figures.data import (
    Band,
    ChartAxis,
    ClusterPair,
    CollegeLine,
    CollegeLines,
    CollegeZone,
    Competencies,
    CompetencyGroup,
    CompetencyRow,
    CompetencyWords,
    CrossPoint,
    Curve,
    CurveChart,
    CurveLook,
    FirstFigure,
    FirstWords,
    ImportanceBehaviour,
    ImportanceWords,
    Kind,
    KindWords,
    MapCluster,
    MapRow,
    MapValue,
    MapWords,
    PriorityMark,
    Reading,
    StyleAxes,
    StyleAxis,
    StyleDot,
    StyleWords,
    Timeline,
    TimelineGoal,
    TimelineWords,
    Trend,
    TrendPanel,
    TrendWords,
    ValueMapFigure,
)

GROUPS = {
    "Politiek speelveld": ["Krachtenveld lezen", "Debatteren en overtuigen", "Rekenschap geven"],
    "Bestuurlijk speelveld": [
        "Collegiaal besturen",
        "Zorgvuldig afwegen en besluiten",
        "Samenwerken over grenzen",
        "Vooruitkijken en vernieuwen",
    ],
    "Ambtelijk speelveld": ["Samenspel met de organisatie", "Sturen op uitvoering en resultaat"],
    "Publiek speelveld": [
        "Nabij zijn en luisteren",
        "Meedoen mogelijk maken",
        "Helder en zichtbaar communiceren",
    ],
    "Persoonlijk fundament": [
        "Integer en rolzuiver handelen",
        "Moed en eigenheid",
        "Weerbaar en veerkrachtig blijven",
        "Reflecteren en leren",
    ],
}
BANDS = (
    Band("In ontwikkeling", 0, 40),
    Band("Op weg", 40, 60),
    Band("Stevig", 60, 80),
    Band("Sterk", 80, 100),
)
CLUSTERS = {
    "Vrijheid": ["Autonomie", "Lef", "Verscheidenheid"],
    "Rechtvaardigheid": [
        "Gelijkheid",
        "Proportionaliteit",
        "Rechtmatigheid",
        "Solidariteit",
        "Wederkerigheid",
    ],
    "Puurheid": ["Authenticiteit", "Beschaving", "Eerlijkheid", "Onkreukbaarheid"],
    "Loyaliteit": [
        "Gemeenschappelijkheid",
        "Inclusiviteit",
        "Nabijheid",
        "Saamhorigheid",
        "Verbondenheid",
    ],
    "Hiërarchie": ["Bescheidenheid", "Eerbied", "Gezag", "Vertrouwen", "Zeggenschap"],
    "Empathie": ["Betrokkenheid", "Dienstbaarheid", "Geborgenheid", "Verantwoordelijkheid"],
    "Continuïteit": ["Rentmeesterschap", "Stabiliteit", "Weerbaarheid", "Wendbaarheid"],
    "Kwaliteit": [
        "Bekwaamheid",
        "Betrouwbaarheid",
        "Helderheid",
        "Inventiviteit",
        "Menselijke maat",
    ],
    "Nut": ["Doelmatigheid", "Doeltreffendheid", "Rekenschap", "Vooruitgang"],
}
KINDS = {
    Kind.IDEAL: (
        "Ideëel",
        "wat voor ieder mens telt",
        ("Vrijheid", "Rechtvaardigheid", "Puurheid"),
    ),
    Kind.SOCIAL: ("Sociaal", "hoe we samenleven", ("Loyaliteit", "Hiërarchie", "Empathie")),
    Kind.PRACTICAL: ("Praktisch", "wat het oplevert", ("Continuïteit", "Kwaliteit", "Nut")),
}
PRIORITY = ("Lef", "Gemeenschappelijkheid", "Betrokkenheid", "Bekwaamheid")
LEADING = ("Lef", "Eerlijkheid", "Vertrouwen", "Verantwoordelijkheid", "Helderheid")
COMPETENCY_WORDS = CompetencyWords(
    "jouw score", "90%-interval", "vorige keer", "te weinig antwoorden", "je eigen gemiddelde"
)
STYLE_WORDS = StyleWords(
    balance="in balans",
    slight="lichte voorkeur",
    clear="duidelijke voorkeur",
    switching="Schakelen",
    switching_low="weinig",
    switching_high="veel",
    score="jouw plaats",
    interval="90%-interval",
    missing="te weinig antwoorden",
)
MAP_WORDS = MapWords(
    "score van 0 tot 100",
    "90%-interval",
    "vraagt de komende jaren extra aandacht van wethouders",
    "vooraan in jouw waardenkeuze",
    "–",
)
NAMED_GAPS = ("Puurheid", "Continuïteit")
IMPORTANCE_WORDS = ImportanceWords(
    importance="Belang voor jou",
    less="onder jouw gemiddelde",
    middle="jouw gemiddelde",
    more="boven jouw gemiddelde",
    behaviour="Zichtbaar gedrag",
    gap="belang en gedrag lopen uiteen",
    interval="90%-interval",
    priority="waarde die extra aandacht vraagt",
    kinds=KindWords("ideëel", "sociaal", "praktisch"),
)
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
TIMELINE_WORDS = TimelineWords(MONTHS, "begin", "klaar")
ALL = Reading(100, 100, 100)
NONE_AT_ALL = Reading(0, 0, 0)
WIDE = Reading(50, 0, 100)


def spread(index: int, low: int = 25, high: int = 95) -> int:
    """Return a number that jumps about but is always the same for one index."""
    return low + (index * 37 + 11) % (high - low)


def around(score: float, half: float, floor: float = 0, ceiling: float = 100) -> Reading:
    return Reading(score, max(floor, score - half), min(ceiling, score + half))


def competencies(
    same: Reading | None = None,
    *,
    missing: tuple[int, ...] = (5,),
    previous: bool = False,
    mean: float | None = None,
) -> Competencies:
    groups, index = [], 0
    for label, names in GROUPS.items():
        rows = []
        for name in names:
            reading = same or around(spread(index), 9 + index % 4 * 2)
            earlier = spread(index) + (index * 7) % 23 - 11 if previous else None
            rows.append(_row(name, None if index in missing else reading, earlier))
            index += 1
        groups.append(CompetencyGroup(label, tuple(rows)))
    return Competencies(tuple(groups), BANDS, COMPETENCY_WORDS, mean)


def _row(name: str, reading: Reading | None, previous: float | None) -> CompetencyRow:
    if reading is None:
        return CompetencyRow(name, None, previous)
    interval = f"{reading.low:.0f}–{reading.high:.0f}"
    return CompetencyRow(name, reading, previous, f"{reading.score:.0f}", interval)


def style_axes(
    position: Reading | None = None,
    switching: Reading | None = None,
    *,
    typical: bool = True,
) -> StyleAxes:
    places = [Reading(-38, -62, -14), Reading(12, -13, 37), Reading(63, 40, 86)]
    turns = [Reading(62, 41, 83), Reading(37, 12, 62), None]
    if not typical:
        places, turns = [position] * 3, [switching] * 3
    poles = [
        ("Hoe kom je tot een besluit?", "Koers", "Draagvlak", "Koersbepaler", "Bruggenbouwer"),
        ("Wat doe je met wat er al is?", "Vernieuwen", "Behouden", "Vernieuwer", "Hoeder"),
        (
            "Waar ligt je aandacht het eerst?",
            "Buiten: de gemeenschap",
            "Binnen: de uitvoering",
            "Ambassadeur",
            "Waarmaker",
        ),
    ]
    axes = [
        StyleAxis(label, left, right, place, turn, first, second)
        for (label, left, right, first, second), place, turn in zip(
            poles, places, turns, strict=True
        )
    ]
    return StyleAxes(tuple(axes), STYLE_WORDS)


def value_map(
    same: Reading | None = None, *, everything_missing: bool = False, leading: bool = True
) -> ValueMapFigure:
    rows, index = [], 0
    for kind, (label, note, names) in KINDS.items():
        cards = []
        for name in names:
            values = []
            for value in CLUSTERS[name]:
                reading = same or around(spread(index, 30, 92), 14 + index % 3 * 4)
                gap = everything_missing or (same is None and index == 17)
                marked = leading and value in LEADING
                values.append(MapValue(value, None if gap else reading, value in PRIORITY, marked))
                index += 1
            cluster = same or around(spread(index, 40, 85), 8)
            cards.append(MapCluster(name, None if everything_missing else cluster, tuple(values)))
        rows.append(MapRow(kind, label, tuple(cards), note))
    return ValueMapFigure(tuple(rows), MAP_WORDS)


def importance_behaviour(same: tuple[Reading, Reading] | None = None) -> ImportanceBehaviour:
    names = [(name, kind) for kind, (_, _, cards) in KINDS.items() for name in cards]
    points = [
        replace(_cross(name, kind, i, same, 0.35, 8), named=name in NAMED_GAPS)
        for i, (name, kind) in enumerate(names)
    ]
    of_kind = [Kind.IDEAL, Kind.SOCIAL, Kind.SOCIAL, Kind.PRACTICAL]
    marks = [
        _cross(name, kind, i + 9, same, 0.7, 15)
        for i, (name, kind) in enumerate(zip(PRIORITY, of_kind, strict=True))
    ]
    return ImportanceBehaviour(tuple(points), tuple(marks), 60.0, 2.5, 25.0, IMPORTANCE_WORDS)


def _cross(
    name: str,
    kind: Kind,
    index: int,
    same: tuple[Reading, Reading] | None,
    half_u: float,
    half_y: float,
) -> CrossPoint:
    u = (spread(index * 3 + 2, 0, 100) - 50) / 40
    importance = Reading(u, u - half_u, u + half_u)
    behaviour = around(spread(index, 38, 88), half_y)
    return CrossPoint(name, kind, *(same or (importance, behaviour)))


FIRST_WORDS = FirstWords(
    values="Wat je belangrijk vindt, en wat je laat zien",
    dear="belang voor jou",
    shown="zichtbaar in je gedrag",
    mean="jouw gemiddelde",
    interval="90%-interval",
    priority="waarde die extra aandacht vraagt:",
    named="telt zwaarder dan je laat zien",
    style="Wat je het eerst doet",
    more="Zie je vaker",
    less="Zie je minder vaak",
    nothing_more="Niets springt eruit.",
    nothing_less="Niets blijft achter.",
    missing="te weinig antwoorden",
    dear_missing="Belang staat er niet bij, want daarvoor zijn er te weinig keuzes.",
)


def first_figure(
    same: tuple[Reading | None, Reading | None] | None = None, *, bars: int = 2, named: bool = False
) -> FirstFigure:
    """Return one person at a glance; ``same`` is how dear each cluster is, and how it shows."""
    names = [(name, kind) for kind, (_, _, cards) in KINDS.items() for name in cards]
    clusters = []
    for index, (name, kind) in enumerate(names):
        u = (spread(index * 3 + 2, 0, 100) - 50) / 30
        dear, shown = same or (Reading(u, u - 0.6, u + 0.6), around(spread(index, 45, 80), 7))
        marks = tuple(PriorityMark(v, dear, shown) for v in PRIORITY if v in CLUSTERS[name])
        clusters.append(ClusterPair(name, kind, dear, shown, named or index == 1, marks))
    rows = [
        CompetencyRow(name, around(spread(i), 9)) for i, name in enumerate(sum(GROUPS.values(), []))
    ]
    axes = tuple(
        StyleDot(left, right, place)
        for left, right, place in (
            ("Koersbepaler", "Bruggenbouwer", Reading(-40, -60, -20)),
            ("Vernieuwer", "Hoeder", Reading(5, -20, 30)),
            ("Ambassadeur", "Waarmaker", None),
        )
    )
    return FirstFigure(
        tuple(clusters), axes, tuple(rows[:bars]), tuple(rows[-bars:] if bars else ()),
        shown_mean=62.0, mean=60.0, dear_reach=2.5, shown_reach=25.0, words=FIRST_WORDS,
    )  # fmt: skip


def timeline(count: int = 4) -> Timeline:
    goals = (
        TimelineGoal(
            "Eerder tegenspraak vragen in het college",
            date(2026, 12, 1),
            date(2027, 3, 31),
            "1 dec 2026",
            "31 mrt 2027",
        ),
        TimelineGoal(
            "Elke maand een wijkgesprek zonder agenda",
            date(2027, 1, 15),
            date(2027, 9, 30),
            "15 jan 2027",
            "30 sep 2027",
        ),
        TimelineGoal(
            "Moeilijke besluiten uitleggen in gewone taal, ook als het antwoord nee is",
            date(2027, 2, 1),
            date(2027, 6, 15),
            "1 feb 2027",
            "15 juni 2027",
        ),
        TimelineGoal("Intervisie", date(2027, 4, 1), date(2027, 12, 1), "1 apr 2027", "1 dec 2027"),
    )
    return Timeline(goals[:count], TIMELINE_WORDS)


TRAIT = ChartAxis("eigenschap", -4, 4, ((-4, "−4"), (0, "0"), (4, "4")))


def bell(look: CurveLook, middle: float, label: str = "", high: float = 1) -> Curve:
    points = tuple((x / 5, high / (1 + (x / 5 - middle) ** 2)) for x in range(-20, 21))
    return Curve(look, points, label=label)


def information() -> CurveChart:
    return CurveChart(
        across=TRAIT,
        left=ChartAxis("informatie", 0, 12, ((0, "0"), (6, "6"), (12, "12"))),
        right=ChartAxis("standaardfout", 0, 2, ((0, "0"), (1, "1"), (2, "2"))),
        curves=(bell("main", 0, high=12), replace(bell("compared", 1), on_right=True)),
    )


def dimensions() -> CurveChart:
    places = tuple((place, str(place)) for place in range(1, 7))
    values = tuple(zip(range(1, 7), (3.1, 1.2, 0.7, 0.5, 0.3, 0.2), strict=True))
    return CurveChart(
        across=ChartAxis("dimensie", 0.5, 6.5, places),
        left=ChartAxis("eigenwaarde", 0, 4, ((0, "0"), (2, "2"), (4, "4"))),
        right=None,
        curves=(Curve("main", values, dotted=True), Curve("compared", values[::-1])),
    )


def answers(*peaks: float, names: str = "1 2 3 4 5 6") -> CurveChart:
    """Return the curves of one item, each highest at its peak."""
    labels = names.split()[: len(peaks)]
    looks: tuple[CurveLook, ...] = ("answer 1", "answer 2", "answer 3", "answer 4", "answer 5",
                                    "answer 6")  # fmt: skip
    area = bell("area", 0)
    ground = ((-4.0, 0.0), *area.points, (4.0, 0.0))
    curves = zip(looks, peaks, labels, strict=False)
    return CurveChart(
        across=TRAIT,
        left=ChartAxis("kans", 0, 1, ((0, "0,0"), (0.5, "0,5"), (1, "1,0"))),
        right=ChartAxis("informatie", 0, 2, ((0, "0"), (2, "2"))),
        curves=(
            replace(area, points=ground, on_right=True),
            *(bell(look, peak, label) for look, peak, label in curves),
        ),
        title="pol1-1",
    )


TREND_WORDS = TrendWords(
    "een eerdere keer", "de laatste keer", "onzekerheid", "te weinig antwoorden"
)
TREND_NAMES = ("Krachtenveld lezen", "Besluiten nemen en uitleggen aan wie het raakt", "Lef",
               "Verbinden van partijen die elkaar niet vertrouwen", "Luisteren")  # fmt: skip


def trend(*readings: Reading | None, poles: bool = False, count: int = 5) -> Trend:
    """Panels with these readings, a year apart; with poles as those of the style."""
    names = [f"{TREND_NAMES[i % len(TREND_NAMES)]} {i + 1}" for i in range(count)]
    ends = ("Koersbepaler", "Bruggenbouwer") if poles else ("", "")
    panels = tuple(TrendPanel(name, readings, *ends) for name in names)
    days = tuple(date(2026 + year, 11, 23) for year in range(len(readings)))
    low = -100.0 if poles else 0.0
    last = f"23 nov {2025 + len(readings)}"
    return Trend(panels, days, low, 100.0, "23 nov 2026", last, TREND_WORDS)


def college(*zones: CollegeZone) -> CollegeLines:
    """Members of a college on three lines, each with the same five zones."""
    shown = zones or (
        CollegeZone(("Noor",)), CollegeZone((), 2), CollegeZone(("Els", "Ali"), 1), CollegeZone(()),
        CollegeZone(("Bart",)),
    )  # fmt: skip
    questions = (
        "Hoe kom je tot een besluit?",
        "Wat doe je met wat er al is?",
        "Waar ligt je aandacht het eerst?",
    )
    poles = (("Koersbepaler", "Bruggenbouwer"), ("Vernieuwer", "Hoeder"),
             ("Ambassadeur", "Waarmaker"))  # fmt: skip
    return CollegeLines(
        tuple(
            CollegeLine(question, *ends, shown)
            for question, ends in zip(questions, poles, strict=True)
        ),
        ("duidelijke voorkeur", "voorkeur", "midden, of niet te zeggen", "voorkeur",
         "duidelijke voorkeur"),
        "lid met naam",
        "lid zonder naam",
    )  # fmt: skip
