"""What is drawn once for everybody is, once marked, what would be drawn anew."""

import pytest

from assessment.web.participant import answering, steps


@pytest.fixture
def draw(app):
    """Draw the steps of an item anew, and as the page does, with something chosen."""

    def both(item, options, scale, chosen):
        macro = app.jinja_env.get_template(steps.TEMPLATE).module.steps
        return (
            str(macro(item, options, scale, chosen, False)),
            str(app.jinja_env.globals["answer_steps"](item, options, scale, chosen, False)),
        )

    return both


def asked(content, app):
    with app.app_context():
        choices = answering.list_choices()
    gedrag, stijl = content.library.gedrag, content.library.stijl
    pairs = [item for item in stijl.items if item.kind != "switching"]
    return [(gedrag.items[3], choices["rating"], "6"), (pairs[0], choices["pair"], "pair"),
            (pairs[-1], choices["pair"], "pair")]  # fmt: skip


def test_marked_is_what_would_be_drawn(draw, content, app):
    for item, options, scale in asked(content, app):
        for chosen in [*(value for value, _ in options), "None", "", "17", '1"><script>']:
            anew, marked = draw(item, options, scale, chosen)

            assert marked == anew
            assert marked.count(" checked") == (chosen in dict(options))


def test_what_somebody_chose_is_not_there_for_the_next(draw, content, app):
    [(item, options, scale), *_] = asked(content, app)
    draw(item, options, scale, options[1][0])

    _, marked = draw(item, options, scale, "None")

    assert " checked" not in marked


def test_a_refused_choice_is_told_on_each_of_its_steps_and_on_no_other(participant, home):
    page = participant.get(f"{home}/gedrag/1")
    name = page.select_one("input[type=radio]")["name"]

    refused = participant.post(f"{home}/gedrag/1", {name: "99"}, status=422)

    own = refused.select(f'input[name="{name}"][type=radio]')
    others = refused.select(f'input[type=radio]:not([name="{name}"])')
    assert own
    assert others
    assert {step.get("aria-invalid") for step in own} == {"true"}
    assert {step.get("aria-invalid") for step in others} == {None}
