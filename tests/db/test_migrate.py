"""Migrations: from empty, with data in place, without drift, never losing children."""

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import CheckConstraint, Connection, event, inspect, select, text

from db import migrate
from db import tables as t
from db.engine import make_engine, transaction
from planner.domain.permissions import SYSTEM
from planner.services.door import begin
from planner.services.goal import get_goal, save_goal
from planner.services.way import get_way
from schemas.vocabulary import EntryWay, PlanStage, Role
from tests import factories as make


def test_a_migrated_database_has_no_drift(bare_url: str) -> None:
    migrate.upgrade(bare_url)
    engine = make_engine(bare_url)
    assert migrate.is_migrated(engine)
    assert migrate.drift(engine) == []
    engine.dispose()


def test_an_empty_database_is_not_migrated(bare_url: str) -> None:
    engine = make_engine(bare_url)
    assert migrate.current_revision(engine) is None
    assert not migrate.is_migrated(engine)
    engine.dispose()


def test_migrating_twice_changes_nothing_and_keeps_the_data(bare_url: str) -> None:
    migrate.upgrade(bare_url)
    engine = make_engine(bare_url)
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        make.make_plan(session, make.make_district(session, city))
    migrate.upgrade(bare_url)
    with transaction(engine) as session:
        assert session.query(t.Plan).count() == 1
    engine.dispose()


def test_all_the_way_down_leaves_nothing_and_up_again_works(bare_url: str) -> None:
    migrate.upgrade(bare_url)
    migrate.downgrade(bare_url, "base")
    engine = make_engine(bare_url)
    assert migrate.current_revision(engine) is None
    migrate.upgrade(bare_url)
    assert migrate.drift(engine) == []
    engine.dispose()


def checks_of(url: str) -> dict[str, set[str | None]]:
    engine = make_engine(url)
    look = inspect(engine)
    found = {
        name: {check["name"] for check in look.get_check_constraints(name)}
        for name in t.Table.metadata.tables
    }
    engine.dispose()
    return found


def test_a_migrated_database_has_the_checks_of_the_tables(bare_url: str) -> None:
    # Drift doesn't look at them, and SQLite loses them when a table is built anew without them.
    migrate.upgrade(bare_url)
    wanted = {
        name: {check.name for check in table.constraints if isinstance(check, CheckConstraint)}
        for name, table in t.Table.metadata.tables.items()
    }
    assert checks_of(bare_url) == wanted


def test_roles_that_were_there_before_single_sign_on_were_given_by_hand(bare_url: str) -> None:
    migrate.upgrade(bare_url)
    engine = make_engine(bare_url)
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        member = make.make_member(session, city, Role.REVIEWER)
        make.make_role(session, member, Role.COMMISSIONER, from_provider=True)
        make.make_identity(session, member)
        make.make_web_session(session, member, way=EntryWay.SINGLE_SIGN_ON)
    migrate.downgrade(bare_url, "0008")
    migrate.upgrade(bare_url)
    with transaction(engine) as session:
        (held,) = session.scalars(select(t.MemberRole)).all()
        assert (held.role, held.from_provider) == (Role.REVIEWER, False)
        assert session.scalars(select(t.WebSession)).all() == []
    engine.dispose()


def test_plans_that_were_adopted_before_are_signed_as_they_stand(bare_url: str) -> None:
    migrate.upgrade(bare_url)
    engine = make_engine(bare_url)
    signed = {"stage": PlanStage.ADOPTED, "unsigned_reason": "No chair"}
    with transaction(engine, write=True) as session:
        district = make.make_district(session, make.make_jurisdiction(session))
        plan = make.make_plan(session, district, **signed)
        priority = make.make_priority(session, plan, version=3)
        goal = make.make_goal(session, priority, version=2)
        make.make_plan(session, district, year=2025, **signed | {"stage": PlanStage.CLOSED})
        draft = make.make_plan(session, district, year=2027)
        make.make_goal(session, make.make_priority(session, draft))
    with begin(engine, actor=SYSTEM, write=True, today=make.TODAY) as work:
        save_goal(work, get_goal(work, goal.id).goal)
    migrate.downgrade(bare_url, "0012")
    migrate.upgrade(bare_url)
    with begin(engine, actor=SYSTEM, today=make.TODAY) as work:
        held = get_way(work, plan.id)
        parts = work.session.scalars(select(t.EditionPart)).all()
        assert {(one.entity_id, one.version) for one in parts} == {(priority.id, 3), (goal.id, 3)}
        assert work.session.query(t.Edition).count() == 2
        # The digest that the migration worked out is the one the planner works out.
        assert held.edition is not None
        assert (held.edition, held.amendments) == (held.signed, ())
        assert (held.edition.number, held.edition.adopted_on) == (1, None)
        assert get_way(work, draft.id).signed is None
    engine.dispose()


REBUILD = """
CREATE TABLE keep (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES folk(id) ON DELETE CASCADE);
"""


def children_after_rebuilding_their_parent(url: str, *, foreign_keys: bool) -> int:
    """Rebuild a parent table as Alembic's batch mode does, and count the children left."""
    engine = make_engine(url)
    if not foreign_keys:
        event.listen(engine, "connect", migrate._without_foreign_keys)
    with engine.begin() as connection:
        for statement in (
            "CREATE TABLE folk (id INTEGER PRIMARY KEY)",
            REBUILD,
            "INSERT INTO folk VALUES (1)",
            "INSERT INTO keep VALUES (1, 1)",
            "CREATE TABLE folk_new (id INTEGER PRIMARY KEY)",
            "INSERT INTO folk_new SELECT * FROM folk",
            "DROP TABLE folk",
            "ALTER TABLE folk_new RENAME TO folk",
        ):
            connection.execute(text(statement))
        left: int = connection.execute(text("SELECT count(*) FROM keep")).scalar_one()
    engine.dispose()
    return left


def test_rebuilding_a_table_with_foreign_keys_on_would_lose_children(tmp_path: Path) -> None:
    # The trap itself: if this ever stops being so, migrations may run on the ordinary engine.
    on, off = f"sqlite:///{tmp_path / 'on.db'}", f"sqlite:///{tmp_path / 'off.db'}"
    assert children_after_rebuilding_their_parent(on, foreign_keys=True) == 0
    assert children_after_rebuilding_their_parent(off, foreign_keys=False) == 1


def test_migrations_run_with_foreign_keys_off_on_sqlite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def look(config: Any, _revision: str) -> None:
        connection: Connection = config.attributes["connection"]
        seen.append(connection.execute(text("PRAGMA foreign_keys")).scalar_one())

    monkeypatch.setattr(command, "upgrade", look)
    migrate.upgrade(f"sqlite:///{tmp_path / 'x.db'}")
    assert seen == [0]


def test_a_migration_that_leaves_orphans_is_rolled_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    migrate.upgrade(url)

    def orphan(config: Any, _revision: str) -> None:
        config.attributes["connection"].execute(
            text("INSERT INTO beat (id, jurisdiction_id, district_id, number) VALUES (1, 2, 3, 4)")
        )

    monkeypatch.setattr(command, "upgrade", orphan)
    with pytest.raises(RuntimeError, match="without their parent"):
        migrate.upgrade(url)
    engine = make_engine(url)
    with transaction(engine) as session:
        assert session.execute(text("SELECT count(*) FROM beat")).scalar_one() == 0
    engine.dispose()
