"""What names a row in files: the columns of its key, and how they are written."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from db import tables as t
from planner.exchange import InQuarter, Record

Key = tuple[str, ...]

KEYS: Mapping[type[t.Table], tuple[str, ...]] = MappingProxyType(
    {
        t.District: ("number",),
        t.Beat: ("number",),
        t.Member: ("code",),
        t.MemberRole: ("member_id", "role", "district_id", "starts_on"),
        t.Partner: ("code",),
        t.ThemeCatalogue: ("edition",),
        t.Theme: ("code",),
        t.ThemeCitation: ("theme_id", "respondent_group"),
        t.ThemeAnswerable: ("theme_id", "answerable_at"),
        t.ThemeText: ("theme_id", "language"),
        t.LocalDemand: ("code",),
        t.LibraryIndicator: ("code",),
        t.LibraryTheme: ("library_id", "theme_id"),
        t.LibraryAnswerable: ("library_id", "answerable_at"),
        t.LibraryVersion: ("library_id", "number"),
        t.LibraryText: ("version_id", "language"),
        t.LibraryLevel: ("text_id", "level"),
        t.Plan: ("district_id", "year"),
        t.Priority: ("plan_id", "position"),
        t.PriorityDrawnFrom: ("priority_id", "source"),
        t.Goal: ("code",),
        t.GoalTheme: ("goal_id", "theme_id", "local_demand_id"),
        t.GoalBeat: ("goal_id", "beat_id"),
        t.GoalPartner: ("goal_id", "partner_id"),
        t.ActionStep: ("goal_id", "position"),
        t.Indicator: ("code",),
        t.RubricLevel: ("indicator_id", "level"),
        t.Target: ("indicator_id", "revision"),
        t.QuarterlyTarget: ("target_id", "year", "quarter"),
        t.Engagement: ("code",),
        t.Attendance: ("engagement_id", "rank", "unit"),
        t.Question: ("engagement_id", "position"),
        t.Voice: ("code",),
        t.VoiceTheme: ("voice_id", "theme_id", "local_demand_id"),
        t.Relation: ("goal_id", "year", "quarter"),
        t.Commitment: ("code",),
        t.PlanStep: ("plan_id", "number"),
        t.ReturnReason: ("step_id", "position"),
        t.PlanReview: ("plan_id", "number"),
        t.ReviewAnswer: ("review_id", "member_id"),
        t.Translation: ("entity", "entity_id", "field", "language"),
    }
)
"""The columns that name a row of each table; a column that leads to a row stands for its key.

Tables stand after those that their rows belong to.
"""

PARTS: Mapping[type[t.Table], str] = MappingProxyType(
    {
        t.Theme: "catalogue_id",
        t.ThemeCitation: "theme_id",
        t.ThemeAnswerable: "theme_id",
        t.ThemeText: "theme_id",
        t.LibraryTheme: "library_id",
        t.LibraryAnswerable: "library_id",
        t.LibraryVersion: "library_id",
        t.LibraryText: "version_id",
        t.LibraryLevel: "text_id",
        t.PriorityDrawnFrom: "priority_id",
        t.GoalTheme: "goal_id",
        t.GoalBeat: "goal_id",
        t.GoalPartner: "goal_id",
        t.Indicator: "goal_id",
        t.RubricLevel: "indicator_id",
        t.Target: "indicator_id",
        t.QuarterlyTarget: "target_id",
        t.Attendance: "engagement_id",
        t.Question: "engagement_id",
        t.VoiceTheme: "voice_id",
        t.PlanStep: "plan_id",
        t.ReturnReason: "step_id",
    }
)
"""Tables whose rows are part of another row, and come in together with it."""

POSITIONS: Mapping[type[t.Table], tuple[str, str]] = MappingProxyType(
    {
        t.Goal: ("priority_id", "position"),
        t.Indicator: ("goal_id", "position"),
    }
)
"""Where a row has a place of its own although something else names it."""

_WRITTEN: Mapping[str, str] = MappingProxyType(
    {
        "approved_at": "approved_on",
        "first_recorded_on": "recorded_on",
        "from_year": "from_quarter",
        "library_id": "entry",
        "library_version_id": "library",
        "text_id": "language",
        "version_id": "version",
        "original_digest": "original",
        "tile_column": "tile_col",
        "translated_by_id": "translated_by_member",
    }
)
"""Columns of files that tables name differently."""

_TABLES = {table.__tablename__: table for table in KEYS}


def key_of(values: Iterable[object]) -> Key:
    """Return the texts that name a row; a quarter is two of them."""
    return tuple(part for value in values for part in _texts(value))


def key_of_record(record: Record) -> Key:
    """Return the texts that name a record of a file."""
    return key_of(getattr(record, column) for column in record.key)


def _texts(value: object) -> Key:
    if isinstance(value, InQuarter):
        return (str(value.year), str(value.quarter))
    return ("" if value is None else str(value),)


@cache
def leads_to(table: type[t.Table], column: str) -> type[t.Table] | None:
    """Return the table whose rows a column leads to, None for a plain value."""
    for key in table.__table__.c[column].foreign_keys:
        return _TABLES.get(key.column.table.name)
    return None


def written(column: str) -> str:
    """Return a column's name as files have it."""
    return _WRITTEN.get(column, column.removesuffix("_id"))
