"""Programma's en acties: what is suggested, why, what would change it, and how the rule works."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assessment.phrases import joined, lower_first, quoted, upper_first, whole
from assessment.plan.model import (
    ASKED,
    BY_GOAL,
    BY_NEED,
    UNCONFIRMED,
    ActionSuggestion,
    Need,
    Programme,
    Suggestion,
    Wish,
)
from assessment.report.composition.material import Material
from assessment.report.composition.own_step import find_lowest
from assessment.report.composition.reaching import reach_programme
from assessment.report.composition.texts import TEXTS, listed
from assessment.report.composition.why_not import reason_text, score_text
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section, Table

ELSEWHERE = ("phase", "ended")  # why a programme is no part of what is on offer here and now


def programmes(material: Material) -> Section:
    """Return the chapter for the page that opens why not other programmes, and the rule, itself."""
    blocks = [
        Paragraph(material.say("programmes.lead"), "lead"),
        *tell_actions(material),
        *_suggested(material),
        *_blocked(material),
        *_rests(material),
    ]
    return replace(material.section("programmas", blocks), has_page=False)


def tell_grounds(material: Material) -> Iterator[Block]:
    """Yield why not other programmes, the scores that the advice rests on, and its rule."""
    yield from _why_not(material)
    yield from _rests(material)
    yield from _rule(material)


# Programmes


def _suggested(material: Material) -> Iterator[Block]:
    if not material.suggestions.programmes:
        yield from tell_none(material)
    for suggestion in material.suggestions.programmes:
        yield from _programme(material, suggestion)
        yield from tell_weighing(material, suggestion)
    yield from tell_time(material)
    yield from tell_unmet(material)


def tell_none(material: Material) -> Iterator[Block]:
    """Yield why no programme is suggested."""
    yield Heading(material.say("programmes.heading"))
    yield Paragraph(material.say(f"programmes.{_why_none(material)}"))


def _why_none(material: Material) -> str:
    if material.answers.phase not in material.catalogue.rules.by_score:
        return "none_not_asked"
    if material.suggestions.unmet:
        return "none_unmet"
    room = "none_no_room" if material.has_scores else "none_no_scores"
    return "none_no_match" if material.suggestions.needs else room


def _programme(material: Material, suggestion: Suggestion) -> Iterator[Block]:
    programme = material.catalogue.programme(suggestion.programme)
    yield Heading(programme.name, advises=programme.id)
    yield Paragraph(material.say("programmes.why", reason=why_text(material, suggestion)))
    reach = reach_programme(material.catalogue, programme)
    yield Bullets((*list_facts(material, programme), *reach))


def tell_weighing(material: Material, suggestion: Suggestion) -> Iterator[Block]:
    """Yield, for a programme that a score suggests, what it trains and what would change that."""
    if suggestion.kind == BY_NEED:
        programme = material.catalogue.programme(suggestion.programme)
        yield _reasons(material, programme, suggestion)
        yield Paragraph(counterfactual(material, programme, suggestion))


def why_text(material: Material, suggestion: Suggestion) -> str:
    """Return which of the four reasons a programme is suggested for, and what else it gives."""
    name = material.catalogue.programme(suggestion.programme).name
    texts = [_reason(material, suggestion, name)]
    if suggestion.kind != ASKED and suggestion.wishes:
        told = _tell_wishes(material, suggestion.wishes)
        texts.append(material.say("programmes.why_also_asked", told=told, programme=name))
    return " ".join(texts)


def _reason(material: Material, suggestion: Suggestion, programme: str) -> str:
    if suggestion.kind == ASKED:
        told = _tell_wishes(material, suggestion.wishes)
        return material.say("programmes.why_asked", told=told, programme=programme)
    if suggestion.kind == BY_GOAL:
        name = quoted([material.name(suggestion.goal)])
        return material.say("programmes.why_goal", name=name, programme=programme)
    if suggestion.kind == BY_NEED:
        return _answered(material, suggestion.reasons[0].need.competency, programme)
    return material.say("programmes.why_phase", programme=programme)


def _tell_wishes(material: Material, wishes: Sequence[Wish]) -> str:
    """Return what was asked for and what was only said: nobody is told to have asked for that."""
    asked = [wish.asked for wish in wishes if not wish.because]
    said = list(dict.fromkeys(wish.because for wish in wishes if wish.because))
    key = "asked_and_said" if asked and said else "asked_for" if asked else "filled_in"
    because = material.say("programmes.also_that").join(said)
    return material.say(f"programmes.{key}", asked=joined(asked), because=because)


def tell_time(material: Material) -> Iterator[Block]:
    """Yield that the programmes ask more hours together than the person has, where they do."""
    asked = material.suggestions.too_long
    if asked is not None:
        names = [material.catalogue.programme(name).name for name in asked.programmes]
        text = material.say("programmes.too_long", programmes=quoted(names), hours=asked.hours,
                            available=asked.available)  # fmt: skip
        yield Paragraph(text)


def tell_unmet(material: Material) -> Iterator[Block]:
    """Yield what was asked for that no programme here gives, and why, where that is one reason."""
    wishes = material.suggestions.unmet
    if not wishes:
        return
    told = material.say("programmes.unmet", told=upper_first(_tell_wishes(material, wishes)))
    yield Paragraph(f"{told} {material.say(f'programmes.{_why_unmet(material, wishes)}')}")


def _why_unmet(material: Material, wishes: Sequence[Wish]) -> str:
    wished = {programme for wish in wishes for programme in wish.programmes}
    reasons = {
        passed.because
        for passed in material.suggestions.passed_over
        if passed.programme in wished and passed.because not in ELSEWHERE
    }
    key = f"unmet_{next(iter(reasons))}" if len(reasons) == 1 else "unmet_several"
    return key if f"programmes.{key}" in TEXTS else "unmet_several"


def _answered(material: Material, competency: str, programme: str) -> str:
    """Return the statement of a competency that was answered lowest, and what fits it."""
    name = quoted([material.name(competency)])
    lowest = find_lowest(material, competency)
    if lowest is None:
        return material.say("programmes.why_need_unanswered", name=name)
    return material.say(
        "programmes.why_need",
        name=name,
        statement=material.statement(lowest.id),
        answer=material.answer(lowest.id),
        programme=programme,
    )


def list_facts(material: Material, programme: Programme) -> Iterator[str]:
    """Yield what a programme teaches, its form, its condition, and whether it is still there."""
    for part in ("trains", "form", "entry", "note"):
        if text := getattr(programme, part):
            yield material.say(f"programmes.{part}", **{part: lower_first(text)})
    if programme.status == UNCONFIRMED:
        yield material.say("programmes.status_unknown")


def _reasons(material: Material, programme: Programme, suggestion: Suggestion) -> Table:
    columns = ("competency", "score", "weight")
    return Table(
        caption=material.say("programmes.reasons_caption", programme=programme.name),
        header=tuple(material.say(f"programmes.reasons_{column}") for column in columns),
        rows=tuple(
            (
                material.name(reason.need.competency),
                score_text(material, reason.need.competency),
                material.say(f"programmes.weight_{reason.weight}"),
            )
            for reason in suggestion.reasons
        ),
        widths=(0.44, 0.26, 0.3),
    )


def counterfactual(material: Material, programme: Programme, suggestion: Suggestion) -> str:
    """Return from which score the programme would no longer be suggested."""
    competency = quoted(material.names([suggestion.reasons[0].need.competency]))
    if suggestion.drops_at is None:
        return material.say("programmes.keeps", programme=programme.name, competency=competency)
    return material.say(
        "programmes.drops",
        programme=programme.name,
        competency=competency,
        score=whole(suggestion.drops_at),
    )


def _blocked(material: Material) -> Iterator[Block]:
    for suggestion in material.suggestions.blocked:
        programme = material.catalogue.programme(suggestion.programme)
        names = material.names(reason.need.competency for reason in suggestion.reasons)
        missing = [p for p in programme.requires if p not in material.plan.followed]
        yield Heading(material.say("programmes.blocked"))
        text = material.say(
            "programmes.blocked_text",
            programme=programme.name,
            competencies=quoted(names),
            entry=programme.entry,
        )
        yield Paragraph(text)
        required = quoted(
            [material.catalogue.programme(required_id).name for required_id in missing]
        )
        yield Paragraph(
            material.say(
                "programmes.blocked_condition", required=required, programme=programme.name
            )
        )


def _why_not(material: Material) -> Iterator[Block]:
    """Tell of well-known programmes for this phase why they are not suggested."""
    blocked = {suggestion.programme for suggestion in material.suggestions.blocked}
    known = [
        (programme.name, reason_text(material, passed))
        for passed in material.suggestions.passed_over
        if (programme := material.catalogue.programme(passed.programme)).well_known
        and passed.because not in ELSEWHERE
        and passed.programme not in blocked
    ]
    if known:
        yield Heading(material.say("programmes.why_not"))
        header = (
            material.say("programmes.why_not_programme"),
            material.say("programmes.why_not_reason"),
        )
        caption = material.say("programmes.why_not_caption")
        yield Table(caption, header, tuple(known), (0.34, 0.66))


# Practice actions


def tell_actions(material: Material) -> Iterator[Block]:
    """Yield what can be done this month, without what already stands among the goals."""
    chosen = {action for goal in material.plan.goals for action in goal.actions}
    open_to = [action for action in material.suggestions.actions if action.text not in chosen]
    if not material.suggestions.actions:
        return
    yield Heading(material.say("programmes.actions"))
    if not open_to:
        yield Paragraph(material.say("programmes.actions_chosen"))
    for action in open_to:
        yield Paragraph(f"{action.text} {_why(material, action)}".strip())


def _why(material: Material, action: ActionSuggestion) -> str:
    if action.because == "step":
        return ""
    if action.because == "need":
        return material.say("programmes.action_need", name=quoted([material.name(action.about)]))
    key = "leading" if action.about in material.leading else "priority"
    return material.say(
        f"programmes.action_value_{key}", name=lower_first(material.name(action.about))
    )


# The rule


def _rests(material: Material) -> Iterator[Block]:
    if not material.suggestions.needs:
        return
    yield Heading(material.say("programmes.rests"))
    yield Paragraph(material.say("programmes.rests_text"))
    columns = ("competency", "score", "choice", "lifted")
    yield Table(
        caption=material.say("programmes.rests_caption"),
        header=tuple(material.say(f"programmes.rests_{column}") for column in columns),
        rows=tuple(
            (
                material.name(need.competency),
                score_text(material, need.competency),
                choice_text(material, need.competency),
                material.say("programmes.yes" if need.lifted else "programmes.no"),
            )
            for need in _resting(material)
        ),
        widths=(0.4, 0.22, 0.18, 0.2),
    )


def _resting(material: Material) -> list[Need]:
    """Return the largest needs and what the programmes were chosen for, largest first."""
    needs = {need.competency: need for need in material.suggestions.needs}
    for suggestion in material.suggestions.programmes:
        if suggestion.kind == BY_NEED:
            first = suggestion.reasons[0].need
            needs[first.competency] = first
    return sorted(needs.values(), key=lambda need: (-need.need, need.competency))


def choice_text(material: Material, competency: str) -> str:
    """Return how much the owner says that a competency matters, in a word."""
    names = {number: name for name, number in material.catalogue.rules.importance.items()}
    name = names.get(material.plan.importance.get(competency, 1.0))
    return (
        material.say("numbers.none")
        if name is None
        else material.say(f"programmes.important_{name}")
    )


def _rule(material: Material) -> Iterator[Block]:
    yield Heading(material.say("programmes.rule"))
    yield rule_sentences(material)
    yield tell_sources(material)


def tell_sources(material: Material) -> Paragraph:
    """Return of which years the sources of the catalogue are."""
    years = [programme.as_of[:4] for programme in material.catalogue.programmes]
    text = material.say("programmes.checked", first=min(years), last=max(years))
    return Paragraph(text, "small")


def rule_sentences(material: Material) -> Bullets:
    """Return how the advice comes about, in order; in some phases no score counts."""
    rules = material.catalogue.rules
    scored = material.answers.phase in rules.by_score
    own = listed("programmes.rule_by_score" if scored else "programmes.rule_without_score")
    limit = material.say("programmes.rule_limit", programmes=rules.programmes)
    return Bullets((*listed("programmes.rule_sentences"), *own, limit), ordered=True)
