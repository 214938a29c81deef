"""What things are called, by the name of their table and their id: for lists of mixed things."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, literal, null, or_, select
from sqlalchemy.orm import Session

from db import tables as t

_AT_A_TIME = 500


class Thing(NamedTuple):
    """What one thing is called: its own words, where it belongs, and which time it is about."""

    code: str
    name: str
    place_number: int | None
    place_name: str | None
    year: int | None
    quarter: int | None


class _Called(NamedTuple):
    """How one kind of thing is named in SQL: what is selected, and the tables it comes from."""

    id: Any
    code: Any
    names: tuple[Any, ...]
    joins: Callable[[Select[Any]], Select[Any]]
    jurisdiction: Any
    place: bool = False
    year: Any = None
    quarter: Any = None


def _alone(query: Select[Any]) -> Select[Any]:
    return query


def _in_district(column: Any) -> Callable[[Select[Any]], Select[Any]]:  # noqa: ANN401
    return lambda query: query.outerjoin(t.District, column == t.District.id)


def _in_plan(query: Select[Any]) -> Select[Any]:
    plan = query.outerjoin(t.Plan, t.Goal.plan_id == t.Plan.id)
    return plan.outerjoin(t.District, t.Plan.district_id == t.District.id)


def _of_goal(column: Any) -> Callable[[Select[Any]], Select[Any]]:  # noqa: ANN401
    return lambda query: _in_plan(query.join(t.Goal, column == t.Goal.id))


def _of_indicator(column: Any) -> Callable[[Select[Any]], Select[Any]]:  # noqa: ANN401
    def join(query: Select[Any]) -> Select[Any]:
        indicator = query.join(t.Indicator, column == t.Indicator.id)
        return _of_goal(t.Indicator.goal_id)(indicator)

    return join


def _of_member(column: Any) -> Callable[[Select[Any]], Select[Any]]:  # noqa: ANN401
    return lambda query: query.join(t.Member, column == t.Member.id)


def _plain(table: Any, *names: Any) -> _Called:  # noqa: ANN401
    return _Called(table.id, None, names, _alone, table.jurisdiction_id)


def _placed(table: Any, *names: Any, code: Any = None, year: Any = None) -> _Called:  # noqa: ANN401
    joins = _in_district(table.district_id)
    return _Called(table.id, code, names, joins, table.jurisdiction_id, place=True, year=year)


def _under_goal(
    table: Any,  # noqa: ANN401
    *names: Any,  # noqa: ANN401
    column: Any = None,  # noqa: ANN401
    year: Any = None,  # noqa: ANN401
    quarter: Any = None,  # noqa: ANN401
) -> _Called:
    joins = _of_goal(table.goal_id if column is None else column)
    named = (*names, t.Goal.title)
    return _Called(
        table.id,
        t.Goal.code,
        named,
        joins,
        table.jurisdiction_id,
        place=True,
        year=year,
        quarter=quarter,
    )


def _under_indicator(table: Any, thing_id: Any, year: Any, quarter: Any) -> _Called:  # noqa: ANN401
    return _Called(
        thing_id,
        t.Goal.code,
        (t.Indicator.name, t.Goal.title),
        _of_indicator(table.indicator_id) if table is not t.Indicator else _of_goal(table.goal_id),
        table.jurisdiction_id,
        place=True,
        year=year,
        quarter=quarter,
    )


def _of_person(table: Any) -> _Called:  # noqa: ANN401
    joins = _of_member(table.member_id)
    return _Called(table.id, None, (t.Member.name,), joins, table.jurisdiction_id)


_CALLED: Mapping[str, _Called] = MappingProxyType(
    {
        "jurisdiction": _Called(
            t.Jurisdiction.id, None, (t.Jurisdiction.name,), _alone, t.Jurisdiction.id
        ),
        "district": _Called(
            t.District.id, None, (t.District.name,), _alone, t.District.jurisdiction_id, place=True
        ),
        "beat": _placed(t.Beat, t.Beat.number),
        "member": _plain(t.Member, t.Member.name),
        "member_role": _of_person(t.MemberRole),
        "partner": _placed(t.Partner, t.Partner.name),
        "theme": _plain(t.Theme, t.Theme.code),
        "theme_catalogue": _plain(t.ThemeCatalogue, t.ThemeCatalogue.source),
        "library_indicator": _placed(t.LibraryIndicator, code=t.LibraryIndicator.code),
        "library_version": _Called(
            t.LibraryVersion.id,
            t.LibraryIndicator.code,
            (),
            lambda query: query.join(
                t.LibraryIndicator, t.LibraryVersion.library_id == t.LibraryIndicator.id
            ),
            t.LibraryVersion.jurisdiction_id,
        ),
        "local_demand": _placed(t.LocalDemand, t.LocalDemand.statement, code=t.LocalDemand.code),
        "plan": _placed(t.Plan, year=t.Plan.year),
        "priority": _Called(
            t.Priority.id,
            None,
            (t.Priority.title,),
            lambda query: query.join(t.Plan, t.Priority.plan_id == t.Plan.id).outerjoin(
                t.District, t.Plan.district_id == t.District.id
            ),
            t.Priority.jurisdiction_id,
            place=True,
            year=t.Plan.year,
        ),
        "goal": _Called(
            t.Goal.id, t.Goal.code, (t.Goal.title,), _in_plan, t.Goal.jurisdiction_id, place=True
        ),
        "action_step": _under_goal(t.ActionStep, t.ActionStep.what),
        "dismissed_hint": _under_goal(t.DismissedHint),
        "indicator": _under_indicator(t.Indicator, t.Indicator.id, None, None),
        "measurement": _under_indicator(
            t.Measurement, t.Measurement.id, t.Measurement.year, t.Measurement.quarter
        ),
        "relation": _under_goal(t.Relation, year=t.Relation.year, quarter=t.Relation.quarter),
        "evidence": _Called(
            t.Evidence.id,
            t.Goal.code,
            (t.Evidence.name, t.ActionStep.what),
            lambda query: _of_goal(t.ActionStep.goal_id)(
                query.join(t.ActionStep, t.Evidence.entity_id == t.ActionStep.id)
            ),
            t.Evidence.jurisdiction_id,
            place=True,
        ),
        "engagement": _placed(t.Engagement, t.Engagement.title, code=t.Engagement.code),
        "commitment": _placed(t.Commitment, t.Commitment.we_will, code=t.Commitment.code),
        # Never its words: not everybody may read those.
        "voice": _Called(
            t.Voice.id,
            t.Voice.code,
            (),
            lambda query: query.join(
                t.Engagement, t.Voice.engagement_id == t.Engagement.id
            ).outerjoin(t.District, t.Engagement.district_id == t.District.id),
            t.Voice.jurisdiction_id,
            place=True,
        ),
        "handover_note": _placed(t.HandoverNote),
        "handover_mark": _placed(t.HandoverMark),
        "web_session": _of_person(t.WebSession),
        "entry_link": _of_person(t.EntryLink),
    }
)
"""Every kind of thing that has a name of its own."""

_SAME = MappingProxyType({"monthly_value": "indicator"})
"""Kinds that are kept under another thing's id."""


