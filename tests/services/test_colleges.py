"""A college: who is in, what is told, and that nobody can be worked out of it."""

from datetime import timedelta

import pytest

from assessment.report.fingerprint import content_hash
from assessment.scoring.college import Share
from assessment.services import (
    accounts,
    agreeing,
    consenting,
    erasing,
    genuine,
    mailing,
    retention,
    submitting,
)
from assessment.services.colleges import joining, leaving, picturing
from assessment.services.colleges.joining import (
    AlreadyAsked,
    CollegeFull,
    CollegeNotFound,
    OwnAddress,
    ShareChanged,
    TermRefused,
)
from assessment.services.colleges.picturing import NoPicture, PictureRefused
from assessment.services.colleges.shares import (
    HIDDEN,
    NAMED,
    UNNAMED,
    NothingToShare,
    picture_group,
    read_pictured,
    write_pictured,
)
from assessment.services.moments import TWICE
from assessment.store import attempts, audit, colleges, database, deletions, snapshots
from assessment.store.accounts import set_addresses
from tests.clusters import on_each_database as on_each_database
from tests.keys import KEYS
from tests.people import taken
from tests.people.colleagues import ENDS_ON, SECRET, URL, Colleges
from tests.people.signed_in import add_account

NOW = taken.LATER
OF_A_COLLEGE = (consenting.COLLEGE, consenting.STYLES)


@pytest.fixture
def made(db, content):
    return Colleges(db, content)


def code_of(made, one, college_id):
    """Return the control code of the sheet that a member takes now."""
    college = colleges.get_college(made.db, college_id)
    picturing.make_pdf(made.db, made.content, one.id, college_id, now=NOW)
    members = colleges.list_members(made.db, college_id)
    sheet = picturing.compose_sheet(
        picturing._open(made.db, made.content, college, members),
        made.content.value_map,
        made.content.library.dilemmas.dilemmas,
    )
    return content_hash(sheet)[:16]


def words(room):
    return "" if room.picture is None else str(room.picture)


# Saying yes


def test_a_college_has_a_picture_once_three_said_yes_and_one_of_them_makes_it(made):
    college_id, [noor, els, ali] = made.begin(3)
    assert made.open(noor, college_id).picture is None

    made.make(els, college_id)

    seen = [words(made.open(one, college_id)) for one in (noor, els, ali)]
    assert "Tien vragen" in seen[0]
    assert seen[0] == seen[1] == seen[2]


def test_two_are_no_college_and_get_no_picture(made):
    college_id, [noor, _] = made.begin(2)

    with pytest.raises(PictureRefused, match="few"):
        made.make(noor, college_id)
    assert made.open(noor, college_id).refusal == "few"


def test_who_begins_a_college_is_asked_too_and_is_no_member_before_the_yes(made):
    noor = made.person("Noor")
    invitation = joining.begin_college(made.db, noor, "X", ENDS_ON, secret=SECRET, now=NOW)

    assert joining.list_member_accounts(made.db, invitation.college_id, now=NOW) == []
    assert [one for one, _ in joining.list_asked(made.db, noor, now=NOW)] == [invitation]


def test_an_invitation_is_a_mail_that_tells_nothing_of_a_result(made):
    made.begin(2)

    [mail] = mailing.list_mail(made.db)
    assert mail.recipient == "els@raadhuis.example"
    assert "noor@raadhuis.example" in mail.text
    assert "Noor" not in mail.subject


def test_what_was_not_looked_at_is_not_brought_in(made):
    noor = made.person("Noor")
    invitation = joining.begin_college(made.db, noor, "X", ENDS_ON, secret=SECRET, now=NOW)
    attempt = attempts.get_attempt(made.db, made.attempt_of(noor))

    with pytest.raises(ShareChanged):
        joining.join_college(
            made.db, made.content, noor, invitation, attempt, name="Noor", dots=NAMED, seen="x",
            now=NOW,
        )  # fmt: skip
    assert joining.list_member_accounts(made.db, invitation.college_id, now=NOW) == []


