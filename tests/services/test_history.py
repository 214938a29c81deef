"""The whole history: anchors chain day by day, and what was altered or cut off is named."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, delete, event, update

from db import tables as t
from db.engine import transaction
from planner.services.change import Written, write_change
from planner.services.history import anchor_day, verify_history, write_anchor
from planner.services.work import Work
from schemas.errors import RefusedError
from schemas.history import AnchorRow, HistoryRow
from schemas.vocabulary import Role
from tests import factories as make

MONDAY = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
GOAL = UUID(int=1)
OTHER = UUID(int=2)


@pytest.fixture(autouse=True)
def _city(engine: Engine) -> None:
    with transaction(engine, write=True) as session:
        make.make_jurisdiction(session)


def at(work: Work, now: datetime) -> Work:
    return Work(work.session, work.actor, work.jurisdiction, now, now.date(), "test")


def change(engine: Engine, now: datetime, one: UUID, version: int) -> None:
    with transaction(engine, write=True) as session:
        work = at(make.work_for(session), now)
        write_change(work, "test", Written("goal", one, version, {"title": f"v{version}"}))


def anchor(engine: Engine, now: datetime) -> AnchorRow:
    with transaction(engine, write=True) as session:
        return write_anchor(at(make.work_for(session), now))


def verify(engine: Engine) -> HistoryRow:
    with transaction(engine) as session:
        return verify_history(make.work_for(session))


@pytest.fixture
def three_days(engine: Engine) -> list[AnchorRow]:
    """Monday: two goals. Tuesday: one of them changes. Wednesday: nothing. An anchor after each."""
    change(engine, MONDAY, GOAL, 1)
    change(engine, MONDAY, OTHER, 1)
    first = anchor(engine, MONDAY + DAY)
    change(engine, MONDAY + DAY, GOAL, 2)
    change(engine, MONDAY + DAY, GOAL, 3)
    return [first, anchor(engine, MONDAY + 2 * DAY), anchor(engine, MONDAY + 3 * DAY)]


def test_an_anchor_counts_the_chains_that_grew_since_the_one_before(
    three_days: list[AnchorRow],
) -> None:
    assert [one.heads for one in three_days] == [2, 1, 0]
    assert [one.day for one in three_days] == [date(2026, 11, day) for day in (17, 18, 19)]


def test_an_untouched_history_holds(engine: Engine, three_days: list[AnchorRow]) -> None:
    found = verify(engine)
    assert found.holds
    assert (found.changes, found.anchors) == (4, 3)
    assert found.newest == three_days[-1]


def test_an_empty_history_holds(engine: Engine) -> None:
    found = verify(engine)
    assert found.holds
    assert (found.changes, found.anchors, found.newest) == (0, 0, None)


def test_changes_after_an_anchor_leave_it_whole(
    engine: Engine, three_days: list[AnchorRow]
) -> None:
    change(engine, MONDAY + 3 * DAY, OTHER, 2)
    assert verify(engine).holds


def test_a_day_is_anchored_once(engine: Engine, three_days: list[AnchorRow]) -> None:
    change(engine, MONDAY + 3 * DAY, OTHER, 2)
    assert anchor(engine, MONDAY + 3 * DAY) == three_days[-1]
    assert verify(engine).anchors == 3


def test_a_head_that_was_cut_off_shows_in_the_anchor_alone(
    engine: Engine, three_days: list[AnchorRow]
) -> None:
    with transaction(engine, write=True) as session:
        newest = (t.Change.entity_id == GOAL) & (t.Change.version == 3)
        ids = t.Change.__table__.select().with_only_columns(t.Change.id).where(newest)
        session.execute(delete(t.ChangeWords).where(t.ChangeWords.change_id.in_(ids)))
        session.execute(delete(t.Change).where(newest))
    found = verify(engine)
    assert found.broken == ()
    assert found.broken_anchors == (three_days[1].day,)


def test_a_changed_row_is_named(engine: Engine, three_days: list[AnchorRow]) -> None:
    with transaction(engine, write=True) as session:
        session.execute(update(t.Change).where(t.Change.entity_id == OTHER).values(action="other"))
    assert len(verify(engine).broken) == 1


def test_an_anchor_that_was_taken_out_breaks_the_next(
    engine: Engine, three_days: list[AnchorRow]
) -> None:
    with transaction(engine, write=True) as session:
        session.execute(delete(t.Anchor).where(t.Anchor.day == three_days[1].day))
    assert verify(engine).broken_anchors == (three_days[2].day,)


def test_a_changed_anchor_is_named(engine: Engine, three_days: list[AnchorRow]) -> None:
    with transaction(engine, write=True) as session:
        session.execute(
            update(t.Anchor).where(t.Anchor.day == three_days[2].day).values(digest="0" * 64)
        )
    assert verify(engine).broken_anchors == (three_days[2].day,)


def test_erased_words_leave_the_history_whole(engine: Engine, three_days: list[AnchorRow]) -> None:
    with transaction(engine, write=True) as session:
        session.execute(delete(t.ChangeWords))
    assert verify(engine).holds


def test_another_jurisdictions_history_is_not_looked_at(engine: Engine) -> None:
    change(engine, MONDAY, GOAL, 1)
    with transaction(engine, write=True) as session:
        work = make.work_for(session)
        other = make.make_jurisdiction(session)
        elsewhere = Work(session, work.actor, other, work.now, work.today, "test")
        assert write_anchor(elsewhere).heads == 0
        assert verify_history(elsewhere).changes == 0


def test_a_day_is_anchored_only_when_its_last_requests_are_over() -> None:
    midnight = datetime(2026, 11, 17, tzinfo=UTC)
    assert anchor_day(midnight + timedelta(minutes=59)) == date(2026, 11, 16)
    assert anchor_day(midnight + timedelta(minutes=60)) == date(2026, 11, 17)


def test_only_an_administrator_and_the_planner_itself_look_after_the_history(
    engine: Engine,
) -> None:
    with transaction(engine, write=True) as session:
        city = make.work_for(session).jurisdiction
        reviewer = make.make_member(session, city, Role.REVIEWER)
        administrator = make.make_member(session, city, Role.ADMINISTRATOR)
        assert verify_history(make.work_for(session, administrator)).holds
        with pytest.raises(RefusedError):
            verify_history(make.work_for(session, reviewer))


def test_a_long_history_takes_as_many_queries_as_a_short_one(engine: Engine) -> None:
    counts = []
    for one in (GOAL, OTHER):
        for version in (1, 2, 3):
            change(engine, MONDAY, one, version)
        sent: list[str] = []
        event.listen(engine, "before_cursor_execute", lambda *args, sent=sent: sent.append(args[2]))
        assert verify(engine).holds
        counts.append(sum(sql.lstrip().startswith("SELECT") for sql in sent))
    assert counts[0] == counts[1]
