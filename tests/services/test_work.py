"""The work object and the registry: nothing runs without leave, every refusal is written down."""

import importlib
import inspect
import io
import json
import logging
import pkgutil
from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select

import planner.services
from db import tables as t
from db.engine import transaction
from planner.domain.permissions import SYSTEM, Action
from planner.logs import configure_logs
from planner.services.door import begin
from planner.services.save import save_row
from planner.services.work import USE_CASES, Work, use_case
from schemas.errors import NotFoundError, RefusedError
from schemas.vocabulary import Role
from tests import factories as make

FOUNDATIONS = {
    *("amended", "asked", "change", "code", "contents", "copying", "door", "due", "edition"),
    *("guess", "kept", "making", "mark", "merge", "names", "own", "rows", "save", "taken", "text"),
    *("turn", "work"),
}
"""What use cases are made of; these modules hold no use case of their own."""


@use_case(Action.GOAL_EDIT, scope=lambda _work, district_id: district_id)
def _touch_goal(work: Work, district_id: object) -> str:
    return f"{work.actor.name} was here"


USE_CASES.pop("test_work._touch_goal")


def service_functions() -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for module in pkgutil.walk_packages(planner.services.__path__, "planner.services."):
        name = module.name.rpartition(".")[2]
        if name in FOUNDATIONS:
            continue
        loaded = importlib.import_module(module.name)
        for function_name, function in inspect.getmembers(loaded, inspect.isfunction):
            own = function.__module__ == module.name and not function_name.startswith("_")
            first = next(iter(inspect.signature(function).parameters), "")
            if own and first == "work":
                found.append((f"{name}.{function_name}", function))
    return found


def test_every_service_function_is_registered_with_the_action_it_needs() -> None:
    functions = dict(service_functions())
    assert functions
    assert {name for name in functions if name not in USE_CASES} == set()
    assert {name for name in USE_CASES if name.partition(".")[0] in FOUNDATIONS} == set()


def test_a_member_without_leave_is_refused_and_the_refusal_is_written_down(engine: Engine) -> None:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city)
        member = make.make_member(session, city, Role.COMMISSIONER)
    with pytest.raises(RefusedError), begin(engine, member.id, write=True) as work:
        _touch_goal(work, district.id)
    with transaction(engine) as session:
        row = session.scalars(select(t.Change)).one()
    assert (row.entity, row.action, row.actor_id) == ("refusal", "refusal", member.id)


def test_a_refusal_after_a_write_is_written_down_and_the_write_is_not(engine: Engine) -> None:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city)
        demand = make.make_local_demand(session, district)
        member = make.make_member(session, city, Role.COMMISSIONER)

    def write_and_go_on() -> None:
        values = {"statement": "Other words"}
        with begin(engine, member.id, write=True) as work:
            save_row(work, t.LocalDemand, demand.id, 1, values, action="test", body=values)
            _touch_goal(work, district.id)

    with pytest.raises(RefusedError):
        write_and_go_on()
    with transaction(engine) as session:
        assert session.scalars(select(t.Change.entity)).all() == ["refusal"]
        assert session.scalars(select(t.LocalDemand.version)).all() == [1]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What is logged, as lines of JSON; the handlers of before are back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    configure_logs("info", "json", lines := io.StringIO())
    yield lines
    root.handlers[:] = handlers
    root.setLevel(level)


def test_log_lines_of_a_request_carry_the_id_of_its_change_rows(
    engine: Engine, log: io.StringIO
) -> None:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        member = make.make_member(session, city, Role.COMMISSIONER)
    with (
        pytest.raises(RefusedError),
        begin(engine, member.id, write=True, request_id="r-1") as work,
    ):
        _touch_goal(work, uuid4())
    with transaction(engine) as session:
        assert session.scalars(select(t.Change.request_id)).all() == ["r-1"]
    line = json.loads(log.getvalue().splitlines()[-1])
    assert (line["event"], line["request_id"], line["action"]) == ("refused", "r-1", "goal_edit")
    assert "Ada" not in log.getvalue()


def test_a_member_with_leave_gets_through(engine: Engine) -> None:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city)
        member = make.make_member(session, city, Role.COMMANDER, district)
    with begin(engine, member.id) as work:
        assert _touch_goal(work, district.id) == "Ada Rivera was here"


@pytest.mark.parametrize("ends", [None, date(2025, 1, 31)], ids=["no role", "a role that is over"])
def test_a_member_without_a_role_is_told_whom_to_ask(engine: Engine, ends: date | None) -> None:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city)
        member = make.make_member(session, city)
        if ends:
            make.make_role(session, member, Role.COMMANDER, district, ends_on=ends)
    with (
        pytest.raises(RefusedError, match="Ask an administrator"),
        begin(engine, member.id, write=True) as work,
    ):
        _touch_goal(work, district.id)


def test_a_member_with_another_role_is_told_that_it_is_not_enough(engine: Engine) -> None:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city)
        member = make.make_member(session, city, Role.COMMISSIONER)
    with (
        pytest.raises(RefusedError, match="Your role does not allow this here"),
        begin(engine, member.id, write=True) as work,
    ):
        _touch_goal(work, district.id)


def test_an_unknown_or_disabled_member_is_nobody(engine: Engine) -> None:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        gone = make.make_member(session, city, active=False)
    for member_id in (gone.id, uuid4(), None):
        with pytest.raises(RefusedError), begin(engine, member_id):
            pass


def test_today_is_the_jurisdictions_own_day(engine: Engine) -> None:
    with transaction(engine, write=True) as session:
        make.make_jurisdiction(session, time_zone="Pacific/Kiritimati")
    with begin(engine, actor=SYSTEM) as work:
        assert 0 <= (work.today - work.now.date()).days <= 1


def test_without_a_jurisdiction_or_with_two_it_must_be_named(engine: Engine) -> None:
    with pytest.raises(NotFoundError), begin(engine, actor=SYSTEM):
        pass
    with transaction(engine, write=True) as session:
        first = make.make_jurisdiction(session)
        make.make_jurisdiction(session)
    with pytest.raises(NotFoundError), begin(engine, actor=SYSTEM):
        pass
    with begin(engine, actor=SYSTEM, jurisdiction_id=first.id) as work:
        assert work.jurisdiction_id == first.id
