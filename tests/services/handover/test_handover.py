"""A change of command: what it hands over, the note, and that both sides confirm it once."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, select, update

from db import tables as t
from db.engine import transaction
from planner.services import audit, handover
from planner.services.door import begin
from planner.services.work import new_id
from schemas.change import ChangeQuery
from schemas.errors import NotFoundError, RefusedError, RuleError, StaleError
from schemas.handover import HandoverRow, MarkIn, NoteIn
from schemas.vocabulary import (
    DueKind,
    EngagementKind,
    HandoverSide,
    Language,
    PlanStage,
    Role,
    WaitingKind,
)
from tests import factories as make
from tests.city import City, build_city
from tests.race import write_beside

CHANGE = date(2026, 12, 1)
WORRY = "The owner of the shop at the corner trusts nobody but Officer Lee."


@pytest.fixture
def city(engine: Engine) -> City:
    """A city whose commander of district 7 leaves at the end of November; Ben comes."""
    city = build_city(engine)
    with transaction(engine, write=True) as rows:
        leaves = update(t.MemberRole).where(t.MemberRole.role == Role.COMMANDER)
        rows.execute(leaves.values(ends_on=CHANGE - timedelta(days=1)))
        district = rows.get_one(t.District, city.district)
        jurisdiction = rows.get_one(t.Jurisdiction, district.jurisdiction_id)
        ben = make.make_member(rows, jurisdiction, name="Ben")
        make.make_role(rows, ben, Role.COMMANDER, district, starts_on=CHANGE)
    return replace(city, people={**city.people, Role.PARTNER: ben.id})


def ben(city: City) -> UUID:
    return city.people[Role.PARTNER]


def read(
    engine: Engine, city: City, who: UUID | None = None, today: date = make.TODAY
) -> HandoverRow:
    with begin(engine, who or city.people[Role.COMMANDER], today=today) as work:
        return handover.get_handover(work, city.district, None, Language.EN)


def note(city: City, text: str = WORRY, seen: int = 0, row_id: UUID | None = None) -> NoteIn:
    return NoteIn(
        id=row_id or new_id(),
        district_id=city.district,
        changes_on=CHANGE,
        seen_version=seen,
        note=text,
        language=Language.EN,
    )


def write(engine: Engine, who: UUID, entry: NoteIn, today: date = make.TODAY) -> int:
    with begin(engine, who, write=True, today=today) as work:
        return handover.save_note(work, entry)


def confirm(  # noqa: PLR0913
    engine: Engine,
    city: City,
    side: HandoverSide,
    who: UUID,
    *,
    today: date = make.TODAY,
    reason: str = "",
    seen: HandoverRow | None = None,
) -> None:
    reader = city.people[Role.REVIEWER]
    shown = (seen or read(engine, city, reader, today)).pinned
    with begin(engine, who, write=True, today=today) as work:
        entry = MarkIn(
            id=new_id(),
            district_id=city.district,
            changes_on=CHANGE,
            side=side,
            reason=reason,
            seen=shown,
        )
        handover.confirm_handover(work, entry)


# --- who hands over to whom ---------------------------------------------------------------------


def test_an_announced_successor_is_named_before_they_have_the_role(
    engine: Engine, city: City
) -> None:
    turn = read(engine, city).turn
    assert turn.outgoing is not None
    assert turn.incoming is not None
    assert (turn.outgoing.name, turn.incoming.name) == ("commander", "Ben")
    assert (turn.changes_on, turn.has_come, turn.is_near) == (CHANGE, False, True)
    with pytest.raises(RefusedError):
        read(engine, city, ben(city))
    assert read(engine, city, ben(city), CHANGE).turn.has_come


def test_an_earlier_change_is_read_by_its_day(engine: Engine, city: City) -> None:
    first = date(2025, 1, 1)
    with begin(engine, city.people[Role.COMMANDER], today=make.TODAY) as work:
        row = handover.get_handover(work, city.district, first, Language.EN)
        assert (row.turn.outgoing, row.turns) == (None, (CHANGE, first))
        with pytest.raises(NotFoundError):
            handover.get_handover(work, city.district, date(2026, 3, 3), Language.EN)


def test_a_district_without_a_commander_has_nothing_to_hand_over(
    engine: Engine, city: City
) -> None:
    with begin(engine, city.people[Role.REVIEWER], today=make.TODAY) as work:
        assert handover.find_change(work, city.other_district) is None
        with pytest.raises(NotFoundError):
            handover.get_handover(work, city.other_district, None, Language.EN)
        with pytest.raises(NotFoundError):
            handover.get_handover(work, new_id(), None, Language.EN)


READERS = {Role.COMMANDER, Role.DELEGATE, Role.DISTRICT_STAFF, Role.DAC_CHAIR, Role.REVIEWER}


@pytest.mark.parametrize("role", list(Role))
def test_the_team_the_chair_and_reviewers_read_it_alone(
    engine: Engine, city: City, role: Role
) -> None:
    write(engine, city.people[Role.COMMANDER], note(city))
    # Ben has no role yet; the city's partner is somebody else here.
    if role in READERS:
        assert read(engine, city, city.people[role]).note == WORRY
    else:
        with pytest.raises(RefusedError):
            read(engine, city, city.people[role])


@pytest.mark.parametrize("role", [Role.COMMANDER, Role.DELEGATE, Role.DAC_CHAIR])
def test_nobody_reads_or_writes_it_in_another_district(
    engine: Engine, city: City, role: Role
) -> None:
    with begin(engine, city.people[role], write=True, today=make.TODAY) as work:
        with pytest.raises(RefusedError):
            handover.find_change(work, city.other_district)
        entry = note(city).model_copy(update={"district_id": city.other_district})
        with pytest.raises(RefusedError):
            handover.save_note(work, entry)


# --- what is handed over ------------------------------------------------------------------------


def test_open_goals_come_with_owner_status_and_what_is_next(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as rows:
        owner_id = city.people[Role.DISTRICT_STAFF]
        rows.execute(update(t.Goal).values(owner_id=owner_id, caps_owner_id=owner_id))
        step = t.ActionStep(
            jurisdiction_id=rows.get_one(t.Goal, city.goal).jurisdiction_id,
            goal_id=city.goal,
            position=1,
            what="Call back",
            due_on=date(2026, 11, 1),
            owner_id=owner_id,
        )
        make.add(rows, step)
    row = read(engine, city)
    (goal,) = row.goals
    assert (goal.code, goal.owner_name, goal.caps_owner_name) == (
        "07-2026-1",
        "district_staff",
        "district_staff",
    )
    assert goal.next_step is not None
    assert (goal.next_step.what, goal.overdue_steps, row.pinned.steps) == ("Call back", 1, 1)
    steps = [one for one in row.due if one.kind is DueKind.STEP]
    assert [(one.what, one.overdue, one.who) for one in steps] == [
        ("Call back", True, "district_staff")
    ]


def test_a_closed_plan_hands_nothing_over(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as rows:
        rows.execute(update(t.Plan).values(stage=PlanStage.CLOSED, unsigned_reason="Nobody came"))
    row = read(engine, city)
    assert (row.goals, row.pinned.goals, row.pinned.steps) == ((), 0, 0)


def test_open_promises_come_and_answered_ones_do_not(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as rows:
        district = rows.get_one(t.District, city.district)
        late = make.make_commitment(rows, district, review_on=date(2026, 9, 1))
        make.make_commitment(rows, district, outcome="done", outcome_on=date(2026, 11, 1))
        make.make_commitment(rows, rows.get_one(t.District, city.other_district))
    row = read(engine, city)
    assert [(one.id, one.overdue) for one in row.promises] == [(late.id, True)]
    due = [one for one in row.due if one.kind is DueKind.PROMISE]
    assert [(one.day, one.overdue) for one in due] == [(date(2026, 9, 1), True)]


def test_a_partner_was_last_met_at_a_meeting_about_their_goal(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as rows:
        district = rows.get_one(t.District, city.district)
        known = make.make_partner(rows, district, name="A school")
        make.make_partner(rows, district, name="B church")
        tie = t.GoalPartner(
            jurisdiction_id=district.jurisdiction_id, goal_id=city.goal, partner_id=known.id
        )
        make.add(rows, tie)
        for held_on in (date(2026, 9, 9), date(2026, 6, 6), date(2026, 12, 24)):
            make.make_engagement(
                rows, district, held_on=held_on, priority_id=city.priority, title=f"Met {held_on}"
            )
        make.make_engagement(rows, district, held_on=date(2026, 10, 10))
    known_row, unknown_row = read(engine, city).contacts
    assert (known_row.last_on, known_row.last_title) == (date(2026, 9, 9), "Met 2026-09-09")
    assert known_row.goal_codes == ("07-2026-1",)
    assert (unknown_row.last_on, unknown_row.goal_codes) == (None, ())


def test_a_season_without_a_conversation_is_due_at_its_end(engine: Engine, city: City) -> None:
    def conversations() -> list[tuple[date, bool]]:
        due = read(engine, city).due
        return [(one.day, one.missing) for one in due if one.kind is DueKind.CONVERSATION]

    assert conversations() == [(date(2026, 11, 30), True)]
    with transaction(engine, write=True) as rows:
        make.make_engagement(
            rows,
            rows.get_one(t.District, city.district),
            kind=EngagementKind.COMMUNITY_CONVERSATION,
            held_on=date(2026, 11, 25),
        )
    assert conversations() == [(date(2026, 11, 25), False)]


def test_terms_that_end_soon_are_told(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as rows:
        chair = update(t.MemberRole).where(t.MemberRole.role == Role.DAC_CHAIR)
        rows.execute(chair.values(ends_on=date(2027, 1, 31)))
    due = [one for one in read(engine, city).due if one.kind is DueKind.TERM_END]
    assert [(one.day, one.role, one.who) for one in due] == [
        (date(2027, 1, 31), Role.DAC_CHAIR, "dac_chair")
    ]


def test_what_falls_due_after_ninety_days_waits(engine: Engine, city: City) -> None:
    days = [one.day for one in read(engine, city).due]
    assert days == sorted(days)
    assert max(days) <= make.TODAY + timedelta(days=90)


def test_whoever_waits_for_the_district_is_counted(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as rows:
        meeting = make.make_engagement(rows, rows.get_one(t.District, city.district))
        make.make_voice(rows, meeting)
        make.make_asked(rows, meeting)
        make.make_asked(rows, meeting, withdrawn_at=make.NOW)
    waiting = {one.kind: one for one in read(engine, city).waiting}
    plan = waiting[WaitingKind.PLAN]
    assert (plan.stage, plan.lacks) == (PlanStage.DRAFTING, ())
    assert waiting[WaitingKind.VOICES].count == 1
    assert waiting[WaitingKind.QUESTIONS].count == 1
    relations = waiting[WaitingKind.RELATIONS]
    assert (relations.quarter, relations.goals) == (3, ((city.goal, "07-2026-1"),))


def test_a_plan_adopted_without_a_signature_says_why_and_waits_for_nobody(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as rows:
        rows.execute(
            update(t.Plan).values(stage=PlanStage.ADOPTED, unsigned_reason="The chair moved away.")
        )
        make.make_relation(rows, rows.get_one(t.Goal, city.goal), 3)
    assert read(engine, city).waiting == ()


# --- the note -----------------------------------------------------------------------------------


def test_a_note_is_kept_with_its_writer_and_language(engine: Engine, city: City) -> None:
    entry = note(city).model_copy(update={"language": Language.PL})
    assert write(engine, city.people[Role.COMMANDER], entry) == 1
    row = read(engine, city)
    assert (row.note, row.language, row.written_by, row.written_on) == (
        WORRY,
        Language.PL,
        "commander",
        row.written_on,
    )
    again = note(city, "Better so.", 1, entry.id)
    assert write(engine, city.people[Role.DELEGATE], again) == 2
    row = read(engine, city)
    assert (row.note, row.note_version, row.written_by) == ("Better so.", 2, "delegate")


def test_a_note_follows_its_command_when_the_day_moves(engine: Engine, city: City) -> None:
    write(engine, city.people[Role.COMMANDER], note(city))
    with transaction(engine, write=True) as rows:
        coming = update(t.MemberRole).where(t.MemberRole.member_id == ben(city))
        rows.execute(coming.values(starts_on=date(2027, 1, 15)))
    row = read(engine, city)
    assert (row.turn.changes_on, row.note) == (date(2027, 1, 15), WORRY)
    with pytest.raises(NotFoundError):
        write(engine, city.people[Role.COMMANDER], note(city, "Late", 1))


def test_a_note_that_moved_on_is_not_overwritten(engine: Engine, city: City) -> None:
    entry = note(city)
    write(engine, city.people[Role.COMMANDER], entry)
    for late in (note(city, "Mine"), note(city, "Mine", 0, entry.id)):
        with pytest.raises(StaleError):
            write(engine, city.people[Role.DELEGATE], late)
    assert read(engine, city).note == WORRY


def test_two_first_notes_at_once_are_one_and_one_refusal(engine: Engine, city: City) -> None:
    def second() -> str:
        try:
            write(engine, city.people[Role.DELEGATE], note(city, "Second"))
        except StaleError:
            return "stale"
        return "saved"

    opened = begin(engine, city.people[Role.COMMANDER], write=True, today=make.TODAY)
    said = write_beside(opened, lambda work: handover.save_note(work, note(city)), second)
    assert (said, read(engine, city).note) == ("stale", WORRY)


def test_whoever_takes_over_reads_the_note_and_leaves_it(engine: Engine, city: City) -> None:
    entry = note(city)
    write(engine, city.people[Role.COMMANDER], entry)
    with pytest.raises(RuleError, match="before you"):
        write(engine, ben(city), note(city, "All is well.", 1, entry.id), CHANGE)
    write(engine, city.people[Role.DISTRICT_STAFF], note(city, "And more.", 1, entry.id), CHANGE)


def test_a_first_commander_has_nobody_to_leave_a_note_for_them(engine: Engine, city: City) -> None:
    entry = note(city).model_copy(update={"changes_on": date(2025, 1, 1)})
    with pytest.raises(NotFoundError, match="before"):
        write(engine, city.people[Role.COMMANDER], entry)


def test_a_commander_overwrites_no_note_of_another_district(engine: Engine, city: City) -> None:
    entry = note(city)
    write(engine, city.people[Role.COMMANDER], entry)
    with transaction(engine, write=True) as rows:
        other = rows.get_one(t.District, city.other_district)
        jurisdiction = rows.get_one(t.Jurisdiction, other.jurisdiction_id)
        stranger = make.make_member(rows, jurisdiction, Role.COMMANDER, other).id
        comes = make.make_member(rows, jurisdiction)
        make.make_role(rows, comes, Role.COMMANDER, other, starts_on=CHANGE)
    taken = note(city, "Mine now.", 1, entry.id)
    taken = taken.model_copy(update={"district_id": city.other_district})
    with pytest.raises(NotFoundError, match="This note is not there any more"):
        write(engine, stranger, taken)
    row = read(engine, city)
    assert (row.note, row.note_version) == (WORRY, 1)


def test_a_chair_reads_and_does_not_write(engine: Engine, city: City) -> None:
    with pytest.raises(RefusedError):
        write(engine, city.people[Role.DAC_CHAIR], note(city))


def test_the_notes_words_stay_out_of_what_everybody_who_searches_changes_sees(
    engine: Engine, city: City
) -> None:
    write(engine, city.people[Role.COMMANDER], note(city))
    with begin(engine, city.people[Role.ADMINISTRATOR], today=make.TODAY) as work:
        found = audit.find_changes(work, ChangeQuery(entity="handover_note"), None)
        detail = audit.get_change(work, found.rows[0].id)
    assert WORRY not in repr(found) + repr(detail)


# --- both sides confirm -------------------------------------------------------------------------

GIVEN, TAKEN = HandoverSide.GIVEN, HandoverSide.TAKEN


def test_each_side_confirms_once(engine: Engine, city: City) -> None:
    confirm(engine, city, GIVEN, city.people[Role.COMMANDER])
    confirm(engine, city, TAKEN, ben(city), today=CHANGE)
    row = read(engine, city, ben(city), CHANGE)
    assert row.given is not None
    assert row.taken is not None
    assert (row.given.name, row.taken.name) == ("commander", "Ben")
    assert (row.given.outdated, row.taken.outdated) == (False, False)
    for side, who, today in (
        (GIVEN, city.people[Role.COMMANDER], make.TODAY),
        (TAKEN, ben(city), CHANGE),
    ):
        with pytest.raises(RuleError, match="already"):
            confirm(engine, city, side, who, today=today)


def test_a_confirmation_that_arrives_twice_counts_once(engine: Engine, city: City) -> None:
    entry = MarkIn(
        id=new_id(),
        district_id=city.district,
        changes_on=CHANGE,
        side=GIVEN,
        seen=read(engine, city).pinned,
    )
    for _time in range(2):
        with begin(engine, city.people[Role.COMMANDER], write=True, today=make.TODAY) as work:
            handover.confirm_handover(work, entry)
    with transaction(engine) as rows:
        assert len(rows.scalars(select(t.HandoverMark)).all()) == 1


def test_two_confirmations_at_once_are_one(engine: Engine, city: City) -> None:
    seen = read(engine, city)

    def second() -> str:
        try:
            confirm(engine, city, GIVEN, city.people[Role.COMMANDER], seen=seen)
        except RuleError:
            return "refused"
        return "saved"

    entry = MarkIn(
        id=new_id(),
        district_id=city.district,
        changes_on=CHANGE,
        side=GIVEN,
        seen=seen.pinned,
    )
    opened = begin(engine, city.people[Role.COMMANDER], write=True, today=make.TODAY)
    assert write_beside(opened, lambda work: handover.confirm_handover(work, entry), second) == (
        "refused"
    )


def test_nobody_takes_over_before_the_day(engine: Engine, city: City) -> None:
    with pytest.raises(RuleError, match="from"):
        confirm(engine, city, TAKEN, city.people[Role.REVIEWER], reason="Ben is abroad.")


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.DISTRICT_STAFF])
def test_nobody_of_the_team_confirms_for_a_side(engine: Engine, city: City, role: Role) -> None:
    with pytest.raises(RuleError, match="confirms this"):
        confirm(engine, city, GIVEN, city.people[role], reason="They left.")


def test_a_reviewer_confirms_for_who_cannot_and_says_why(engine: Engine, city: City) -> None:
    reviewer = city.people[Role.REVIEWER]
    with pytest.raises(RuleError) as refused:
        confirm(engine, city, GIVEN, reviewer)
    assert refused.value.where == "reason"
    confirm(engine, city, GIVEN, reviewer, reason="Left the department.")
    mark = read(engine, city).given
    assert mark is not None
    assert (mark.name, mark.by, mark.reason) == ("commander", "reviewer", "Left the department.")


def test_nobody_named_takes_nothing_over(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as rows:
        rows.execute(update(t.Member).where(t.Member.id == ben(city)).values(active=False))
    with pytest.raises(NotFoundError, match="named"):
        confirm(engine, city, TAKEN, city.people[Role.REVIEWER], reason="?", today=make.TODAY)


def test_only_what_was_seen_is_confirmed(engine: Engine, city: City) -> None:
    seen = read(engine, city)
    write(engine, city.people[Role.DELEGATE], note(city))
    with pytest.raises(RuleError, match="since this page was drawn"):
        confirm(engine, city, GIVEN, city.people[Role.COMMANDER], seen=seen)


def test_much_that_moves_makes_a_confirmation_outdated_and_says_what(
    engine: Engine, city: City
) -> None:
    confirm(engine, city, GIVEN, city.people[Role.COMMANDER])
    with transaction(engine, write=True) as rows:
        district = rows.get_one(t.District, city.district)
        for _number in range(2):
            make.make_commitment(rows, district)
    given = read(engine, city).given
    assert given is not None
    assert ([str(one) for one in given.moved], given.outdated) == (
        ["Open promises: 0 then, 2 now."],
        False,
    )
    write(engine, city.people[Role.COMMANDER], note(city))
    given = read(engine, city).given
    assert given is not None
    assert given.outdated
    assert str(given.moved[0]) == "The note was rewritten."


def test_what_a_new_commander_does_afterwards_outdates_nothing(engine: Engine, city: City) -> None:
    confirm(engine, city, GIVEN, city.people[Role.COMMANDER])
    confirm(engine, city, TAKEN, ben(city), today=CHANGE)
    with transaction(engine, write=True) as rows:
        for _number in range(4):
            make.make_commitment(rows, rows.get_one(t.District, city.district))
    row = read(engine, city, ben(city), CHANGE)
    assert row.given is not None
    assert row.taken is not None
    assert (row.given.moved, row.taken.moved) == ((), ())
    with pytest.raises(RuleError, match="stays"):
        write(engine, city.people[Role.DISTRICT_STAFF], note(city), CHANGE)
