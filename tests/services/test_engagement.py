"""Meetings: entered by the district that held them, with what was asked and who was there."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.services import engagement
from planner.services.work import Work, new_id
from schemas.engagement import AttendanceIn, EngagementIn
from schemas.errors import NotFoundError, RefusedError, RuleError, StaleError
from schemas.vocabulary import EngagementKind, Language, Role
from tests import factories as make


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with transaction(engine, write=True) as session:
        yield session


@pytest.fixture
def district(session: Session) -> t.District:
    return make.make_district(session, make.make_jurisdiction(session))


@pytest.fixture
def work(session: Session, district: t.District) -> Work:
    """A work of the chair of the district's advisory council."""
    city = session.get_one(t.Jurisdiction, district.jurisdiction_id)
    return make.work_for(session, make.make_member(session, city, Role.DAC_CHAIR, district))


def entry(district: t.District, **fields: Any) -> EngagementIn:
    defaults: dict[str, Any] = {
        "id": new_id(),
        "district_id": district.id,
        "kind": EngagementKind.BEAT_MEETING,
        "held_on": date(2026, 10, 14),
        "title": "Meeting of beat 0712",
        "language": Language.EN,
    }
    return EngagementIn(**defaults | fields)


def test_a_meeting_comes_back_with_what_was_asked_and_who_was_there(
    work: Work, district: t.District
) -> None:
    officers = AttendanceIn(rank="Sergeant", unit="007", people=2)
    asked = ("Did somebody call you back?", "What did you see change?")
    typed = entry(district, residents=31, first_timers=9, questions=asked, attendance=(officers,))
    assert engagement.save_engagement(work, typed) == 1
    (row,) = engagement.get_engagements(work, typed.district_id)
    assert (row.questions, row.attendance, row.seen_version) == (asked, (officers,), 1)
    assert (row.residents, row.first_timers, row.voices) == (31, 9, 0)


def test_a_correction_replaces_the_questions(work: Work, district: t.District) -> None:
    typed = entry(district, questions=("First?", "Second?"))
    engagement.save_engagement(work, typed)
    changed = typed.model_copy(update={"seen_version": 1, "questions": ("Second?",)})
    assert engagement.save_engagement(work, changed) == 2
    (row,) = engagement.get_engagements(work, typed.district_id)
    assert row.questions == ("Second?",)


def test_the_same_save_twice_enters_one_meeting(work: Work, district: t.District) -> None:
    typed = entry(district, questions=("First?",))
    assert [engagement.save_engagement(work, typed) for _ in range(2)] == [1, 1]
    assert len(engagement.get_engagements(work, typed.district_id)) == 1


def test_whoever_comes_second_is_told(work: Work, district: t.District) -> None:
    typed = entry(district)
    engagement.save_engagement(work, typed)
    engagement.save_engagement(work, typed.model_copy(update={"seen_version": 1, "title": "A"}))
    late = typed.model_copy(update={"seen_version": 1, "title": "B"})
    with pytest.raises(StaleError) as stale:
        engagement.save_engagement(work, late)
    assert stale.value.fields == ("title",)


def test_a_meeting_counts_its_voices(work: Work, district: t.District) -> None:
    typed = entry(district)
    engagement.save_engagement(work, typed)
    held = work.session.get_one(t.Engagement, typed.id)
    for _ in range(2):
        make.make_voice(work.session, held)
    assert [row.voices for row in engagement.get_engagements(work, typed.district_id)] == [2]


def test_a_meeting_tells_how_many_of_its_voices_are_coded_and_approved(
    work: Work, district: t.District
) -> None:
    session, held = work.session, make.make_engagement(work.session, district)
    demands = [make.make_local_demand(session, district) for _ in range(2)]
    coded = make.make_voice(session, held)
    for demand in demands:
        make.make_voice_theme(session, coded, local_demand_id=demand.id)
    make.make_voice(session, held, approved_by_id=work.actor.member_id, approved_at=make.NOW)
    make.make_voice(session, held)
    (row,) = engagement.get_engagements(work, district.id)
    assert (row.voices, row.coded, row.approved) == (3, 1, 1)


def test_the_latest_meeting_comes_first(work: Work, district: t.District) -> None:
    for day in (date(2026, 3, 1), date(2026, 12, 1), date(2026, 5, 1)):
        engagement.save_engagement(work, entry(district, held_on=day))
    rows = engagement.get_engagements(work, district.id)
    assert [row.held_on.month for row in rows] == [12, 5, 3]


@pytest.mark.parametrize("residents", [None, 4])
def test_first_timers_are_among_the_residents(
    work: Work, district: t.District, residents: int | None
) -> None:
    with pytest.raises(RuleError) as wrong:
        engagement.save_engagement(work, entry(district, residents=residents, first_timers=5))
    assert wrong.value.where == "first_timers"


def test_a_rank_of_a_unit_is_counted_once(work: Work, district: t.District) -> None:
    one = AttendanceIn(rank="Sergeant", unit="007", people=1)
    with pytest.raises(RuleError) as wrong:
        engagement.save_engagement(work, entry(district, attendance=(one, one)))
    assert wrong.value.where == "attendance"


def test_a_meeting_hangs_from_a_priority_of_its_own_district_only(
    work: Work, district: t.District
) -> None:
    session = work.session
    here = make.make_priority(session, make.make_plan(session, district))
    engagement.save_engagement(work, entry(district, priority_id=here.id))
    elsewhere = make.make_district(session, work.jurisdiction, number=500)
    other = make.make_priority(session, make.make_plan(session, elsewhere))
    with pytest.raises(RuleError) as wrong:
        engagement.save_engagement(work, entry(district, priority_id=other.id))
    assert wrong.value.where == "priority_id"


def test_a_chair_enters_meetings_of_the_own_district_only(work: Work, district: t.District) -> None:
    elsewhere = make.make_district(work.session, work.jurisdiction, number=500)
    with pytest.raises(RefusedError):
        engagement.save_engagement(work, entry(district, district_id=elsewhere.id))


def test_a_meeting_stays_with_its_district(work: Work, district: t.District) -> None:
    elsewhere = make.make_district(work.session, work.jurisdiction, number=500)
    held = make.make_engagement(work.session, elsewhere)
    with pytest.raises(RuleError):
        engagement.save_engagement(work, entry(district, id=held.id, seen_version=1))


def test_a_district_of_another_city_is_not_known(work: Work, district: t.District) -> None:
    chores = make.work_for(work.session)
    city = make.make_jurisdiction(work.session)
    elsewhere = make.make_district(work.session, city)
    with pytest.raises(NotFoundError):
        engagement.save_engagement(chores, entry(district, district_id=elsewhere.id))
    assert engagement.get_engagements(chores, elsewhere.id) == ()


def test_every_member_reads_every_districts_meetings(work: Work, district: t.District) -> None:
    engagement.save_engagement(work, entry(district))
    reader = make.make_member(work.session, work.jurisdiction, Role.COMMISSIONER)
    rows = engagement.get_engagements(make.work_for(work.session, reader), district.id)
    assert len(rows) == 1
