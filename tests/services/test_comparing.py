from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.services import codes, comparing, erasing, reporting, submitting
from assessment.services.content import Content
from assessment.services.policy import Actor
from assessment.store import attempts
from tests.people import someone, taken

EARLIER = "2025-11-23T10:00:00+01:00"
CODE = "ABCD-2345-EFGH-6789"
RATING = st.one_of(st.integers(1, 5), st.just("nvt"))


# --- what changed ---


@given(seed=st.integers(0, 10_000), data=st.data())
def test_an_attempt_compared_with_itself_shows_no_change(content: Content, seed, data):
    items = [item.id for item in content.library.gedrag.items]
    ratings = data.draw(st.lists(RATING, min_size=len(items), max_size=len(items)))
    after = someone.answers(content.library, gedrag=dict(zip(items, ratings, strict=True)))

    found = comparing.compare_answers(content, replace(after, taken_at=EARLIER), after)

    verdicts = {change.verdict for change in found.changes.values() if change is not None}
    assert verdicts <= {"toeval"}
    assert all(change.difference == 0 for change in found.changes.values() if change is not None)


def answered(content, taken_at=someone.TAKEN_AT, **competencies):
    """Everybody's answer is 3, but for the competencies that are named."""
    items = content.library.gedrag.items
    gedrag = {item.id: competencies.get(item.competency, 3) for item in items}
    return someone.answers(content.library, taken_at=taken_at, gedrag=gedrag)


def test_a_changed_score_is_called_certain_only_when_the_change_is_large(content):
    before = answered(content, EARLIER, POL1=1)
    some = [item.id for item in content.library.gedrag.items if item.competency == "POL2"][:2]
    before = replace(before, gedrag={**before.gedrag, **dict.fromkeys(some, 2)})

    found = comparing.compare_answers(content, before, answered(content, POL1=5))

    assert len(found.changes) == 16
    assert found.changes["POL1"].verdict == "zeker"
    assert (found.changes["POL1"].before, found.changes["POL1"].after) == (0, 100)
    assert found.changes["POL2"].verdict == "mogelijk"
    assert found.changes["POL3"].verdict == "toeval"
    assert (found.taken_at, found.phase, found.office) == (EARLIER, "zittend", "wethouder")


def test_the_scores_that_are_compared_are_those_of_the_profiles(content):
    before, after = answered(content, EARLIER, POL1=1), answered(content, POL1=4)

    found = comparing.compare_answers(content, before, after).changes

    for answers, score in ((before, "before"), (after, "after")):
        profile = submitting.score(answers, content.library, content.value_map)
        for competency, change in found.items():
            assert getattr(change, score) == profile.competencies[competency].score


def test_too_few_answers_are_no_error_and_no_change(content):
    before = someone.answers(content.library, taken_at=EARLIER)

    found = comparing.compare_answers(content, before, answered(content))

    assert set(found.changes.values()) == {None}


def test_of_two_versions_only_the_statements_answered_both_times_count(content):
    items = [i.id for i in content.library.gedrag.items if i.competency == "POL1"]
    old = answered(content, EARLIER)
    old = replace(
        old,
        instruments={**old.instruments, "gedrag": 0},
        gedrag={k: v for k, v in old.gedrag.items() if k != items[0]} | {"weg-1": 5},
    )
    new = answered(content)
    new = replace(new, gedrag={**new.gedrag, items[0]: 5})

    assert comparing.compare_answers(content, old, new).changes["POL1"].after == 50
    same = replace(old, instruments=new.instruments)
    assert comparing.compare_answers(content, same, new).changes["POL1"].after > 50


def test_another_office_or_phase_may_be_compared(content):
    before = replace(answered(content, EARLIER), office="raadslid", phase="starter")

    found = comparing.compare_answers(content, before, answered(content))

    assert (found.office, found.phase) == ("raadslid", "starter")
    assert None not in found.changes.values()


@pytest.mark.parametrize("taken_at", [someone.TAKEN_AT, "2026-11-23T10:00:01+01:00",
                                      "2026-11-23T09:00:00Z"])  # fmt: skip
def test_what_is_not_earlier_is_refused(content, taken_at):
    with pytest.raises(comparing.NotEarlier):
        comparing.compare_answers(content, answered(content, taken_at), answered(content))


# --- the link between two attempts ---


@pytest.fixture
def earlier(db, content):
    return submitted(db, content, taken.NOW, code_hash=codes.hash_code(CODE))


@pytest.fixture
def attempt_id(db, content):
    return submitted(db, content, taken.MUCH_LATER, seed=8)


def submitted(db, content, at, **facts):
    attempt_id = taken.add_filled(db, content, **facts)
    submitting.submit(db, content, attempts.get_attempt(db, attempt_id), now=at)
    return attempt_id