def test_a_result_without_style_and_values_brings_nothing_in(made, content):
    whole = attempts.get_attempt(made.db, taken.add_submitted(made.db, content))
    share, _ = joining.preview_share(made.db, content, whole)
    assert set(share.clusters) == {cluster.id for cluster in content.value_map.clusters}

    bare = taken.add(made.db)
    attempts.save_answers(made.db, bare, "gedrag", {"pub1-1": 3}, seen={}, now=NOW)
    submitting.submit(made.db, content, attempts.get_attempt(made.db, bare), now=NOW)
    with pytest.raises(NothingToShare):
        joining.preview_share(made.db, content, attempts.get_attempt(made.db, bare))


def test_saying_no_leaves_no_trace_and_an_empty_college_is_gone(made):
    noor = made.person("Noor")
    invitation = joining.begin_college(made.db, noor, "X", ENDS_ON, secret=SECRET, now=NOW)

    joining.refuse_college(made.db, invitation)

    assert joining.list_asked(made.db, noor, now=NOW) == []
    with pytest.raises(CollegeNotFound):
        colleges.get_college(made.db, invitation.college_id)


def test_ten_places_are_all_there_are_and_nobody_is_asked_twice(made):
    college_id, [noor, els] = made.begin(2)

    def ask(address):
        joining.ask_member(made.db, noor, college_id, address, url=URL, secret=SECRET, now=NOW)

    for number in range(joining.MOST_MEMBERS - 2):
        ask(f"lid{number}@raadhuis.example")

    with pytest.raises(CollegeFull):
        ask("een.te.veel@raadhuis.example")
    asked = {one.address: one.id for one in colleges.list_invitations(made.db, college_id)}
    joining.take_back(made.db, college_id, asked["lid0@raadhuis.example"])
    with pytest.raises(AlreadyAsked):
        ask("lid5@raadhuis.example")
    with pytest.raises(OwnAddress):
        ask(noor.address)


def test_a_term_ends_after_today_and_within_four_years(made):
    noor = made.person("Noor")
    for day in (NOW.date(), joining.last_day(NOW.date()) + timedelta(days=1)):
        with pytest.raises(TermRefused):
            joining.begin_college(made.db, noor, "X", day, secret=SECRET, now=NOW)


def test_who_presses_the_button_twice_begins_one_college(made):
    noor = add_account(made.db, "dubbel@raadhuis.example", at=NOW)

    def begin(name="X", ends_on=ENDS_ON, now=NOW):
        return joining.begin_college(made.db, noor, name, ends_on, secret=SECRET, now=now)

    invitation = begin()

    assert begin(now=NOW + TWICE / 2) == invitation
    others = [begin(name="Y"), begin(ends_on=ENDS_ON - timedelta(days=1)), begin(now=NOW + TWICE)]
    assert len({invitation.id, *(one.id for one in others)}) == 4


def test_an_invitation_of_another_college_cannot_be_taken_back_from_here(made):
    college_id, [noor, els] = made.begin(2)
    other = joining.begin_college(made.db, els, "Y", ENDS_ON, secret=SECRET, now=NOW)

    joining.take_back(made.db, college_id, other.id)

    assert colleges.find_invitation(made.db, other.id) is not None


# What is told


def test_a_picture_tells_no_competency_no_number_and_no_name_of_who_has_no_dot(made, content):
    college_id, people = made.begin(5)
    made.make(people[0], college_id)

    told = words(made.open(people[0], college_id))

    assert not [c.name for c in content.value_map.competencies if c.name in told]
    for name in ("Noor", "Els", "Ali", "Bart", "Cato"):
        assert name not in told
    shares = [one.share for one in colleges.list_members(made.db, college_id)]
    numbers = {str(position) for share in shares for position in share.split('"u": ')[1:]}
    assert numbers
    assert not any(number.split(",")[0] in told for number in numbers)


def test_a_name_stands_on_the_lines_of_who_chose_that_alone(made):
    college_id, [noor, *_] = made.begin(4)
    eva = made.person("Eva", seed=31)
    made.join(noor, eva, college_id, dots=NAMED)
    made.make(noor, college_id)

    told = words(made.open(noor, college_id))

    assert "Eva" in told
    assert "Noor" not in told


def test_dots_without_a_name_are_drawn_from_four_on(made):
    three, few = made.begin(3, dots=UNNAMED)
    made.make(few[0], three)
    assert made.open(few[0], three).picture.figures == ()


