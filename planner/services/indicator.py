"""Indicators as part of a goal: rows into shapes, and shapes back into rows.

A goal's version covers its indicators, so nothing here checks versions or writes changes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import indicator as query
from db.tables import Indicator, QuarterlyTarget, RubricLevel, Table, Target
from schemas.goal import GoalIn
from schemas.indicator import (
    IndicatorIn,
    IndicatorRow,
    QuarterlyTargetIn,
    RubricLevelIn,
    TargetIn,
)

from .gather import gather

R = TypeVar("R", bound=Table)

Numbered = Mapping[UUID, tuple[str, int]]
"""The code and the place of each indicator."""


def rows_of_goals(
    session: Session, goal_ids: Collection[UUID]
) -> Mapping[UUID, tuple[IndicatorRow, ...]]:
    """Return the indicators of goals, in their order, with levels, targets and paths."""
    levels = gather((row.indicator_id, row) for row in query.get_levels(session, goal_ids))
    targets = gather((row.indicator_id, row) for row in query.get_targets(session, goal_ids))
    paths = gather((row.target_id, row) for row in query.get_quarterly(session, goal_ids))
    return gather(
        (
            row.goal_id,
            _row(
                row,
                levels.get(row.id, ()),
                [_target_in(each, paths.get(each.id, ())) for each in targets.get(row.id, ())],
            ),
        )
        for row in query.get_indicators(session, goal_ids)
    )


def number(goal_code: str, held: Iterable[IndicatorRow], entry: GoalIn) -> Numbered:
    """Return each indicator's code and place: those it has, or the next free ones."""
    known = {row.id: (row.code, row.position) for row in held}
    last = max((position for _, position in known.values()), default=0)
    fresh = [one.id for one in entry.indicators if one.id not in known]
    return known | {
        new_id: (f"{goal_code}.{place}", place) for place, new_id in enumerate(fresh, last + 1)
    }


def write(session: Session, jurisdiction_id: UUID, entry: GoalIn, numbered: Numbered) -> None:
    """Make a goal's indicators what the entry says; removed ones have no recorded values."""
    common: dict[str, Any] = {"jurisdiction_id": jurisdiction_id}
    held = {row.id: row for row in query.get_indicators(session, [entry.id])}
    wanted = {indicator.id: indicator for indicator in entry.indicators}
    query.remove_indicators(session, held.keys() - wanted.keys())
    for indicator_id, indicator in wanted.items():
        code, position = numbered[indicator_id]
        values = indicator.model_dump(include=_COLUMNS) | {"code": code, "position": position}
        values |= common | {"goal_id": entry.id}
        put(session, Indicator, held.get(indicator_id), {"id": indicator_id}, values)
    session.flush()
    _write_levels(session, common, entry)
    _write_targets(session, common, entry)


def put(
    session: Session,
    table: type[R],
    held: R | None,
    key: Mapping[str, Any],
    values: Mapping[str, Any],
) -> None:
    """Update the row that is held, or add a new one."""
    if held is None:
        session.add(table(**key, **values))
        return
    for name, value in values.items():
        setattr(held, name, value)


_COLUMNS = set(IndicatorIn.model_fields) - {"id", "levels", "targets"}
_TARGET_COLUMNS = set(TargetIn.model_fields) - {"path"}


def _row(
    row: Indicator, levels: Iterable[RubricLevel], targets: Iterable[TargetIn]
) -> IndicatorRow:
    return IndicatorRow(
        **{name: getattr(row, name) for name in _COLUMNS},
        id=row.id,
        code=row.code,
        position=row.position,
        levels=tuple(
            RubricLevelIn(level=level.level, description=level.description) for level in levels
        ),
        targets=tuple(targets),
    )


def _target_in(row: Target, path: Sequence[QuarterlyTarget]) -> TargetIn:
    return TargetIn(
        **{name: getattr(row, name) for name in _TARGET_COLUMNS},
        path=tuple(
            QuarterlyTargetIn(year=point.year, quarter=point.quarter, value=point.value)
            for point in path
        ),
    )


def _write_levels(session: Session, common: dict[str, Any], entry: GoalIn) -> None:
    held = {(row.indicator_id, row.level): row for row in query.get_levels(session, [entry.id])}
    wanted = {
        (indicator.id, level.level): {
            "description": level.description,
            "language": indicator.language,
        }
        for indicator in entry.indicators
        for level in indicator.levels
    }
    for key in held.keys() - wanted.keys():
        session.delete(held[key])
    for key, values in wanted.items():
        names = {"indicator_id": key[0], "level": key[1]}
        put(session, RubricLevel, held.get(key), names, values | common)


def _write_targets(session: Session, common: dict[str, Any], entry: GoalIn) -> None:
    held = {(row.indicator_id, row.revision): row for row in query.get_targets(session, [entry.id])}
    wanted = {
        (indicator.id, target.revision): target.model_dump(include=_TARGET_COLUMNS)
        | {"language": indicator.language}
        for indicator in entry.indicators
        for target in indicator.targets
    }
    query.remove_targets(session, [held[key].id for key in held.keys() - wanted.keys()])
    for key, values in wanted.items():
        put(session, Target, held.get(key), {"indicator_id": key[0]}, values | common)
    session.flush()
    _write_paths(session, common, entry)


def _write_paths(session: Session, common: dict[str, Any], entry: GoalIn) -> None:
    target_ids = {
        (row.indicator_id, row.revision): row.id for row in query.get_targets(session, [entry.id])
    }
    held = {
        (row.target_id, row.year, row.quarter): row
        for row in query.get_quarterly(session, [entry.id])
    }
    wanted = {
        (target_ids[indicator.id, target.revision], point.year, point.quarter): point.value
        for indicator in entry.indicators
        for target in indicator.targets
        for point in target.path
    }
    for key in held.keys() - wanted.keys():
        session.delete(held[key])
    for key, value in wanted.items():
        names = dict(zip(("target_id", "year", "quarter"), key, strict=True))
        put(session, QuarterlyTarget, held.get(key), names, {"value": value} | common)
    session.flush()
