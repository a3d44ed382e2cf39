"""Programma's en acties: what is suggested, why, what would change it, and how the rule works."""

from collections.abc import Iterator

from assessment.phrases import lower_first, month, quoted, whole
from assessment.plan.model import ActionSuggestion, Need, Programme, Suggestion
from assessment.report.composition.material import Material
from assessment.report.composition.texts import listed
from assessment.report.composition.why_not import reason_text, score_text
from assessment.report.model import Block, Bullets, Heading, Paragraph, Section, Table

_NEED = "need"  # the other kind of action is for a value that no programme names


def programmes(m: Material) -> Section:
    """Return the chapter with suggestions, practice actions and the rule behind them."""
    blocks = [
        Paragraph(m.say("programmes.lead"), "lead"),
        *_actions(m),
        *_suggested(m),
        *_blocked(m),
        *_why_not(m),
        *_rests(m),
        *_rule(m),
    ]
    return m.section("programmas", blocks)


# Programmes


def _suggested(m: Material) -> Iterator[Block]:
    if not m.suggestions.programmes:
        yield Heading(m.say("programmes.heading"))
        room = "none_no_room" if m.has_scores else "none_no_scores"
        key = "none_no_match" if m.suggestions.needs else room
        yield Paragraph(m.say(f"programmes.{key}"))
    for suggestion in m.suggestions.programmes:
        yield from _programme(m, suggestion)


def _programme(m: Material, suggestion: Suggestion) -> Iterator[Block]:
    programme = m.catalogue.programme(suggestion.programme)
    yield Heading(programme.name)
    yield Paragraph(_fits(m, programme, suggestion))
    yield Bullets(tuple(_facts(m, programme)))
    yield _reasons(m, programme, suggestion)
    yield Paragraph(counterfactual(m, programme, suggestion))


def _fits(m: Material, programme: Programme, suggestion: Suggestion) -> str:
    first, *others = m.names(reason.need.competency for reason in suggestion.reasons)
    return m.say(
        "programmes.fits_too" if others else "programmes.fits",
        programme=programme.name,
        competency=quoted([first]),
        competencies=quoted(others),
    )


def _facts(m: Material, programme: Programme) -> Iterator[str]:
    for part in ("trains", "form", "entry", "note"):
        if text := getattr(programme, part):
            yield m.say(f"programmes.{part}", **{part: lower_first(text)})


def _reasons(m: Material, programme: Programme, suggestion: Suggestion) -> Table:
    columns = ("competency", "score", "weight")
    return Table(
        caption=m.say("programmes.reasons_caption", programme=programme.name),
        header=tuple(m.say(f"programmes.reasons_{column}") for column in columns),
        rows=tuple(
            (
                m.name(reason.need.competency),
                score_text(m, reason.need.competency),
                m.say(f"programmes.weight_{reason.weight}"),
            )
            for reason in suggestion.reasons
        ),
        widths=(0.44, 0.26, 0.3),
    )


def counterfactual(m: Material, programme: Programme, suggestion: Suggestion) -> str:
    """Return from which score the programme would no longer be suggested."""
    competency = quoted(m.names([suggestion.reasons[0].need.competency]))
    if suggestion.drops_at is None:
        return m.say("programmes.keeps", programme=programme.name, competency=competency)
    return m.say(
        "programmes.drops",
        programme=programme.name,
        competency=competency,
        score=whole(suggestion.drops_at),
    )


def _blocked(m: Material) -> Iterator[Block]:
    for suggestion in m.suggestions.blocked:
        programme = m.catalogue.programme(suggestion.programme)
        names = m.names(reason.need.competency for reason in suggestion.reasons)
        missing = [p for p in programme.requires if p not in m.plan.followed]
        yield Heading(m.say("programmes.blocked"))
        text = m.say(
            "programmes.blocked_text",
            programme=programme.name,
            competencies=quoted(names),
            entry=programme.entry,
        )
        yield Paragraph(text)
        required = quoted([m.catalogue.programme(one).name for one in missing])
        yield Paragraph(
            m.say("programmes.blocked_condition", required=required, programme=programme.name)
        )


def _why_not(m: Material) -> Iterator[Block]:
    """Tell of well-known programmes for this phase why they are not suggested."""
    told = {suggestion.programme for suggestion in m.suggestions.blocked}
    known = [
        (programme.name, reason_text(m, one))
        for one in m.suggestions.passed_over
        if (programme := m.catalogue.programme(one.programme)).well_known
        and one.because != "phase"
        and one.programme not in told
    ]
    if known:
        yield Heading(m.say("programmes.why_not"))
        header = (m.say("programmes.why_not_programme"), m.say("programmes.why_not_reason"))
        caption = m.say("programmes.why_not_caption")
        yield Table(caption, header, tuple(known), (0.34, 0.66))


# Practice actions


def _actions(m: Material) -> Iterator[Block]:
    chosen = {action for goal in m.plan.goals for action in goal.actions}
    open_to = [action for action in m.suggestions.actions if action.text not in chosen]
    if not m.suggestions.actions:
        return
    yield Heading(m.say("programmes.actions"))
    if not open_to:
        yield Paragraph(m.say("programmes.actions_chosen"))
    for action in open_to:
        yield Paragraph(f"{action.text} {_why(m, action)}")


def _why(m: Material, action: ActionSuggestion) -> str:
    if action.because == _NEED:
        return m.say("programmes.action_need", name=quoted([m.name(action.about)]))
    key = "leading" if action.about in m.leading else "priority"
    return m.say(f"programmes.action_value_{key}", name=lower_first(m.name(action.about)))


# The rule


def _rests(m: Material) -> Iterator[Block]:
    if not m.suggestions.needs:
        return
    yield Heading(m.say("programmes.rests"))
    yield Paragraph(m.say("programmes.rests_text"))
    columns = ("competency", "score", "choice", "lifted")
    yield Table(
        caption=m.say("programmes.rests_caption"),
        header=tuple(m.say(f"programmes.rests_{column}") for column in columns),
        rows=tuple(
            (
                m.name(need.competency),
                score_text(m, need.competency),
                choice_text(m, need.competency),
                m.say("programmes.yes" if need.lifted else "programmes.no"),
            )
            for need in _resting(m)
        ),
        widths=(0.4, 0.22, 0.18, 0.2),
    )


def _resting(m: Material) -> list[Need]:
    """Return the largest needs and what the programmes were chosen for, largest first."""
    found = {need.competency: need for need in m.suggestions.needs}
    for suggestion in m.suggestions.programmes:
        first = suggestion.reasons[0].need
        found[first.competency] = first
    return sorted(found.values(), key=lambda need: (-need.need, need.competency))


def choice_text(m: Material, competency: str) -> str:
    """Return how much the owner says that a competency matters, in a word."""
    names = {number: name for name, number in m.catalogue.rules.importance.items()}
    name = names.get(m.plan.importance.get(competency, 1.0))
    return m.say("numbers.none") if name is None else m.say(f"programmes.important_{name}")


def _rule(m: Material) -> Iterator[Block]:
    rules = m.catalogue.rules
    yield Heading(m.say("programmes.rule"))
    yield Bullets(
        tuple(
            sentence.format(programmes=rules.programmes)
            for sentence in listed("programmes.rule_sentences")
        ),
        ordered=True,
    )
    yield Paragraph(m.say("programmes.checked", month=month(m.catalogue.checked)), "small")