def test_dots_without_a_name_go_when_anybody_leaves_or_comes(made):
    college_id, [noor, els, *_] = made.begin(5, dots=UNNAMED)
    made.make(noor, college_id)
    assert "zonder naam" in made.open(noor, college_id).picture.figures[0].alt

    eva = made.person("Eva", seed=31)
    made.join(noor, eva, college_id, dots=UNNAMED)
    assert made.open(noor, college_id).picture.figures == ()
    made.leave(eva, college_id)
    made.leave(els, college_id)
    assert made.open(noor, college_id).picture.figures == ()


# Leaving


def test_who_left_sees_nothing_and_what_was_brought_in_is_gone(made):
    college_id, [noor, els, *_] = made.begin(4, dots=NAMED)
    made.make(noor, college_id)

    made.leave(els, college_id)

    with pytest.raises(CollegeNotFound):
        made.open(els, college_id)
    told = words(made.open(noor, college_id))
    assert "Els" not in told
    assert "Daarna stapte één lid eruit" in told
    assert [m.account_id for m in colleges.list_members(made.db, college_id)].count(els.id) == 0


def test_under_three_there_is_no_picture_any_more(made):
    college_id, [noor, els, _] = made.begin(3)
    made.make(noor, college_id)

    made.leave(els, college_id)

    assert made.open(noor, college_id).picture is None
    with pytest.raises(NoPicture):
        picturing.make_pdf(made.db, made.content, noor.id, college_id, now=NOW)


def test_a_sheet_of_before_is_void_once_somebody_left_and_the_new_one_is_not(made):
    college_id, [noor, els, *_] = made.begin(4)
    made.make(noor, college_id)
    before = code_of(made, noor, college_id)
    assert genuine.find_day(made.db, before) == NOW.date()
    assert not genuine.is_void(made.db, before, now=NOW)

    made.leave(els, college_id)

    assert genuine.is_void(made.db, before, now=NOW)
    assert genuine.find_day(made.db, before) == NOW.date()
    assert not genuine.is_void(made.db, code_of(made, noor, college_id), now=NOW)


def test_a_sheet_is_void_when_the_term_is_over_and_when_the_college_is_gone(made):
    college_id, people = made.begin(3)
    made.make(people[0], college_id)
    code = code_of(made, people[0], college_id)

    over = NOW.replace(year=ENDS_ON.year, month=ENDS_ON.month, day=ENDS_ON.day) + timedelta(days=1)
    assert genuine.is_void(made.db, code, now=over)
    for one in people:
        made.leave(one, college_id)
    assert genuine.is_void(made.db, code, now=NOW)


def test_deleting_the_result_or_the_account_is_leaving(made):
    college_id, [noor, els, ali, *_] = made.begin(6)
    made.make(noor, college_id)
    code = code_of(made, noor, college_id)

    erasing.delete_own(made.db, made.attempt_of(els), actor=els.id, now=NOW)
    assert genuine.is_void(made.db, code, now=NOW)
    assert "Daarna stapte één lid eruit" in words(made.open(noor, college_id))
    accounts.delete_account(made.db, ali, url="", now=NOW)
    assert "Daarna stapten 2 leden eruit" in words(made.open(noor, college_id))


def test_taking_the_yes_back_among_the_consents_is_leaving(made):
    college_id, [noor, els, *_] = made.begin(4)
    [yes] = [one for one in agreeing.list_agreements(made.db, els.id)
             if one.purpose.id == consenting.COLLEGE]  # fmt: skip

    agreeing.withdraw(made.db, els.id, yes.consent.id, now=NOW)

    assert els.id not in joining.list_member_accounts(made.db, college_id, now=NOW)
    [yes] = [one for one in agreeing.list_agreements(made.db, els.id)
             if one.purpose.id == consenting.COLLEGE]  # fmt: skip
    assert not yes.holds


def test_leaving_on_the_last_day_works_and_after_it_everything_is_gone(made):
    college_id, [noor, els, ali] = made.begin(3)
    made.make(noor, college_id)
    last = NOW.replace(year=ENDS_ON.year, month=ENDS_ON.month, day=ENDS_ON.day)

    leaving.leave(made.db, els.id, college_id, now=last)
    assert set(joining.list_member_accounts(made.db, college_id, now=last)) == {noor.id, ali.id}
    leaving.end_terms(made.db, now=last + timedelta(days=1))

    with pytest.raises(CollegeNotFound):
        colleges.get_college(made.db, college_id)
    assert colleges.list_memberships(made.db, noor.id) == []


