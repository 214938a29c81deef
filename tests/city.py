"""A small city for services and pages: one district, one goal, three indicators, a few people."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from db.queries import standing as query
from planner.domain.permissions import SYSTEM
from planner.services.progress.kept import refresh_standings
from planner.services.work import Work
from schemas.vocabulary import DistrictKind, IndicatorKind, Language, Role
from tests import factories as make


@dataclass(frozen=True)
class City:
    """The ids a test needs."""

    district: UUID
    other_district: UUID
    plan: UUID
    priority: UUID
    goal: UUID
    minutes: UUID
    share: UUID
    voices: UUID
    theme: UUID
    people: dict[Role, UUID]


Statement: TypeAlias = tuple[str, Any]
"""What was sent to a database, with its values as the driver takes them."""

_SENT: dict[tuple[str, str], tuple[City, list[Statement]]] = {}


def build_city(engine: Engine) -> City:
    """Write the city with its standings and return its ids."""
    return build(engine, "city", _write_city)


def build(engine: Engine, name: str, write: Callable[[Engine], City]) -> City:
    """Write what tests begin with, and return its ids.

    What it took the first time on a kind of database is sent again for each that follows: hundreds
    of tests begin with it, in a database of their own.
    """
    kind = (engine.dialect.name, name)
    if kind not in _SENT or not _is_empty(engine):
        with _sent(engine) as statements:
            city = write(engine)
        _SENT.setdefault(kind, (city, statements))
        return city
    city, statements = _SENT[kind]
    with transaction(engine, write=True) as session:
        connection = session.connection()
        for statement, values in statements:
            connection.exec_driver_sql(statement, values)
    return replace(city, people=dict(city.people))


def _write_city(engine: Engine) -> City:
    with transaction(engine, write=True) as session:
        city = _build(session)
    keep_standings(engine)
    return city


def _is_empty(engine: Engine) -> bool:
    with transaction(engine) as session:
        return session.scalars(select(t.Jurisdiction.id)).first() is None


@contextmanager
def _sent(engine: Engine) -> Iterator[list[Statement]]:
    """Note what is written through an engine meanwhile."""
    statements: list[Statement] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            statements.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def keep_standings(engine: Engine) -> None:
    """Keep where all goals stand, as services do: for rows that a test wrote past them."""
    with transaction(engine, write=True) as session:
        for jurisdiction in session.scalars(select(t.Jurisdiction)).all():
            work = Work(session, SYSTEM, jurisdiction, make.NOW, make.TODAY, "test")
            refresh_standings(work, query.goal_ids(session, jurisdiction.id))


def _build(session: Session) -> City:
    city = make.make_jurisdiction(session)
    district = make.make_district(session, city, number=7)
    other = make.make_district(session, city, number=11, name="Harrison", tile_row=3)
    make.make_district(
        session,
        city,
        number=0,
        name="Headquarters",
        kind=DistrictKind.HEADQUARTERS,
        area=None,
        tile_row=None,
        tile_column=None,
    )
    catalogue = make.make_catalogue(session, city)
    headline = make.make_theme(session, catalogue, code="RESPONSE")
    theme = make.make_theme(session, catalogue, headline, code="RESPONSE-04")
    for one, words in ((headline, "Fitting response"), (theme, "Officers come faster")):
        session.add(
            t.ThemeText(
                jurisdiction_id=city.id, theme_id=one.id, language=Language.EN, statement=words
            )
        )
    plan = make.make_plan(session, district)
    priority = make.make_priority(session, plan, position=1)
    goal = make.make_goal(session, priority, code="07-2026-1", position=1)
    make.make_goal_theme(session, goal, theme)
    minutes = make.make_indicator(session, goal, position=1)
    target = make.make_target(session, minutes)
    for quarter, value in ((1, "10.5"), (2, "9.8"), (3, "9.0"), (4, "8.0")):
        make.make_quarterly_target(session, target, quarter, Decimal(value))
    share = make.make_indicator(
        session,
        goal,
        position=2,
        kind=IndicatorKind.PERCENT,
        name="Share answered in time",
        unit="%",
        numerator="answered in time",
        denominator="calls",
        direction="increase",
        decimals=0,
        required=False,
    )
    make.make_target(session, share, baseline=Decimal(40), target=Decimal(60))
    voices = make.make_indicator(
        session,
        goal,
        position=3,
        kind=IndicatorKind.CODED_VOICES,
        name="What callers say",
        unit="",
        required=False,
    )
    make.make_measurement(
        session, minutes, 1, value=Decimal("10.4"), first_recorded_on=date(2026, 4, 10)
    )
    make.make_measurement(
        session, minutes, 2, value=Decimal("9.9"), first_recorded_on=date(2026, 7, 30)
    )
    people = {
        role: make.make_member(
            session, city, role, None if role in _EVERYWHERE else district, name=role.value
        ).id
        for role in Role
    }
    return City(
        district.id,
        other.id,
        plan.id,
        priority.id,
        goal.id,
        minutes.id,
        share.id,
        voices.id,
        theme.id,
        people,
    )


_EVERYWHERE = {Role.COMMISSIONER, Role.CPAP_MEMBER, Role.ADMINISTRATOR}
