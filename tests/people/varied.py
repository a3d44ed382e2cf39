"""A sample of very different people, each made and reported on when a test first asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from random import Random
from typing import Any

from assessment.instruments import Answers
from assessment.plan import Situation, suggest
from assessment.plan.model import LITTLE, MUCH, Goal, Plan, Suggestions
from assessment.report.composition.material import Material
from assessment.report.model import ReportContent
from tests.people import simulated, someone
from tests.people.chapters import compose_chapters
from values import (
    PHASES,
    CalibrationGroup,
    Change,
    Comparison,
    Estimate,
    Gap,
    NormGroup,
    Placement,
    Profile,
)


@dataclass(frozen=True)
class Person:
    """Answers, the plan made with them, and what differs in the material."""

    answers: Answers
    plan: Plan = field(default_factory=Plan)
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """One person with the report."""

    answers: Answers
    profile: Profile
    plan: Plan
    content: ReportContent


@cache
def material(name: str) -> Material:
    """Return what every document is made from, for the person of this name."""
    made = PEOPLE[name]()
    return simulated.material(made.answers, made.plan, **made.changes)


@cache
def case(name: str) -> Case:
    """Return the person of this name with the report."""
    drawn_on = material(name)
    return Case(drawn_on.answers, drawn_on.profile, drawn_on.plan, compose_chapters(drawn_on))


# Answers


def _third_missing() -> Person:
    answers = simulated.person(4)
    given = {item: answer for n, (item, answer) in enumerate(answers.gedrag.items()) if n % 3}
    return Person(replace(answers, gedrag=given))


def _one_competency() -> Person:
    items = [item.id for item in simulated.library().gedrag.items if item.competency == "POL1"]
    return Person(replace(simulated.person(4), gedrag=dict.fromkeys(items, 3)))


def _one_answer() -> Person:
    answers = simulated.person(4)
    return Person(replace(answers, gedrag=dict.fromkeys(answers.gedrag, 3)))


def _one_told() -> Person:
    return Person(
        replace(
            simulated.person(4),
            verdieping={"energie-bron": "Mensen", "wens-waarden": "", "ervaring-eerder": ()},
        )
    )


def _answers_that_differ() -> Person:
    """Return somebody whose answers run from 1 to 5 within every competency."""
    found: dict[str, int | str] = {}
    for competency in simulated.value_map().competency:
        items = [i for i in simulated.library().gedrag.items if i.competency == competency]
        for number, item in enumerate(items):
            found[item.id] = (1, 5)[number] if number < 2 else 3
    return Person(replace(simulated.person(4), gedrag=found))


# Style


def _clear() -> Answers:
    return simulated.styled(simulated.person(9), {"A": -3, "B": 3, "C": -3})


def _switching(step: int) -> dict[str, int]:
    return {item.id: step for item in simulated.library().stijl.switching}


def _clear_styles() -> Person:
    clear = _clear()
    return Person(replace(clear, stijl={**clear.stijl, **_switching(6)}))


def _other_under_pressure() -> Person:
    clear = _clear()
    turned = {pair.id: 7 - clear.stijl[pair.id] for pair in simulated.library().stijl.scenarios}
    return Person(replace(clear, stijl={**clear.stijl, **turned, **_switching(1)}))


def _axis_missing() -> Person:
    clear = _clear()
    axis = {pair.id for pair in simulated.library().stijl.pairs if pair.axis == "A"}
    return Person(replace(clear, stijl={i: s for i, s in clear.stijl.items() if i not in axis}))


def _no_word_fits() -> Person:
    """Return somebody with a score that may lie anywhere."""
    answers = simulated.person(9)
    profile = simulated.profile_of(answers)
    return Person(
        answers, changes={"profile": someone.with_likely(profile, "POL1", 60, 30, 11, 100)}
    )


def _scored_before() -> Person:
    """Return somebody whose result was made before there were likely scores."""
    answers = simulated.person(9)
    profile = simulated.profile_of(answers)
    older = replace(profile, likely={}, versions={**profile.versions, "scoring": 2})
    return Person(answers, changes={"profile": older})


def _in_the_middle() -> Person:
    """Return somebody in balance on one axis, of whom no side can be told on the others."""
    answers = simulated.person(9)
    profile = simulated.profile_of(answers)
    axes: dict[str, Estimate | None] = {
        "A": Estimate(0, 11, -19, 19, 8, 8),
        "B": Estimate(24, 16, -2, 50, 8, 8),
        "C": Estimate(-24, 16, -50, 2, 8, 8),
    }
    centred = replace(profile, style=replace(profile.style, axes=axes))
    return Person(answers, changes={"profile": centred})


# Importance


def _important(change: Callable[[Profile], Profile], phase: str = "zittend") -> Person:
    answers = simulated.person(11, phase)
    return Person(answers, changes={"profile": change(simulated.profile_of(answers))})


def _chose_at_random() -> Person:
    """Return somebody who picked a best and a worst of every set by drawing lots."""
    answers, draw = simulated.person(11), Random(11)
    sets = {}
    for item in simulated.library().waardenkeuze.designs[answers.design - 1]:
        best, worst = draw.sample(item.values, 2)
        sets[item.id] = {"best": best, "worst": worst}
    return Person(replace(answers, sets=sets))


def _leading(*leading: str) -> Callable[[Profile], Profile]:
    def change(profile: Profile) -> Profile:
        values = {
            v: replace(found, group="leidend" if v in leading else "niet-genoemd")
            for v, found in profile.importance.values.items()
        }
        return replace(profile, importance=replace(profile.importance, values=values))

    return change


def _goal_on_what_leads() -> Person:
    """Return somebody with a goal on a value that leads."""
    answers = simulated.person(11)
    profile = _leading("lef")(simulated.profile_of(answers))
    return Person(answers, Plan(goals=(Goal(about="lef"),)), changes={"profile": profile})


def _gaps(*, more: str = "", less: str = "") -> Callable[[Profile], Profile]:
    """Return a change after which only those clusters are gaps: more, or less, than shown."""
    sides = {
        **dict.fromkeys(more.split(), (0.99, 0.01)),
        **dict.fromkeys(less.split(), (0.01, 0.99)),
    }

    def change(profile: Profile) -> Profile:
        gaps = {
            cluster: Gap(*sides.get(cluster, (0.6, 0.5)), cluster in sides)
            for cluster in profile.importance.gaps
        }
        return replace(profile, importance=replace(profile.importance, gaps=gaps))

    return change


def _visible(profile: Profile) -> Profile:
    return replace(profile, most_visible=("lef",), least_visible=("bekwaamheid",))


# Plans and suggestions


def _virtuous() -> Plan:
    return Plan(goals=(Goal("PER1", aim="Eerder advies vragen."), Goal("eerlijkheid")))


def _weights() -> Plan:
    ids = simulated.value_map().competency
    return Plan(importance=dict(zip(ids, (MUCH, LITTLE) * 8, strict=True)))


def _advised(plan: Plan | None = None, **changes: Any) -> Person:
    """Return somebody whose suggestions are those of the rule but for ``changes``."""
    answers = simulated.person(12)
    found = replace(simulated.advised(answers), **changes)
    return Person(answers, plan or Plan(), {"suggestions": found})


def _weighed(weight: float) -> Person:
    needs = simulated.advised(simulated.person(12)).needs
    return _advised(Plan(importance={need.competency: weight for need in needs}))


def _blocked() -> Person:
    """Return somebody who may not enter yet what fits best: no programme asks that today."""
    brave = {item.id: 1 for item in simulated.library().gedrag.items if item.competency == "PER2"}
    answers = replace(simulated.person(12), gedrag={**simulated.flat(5).gedrag, **brave})
    shut = replace(
        simulated.catalogue(),
        programmes=tuple(
            replace(p, requires=("PBM",), entry="Eerst volg je iets anders.")
            if p.id == "BLE"
            else p
            for p in simulated.catalogue().programmes
        ),
    )
    shown = suggest(
        simulated.profile_of(answers), shut, simulated.value_map(), Situation(answers.phase)
    )
    return Person(answers, changes={"catalogue": shut, "suggestions": shown})


def _no_match() -> Person:
    needs = simulated.advised(simulated.person(12)).needs
    return Person(simulated.person(12), changes={"suggestions": Suggestions(needs, (), (), ())})


def _stuck() -> Person:
    answers = simulated.person(5)
    shown = simulated.advised(answers)
    stays = tuple(replace(suggestion, drops_at=None) for suggestion in shown.programmes)
    return Person(answers, changes={"suggestions": replace(shown, programmes=stays)})


def _other_catalogue() -> Person:
    """Return somebody with full scores, and a catalogue with what nothing in ours has today."""
    answers, ours = simulated.flat(5), simulated.catalogue()
    changes = {"BLE": {"requires": ("PBM",)}, "PBM": {"status": "unknown"}}
    other = replace(
        ours,
        programmes=tuple(replace(p, **changes.get(p.id, {})) for p in ours.programmes),
        rules=replace(ours.rules, belongs={"zittend": ("CON",)}),
    )
    shown = suggest(
        simulated.profile_of(answers), other, simulated.value_map(), Situation("zittend")
    )
    return Person(answers, changes={"catalogue": other, "suggestions": shown})


def _no_room() -> Person:
    return Person(simulated.person(12), changes={"suggestions": Suggestions((), (), (), ())})


def _need_without_answers() -> Person:
    shown = simulated.advised(simulated.person(5))
    return Person(
        simulated.silent(), changes={"suggestions": replace(shown, actions=(), starts=())}
    )


def _actions_chosen() -> Person:
    actions = simulated.advised(simulated.person(12)).actions
    return _advised(Plan(goals=tuple(Goal("POL1", actions=(one.text,)) for one in actions)))


def _value_actions() -> Person:
    """Return somebody to whom only actions for values are advised: a priority, a leading one."""
    first = simulated.advised(simulated.person(12)).actions[0]
    leading = next(v for v in simulated.value_map().values if _leads(v) and not _is_priority(v))
    texts = {
        "betrokkenheid": simulated.value_map().values["betrokkenheid"].actions[0],
        leading: simulated.catalogue().actions[-1].text,
    }
    return _advised(
        actions=tuple(
            replace(first, text=text, about=about, because="no-programme")
            for about, text in texts.items()
        )
    )


def _leads(value: str) -> bool:
    found = simulated.profile_of(simulated.person(12)).importance.values
    return found[value].group == "leidend"


def _is_priority(value: str) -> bool:
    return value in simulated.value_map().office["wethouder"].priority


def _exercises_advised() -> Person:
    """Return an aspirant to whom every first exercise is advised, and an action for a value."""
    answers = simulated.person(3, "aspirant")
    found = simulated.advised(answers)
    first, competency = found.actions[0], simulated.value_map().competency
    actions = [
        replace(
            first,
            about=need.competency,
            because="need",
            text=competency[need.competency].actions_aspirant[0],
        )
        for need in found.needs
    ]
    text = simulated.catalogue().actions_for("eerlijkheid")[0].text
    actions.append(replace(first, about="eerlijkheid", because="no-programme", text=text))
    return Person(answers, changes={"suggestions": replace(found, actions=tuple(actions))})


def _own_statements_only() -> Person:
    answers = simulated.person(12)
    found = simulated.evidence(answers, simulated.profile_of(answers))
    own = {one: tuple(part for part in parts if part.direct) for one, parts in found.items()}
    return Person(answers, changes={"evidence": own})


# Change since an earlier time


A_YEAR_BEFORE = "2025-11-23T10:00:00+01:00"


def before(answers: Answers, taken_at: str = A_YEAR_BEFORE, **competencies: int | str) -> Answers:
    """Return the same person earlier, with another answer to all of the named competencies."""
    named = {i.id: competencies.get(i.competency) for i in simulated.library().gedrag.items}
    found = {item: named[item] or answer for item, answer in answers.gedrag.items()}
    return replace(answers, taken_at=taken_at, gedrag=found)


def compared(earlier: Answers, later: Answers, *goals: str) -> Person:
    return Person(later, changes={"comparison": simulated.comparison(earlier, later, goals)})


def _changed(*goals: str, **competencies: int | str) -> Person:
    return compared(before(simulated.person(7), **competencies), simulated.person(7), *goals)


def _one_step_lower() -> Answers:
    """Return somebody who answered all but what is lowest a step lower the earlier time."""
    earlier = before(simulated.person(7))
    lower = {i: max(1, a - 1) if isinstance(a, int) else a for i, a in earlier.gedrag.items()}
    return replace(earlier, gedrag=lower)


def _few_compared(*goals: str, **competencies: int | str) -> Person:
    """Return somebody who answered on three competencies only the earlier time."""
    earlier, kept = before(simulated.person(7), **competencies), {"BES1", "POL1", "PUB2"}
    items = [item.id for item in simulated.library().gedrag.items if item.competency in kept]
    given = {item: earlier.gedrag[item] for item in items}
    return compared(replace(earlier, gedrag=given), simulated.person(7), *goals)


def _four_goals_changed() -> Person:
    """Return somebody who changed in four goals, and looked at those more closely both times."""
    goals = ("POL1", "POL2", "BES1", "PUB1")
    extra = {item.id: 4 for c in goals for item in simulated.library().gedrag.extra_of(c)}
    now = simulated.person(7)
    later = replace(before(now, now.taken_at, **dict.fromkeys(goals, 4)), extra=extra)
    earlier = replace(before(later, **dict.fromkeys(goals, 1)), extra=dict.fromkeys(extra, 1))
    return compared(earlier, later, *goals)


def _one_change() -> Person:
    later = simulated.person(7)
    return compared(before(later, "2026-11-22T10:00:00+01:00", POL2=1), later, "POL2")


def _former_changed(*goals: str, phase: str = "oud-wethouder") -> Person:
    """Return somebody who left and changed in these goals since a time in that phase."""
    later = simulated.person(7, "oud-wethouder")
    now = before(later, later.taken_at, **dict.fromkeys(goals, 5))
    return compared(replace(before(now, **dict.fromkeys(goals, 1)), phase=phase), now, *goals)


def _one_extra_answer() -> Person:
    [item, *_] = simulated.library().gedrag.extra_of("POL1")
    return Person(replace(simulated.person(7), extra={item.id: 4}))


def _perhaps_changed() -> Person:
    """Return somebody with nothing but possible changes: upwards, downwards, and from nothing."""
    return _possibly(
        {"POL1": (50, 70, 12.0), "POL2": (70, 50, 12.0), "BES1": (50, 74, 12.3)}
    )  # fmt: skip


def _possibly(moved: Mapping[str, tuple[float, float, float]]) -> Person:
    changes = {
        one: Change(was, now, now - was, now - was, se, 1.96 * se, 0.05, "mogelijk")
        for one, (was, now, se) in moved.items()
    }
    taken_at = "2026-10-20T10:00:00+01:00"
    found = Comparison(taken_at, "zittend", "wethouder", changes, general=0.0)
    return Person(simulated.person(7), changes={"comparison": found})


def _reworded() -> Person:
    """Return somebody with a large but only possible change, and changed statements of POL2."""
    large = Change(40, 70, 30, 30, 12.0, 1.96 * 12.0, 0.05, "mogelijk")
    found = Comparison(
        "2026-10-20T10:00:00+01:00", "zittend", "wethouder", {"POL1": large}, reworded=("POL2",)
    )
    return Person(simulated.person(7), changes={"comparison": found})


# A norm, a calibration


def norm_group(level: str, people: int, fewest: int) -> NormGroup:
    first, last = date(2026, 1, 5), date(2026, 10, 30)
    published, expires = date(2026, 11, 1), date(2034, 10, 30)
    return NormGroup(4, "wethouders in functie", 1450, 700, people, fewest, first, last, published,
                     expires, level, provisional=people < 200)  # fmt: skip


def normed(group: NormGroup, *bands: tuple[str, float, float, float], source: str = "norm",
           of: int = 16) -> Person:  # fmt: skip
    """Return somebody placed in a norm, the bands in turns; ``of`` competencies have its error."""
    answers = simulated.person(7)
    profile = simulated.profile_of(answers)
    places = {
        name: Placement(*bands[number % len(bands)], provisional=group.provisional)
        for number, name in enumerate(profile.competencies)
    }
    errors = dict.fromkeys(list(profile.competencies)[:of], source)
    found = replace(profile, norm=group, placements=places, standard_errors=errors)
    return Person(answers, changes={"profile": found})


def _calibrated(people_in_it: int) -> Person:
    answers = simulated.person(7)
    profile = simulated.profile_of(answers)
    errors = dict.fromkeys(profile.competencies, "calibration")
    versions = {**profile.versions, "calibration": 2, "norm": 4}
    first, last = date(2026, 1, 5), date(2026, 10, 30)
    group = CalibrationGroup(2, people_in_it, first, last, provisional=people_in_it < 500)
    found = replace(profile, standard_errors=errors, versions=versions, calibration=group)
    return Person(answers, changes={"profile": found})


def _told(phase: str, plan: Plan | None = None, **told: str | tuple[str, ...]) -> Person:
    """Return somebody in this phase who chose these answers to open questions."""
    answers = simulated.person(3, phase)
    chosen = {question.replace("_", "-"): answer for question, answer in told.items()}
    verdieping = {**answers.verdieping, **chosen}
    return Person(replace(answers, verdieping=verdieping), plan or Plan())


def _wishing(phase: str, **told: str | tuple[str, ...]) -> Person:
    """Return somebody in this phase who answered these open questions and no other."""
    return Person(replace(simulated.person(3, phase), verdieping=_by_question(told)))


def _by_question(told: Mapping[str, str | tuple[str, ...]]) -> dict[str, str | tuple[str, ...]]:
    return {question.replace("_", "-"): answer for question, answer in told.items()}


_NO_TIME = {"wens_speelveld": "ambtelijk", "ontwikkeling_tijd": "tot-twee-uur"}


def _simulated(phase: str, seed: int) -> Callable[[], Person]:
    return lambda: Person(simulated.person(seed, phase))


PEOPLE: dict[str, Callable[[], Person]] = {
    **{f"{phase} {seed}": _simulated(phase, seed) for phase in PHASES for seed in (1, 7, 20)},
    "all 1": lambda: Person(simulated.flat(1)),
    "all 3": lambda: Person(simulated.flat(3)),
    "all 4": lambda: Person(simulated.flat(4)),
    "all 5": lambda: Person(simulated.flat(5)),
    "all nvt": lambda: Person(simulated.flat("nvt")),
    "all 2, aspirant": lambda: Person(simulated.flat(2, "aspirant")),
    "all 3, former": lambda: Person(simulated.flat(3, "oud-wethouder")),
    "silent": lambda: Person(simulated.silent()),
    "silent aspirant": lambda: Person(simulated.silent("aspirant")),
    "a third missing": _third_missing,
    "one competency": _one_competency,
    "one question told": _one_told,
    "answers that differ": _answers_that_differ,
    "griffier": lambda: Person(simulated.person(6, office="griffier")),
    "raadslid": lambda: Person(simulated.person(6, office="raadslid")),
    "clear styles": _clear_styles,
    "other under pressure": _other_under_pressure,
    "one axis missing": _axis_missing,
    "in the middle": _in_the_middle,
    "no word fits": _no_word_fits,
    "scored before": _scored_before,
    "no waardenkeuze": lambda: Person(replace(simulated.person(11), sets={})),
    "random choices": _chose_at_random,
    "nothing leads": lambda: _important(_leading()),
    "tension": lambda: _important(_leading("stabiliteit", "wendbaarheid")),
    "one gap": lambda: _important(_gaps(more="vrijheid")),
    "gaps down": lambda: _important(_gaps(more="vrijheid empathie", less="nut")),
    "former, one gap": lambda: _important(_gaps(more="vrijheid"), "oud-wethouder"),
    "former, gaps": lambda: _important(
        _gaps(more="vrijheid empathie", less="nut kwaliteit"), "oud-wethouder"
    ),
    "former, one gap up": lambda: _important(_gaps(less="nut"), "oud-wethouder"),
    "gaps up": lambda: _important(_gaps(less="nut kwaliteit")),
    "no gaps": lambda: _important(_gaps()),
    "nothing apart": _simulated("zittend", 22),
    "a style that brings what weighs": _simulated("zittend", 15),
    "former, a style that brings what weighs": _simulated("oud-wethouder", 15),
    "former, room that a style explains": _simulated("oud-wethouder", 4),
    "former, two that show less": _simulated("oud-wethouder", 32),
    "leaving, more wishes than room": lambda: _wishing(
        "vertrekkend",
        stap_hulp=("kijken", "oud-wethouders", "opleiding"),
        stap_richting=("bestuur", "toezicht-advies"),
    ),
    "a wish without time": lambda: _wishing("zittend", **_NO_TIME),
    "a wish without time or need": lambda: Person(
        replace(simulated.flat(4), verdieping=_by_question(_NO_TIME))
    ),
    "a wish that was met before": lambda: _wishing(
        "starter", wens_speelveld="ambtelijk", ervaring_inwerken=("opleiding",)
    ),
    "nothing asked, something said": lambda: _wishing(
        "zittend", ontwikkeling_gesprek=("nog-niemand",)
    ),
    "visible priorities": lambda: _important(_visible),
    "former, visible priorities": lambda: Person(
        simulated.person(11, "oud-wethouder"),
        changes={"profile": _visible(simulated.profile_of(simulated.person(11, "oud-wethouder")))},
    ),
    "with goals": lambda: Person(simulated.person(5), Plan(goals=simulated.goals())),
    "goal on what leads": _goal_on_what_leads,
    "goals, aspirant": lambda: Person(
        simulated.person(5, "aspirant"), Plan(goals=simulated.goals())
    ),
    "goals, leaving": lambda: Person(
        simulated.person(5, "vertrekkend"), Plan(goals=simulated.goals())
    ),
    "goals about virtues": lambda: Person(simulated.person(5), _virtuous()),
    "goals, no score": lambda: Person(simulated.silent(), Plan(goals=simulated.goals())),
    "one date": lambda: Person(
        simulated.person(5), Plan(goals=(Goal("POL1", by=date(2027, 6, 1)),))
    ),
    "one extra answer": _one_extra_answer,
    "a date that passed": lambda: Person(
        simulated.person(5), Plan(goals=(Goal("POL1", by=date(2020, 1, 1)),))
    ),
    "a long goal": lambda: Person(
        simulated.person(5),
        Plan(goals=(Goal("POL1", aim="Luisteren, " * 60 + "en praten", programmes=("OUD",)),)),
    ),
    "weights": lambda: Person(simulated.person(5), _weights()),
    "followed": lambda: Person(simulated.person(5), Plan(followed=("PBM", "INT"))),
    "asks for what may not be there": lambda: Person(
        replace(simulated.person(5, "vertrekkend"), verdieping={"stap-hulp": ("opleiding",)}),
        Plan(followed=("LBG", "LOO")),
    ),
    "blocked": _blocked,
    "no match": _no_match,
    "stuck": _stuck,
    "another catalogue": _other_catalogue,
    "no room": _no_room,
    "a need without answers": _need_without_answers,
    "nothing left to follow": lambda: Person(
        simulated.person(7, "aspirant"), Plan(followed=("ORI",))
    ),
    "silent, leaving": lambda: Person(replace(simulated.silent(), phase="vertrekkend")),
    "silent, former": lambda: Person(replace(simulated.silent(), phase="oud-wethouder")),
    "goals, former": lambda: Person(
        simulated.person(5, "oud-wethouder"), Plan(goals=simulated.goals())
    ),
    "former, alone": lambda: _told(
        "oud-wethouder", oud_contact=("niemand",), oud_mentor="hulp-eerst"
    ),
    "former, back": lambda: _told("oud-wethouder", oud_mentor="graag", oud_terug="zelfde-ambt"),
    "former, another office": lambda: _told("oud-wethouder", oud_terug="ander-ambt"),
    **{
        f"leaving, {reason}": partial(_told, "vertrekkend", vertrek_reden=reason)
        for reason in ("eigen-keuze", "verkiezingen", "vertrouwen", "persoonlijk")
    },
    "leaving, to school": lambda: _told(
        "vertrekkend", Plan(followed=("LBG", "LOO")), stap_hulp=("opleiding",)
    ),
    "actions chosen": _actions_chosen,
    "value actions": _value_actions,
    "much": lambda: _weighed(MUCH),
    "little": lambda: _weighed(LITTLE),
    "exercises advised": _exercises_advised,
    "changed": lambda: _changed("POL2", "PUB2", POL2=1, PUB2=5, PER4="nvt"),
    "changed in one": _one_change,
    "changed in four goals": _four_goals_changed,
    "former, changed in one": lambda: _former_changed("POL2"),
    "former, changed in two": lambda: _former_changed("POL2", "PUB1", phase="zittend"),
    "perhaps changed": _perhaps_changed,
    "perhaps much changed": lambda: _possibly({"POL1": (40, 65, 12.0)}),
    "other statements": _reworded,
    "unchanged": lambda: compared(
        before(simulated.person(7), "2026-11-23T08:00:00+01:00"), simulated.person(7)
    ),
    "one and the same answer": _one_answer,
    "one and the same answer, aspirant": lambda: Person(
        replace(_one_answer().answers, phase="aspirant", verdieping={})
    ),
    "changed in everything": lambda: compared(_one_step_lower(), simulated.person(7)),
    "changed, few to compare": lambda: _few_compared("BES1", BES1=1),
    "unread before": lambda: compared(
        before(replace(simulated.person(7), gedrag=simulated.flat(3).gedrag)), simulated.person(7)
    ),
    "nothing to compare": lambda: compared(before(simulated.silent()), simulated.person(7)),
    "an aspirant before": lambda: compared(
        before(simulated.person(7, "aspirant")), simulated.person(7)
    ),
    "quartiles": lambda: normed(
        norm_group("quartiles", 120, 120),
        ("quartiles", 2, 1, 3),
        ("quartiles", 2, 1, 4),
        ("quartiles", 4, 4, 4),
    ),
    "stanines": lambda: normed(norm_group("stanines", 240, 210), ("stanines", 5, 4, 6), of=12),
    "percentiles": lambda: normed(
        norm_group("percentiles", 320, 290),
        ("percentiles", 62.4, 41.2, 80.6),
        ("percentiles", 99.9, 96.0, 100.0),
        ("stanines", 5, 5, 5),
    ),
    "calibrated": lambda: _calibrated(800),
    "provisionally calibrated": lambda: _calibrated(260),
    "without evidence": lambda: Person(simulated.person(12), changes={"evidence": {}}),
    "own statements only": _own_statements_only,
}