def test_with_the_term_every_yes_ends_that_was_given_for_it(made):
    college_id, [noor, els, ali] = made.begin(3)
    attempt_id = made.attempt_of(noor)
    consenting.allow_styles(made.db, attempt_id, now=NOW)
    last = NOW.replace(year=ENDS_ON.year, month=ENDS_ON.month, day=ENDS_ON.day)

    leaving.end_terms(made.db, now=last + timedelta(days=1))

    for one in (noor, els, ali):
        assert [yes for yes in agreeing.list_agreements(made.db, one.id)
                if yes.holds and yes.purpose.id in OF_A_COLLEGE] == []  # fmt: skip


@pytest.mark.parametrize("purpose", ["college", "styles"])
def test_a_yes_that_outlived_its_college_can_still_be_taken_back(made, purpose):
    college_id, [noor, *_] = made.begin(3)
    consenting.allow_styles(made.db, made.attempt_of(noor), now=NOW)
    colleges.delete_college(made.db, college_id)

    def held():
        found = agreeing.list_agreements(made.db, noor.id)
        return [one.consent.id for one in found if one.holds and one.purpose.id == purpose]

    [yes] = held()
    agreeing.withdraw(made.db, noor.id, yes, now=NOW)

    assert held() == []


def test_a_yes_holds_no_longer_than_the_last_college_that_it_was_for(made):
    first, [noor, *_] = made.begin(3)
    longer = ENDS_ON + timedelta(days=30)
    asked = joining.begin_college(made.db, noor, "Nog een", longer, secret=SECRET, now=NOW)
    made.say_yes(asked, noor)
    day = NOW.replace(year=ENDS_ON.year, month=ENDS_ON.month, day=ENDS_ON.day) + timedelta(days=1)

    def holding():
        return [one.purpose.id for one in agreeing.list_agreements(made.db, noor.id) if one.holds]

    leaving.end_terms(made.db, now=day)
    assert consenting.COLLEGE in holding()
    leaving.end_terms(made.db, now=day + timedelta(days=30))

    assert consenting.COLLEGE not in holding()


def test_retention_ends_terms(made):
    college_id, _ = made.begin(3)
    after = NOW.replace(year=ENDS_ON.year, month=ENDS_ON.month, day=ENDS_ON.day)

    retention.carry_out(made.db, retention.find_due(made.db, now=after + timedelta(days=1)))

    with pytest.raises(CollegeNotFound):
        colleges.get_college(made.db, college_id)


def test_who_did_or_read_what_is_in_the_log_without_contents(made):
    college_id, [noor, els, *_] = made.begin(4)
    made.make(noor, college_id)
    picturing.note_opened(made.db, els.id, college_id, now=NOW)
    made.leave(els, college_id)

    acts = [one.act for one in audit.list_entries(made.db, account_id=els.id, most=50)]
    assert acts[:3] == ["college_left", "college_opened", "college_joined"]


# A new picture


def test_a_picture_that_is_made_twice_is_made_once(made, db):
    college_id, people = made.begin(3)
    made.make(people[0], college_id)
    first = colleges.find_picture(db, college_id)

    made.make(people[1], college_id)

    assert colleges.find_picture(db, college_id) == first


@pytest.mark.parametrize("leavers", [1, 2])
def test_no_new_picture_after_one_or_two_left(made, leavers):
    college_id, people = made.begin(6)
    made.make(people[0], college_id)
    for one in people[-leavers:]:
        made.leave(one, college_id)

    with pytest.raises(PictureRefused, match="alike"):
        made.make(people[0], college_id)


def test_a_new_picture_once_three_came_or_went(made):
    college_id, people = made.begin(7)
    made.make(people[0], college_id)
    first = colleges.find_picture(made.db, college_id)
    for one in people[4:]:
        made.leave(one, college_id)

    made.at += timedelta(days=1)
    made.make(people[0], college_id)

    assert colleges.find_picture(made.db, college_id) != first
    assert "eruit" not in made.open(people[0], college_id).picture.cover.lines[0]


def test_coming_back_to_an_earlier_group_by_a_detour_is_refused_too(made):
    college_id, people = made.begin(4)
    made.make(people[0], college_id)
    more = [made.person(name, seed=40 + n) for n, name in enumerate(("Xe", "Yo", "Zo"))]
    for one in more:
        made.join(people[0], one, college_id)
    made.make(people[0], college_id)
    for one in (*more, people[3]):  # now only people[3] is missing from the first group
        made.leave(one, college_id)

    with pytest.raises(PictureRefused, match="alike"):
        made.make(people[0], college_id)


