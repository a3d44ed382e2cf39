"""Nothing that can be sent brings an error of ours, or anything of somebody else."""

from tests.web import fuzzing

SOME = 2_000


def test_two_thousand_odd_requests_bring_no_fault_and_nothing_of_somebody_else(
    engine, content, compiled, caplog
):
    app = fuzzing.make_served_app(engine, content)
    app.jinja_env.bytecode_cache = compiled

    outcome = fuzzing.Fuzzer(app, engine, content, seed=13).run(SOME)

    assert outcome.findings == []
    assert outcome.sent > 0.95 * SOME
    assert {200, 303, 400, 404, 405, 422} <= set(outcome.statuses)


def test_a_page_that_fails_or_tells_of_somebody_else_is_found(engine, content, compiled):
    app = fuzzing.make_served_app(engine, content)
    app.jinja_env.bytecode_cache = compiled
    app.view_functions["home.privacy"] = lambda: 1 / 0
    app.view_functions["home.start"] = lambda: f"lees {fuzzing.SECRET}"

    findings = fuzzing.Fuzzer(app, engine, content, seed=13).run(900).findings

    assert {finding.partition(":")[0] for finding in findings} == {"500", "foreign"}
