"""What the board shows, in columns: every district's plan and goals of a year.

Statements are made once and asked of the plain tables: making them anew, and looking at rows as
objects, takes longer than the database does. Goals go by their codes, for the same reason.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Select,
    and_,
    bindparam,
    func,
    select,
)
from sqlalchemy.orm import Session

from db.tables import (
    District,
    Goal,
    GoalStanding,
    GoalTheme,
    Indicator,
    LocalDemand,
    Plan,
    Priority,
    Relation,
    Table,
    Target,
    Theme,
    Translation,
)
from schemas.vocabulary import Language, RelationKind


class Year(NamedTuple):
    """The plans of a jurisdiction's year.

    They are named one by one: how many plans a city has in a year is more than a database can
    guess from how many it has and how many there are in that year.
    """

    year: int
    plan_ids: Sequence[UUID]


def _plain(table: type[Table]) -> FromClause:
    return table.__table__


_district, _goal, _kept = _plain(District), _plain(Goal), _plain(GoalStanding)
_tie, _indicator, _demand = _plain(GoalTheme), _plain(Indicator), _plain(LocalDemand)
_plan, _priority, _relation = _plain(Plan), _plain(Priority), _plain(Relation)
_target, _theme, _translation = _plain(Target), _plain(Theme), _plain(Translation)

_QUARTER: BindParameter[int] = bindparam("of_quarter")
_YEAR: BindParameter[int] = bindparam("of_year")
_OF_YEAR = _goal.c.plan_id.in_(bindparam("plan_ids", expanding=True))


def districts_with_plans(session: Session, jurisdiction_id: UUID, year: int) -> Sequence[Any]:
    """Return all districts in their own order, each with the id and stage of its plan or None."""
    asked = {"jurisdiction_id": jurisdiction_id, "of_year": year}
    return session.execute(_districts(), asked).all()


def goals(session: Session, of: Year, quarter: int, language: Language) -> Sequence[Any]:
    """Return the goals of a year's plans in the plans' order, with what they ask for.

    What is asked for is that of the quarter; title and unit come with their translations and the
    digests of what was translated.
    """
    return _ask(session, _goals(), of, of_quarter=quarter, of_language=language)


def standings(session: Session, of: Year, quarter: int) -> Sequence[Any]:
    """Return what is kept of the year's goals, from the first quarter to the one asked for."""
    return _ask(session, _standings(), of, of_quarter=quarter)


def theme_codes(session: Session, of: Year) -> Sequence[tuple[str, str]]:
    """Return goals' codes with the codes of the demands they are tied to, each once.

    A local demand counts under the demand of the catalogue that a reviewer mapped it to.
    """
    return _ask(session, _theme_codes(), of)


def relations(session: Session, of: Year, quarter: int) -> dict[str, RelationKind]:
    """Return what people said numbers and voices mean together in a quarter, by goal code."""
    return dict(_ask(session, _relations(), of, of_quarter=quarter))


def goals_with_changed_targets(session: Session, of: Year, quarter: int) -> set[str]:
    """Return the codes of goals one of whose targets was revised from this quarter on."""
    return {code for (code,) in _ask(session, _changed(), of, of_quarter=quarter)}


def _ask(session: Session, statement: Select[Any], of: Year, **more: object) -> Sequence[Any]:
    asked = {"plan_ids": of.plan_ids, "of_year": of.year, **more}
    return session.execute(statement, asked).all()


@cache
def _districts() -> Select[Any]:
    of_year = and_(_plan.c.district_id == _district.c.id, _plan.c.year == _YEAR)
    return (
        select(*_district.c, _plan.c.id.label("plan_id"), _plan.c.stage.label("plan_stage"))
        .select_from(_district.outerjoin(_plan, of_year))
        .where(_district.c.jurisdiction_id == bindparam("jurisdiction_id"))
        .order_by(_district.c.number)
    )


@cache
def _goals() -> Select[Any]:
    title, unit = _translation.alias("title"), _translation.alias("unit")
    in_quarter = and_(
        _kept.c.goal_id == _goal.c.id, _kept.c.year == _YEAR, _kept.c.quarter == _QUARTER
    )
    return (
        select(
            *(_goal.c[name] for name in ("id", "code", "title", "language", "start_on")),
            *(_district.c[name] for name in ("number", "name", "area")),
            *(_kept.c[name] for name in ("asked_from", "asked_to", "ambition")),
            _indicator.c.kind,
            _indicator.c.unit,
            _indicator.c.decimals,
            title.c.text.label("title_text"),
            title.c.original_digest.label("title_digest"),
            unit.c.text.label("unit_text"),
            unit.c.original_digest.label("unit_digest"),
        )
        .select_from(
            _goal.join(_plan, _goal.c.plan_id == _plan.c.id)
            .join(_district, _plan.c.district_id == _district.c.id)
            .join(_priority, _goal.c.priority_id == _priority.c.id)
            .outerjoin(_kept, in_quarter)
            .outerjoin(_indicator, _kept.c.indicator_id == _indicator.c.id)
            .outerjoin(title, _translates(title, _goal, "title"))
            .outerjoin(unit, _translates(unit, _indicator, "unit"))
        )
        .where(_OF_YEAR)
        .order_by(_district.c.number, _priority.c.position, _goal.c.position)
    )


def _translates(of: FromClause, table: FromClause, field: str) -> ColumnElement[bool]:
    return and_(
        of.c.entity == table.description,
        of.c.entity_id == table.c.id,
        of.c.field == field,
        of.c.language == bindparam("of_language"),
    )


@cache
def _standings() -> Select[Any]:
    shown = ("quarter", "status", "state", "open", "recorded", "attainment")
    more = ("assessed", "required", "entered_late")
    return (
        select(_goal.c.code, *(_kept.c[name] for name in (*shown, *more)))
        .select_from(_joined(_kept, _kept.c.goal_id))
        .where(_OF_YEAR, _kept.c.year == _YEAR, _kept.c.quarter <= _QUARTER)
    )


@cache
def _theme_codes() -> Select[Any]:
    theme_id = func.coalesce(_tie.c.theme_id, _demand.c.mapped_theme_id)
    return (
        select(_goal.c.code, _theme.c.code.label("theme_code"))
        .select_from(
            _joined(_tie, _tie.c.goal_id)
            .outerjoin(_demand, _tie.c.local_demand_id == _demand.c.id)
            .join(_theme, _theme.c.id == theme_id)
        )
        .where(_OF_YEAR)
        .distinct()
    )


@cache
def _relations() -> Select[Any]:
    return (
        select(_goal.c.code, _relation.c.kind)
        .select_from(_joined(_relation, _relation.c.goal_id))
        .where(_OF_YEAR, _relation.c.year == _YEAR, _relation.c.quarter == _QUARTER)
    )


@cache
def _changed() -> Select[Any]:
    targets = _indicator.join(_target, _target.c.indicator_id == _indicator.c.id)
    return (
        select(_goal.c.code)
        .select_from(_joined(targets, _indicator.c.goal_id))
        .where(
            _OF_YEAR,
            _target.c.revision > 0,
            _target.c.from_year == _YEAR,
            _target.c.from_quarter == _QUARTER,
        )
        .distinct()
    )


def _joined(what: FromClause, goal_id: ColumnElement[UUID]) -> Any:  # noqa: ANN401  (a join)
    """Join what belongs to goals with them."""
    return what.join(_goal, goal_id == _goal.c.id)