def find_things(
    session: Session, jurisdiction_id: UUID, wanted: Mapping[str, Iterable[UUID]]
) -> dict[tuple[str, UUID], Thing]:
    """Return what things are called; those that have no name, or are gone, are left out."""
    found = {}
    for kind, ids in wanted.items():
        called = _CALLED.get(_SAME.get(kind, kind))
        if called is None:
            continue
        asked = sorted(set(ids))
        for start in range(0, len(asked), _AT_A_TIME):
            part = asked[start : start + _AT_A_TIME]
            query = _named(called, jurisdiction_id).where(called.id.in_(part))
            for thing_id, *said in session.execute(query):
                found[kind, thing_id] = Thing(*said)
    return found


def ids_called(jurisdiction_id: UUID, text: str) -> dict[str, Select[UUID]]:
    """Return, for each kind, what selects the ids of things with these words in their names."""
    selected = {}
    for kind in (*_CALLED, *_SAME):
        called = _CALLED[_SAME.get(kind, kind)]
        place = (t.District.name,) if called.place else ()
        words = [word for word in (called.code, *called.names, *place) if word is not None]
        if kind in {"theme", "indicator", "library_version"} or not words:
            continue
        joined = called.joins(select(called.id).select_from(called.id.class_))
        mine = joined.where(called.jurisdiction == jurisdiction_id)
        selected[kind] = mine.where(or_(*(_has(word, text) for word in words)))
    return selected


def _named(called: _Called, jurisdiction_id: UUID) -> Select[Any]:
    first = called.names[0] if called.names else literal("")
    place = (t.District.number, t.District.name) if called.place else (null(), null())
    columns = (
        called.id,
        literal("") if called.code is None else called.code,
        first,
        *place,
        null() if called.year is None else called.year,
        null() if called.quarter is None else called.quarter,
    )
    query = called.joins(select(*columns).select_from(called.id.class_))
    return query.where(called.jurisdiction == jurisdiction_id)


def _has(column: Any, text: str) -> ColumnElement[bool]:  # noqa: ANN401
    # SQLite folds Latin letters without accents only, so the usual ways to write it are tried.
    ways: Sequence[str] = sorted(
        {text, text.lower(), text.upper(), text.capitalize(), text.title()}
    )
    return or_(*(column.icontains(way, autoescape=True) for way in ways))