def link(db, attempt_id, code=CODE, actor=None):
    attempt = attempts.get_attempt(db, attempt_id)
    comparing.link(db, actor or Actor([attempt_id]), attempt, code)


def previous(db, attempt_id):
    return comparing.find_previous(db, attempts.get_attempt(db, attempt_id))


def test_the_code_of_an_earlier_attempt_links_it(db, content, earlier, attempt_id):
    link(db, attempt_id, "abcd 2345 efgh 6789")

    assert attempts.get_attempt(db, attempt_id).previous_id == earlier
    assert previous(db, attempt_id) == submitting.answers_of(attempts.get_attempt(db, earlier))
    assert attempts.get_attempt(db, earlier).previous_id is None


def test_undoing_the_link_leaves_both_attempts(db, earlier, attempt_id):
    before = [attempts.get_attempt(db, one) for one in (earlier, attempt_id)]
    link(db, attempt_id)

    comparing.unlink(db, attempt_id)

    assert [attempts.get_attempt(db, one) for one in (earlier, attempt_id)] == before
    assert previous(db, attempt_id) is None


def refused(db, attempt_id, **changes):
    with pytest.raises(comparing.CannotCompare) as refusal:
        link(db, attempt_id, **changes)
    assert attempts.get_attempt(db, attempt_id).previous_id is None
    return str(refusal.value)


def test_an_unknown_code_is_refused(db, earlier, attempt_id):
    assert "kennen we niet" in refused(db, attempt_id, code="AAAA-BBBB-CCCC-DDDD")


def test_who_does_not_own_the_attempt_cannot_link_it(db, earlier, attempt_id):
    for stranger in (Actor(), Actor([earlier])):
        assert "kennen we niet" in refused(db, attempt_id, actor=stranger)


def test_an_attempt_does_not_follow_itself(db, earlier):
    assert "van deze afname zelf" in refused(db, earlier)


def test_an_attempt_that_was_not_handed_in_is_refused(db, content, attempt_id):
    taken.add_filled(db, content, code_hash=codes.hash_code(CODE))

    assert "nog niet ingediend" in refused(db, attempt_id)


def test_an_attempt_that_is_later_or_at_the_same_time_is_refused(db, content, attempt_id):
    submitted(db, content, taken.MUCH_LATER, code_hash=codes.hash_code(CODE))

    assert "niet eerder ingediend" in refused(db, attempt_id)


def test_an_earlier_attempt_that_was_opened_again_is_not_compared_until_handed_in(
    db, content, earlier, attempt_id
):
    link(db, attempt_id)
    submitting.reopen(db, attempts.get_attempt(db, earlier), now=taken.LATER)
    assert previous(db, attempt_id) is None

    submitting.submit(db, content, attempts.get_attempt(db, earlier), now=taken.LATER)
    assert previous(db, attempt_id) is not None


def test_an_earlier_attempt_that_was_handed_in_again_later_is_not_compared(
    db, content, earlier, attempt_id
):
    link(db, attempt_id)
    attempts.set_submitted(db, earlier, taken.MUCH_LATER, now=taken.MUCH_LATER)

    assert previous(db, attempt_id) is None


def test_when_the_earlier_attempt_is_deleted_the_link_is_gone(db, content, earlier, attempt_id):
    link(db, attempt_id)

    erasing.delete_everything(db, earlier)

    assert attempts.get_attempt(db, attempt_id).previous_id is None
    report = written(db, content, attempt_id)[1]
    assert "verandering" not in [section.id for section in report.sections]


# --- the report ---


def written(db, content, attempt_id):
    result = reporting.open_result(db, content, attempts.get_attempt(db, attempt_id))
    return result, reporting.write_report(content, result, created_at=taken.MUCH_LATER)


def test_a_linked_attempt_has_the_chapter_and_another_document_name(
    db, content, earlier, attempt_id
):
    alone, plain = written(db, content, attempt_id)
    link(db, attempt_id)

    result, report = written(db, content, attempt_id)

    assert "verandering" not in [section.id for section in plain.sections]
    assert report.section("verandering").title == "Wat er veranderde"
    other = replace(result, previous=replace(result.previous, gedrag={}))
    names = {reporting.document_id(one) for one in (alone, result, other)}
    assert len(names) == 3


def test_the_document_that_the_worker_makes_has_the_chapter(
    db, content, earlier, attempt_id, monkeypatch
):
    link(db, attempt_id)
    drawn = []
    monkeypatch.setattr(
        "assessment.report.pdf.report.render_pdf", lambda report: drawn.append(report) or b"%PDF"
    )
    attempt = attempts.get_attempt(db, attempt_id)
    document = reporting.ask_document(db, attempt, now=taken.MUCH_LATER)

    reporting.make_document(db, content, document)

    assert drawn[0].section("verandering").blocks
