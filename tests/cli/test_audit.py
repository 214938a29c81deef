"""Proving the history from the command line."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, delete, select, update

from db import tables as t
from db.engine import make_engine, transaction
from planner.services.change import Written, write_change
from planner.services.history import write_anchor
from planner.services.work import Work, new_id
from schemas.vocabulary import Role
from tests import factories as make
from tests.city import build_city
from tests.cli.conftest import Run


@pytest.fixture
def lite(sqlite_url: str) -> Iterator[Engine]:
    """A city with one change and an anchor over it."""
    engine = make_engine(sqlite_url)
    with transaction(engine, write=True) as session:
        make.make_jurisdiction(session, code="sample")
        work = make.work_for(session)
        write_change(work, "test", Written("goal", new_id(), 1, {"title": "v1"}))
        later = datetime(2026, 12, 1, tzinfo=UTC)
        session.flush()
        write_anchor(Work(session, work.actor, work.jurisdiction, later, later.date(), "test"))
    yield engine
    engine.dispose()


def test_a_whole_history_ends_well_and_gives_its_newest_anchor(
    run: Run, sqlite_url: str, lite: Engine
) -> None:
    done = run("audit", "verify", database_url=sqlite_url, demo="false")
    assert done.exit_code == 0
    assert "sample: changes checked: 1, anchors checked: 1." in done.stdout
    assert "Newest anchor: 2026-11-30" in done.stdout


def test_an_altered_change_is_named(run: Run, sqlite_url: str, lite: Engine) -> None:
    with transaction(lite, write=True) as session:
        session.execute(update(t.Change).values(action="other"))
        (change_id,) = session.scalars(t.Change.__table__.select().with_only_columns(t.Change.id))
    done = run("audit", "verify", database_url=sqlite_url)
    assert done.exit_code == 1
    assert str(change_id) in done.stdout


def test_the_first_broken_change_is_told_with_its_thing_version_moment_and_person(
    run: Run, sqlite_url: str
) -> None:
    engine = make_engine(sqlite_url)
    city = build_city(engine)
    with transaction(engine, write=True) as session:
        ada = make.work_for(session, session.get_one(t.Member, city.people[Role.COMMANDER]))
        for version in (1, 2, 3):
            title = {"title": f"v{version}"}
            write_change(ada, "save_goal", Written("goal", city.goal, version, title))
        session.execute(update(t.Goal).values(version=3))
    assert run("audit", "verify", database_url=sqlite_url).exit_code == 0
    with transaction(engine, write=True) as session:
        session.execute(update(t.Change).where(t.Change.version == 2).values(actor_id=None))
        altered = session.scalars(select(t.Change.id).where(t.Change.version == 2)).one()
    done = run("audit", "verify", database_url=sqlite_url)
    assert done.exit_code == 1
    assert "The first one that does not hold:" in done.stdout
    assert "This change was altered after it was written." in done.stdout
    assert "Goal: 07-2026-1" in done.stdout
    assert ", version 2" in done.stdout
    assert "Written on November 20, 2026 at 18:00:00 UTC by The planner" in done.stdout
    assert f"change {altered}" in done.stdout
    engine.dispose()


def test_a_cut_off_tail_and_a_thing_without_any_change_are_told(
    run: Run, sqlite_url: str, lite: Engine
) -> None:
    with transaction(lite, write=True) as session:
        city = session.scalars(select(t.Jurisdiction)).one()
        make.make_district(session, city, number=7)
        session.execute(delete(t.ChangeWords))
        session.execute(delete(t.Change))
    done = run("audit", "verify", database_url=sqlite_url)
    assert done.exit_code == 1
    assert "District: District 7 Englewood, version 1" in done.stdout
    assert "This has no change at all any more." in done.stdout


def test_a_change_that_was_taken_out_shows_in_the_anchor(
    run: Run, sqlite_url: str, lite: Engine
) -> None:
    with transaction(lite, write=True) as session:
        session.execute(delete(t.ChangeWords))
        session.execute(delete(t.Change))
    done = run("audit", "verify", database_url=sqlite_url)
    assert done.exit_code == 1
    assert "the anchor of 2026-11-30" in done.stdout


def test_one_broken_jurisdiction_is_enough(run: Run, sqlite_url: str, lite: Engine) -> None:
    with transaction(lite, write=True) as session:
        session.execute(update(t.Anchor).values(digest="0" * 64))
        make.make_jurisdiction(session, code="z-after")
    done = run("audit", "verify", database_url=sqlite_url)
    assert done.exit_code == 1
    assert "z-after: changes checked: 0" in done.stdout