def test_another_college_of_the_same_people_less_one_is_refused_even_when_the_first_is_gone(made):
    college_id, people = made.begin(4)
    made.make(people[0], college_id)
    for one in people:
        made.leave(one, college_id)
    invitation = joining.begin_college(
        made.db, people[0], "Nog eens", ENDS_ON, secret=SECRET, now=NOW
    )
    made.say_yes(invitation, people[0])
    for one in people[1:3]:
        made.join(people[0], one, invitation.college_id)

    with pytest.raises(PictureRefused, match="alike"):
        made.make(people[0], invitation.college_id)


def test_who_comes_back_with_another_result_makes_no_other_group(made, content):
    college_id, people = made.begin(4)
    made.make(people[0], college_id)
    for number, one in enumerate(people[:3]):
        made.leave(one, college_id)
        again = taken.add_submitted(made.db, content, seed=80 + number, name="Weer")
        accounts.adopt_attempt(made.db, one.id, again, now=NOW + timedelta(minutes=number))
    made.leave(people[3], college_id)
    invitation = joining.begin_college(made.db, people[0], "Weer", ENDS_ON, secret=SECRET, now=NOW)
    made.say_yes(invitation, people[0])
    for one in people[1:3]:
        made.join(people[0], one, invitation.college_id)

    with pytest.raises(PictureRefused, match="alike"):
        made.make(people[0], invitation.college_id)


def test_a_second_mailbox_is_asked_as_well_as_the_first(made, db):
    college_id, [noor, els] = made.begin(2)
    ali = add_account(db, "ali@raadhuis.example", at=NOW)
    set_addresses(db, ali.id, ali.address, "ali@thuis.example", now=NOW)
    joining.ask_member(db, noor, college_id, "ali@thuis.example", url=URL, secret=SECRET, now=NOW)

    assert [college.id for _, college in joining.list_asked(db, ali, now=NOW)] == [college_id]
    [(invitation, _)] = joining.list_asked(db, ali, now=NOW)
    assert joining.find_asked(db, invitation.id, now=NOW)[2] == [ali.id]


def test_a_backup_of_before_does_not_bring_back_who_left(tmp_path, content):
    file = tmp_path / "bop.db"
    database.upgrade(f"sqlite:///{file}", KEYS)
    engine = database.open_engine(f"sqlite:///{file}", KEYS)
    with database.writing(engine) as db:
        college_id, people = Colleges(db, content).begin(3)
        [left] = colleges.list_memberships(db, people[1].id)
        db.commit()

    snapshots.take_out(file, {deletions.hash_id(left.id)})

    with database.reading(engine) as db:
        stayed = [one.account_id for one in colleges.list_members(db, college_id)]
    engine.dispose()
    assert set(stayed) == {people[0].id, people[2].id}


def test_leaving_is_noted_for_backups(made):
    college_id, [_, els, _] = made.begin(3)
    [member] = colleges.list_memberships(made.db, els.id)

    made.leave(els, college_id)

    assert member.id in made.db.info["bop_deleted"]


@pytest.mark.parametrize(
    ("dots", "tells"),
    [
        ([NAMED] * 5, True),
        ([HIDDEN] * 5, True),
        ([NAMED] * 4 + [HIDDEN], False),
        ([NAMED] * 3 + [HIDDEN, UNNAMED], False),
        ([UNNAMED] * 4 + [HIDDEN], False),
        ([NAMED] * 2 + [HIDDEN] * 3, True),
        ([UNNAMED] * 5, True),
        ([NAMED, HIDDEN, HIDDEN], False),
    ],
)
def test_styles_are_told_only_where_dots_and_words_together_give_nobody_away(content, dots, tells):
    """An attacker who sees all other dots would count who must have the style that is often."""
    towards_pole_1 = Share({axis.id: -1 for axis in content.value_map.axes}, {})

    pictured = picture_group(content, [(towards_pole_1, one) for one in dots])

    assert pictured.tells_styles == tells
    assert bool(pictured.common.often) == bool(pictured.common.missing) == tells
    assert read_pictured(write_pictured(pictured)) == pictured
