"""Programma's en acties: what is suggested, why, what would change it, and how the rule works."""

from collections.abc import Iterator
from dataclasses import replace

from assessment.phrases import lower_first, quoted, whole
from assessment.plan.model import UNCONFIRMED, ActionSuggestion, Need, Programme, Suggestion
from assessment.report.composition.material import Material
from assessment.report.composition.reaching import reach_programme
from assessment.report.composition.texts import listed
from assessment.report.composition.why_not import reason_text, score_text
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section, Table

_NEED = "need"  # the other kind of action is for a value that no programme names


def programmes(material: Material) -> Section:
    """Return the chapter with suggestions, practice actions and the rule behind them."""
    blocks = [
        Paragraph(material.say("programmes.lead"), "lead"),
        *_actions(material),
        *_suggested(material),
        *_blocked(material),
        *_why_not(material),
        *_rests(material),
        *_rule(material),
    ]
    return replace(material.section("programmas", blocks), has_page=False)


# Programmes


def _suggested(material: Material) -> Iterator[Block]:
    if not material.suggestions.programmes:
        yield Heading(material.say("programmes.heading"))
        room = "none_no_room" if material.has_scores else "none_no_scores"
        key = "none_no_match" if material.suggestions.needs else room
        yield Paragraph(material.say(f"programmes.{key}"))
    for suggestion in material.suggestions.programmes:
        yield from _programme(material, suggestion)


def _programme(material: Material, suggestion: Suggestion) -> Iterator[Block]:
    programme = material.catalogue.programme(suggestion.programme)
    yield Heading(programme.name, advises=programme.id)
    yield Paragraph(_fits(material, programme, suggestion))
    reach = reach_programme(material.catalogue, programme)
    yield Bullets((*_facts(material, programme), *reach))
    yield _reasons(material, programme, suggestion)
    yield Paragraph(counterfactual(material, programme, suggestion))


def _fits(material: Material, programme: Programme, suggestion: Suggestion) -> str:
    first, *others = material.names(reason.need.competency for reason in suggestion.reasons)
    return material.say(
        "programmes.fits_too" if others else "programmes.fits",
        programme=programme.name,
        competency=quoted([first]),
        competencies=quoted(others),
    )


def _facts(material: Material, programme: Programme) -> Iterator[str]:
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
        and passed.because != "phase"
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


def _actions(material: Material) -> Iterator[Block]:
    chosen = {action for goal in material.plan.goals for action in goal.actions}
    open_to = [action for action in material.suggestions.actions if action.text not in chosen]
    if not material.suggestions.actions:
        return
    yield Heading(material.say("programmes.actions"))
    if not open_to:
        yield Paragraph(material.say("programmes.actions_chosen"))
    for action in open_to:
        yield Paragraph(f"{action.text} {_why(material, action)}")


def _why(material: Material, action: ActionSuggestion) -> str:
    if action.because == _NEED:
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
    rules = material.catalogue.rules
    yield Heading(material.say("programmes.rule"))
    yield Bullets(
        tuple(
            sentence.format(programmes=rules.programmes)
            for sentence in listed("programmes.rule_sentences")
        ),
        ordered=True,
    )
    years = [programme.as_of[:4] for programme in material.catalogue.programmes]
    yield Paragraph(material.say("programmes.checked", first=min(years), last=max(years)), "small")
