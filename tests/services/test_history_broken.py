"""A history that does not hold: the first broken change is named, whatever was done to it.

Each test alters the tables as somebody with the database in hand would.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.services.change import (
    FIRST,
    Written,
    canonical,
    chain_digest,
    digest,
    write_change,
)
from planner.services.door import find_actor
from planner.services.history import check, find_missing, verify_history, write_anchor
from planner.services.work import Work
from schemas.history import BrokenRow, Fault, HistoryRow
from schemas.vocabulary import ActorKind, Role
from tests import factories as make
from tests.city import City, build_city

MONDAY = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)

Spoil = Callable[[Session, City], None]


@pytest.fixture
def city(engine: Engine) -> City:
    """A city whose goal was written on four days and its plan on one, with an anchor after each."""
    city = build_city(engine)
    with transaction(engine, write=True) as session:
        ada = find_actor(session, city.people[Role.COMMANDER])
        assert ada is not None
        work = make.work_for(session)
        for day in range(4):
            at = MONDAY + day * DAY
            mine = Work(session, ada, work.jurisdiction, at, at.date(), "test")
            goal = Written("goal", city.goal, day + 1, {"title": f"v{day + 1}"})
            write_change(mine, "save_goal", goal)
            if day == 1:
                write_change(mine, "start_plan", Written("plan", city.plan, 1, {"year": 2026}))
            session.flush()
            night = at + DAY
            write_anchor(Work(session, work.actor, work.jurisdiction, night, night.date(), "test"))
        session.execute(update(t.Goal).values(version=4))
    return city


def verify(engine: Engine) -> HistoryRow:
    with transaction(engine) as session:
        return verify_history(make.work_for(session))


def change_of(session: Session, city: City, version: int, entity: str = "goal") -> t.Change:
    found = select(t.Change).where(t.Change.entity == entity, t.Change.version == version)
    return session.scalars(found).one()


def remove(session: Session, row: t.Change) -> None:
    session.execute(delete(t.ChangeWords).where(t.ChangeWords.change_id == row.id))
    session.execute(delete(t.Change).where(t.Change.id == row.id))


def put(session: Session, row: t.Change, **values: object) -> None:
    session.execute(update(t.Change).where(t.Change.id == row.id).values(**values))
    session.expire_all()


def seal(session: Session, row: t.Change) -> None:
    """Work out a row's digest anew, as somebody who knows how would."""
    session.refresh(row)
    put(session, row, digest=chain_digest(row.__dict__))


def alter_who(session: Session, city: City) -> None:
    put(session, change_of(session, city, 2), actor_id=city.people[Role.PARTNER])


def alter_when(session: Session, city: City) -> None:
    put(session, change_of(session, city, 2), at=MONDAY + DAY + timedelta(hours=1))


def alter_and_seal(session: Session, city: City) -> None:
    row = change_of(session, city, 2)
    put(session, row, action="import")
    seal(session, row)


def alter_words(session: Session, city: City) -> None:
    words = t.ChangeWords.change_id == change_of(session, city, 2).id
    body = canonical({"after": {"title": "never said"}, "why": ""})
    session.execute(update(t.ChangeWords).where(words).values(body=body))


def alter_words_and_their_digest(session: Session, city: City) -> None:
    alter_words(session, city)
    row = change_of(session, city, 2)
    words = session.scalars(select(t.ChangeWords).where(t.ChangeWords.change_id == row.id)).one()
    put(session, row, words_digest=digest(words.salt, words.body))


def swap_words(session: Session, city: City) -> None:
    one, two = (change_of(session, city, version).id for version in (2, 3))
    bodies = {
        row.change_id: (row.salt, row.body)
        for row in session.scalars(select(t.ChangeWords))
        if row.change_id in {one, two}
    }
    for mine, other in ((one, two), (two, one)):
        salt, body = bodies[other]
        words = t.ChangeWords.change_id == mine
        session.execute(update(t.ChangeWords).where(words).values(salt=salt, body=body))


def remove_the_middle(session: Session, city: City) -> None:
    remove(session, change_of(session, city, 2))


def remove_the_middle_and_close_the_gap(session: Session, city: City) -> None:
    remove(session, change_of(session, city, 2))
    put(session, change_of(session, city, 3), version=2)


def remove_the_first(session: Session, city: City) -> None:
    remove(session, change_of(session, city, 1))


def swap_rows(session: Session, city: City) -> None:
    one, two = change_of(session, city, 2), change_of(session, city, 3)
    put(session, one, version=99)
    put(session, two, version=2)
    put(session, one, version=3)


def swap_rows_and_seal_them(session: Session, city: City) -> None:
    swap_rows(session, city)
    for version in (2, 3):
        row = change_of(session, city, version)
        seal(session, row)


def begin_anew(session: Session, city: City) -> None:
    """Make the second change look like the first of a chain."""
    row = change_of(session, city, 2)
    put(session, row, previous_digest=FIRST)
    seal(session, row)


def cut_the_tail(session: Session, city: City) -> None:
    remove(session, change_of(session, city, 4))


SPOILT: tuple[tuple[Spoil, Fault, int], ...] = (
    (alter_who, Fault.ROW, 2),
    (alter_when, Fault.ROW, 2),
    (alter_and_seal, Fault.PLACE, 3),
    (alter_words, Fault.WORDS, 2),
    (alter_words_and_their_digest, Fault.ROW, 2),
    (swap_words, Fault.WORDS, 2),
    (remove_the_middle, Fault.GAP, 3),
    (remove_the_middle_and_close_the_gap, Fault.ROW, 2),
    (remove_the_first, Fault.GAP, 2),
    (swap_rows, Fault.ROW, 3),
    (swap_rows_and_seal_them, Fault.PLACE, 3),
    (begin_anew, Fault.PLACE, 2),
    (cut_the_tail, Fault.TAIL, 4),
)


def test_an_untouched_history_holds(engine: Engine, city: City) -> None:
    found = verify(engine)
    assert found.holds
    assert found.first is None
    assert (found.changes, found.anchors) == (5, 4)


@pytest.mark.parametrize(
    ("spoil", "fault", "version"), SPOILT, ids=[spoil.__name__ for spoil, *_ in SPOILT]
)
def test_the_first_broken_change_is_named_with_thing_version_moment_and_person(
    engine: Engine, city: City, spoil: Spoil, fault: Fault, version: int
) -> None:
    with transaction(engine, write=True) as session:
        spoil(session, city)
    found = verify(engine)
    assert not found.holds
    first = found.first
    assert first is not None
    assert (first.fault, first.entity, first.version) == (fault, "goal", version)
    assert (first.entity_id, first.thing.code) == (city.goal, "07-2026-1")
    assert first.at is not None
    assert first.actor_kind is ActorKind.MEMBER
    assert first.actor_name == ("partner" if spoil is alter_who else "commander")
    with transaction(engine) as session:
        named = session.get_one(t.Change, first.id)
        expected = 3 if fault is Fault.TAIL else version
        assert (named.entity_id, named.version) == (city.goal, expected)


def test_a_tail_that_was_cut_off_shows_in_the_anchor_of_its_day_too(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as session:
        cut_the_tail(session, city)
    assert verify(engine).broken_anchors == (date(2026, 11, 20),)


def test_a_tail_cut_off_together_with_the_thing_still_shows_in_the_anchor(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as session:
        cut_the_tail(session, city)
        session.execute(update(t.Goal).values(version=3))
    found = verify(engine)
    assert found.broken_anchors == (date(2026, 11, 20),)
    assert not found.holds


def test_a_tail_cut_off_before_any_anchor_shows_in_the_thing(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        session.execute(delete(t.Anchor))
        cut_the_tail(session, city)
    found = verify(engine)
    assert [one.fault for one in found.broken] == [Fault.TAIL]


def test_a_whole_chain_that_was_taken_out_is_named_where_an_anchor_misses_it(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as session:
        remove(session, change_of(session, city, 1, "plan"))
    found = verify(engine)
    assert found.broken_anchors == (date(2026, 11, 18),)
    assert ("plan", None, 1) in [(one.entity, one.id, one.version) for one in found.broken]
    gone = next(one for one in found.broken if one.entity == "plan")
    assert (gone.fault, gone.at, gone.actor_name) == (Fault.TAIL, None, None)


def test_of_several_the_one_written_first_comes_first(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        put(session, change_of(session, city, 4), action="other")
        put(session, change_of(session, city, 1, "plan"), action="other")
    found = verify(engine)
    assert found.first is not None
    assert (found.first.entity, len(found.broken)) == ("plan", 2)


@pytest.mark.parametrize("most", [1, 2, 3, 100])
@pytest.mark.parametrize("spoil", [None, alter_who, remove_the_middle, swap_rows])
def test_checking_some_at_a_time_finds_what_checking_all_at_once_finds(
    engine: Engine, city: City, monkeypatch: pytest.MonkeyPatch, most: int, spoil: Spoil | None
) -> None:
    if spoil:
        with transaction(engine, write=True) as session:
            spoil(session, city)
    expected = verify(engine)
    monkeypatch.setattr(check, "AT_A_TIME", most)
    assert verify(engine) == expected
    broken: list[BrokenRow] = []
    changes, mark, parts = 0, None, 0
    while True:
        with transaction(engine) as session:
            part = check.find_broken(make.work_for(session), mark)
        changes, mark, parts = changes + part.changes, part.mark, parts + 1
        broken += part.broken
        if mark is None:
            break
    with transaction(engine) as session:
        ends = find_missing(make.work_for(session))
        assert check.get_length(make.work_for(session)) == changes
    assert HistoryRow.of(changes, broken, ends) == expected
    assert parts > 1 or most > changes


def test_a_thing_that_never_had_a_history_is_no_fault_by_itself(engine: Engine, city: City) -> None:
    with transaction(engine) as session:
        assert session.scalars(select(t.District)).first() is not None
    assert verify(engine).holds


def test_who_was_not_signed_in_and_the_planner_itself_have_no_name(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as session:
        write_change(make.work_for(session), "import", Written("beat", UUID(int=9), 1, {}))
        session.flush()
        put(session, change_of(session, city, 1, "beat"), request_id="other")
    first = verify(engine).first
    assert first is not None
    assert (first.actor_kind, first.actor_name) == (ActorKind.SYSTEM, None)
